# Plan files read back as they were written, for every input of the plan dialect's
# tests and every program that the conversion's and the pipelines' tests compile.
# RUN: %python %s %src_root/test %t
import pathlib
import subprocess
import sys

tests, scratch = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
scratch.mkdir(parents=True, exist_ok=True)


def run(*command, data=None):
    return subprocess.run(command, input=data, check=True, stdout=subprocess.PIPE).stdout


def check(path, *passes):
    # A file may hold several modules, as --split-input-file reads them.
    for module in path.read_text().split("\n// -----\n"):
        check_module(path, module.encode(), *passes)


def check_module(path, source, *passes):
    # hocket-opt ends its output with an empty line, hocket-translate does not.
    text = run("hocket-opt", *passes, "-", data=source)
    plan = run("hocket-translate", "--mlir-to-plan", data=text)
    assert plan.startswith(b"HOCKETPL"), f"{path}: no plan file"
    back = run("hocket-translate", "--plan-to-mlir", "-", data=plan)
    if text.strip() != back.strip():
        (scratch / "written.mlir").write_bytes(text)
        (scratch / "read.mlir").write_bytes(back)
        sys.exit(f"{path}: reads back differently, see {scratch}")
    # What was read gives the same file again.
    assert run("hocket-translate", "--mlir-to-plan", data=back) == plan, f"{path}: other bytes"


def valid(folder):
    found = sorted(p for p in (tests / folder).rglob("*.mlir") if "invalid" not in p.name)
    assert found, f"no inputs in {folder}"
    return found


for path in valid("Dialect/Plan"):
    check(path, "--plan-normalize")
for path in valid("Conversion/HocketToPlan"):
    # The conversion leaves nothing to normalise.
    check(path, "--convert-hocket-to-plan")
    check(path, "--hocket-compile=check=false")
