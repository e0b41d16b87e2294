# Every program in the tests and examples that compiles becomes a plan file that reads
# back as it was written, gives the same bytes again, and is loaded by the runtime. What
# does not compile is told apart by its error; nothing is skipped silently.
# REQUIRES: runtime
# RUN: %python %s %src_root %t | FileCheck %s
# CHECK: {{^}}covered {{[0-9]+}} programs
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

root, scratch = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
shutil.rmtree(scratch, ignore_errors=True)
scratch.mkdir(parents=True)
tests = root / "test"

# Fewer than these mean that something is no longer found.
FLOORS = {"Conversion": 30, "Dialect": 35, "Pipelines": 2, "Frontend": 30, "Tools": 12, "Integration": 8,
          "Docs": 5, "examples": 6}
# Modules without a program, or with one that no plan can be. Anything else has to compile.
LEGITIMATE = [
    r"expected a public function to make a program of",
    r"expected at most one result of a program",
    r"which a plan cannot hold",
    r"has no counterpart in a plan",
    r"expected structured control flow",
    r"is still there: expected functions to be inlined",
    r"calls itself",
    r"Dialect `test' not found|unregistered (dialect|operation)|being parsed with an unregistered dialect",
    r"expected a cost for each of",
]

covered, refused = {}, {}
problems = []


def run(*command, data=None, cwd=None):
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd)


def must(*command, data=None):
    done = run(*command, data=data)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {done.returncode}: {done.stderr.decode()[:300]}")
    return done.stdout


def round_trip(group, name, text):
    """`text` is a module of the plan dialect."""
    try:
        plan = must("hocket-translate", "--mlir-to-plan", data=text)
        back = must("hocket-translate", "--plan-to-mlir", "-", data=plan)
        # What the target is like is the compiler's business; a plan file does not tell.
        text = re.sub(rb"dlti\.target_system_spec = #dlti\.target_system_spec<.*>>, ", b"", text)
        if text.strip() != back.strip():
            (scratch / "written.mlir").write_bytes(text)
            (scratch / "read.mlir").write_bytes(back)
            raise RuntimeError(f"reads back differently, see {scratch}")
        if must("hocket-translate", "--mlir-to-plan", data=back) != plan:
            raise RuntimeError("what was read gives other bytes")
        load(plan)
    except RuntimeError as error:
        problems.append(f"{name}: {error}")
        return
    covered[group] = covered.get(group, 0) + 1


def load(plan):
    path = scratch / "loaded.hkt"
    path.write_bytes(plan)
    # In virtual time no tool is called; a program that lacks arguments was loaded.
    done = run("hocket-run", "--device=null", "--no", str(path))
    error = done.stderr.decode()
    if done.returncode == 2 and not re.search(r"expects an argument|several programs", error):
        raise RuntimeError(f"is not loaded: {error[:300]}")
    if done.returncode not in (0, 1, 2):
        raise RuntimeError(f"ends hocket-run with {done.returncode}: {error[:300]}")


def compile_module(group, name, source, *passes):
    done = run("hocket-opt", *passes, "-", data=source)
    error = done.stderr.decode()
    if done.returncode == 0:
        round_trip(group, name, done.stdout)
    elif b"expected-error" in source or any(re.search(known, error) for known in LEGITIMATE):
        first = next(line for line in error.splitlines() if "error:" in line)
        refused.setdefault(re.sub(r"^\S* error: ", "", first)[:70], []).append(name)
    else:
        problems.append(f"{name}: does not compile: {error[:300]}")


def mlir_file(group, path):
    # A file may hold several modules, as --split-input-file reads them.
    for number, module in enumerate(re.split(r"^// -----.*$", path.read_text(), flags=re.M)):
        is_plan = re.search(r"^\s*plan\.", module, flags=re.M)
        name = f"{path.relative_to(root)}#{number}"
        if is_plan:
            compile_module(group, name, module.encode(), "--plan-normalize")
            continue
        compile_module(group, name, module.encode(), "--hocket-compile=check=false")
        if group == "Conversion":
            # As it is written, too; the conversion leaves nothing to normalise.
            compile_module(group, name, module.encode(), "--convert-hocket-to-plan")


