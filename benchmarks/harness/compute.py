# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compute-heavy calls on one and more processors."""

import json
import os
import statistics
import subprocess
import time

from . import measure
from .report import Section

CALLS = 16

TEXT = """{calls} independent calls of `compute.primes`; wall seconds of the run, medians of {times}. The baseline is what the
machine itself gives: the same work as P processes of one worker each, all at once, over one after another."""


def program(limit, calls):
    lines = ['hocket.tool @primes(limit: i64) -> !hocket.json pure compute '
             'provider #hocket.builtin<"compute.primes">', "func.func @main() {"]
    for i in range(calls):
        # Equal calls would become one.
        lines += [f"  %l{i} = hocket.constant {limit + i} : i64",
                  f"  %v{i} = hocket.call @primes(%l{i}) : (i64) -> !hocket.json"]
    lines += [f'  hocket.output "{i}" %v{i} : !hocket.json' for i in range(calls)]
    return "\n".join(lines + ["  return", "}"]) + "\n"


def wall(options, plan, workers, times):
    def once():
        cost = measure.run([options.hocket_run, plan, f"--workers={workers}", "--format=json"])
        return json.loads(cost.stdout)["stats"]["wall_s"]

    return statistics.median(once() for _ in range(times))


def together(options, plan, count):
    """Wall seconds of `count` processes at once, each with one worker and the whole plan."""
    start = time.perf_counter()
    processes = [subprocess.Popen([options.hocket_run, plan, "--workers=1"], stdout=subprocess.DEVNULL)
                 for _ in range(count)]
    if any(process.wait() != 0 for process in processes):
        raise RuntimeError("hocket-run failed")
    return time.perf_counter() - start


def measure_all(options):
    limit = 2_000_000 if options.quick else 20_000_000
    times = 3 if options.quick else 7
    plan = options.compile("compute.mlir", program(limit, CALLS))
    one = wall(options, plan, 1, times)
    alone = statistics.median(together(options, plan, 1) for _ in range(times))
    rows = []
    workers = 1
    while workers <= len(os.sched_getaffinity(0)):
        seconds = wall(options, plan, workers, times)
        machine = workers * alone / statistics.median(
            together(options, plan, workers) for _ in range(times))
        rows.append([workers, seconds, one / seconds, machine, one / seconds / machine])
        workers *= 2
    return [Section("Compute-heavy calls",
                    ["processors", "seconds", "speed-up", "machine's own speed-up", "ratio"], rows,
                    TEXT.format(calls=CALLS, times=times))]
