# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What dispatching an empty task costs, against oneTBB's flow graph."""

import collections
import json

from . import measure
from .report import Section

TEXT = """Nanoseconds per task of a graph of 10 000 tasks that do nothing: a chain, one task that 9 999 others follow,
and a random graph with three predecessors per task in the mean. *nop* is an empty node on a processor's queue, the
counterpart of oneTBB's `continue_node`; *call* is a call of a registered native tool, with its arguments, its
cancellation and its result. The plan is loaded and the flow graph built once; each run starts and finishes a call of
the session. Medians of {repetitions} repetitions, taken in random order. A ratio below 1 means that Hocket is faster."""


SHAPES = ["chain", "fan-out", "random"]


def measure_all(options):
    repetitions = 3 if options.quick else 9
    path = options.folder / "dispatch.json"
    measure.run([options.build / "benchmarks" / "dispatch_bench",
                 f"--benchmark_repetitions={repetitions}",
                 "--benchmark_enable_random_interleaving=true",
                 f"--benchmark_min_time={0.05 if options.quick else 0.2}",
                 f"--benchmark_out={path}", "--benchmark_out_format=json"])
    results = json.loads(path.read_text(encoding="utf-8"))["benchmarks"]
    times = collections.defaultdict(dict)
    for result in results:
        if result.get("error_occurred"):
            raise RuntimeError(f"{result['name']}: {result['error_message']}")
        if result.get("aggregate_name") == "median":
            _, shape, what, workers = result["run_name"].split("/")[:4]
            times[shape, int(workers.split(":")[1])][what] = result["ns_per_task"]
    rows = []
    for (shape, workers), ns in sorted(times.items(), key=lambda item: (SHAPES.index(item[0][0]), item[0][1])):
        rows.append([shape, workers, ns["onetbb"], ns["hocket-nop"], ns["hocket-nop"] / ns["onetbb"],
                     ns["hocket-call"], ns["hocket-call"] / ns["onetbb"]])
    return [Section("Dispatch of empty tasks",
                    ["graph", "workers", "oneTBB ns", "nop ns", "nop / oneTBB", "call ns", "call / oneTBB"],
                    rows, TEXT.format(repetitions=repetitions))]
