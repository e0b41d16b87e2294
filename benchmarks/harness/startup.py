# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How long it takes until the first task of a small plan runs."""

import json
import statistics
import time

from . import measure
from .report import Section

TEXT = """Milliseconds, medians of {times} runs taken in turns. The plan is one call of `time.now`; the first task's start is
what the tool itself reads from the clock, counted from before the process was created."""

PLAN = """hocket.tool @now() -> !hocket.json effects [] provider #hocket.builtin<"time.now">
func.func @main() {
  %0 = hocket.call @now() : () -> !hocket.json
  hocket.output "1" %0 : !hocket.json
  return
}
"""


def measure_all(options):
    times = 20 if options.quick else 200
    plan = options.compile("startup.mlir", PLAN)
    commands = {
        "`/bin/true`": ["/bin/true"],
        "`python3 -c pass`": ["python3", "-c", "pass"],
        "`hocket-run plan.hkt`, the whole process": [options.hocket_run, plan],
    }
    walls = measure.interleaved(commands, times)
    first = []
    for _ in range(times):
        start = time.time()
        output = measure.run([options.hocket_run, plan, "--format=json"]).stdout
        first.append(json.loads(output)["outputs"][0]["value"]["seconds"] - start)
    walls["`hocket-run plan.hkt`, start of the process to the first task"] = statistics.median(first)
    baseline = walls["`python3 -c pass`"]
    return [Section("Start-up", ["process", "ms", "ratio to `python3 -c pass`"],
                    [[name, wall * 1e3, wall / baseline] for name, wall in walls.items()],
                    TEXT.format(times=times))]
