# Every built-in function, from the program's text to the runtime's answer: with
# operands that are known only at run time, and with constants, which the
# compiler may fold. Both must give what the table says.
# REQUIRES: runtime
# RUN: %python %s
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "Inputs"))
from builtin_cases import CASES, Error
from plan_run import run, same, to_mlir, type_of

PARSE = """hocket.tool @parse(text: !hocket.string) -> !hocket.json pure provider #hocket.builtin<"json.parse">
"""
failures = []


def program(body, parameter=""):
    return f"func.func @main({parameter}) {{\n" + "\n".join(body) + "\nreturn\n}\n"


def apply(i, function, operands, types=None):
    types = types or ["!hocket.json"] * len(operands)
    return [f"%r{i} = hocket.apply {function}({', '.join(operands)}) : ({', '.join(types)}) -> !hocket.json",
            f'hocket.output "{i}" %r{i} : !hocket.json']


def check(how, i, output):
    function, operands, expected = CASES[i]
    if isinstance(expected, Error):
        good = output.get("error", {}).get("code") == expected
    else:
        good = "value" in output and same(output["value"], expected)
    if not good:
        failures.append(f"{how}: {function}{tuple(operands)}: expected {expected!r}, found {output}")


# All operands come out of a call, so that nothing is known before the run. It is
# unordered, and so is what hangs on it: one error does not end the program.
body = ["%v = hocket.call @parse(%text) unordered : (!hocket.string) -> !hocket.json"]
for i, (function, operands, _) in enumerate(CASES):
    names = [f"%o{i}_{k}" for k in range(len(operands))]
    body += [f"{name} = hocket.get %v[{i}, {k}] : !hocket.json -> !hocket.json" for k, name in enumerate(names)]
    body += apply(i, function, names)

result = run(PARSE + program(body, '%text: !hocket.string {hocket.name = "text"}'), text=json.dumps([case[1] for case in CASES]))
for i, output in enumerate(result["outputs"]):
    check("at run time", i, output)
assert len(result["outputs"]) == len(CASES)

# Constants, folded or not. An error would end the program here.
good = [i for i, case in enumerate(CASES) if not isinstance(case[2], Error)]
body = []
for i in good:
    function, operands, _ = CASES[i]
    names = [f"%o{i}_{k}" for k in range(len(operands))]
    body += [f"{name} = hocket.constant {to_mlir(value, True)} : {type_of(value)}"
             for name, value in zip(names, operands)]
    body += apply(i, function, names, [type_of(value) for value in operands])
for passes in (["--hocket-compile"], ["--convert-hocket-to-plan"]):
    result = run(program(body), *passes)
    for i, output in zip(good, result["outputs"]):
        check(f"constants, {passes[0]}", i, output)
    assert len(result["outputs"]) == len(good)

# The table knows every function of the dialect.
text = (pathlib.Path(__file__).parents[3] / "include/hocket/Dialect/Hocket/IR/HocketBuiltins.td").read_text()
known = set(re.findall(r'I32EnumAttrCase<"\w+", \d+, "(\w+)">', text))
if known != {case[0] for case in CASES}:
    failures.append(f"not the same functions: {sorted(known ^ {case[0] for case in CASES})}")
sys.exit("\n".join(failures) if failures else 0)
