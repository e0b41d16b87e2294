# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles a program with the compiler's tools and runs it with the runtime's."""

import json
import os
import subprocess
import tempfile


def compile_plan(program, *passes):
    text = subprocess.run(["hocket-opt", "--mlir-print-debuginfo", *(passes or ["--hocket-compile"])],
                          input=program.encode(), check=True, stdout=subprocess.PIPE).stdout
    return subprocess.run(["hocket-translate", "--mlir-to-plan"], input=text, check=True,
                          stdout=subprocess.PIPE).stdout


def run(program, *passes, **arguments):
    """The result of hocket-run as an object; program errors are part of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.hkt")
        with open(path, "wb") as file:
            file.write(compile_plan(program, *passes))
        command = ["hocket-run", path, "--format=json"]
        for name, value in arguments.items():
            command += ["--arg", f"{name}={json.dumps(value)}"]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
        assert done.returncode in (0, 1), f"hocket-run: exit code {done.returncode}"
        return json.loads(done.stdout)


def to_mlir(value, outermost=False):
    """A JSON value as a hocket.constant writes it."""
    if value is None:
        return "null" if outermost else "#hocket.null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(to_mlir, value)) + "]"
    if isinstance(value, dict):
        members = "{" + ", ".join(f"{to_mlir(k)} = {to_mlir(v)}" for k, v in value.items()) + "}"
        return members if outermost else f"#hocket.object<{members}>"
    return f"{value:.17e}" if isinstance(value, float) else str(value)


def type_of(value):
    """The type of a constant."""
    if isinstance(value, bool):
        return "i1"
    kinds = {str: "!hocket.string", list: "!hocket.list<!hocket.json>", int: "i64", float: "f64"}
    return kinds.get(type(value), "!hocket.json")


def same(a, b):
    """Equality that tells 1 from 1.0 and from true, and looks at the order of members."""
    if type(a) is not type(b):
        return False
    if isinstance(a, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return a == b
