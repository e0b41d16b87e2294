# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs processes and says what they cost."""

import dataclasses
import math
import statistics
import subprocess
import tempfile
import time


@dataclasses.dataclass
class Cost:
    """Of one process: seconds, and what it printed."""

    wall_s: float
    stdout: str = ""
    stderr: str = ""


def run(command, stdin=None, allow_failure=False):
    """Runs `command` once. Output goes to files, so that nothing has to drain a pipe meanwhile."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen([str(c) for c in command], stdin=stdin or subprocess.DEVNULL,
                                   stdout=out, stderr=err)
        process.wait()
        wall = time.perf_counter() - start
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    if process.returncode != 0 and not allow_failure:
        raise RuntimeError(f"{' '.join(str(c) for c in command)}: exit status {process.returncode}\n"
                           f"{texts[1][-4000:]}")
    return Cost(wall, *texts)


def peak_mib(command):
    """The peak of the resident memory in MiB, of a run of its own. GNU time starts the process, because what this
    process itself occupies at the time of its fork would count as the child's."""
    with tempfile.NamedTemporaryFile("r") as file:
        run(["/usr/bin/time", "--format=%M", f"--output={file.name}", *command])
        return int(file.read()) / 1024


def best(command, times):
    """The fastest of several runs: the one that other processes disturbed least."""
    return min((run(command) for _ in range(times)), key=lambda cost: cost.wall_s)


def interleaved(commands, times):
    """Median wall seconds of each of `commands` (a dict), run in turns."""
    walls = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            walls[name].append(run(command).wall_s)
    return {name: statistics.median(values) for name, values in walls.items()}


def exponent(points):
    """b of the least-squares fit y = a·x^b through (x, y) points."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x = statistics.mean(x for x, _ in logs)
    mean_y = statistics.mean(y for _, y in logs)
    return (sum((x - mean_x) * (y - mean_y) for x, y in logs)
            / sum((x - mean_x) ** 2 for x, _ in logs))
