# Modules that nest deeper, or stand for more, than anybody means are refused with a
# message that has a place, by every tool; just below the limit they are not.
# RUN: %python %s %S/Inputs/extreme.py %t
import json
import pathlib
import resource
import subprocess
import sys

script, scratch = sys.argv[1], pathlib.Path(sys.argv[2])
scratch.mkdir(parents=True, exist_ok=True)
DEEP = "nested deeper than 1200 brackets"


def make(kind, size):
    path = scratch / f"{kind}.mlir"
    path.write_bytes(subprocess.run([sys.executable, script, kind, str(size)], check=True,
                                    stdout=subprocess.PIPE).stdout)
    return path


def run(*command, data=None):
    # What does not end by itself ends here.
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60)))


def refused(path, message, *command):
    done = run(*command)
    error = done.stderr.decode(errors="replace")
    assert done.returncode == 1 and message in error.splitlines()[0], \
        f"{command}: exit code {done.returncode}, {error[:500]}"
    assert error.startswith((f"{path}:", f"{path.name}:")), f"{command}: no place in {error[:200]}"


for kind in ("regions", "branches", "arrays", "dictionaries", "objects", "lists", "records",
             "locations", "alias-chain", "affine"):
    refused(make(kind, 100000 if kind != "affine" else 1), DEEP, "hocket-opt", str(scratch / f"{kind}.mlir"))
for kind in ("attribute-aliases", "type-aliases", "split-aliases"):
    refused(make(kind, 40), "for more than", "hocket-opt", str(scratch / f"{kind}.mlir"))

deep = scratch / "branches.mlir"
for command in (["hocket", "check"], ["hocket", "compile", "-o", str(scratch / "out.hkt")], ["hocket", "explain"], ["hocket", "graph"],
                ["hocket-translate", "--mlir-to-plan"],
                ["hocket-opt", "--split-input-file"]):
    refused(deep, DEEP, *command, str(deep))

for kind, size in (("regions", 1200), ("arrays", 1198), ("dictionaries", 1198), ("lists", 1198),
                   ("records", 599), ("locations", 1198), ("alias-chain", 1198), ("attribute-aliases", 12),
                   ("none", 100000), ("operands", 100000)):
    done = run("hocket-opt", str(make(kind, size)))
    assert done.returncode == 0, f"{kind} {size}: {done.stderr[:500]}"

# What simplification makes of a program does not fill the memory either.
for kind, size in (("list-values", 40), ("text-values", 40), ("calls", 5000)):
    done = run("hocket", "compile", str(make(kind, size)), "-o", str(scratch / "out.hkt"))
    assert done.returncode == 0, f"{kind} {size}: {done.stderr[:500]}"


# The language server says so in the editor, and goes on.
def message(body):
    text = json.dumps({"jsonrpc": "2.0", **body}).encode()
    return b"Content-Length: %d\r\n\r\n" % len(text) + text


def opened(name, text):
    return message({"method": "textDocument/didOpen", "params": {"textDocument": {
        "uri": f"test:///{name}.mlir", "languageId": "mlir", "version": 1, "text": text}}})


session = message({"id": 0, "method": "initialize", "params": {
    "processId": 0, "rootPath": "", "capabilities": {}, "trace": "off"}})
session += opened("deep", deep.read_text()) + opened("fine", "module {}\nmodul")
session += message({"id": 1, "method": "shutdown"}) + message({"method": "exit"})
done = run("hocket-lsp-server", data=session)
assert done.returncode == 0, f"language server: exit code {done.returncode}"
assert DEEP.encode() in done.stdout and b"fine.mlir" in done.stdout, done.stdout[:2000]