def run_lines(path):
    """The commands of a lit test, with its files in place."""
    # The pattern is in two parts, for lit would take it for a command of this file.
    folder = scratch / path.relative_to(tests).with_suffix(".dir")
    folder.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text()
    replace = {"%s": str(path), "%S": str(path.parent), "%t": str(folder), "%src_root": str(root)}
    for line in re.findall(r"RU" r"N: (.*)", text):
        line = re.sub(r"%(src_root|s|S|t)\b", lambda m: replace[m.group(0)], line)
        if line.startswith("split-file"):
            must("split-file", str(path), str(folder))
        else:
            yield line


def frontend_file(group, path):
    for line in run_lines(path):
        command = shlex.split(re.split(r"\s*[|>]|\s2>", line)[0])
        if command[:1] != ["hocket-translate"] or not command[1].startswith("--import"):
            continue
        if "-o" in command or "--verify-diagnostics" in command:
            continue
        done = run(*command)
        name = f"{path.relative_to(root)}: {' '.join(command[1:])}"
        if done.returncode:
            problems.append(f"{name}: {done.stderr.decode()[:300]}")
        else:
            compile_module(group, name, done.stdout, "--hocket-compile=check=false")


def compile_source(group, name, source, options):
    done = run("hocket", "compile", str(source), *options, "--emit=plan")
    if done.returncode:
        problems.append(f"{name}: does not compile: {done.stderr.decode()[:300]}")
    else:
        round_trip(group, name, done.stdout)


def driver_file(group, path):
    """Sources that a test of the driver compiles, runs or explains, each once."""
    seen = set()
    for line in run_lines(path):
        words = re.split(r"\s*[|><;&]|\s2>", line)[0].replace("--tools ", "--tools=").split()
        if words[:1] != ["hocket"] or words[1:2] not in (["compile"], ["run"], ["explain"], ["graph"]):
            continue
        sources = [w for w in words[2:] if w.endswith((".txt", ".mlir")) and not w.startswith("-")]
        options = [w for w in words[2:] if w.startswith(("--tools=", "--from=", "--trust-hints=", "--no-builtins", "--declare-from-use"))]
        key = tuple(sources[:1] + options)
        if not sources or key in seen or not pathlib.Path(sources[0]).is_file():
            continue
        seen.add(key)
        compile_source(group, f"{path.relative_to(root)}: {sources[0]}", sources[0], options)


for group in ("Conversion", "Dialect", "Pipelines"):
    for path in sorted((tests / group).rglob("*.mlir")):
        mlir_file(group, path)
for path in sorted((tests / "Frontend").rglob("*")):
    if path.suffix in (".txt", ".test") and "Inputs" not in path.parts:
        frontend_file("Frontend", path)
for group in ("Tools", "Integration"):
    for path in sorted((tests / group).rglob("*.test")):
        driver_file(group, path)
frontends = tests / "Docs" / "Inputs" / "frontends"
for name in ("anthropic.json", "chat.json", "labelled.json", "plan.txt", "responses.json"):
    compile_source("Docs", name, frontends / name, [f"--tools={frontends / 'tools.json'}"])
for path in sorted((root / "examples").rglob("*")):
    if path.name in ("plan.txt", "calls.json", "program.mlir"):
        tools = [f"--tools={file}" for file in path.parent.glob("tools.*")]
        compile_source("examples", str(path.relative_to(root)), path, tools)

for error, names in sorted(refused.items()):
    print(f"does not compile, {len(names)} times: {error}")
for group, floor in FLOORS.items():
    print(f"{group}: {covered.get(group, 0)} programs")
    if covered.get(group, 0) < floor:
        problems.append(f"{group}: expected at least {floor} programs, found {covered.get(group, 0)}")
print(f"covered {sum(covered.values())} programs")
sys.exit("\n".join(problems) or 0)
