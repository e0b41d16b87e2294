# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiling and executing 1 000, 10 000 and 100 000 calls: time, memory and how they grow."""

import json
import re

from . import measure, programs
from .report import Section

COMPILE_TEXT = """The whole process `hocket compile`, best of {times}. *plan text* is a plan of `math.eval` calls that refer to
earlier ones; *MLIR* is an ordered program whose calls read and write files under up to a thousand paths, so that the dependence
analysis has to sort them out. The baseline, in the same run, is `python3` compiling as many lines of assignments to byte code.
The exponent is b of the fit time = a · calls^b; 1 is linear."""

PHASE_TEXT = """Milliseconds of each phase of `hocket-opt --hocket-compile --mlir-timing` on the MLIR programs."""

EXECUTE_TEXT = """`hocket-run` on the compiled plan texts, best of {times}: the whole process, and the run inside it. Output goes to a file."""


def sizes(options):
    return [1000, 10_000] if options.quick else [1000, 10_000, 100_000]


def python_baseline(calls):
    """A Python source of as many assignments that use earlier names."""
    lines = [f"v{i} = f(v{max(0, i - 7)}, v{max(0, i - 31)}, {i})" for i in range(1, calls + 1)]
    return "\n".join(lines) + "\n"


def compiling(options):
    times = 2 if options.quick else 5
    rows, phases = [], {}
    for kind, name, source in (("plan text", "plan.txt", programs.plan_text),
                               ("MLIR", "plan.mlir", programs.effects),
                               ("baseline: python3", "plan.py", python_baseline)):
        points = []
        for calls in sizes(options):
            path = options.write(f"{calls}-{name}", source(calls))
            if name == "plan.py":
                command = ["python3", "-c", f"compile(open({str(path)!r}).read(), 'f', 'exec')"]
            else:
                command = options.compile_command(path, options.folder / f"{calls}-{name}.hkt")
            cost = measure.best(command, times)
            points.append((calls, cost.wall_s))
            rows.append([kind, calls, cost.wall_s * 1e3, cost.wall_s * 1e6 / calls, measure.peak_mib(command), ""])
            if name == "plan.mlir":
                phases[calls] = phase_times(measure.run(
                    [options.hocket_opt, path, "--hocket-compile", "--mlir-timing", "-o", "/dev/null"]).stderr)
        rows[-1][-1] = measure.exponent(points)
    sections = [Section("Compiling", ["source", "calls", "ms", "µs / call", "peak MiB", "exponent"], rows,
                        COMPILE_TEXT.format(times=times))]
    names = list(dict.fromkeys(name for times in phases.values() for name in times))
    sections.append(Section("Phases of compiling", ["phase"] + [f"{calls} calls" for calls in phases],
                            [[name] + [times.get(name, 0.0) * 1e3 for times in phases.values()]
                             for name in names], PHASE_TEXT))
    return sections


def phase_times(report):
    """Name -> seconds from MLIR's timing report (a tree, the wall time in the first or only column)."""
    result = {}
    for line in report.splitlines():
        match = re.match(r"^\s*([0-9.]+) \(\s*[0-9.]+%\)(?:\s+([0-9.]+) \(\s*[0-9.]+%\))?\s{2}(\s*)(.+)$", line)
        if match:
            result[match.group(4).strip()] = float(match.group(2) or match.group(1))
    return result


def executing(options):
    times = 2 if options.quick else 5
    rows, points = [], []
    for calls in sizes(options):
        plan = options.folder / f"{calls}-plan.txt.hkt"
        command = [options.hocket_run, plan, "--format=json"]
        cost = measure.best(command, times)
        stats = json.loads(cost.stdout)["stats"]
        points.append((calls, cost.wall_s))
        rows.append([calls, cost.wall_s * 1e3, stats["wall_s"] * 1e3, stats["wall_s"] * 1e6 / calls,
                     measure.peak_mib(command), ""])
    rows[-1][-1] = measure.exponent(points)
    return [Section("Executing", ["calls", "process ms", "run ms", "run µs / call", "peak MiB", "exponent"],
                    rows, EXECUTE_TEXT.format(times=times))]


def measure_all(options):
    return compiling(options) + executing(options)
