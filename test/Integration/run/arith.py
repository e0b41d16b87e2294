# Scalar arithmetic of MLIR, run as built-in functions: what arith defines comes
# out as arith defines it.
# REQUIRES: runtime
# RUN: %python %s
import math
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "Inputs"))
from plan_run import run, same


def trunc_div(a, b):
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


BINARY = {
    "arith.addi {} : i64": lambda a, b: a + b,
    "arith.subi {} : i64": lambda a, b: a - b,
    "arith.muli {} : i64": lambda a, b: a * b,
    "arith.divsi {} : i64": trunc_div,
    "arith.remsi {} : i64": lambda a, b: a - b * trunc_div(a, b),
    "arith.floordivsi {} : i64": lambda a, b: a // b,
    "arith.ceildivsi {} : i64": lambda a, b: -(-a // b),
    "arith.maxsi {} : i64": max,
    "arith.minsi {} : i64": min,
    "arith.cmpi eq, {} : i64": lambda a, b: a == b,
    "arith.cmpi ne, {} : i64": lambda a, b: a != b,
    "arith.cmpi slt, {} : i64": lambda a, b: a < b,
    "arith.cmpi sle, {} : i64": lambda a, b: a <= b,
    "arith.cmpi sgt, {} : i64": lambda a, b: a > b,
    "arith.cmpi sge, {} : i64": lambda a, b: a >= b,
}
FLOATS = {
    "arith.addf {} : f64": lambda a, b: a + b,
    "arith.subf {} : f64": lambda a, b: a - b,
    "arith.mulf {} : f64": lambda a, b: a * b,
    "arith.divf {} : f64": lambda a, b: a / b,
    "arith.maximumf {} : f64": max,
    "arith.minnumf {} : f64": min,
    "arith.cmpf oeq, {} : f64": lambda a, b: a == b,
    "arith.cmpf une, {} : f64": lambda a, b: a != b,
    "arith.cmpf olt, {} : f64": lambda a, b: a < b,
    "arith.cmpf ule, {} : f64": lambda a, b: a <= b,
    "arith.cmpf ogt, {} : f64": lambda a, b: a > b,
    "arith.cmpf uge, {} : f64": lambda a, b: a >= b,
}
BOOLEANS = {
    "arith.andi {} : i1": lambda a, b: a and b,
    "arith.ori {} : i1": lambda a, b: a or b,
    "arith.xori {} : i1": lambda a, b: a != b,
    "arith.select %a, {} : i1": lambda a, b: a if a else b,
}
UNARY = {
    ("i64", "arith.sitofp %a : i64 to f64"): float,
    ("f64", "arith.fptosi %a : f64 to i64"): math.trunc,
    ("f64", "arith.negf %a : f64"): lambda a: -a,
    ("i1", "arith.extui %a : i1 to i64"): int,
    ("i1", "arith.extsi %a : i1 to i64"): lambda a: -int(a),
    ("i1", "arith.uitofp %a : i1 to f64"): float,
    ("i1", "arith.sitofp %a : i1 to f64"): lambda a: -float(a) if a else 0.0,
}


def result_type(op):
    return "i1" if "cmp" in op else op.split()[-1]


def check(type_, ops, pairs, names):
    """One program with all operations, run once for each of the operands."""
    body = [f"%r{i} = {op.format(', '.join(names))}\nhocket.output \"{i}\" %r{i} : {result_type(op)}"
            for i, op in enumerate(ops)]
    parameters = ", ".join(f'{name}: {type_} {{hocket.name = "{name[1:]}"}}' for name in names)
    text = f"func.func @main({parameters}) {{\n" + "\n".join(body) + "\nreturn\n}\n"
    for operands in pairs:
        outputs = run(text, "--convert-hocket-to-plan", **{n[1:]: v for n, v in zip(names, operands)})["outputs"]
        assert len(outputs) == len(ops)
        for output, (op, model) in zip(outputs, ops.items()):
            expected = model(*operands)
            if "value" not in output or not same(output["value"], expected):
                sys.exit(f"{op} of {operands}: expected {expected}, found {output}")


check("i64", BINARY, [(7, 2), (-7, 2), (7, -2), (-7, -2), (6, 3), (-6, 3), (0, -5), (10**12, -7)], ["%a", "%b"])
check("f64", FLOATS, [(7.5, 2.0), (-7.25, 0.5), (1e300, -2.0), (0.0, 3.0)], ["%a", "%b"])
check("i1", BOOLEANS, [(a, b) for a in (True, False) for b in (True, False)], ["%a", "%b"])
for type_, values in {"i64": [5, -5], "f64": [2.9, -2.9, 0.5], "i1": [True, False]}.items():
    ops = {op: model for (operand, op), model in UNARY.items() if operand == type_}
    check(type_, ops, [(value,) for value in values], ["%a"])
