# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How close runs come to the lower bound on graphs whose optimum is known."""

import json
import pathlib
import statistics

from . import measure, programs
from .report import Section

DATA = pathlib.Path(__file__).resolve().parent.parent / "data" / "asynchow-parallel.json"

TEXT = """Time of a run over its lower bound, max(critical path, work / processors), on the {count} graphs of
`benchmarks/data/asynchow-parallel.json`. The critical path is computed by the benchmark from the data. In virtual time the
null device executes the plan with the original durations; in real time each step is a `time.sleep`, scaled so that
the critical path is {real_ms:.0f} ms, and the time is that of the whole call."""

REAL_SECONDS = 0.2


def load(options):
    graphs = json.loads(DATA.read_text(encoding="utf-8"))[:20 if options.quick else None]
    return [({step: high for step, (_, high) in graph["duration_s"].items()}, graph["edges"])
            for graph in graphs]


def compile_all(options, tool, graphs, scale):
    """One plan with one program for each graph."""
    text = programs.step_tool(tool) + "".join(
        programs.steps(f"g{i}", durations, edges, scale(durations, edges))
        for i, (durations, edges) in enumerate(graphs))
    return options.compile(f"makespan-{tool}.mlir", text)


def run(options, plan, program, *arguments):
    cost = measure.run([options.hocket_run, plan, f"--program={program}", "--format=json", *arguments])
    return json.loads(cost.stdout)["stats"]["wall_s"]


def virtual(options, plan, graphs, processors):
    ratios = []
    for i, (durations, edges) in enumerate(graphs):
        bound = max(programs.critical_path(durations, edges), sum(durations.values()) / processors)
        ratios.append(run(options, plan, f"g{i}", "--device=null", f"--processors={processors}") / bound)
    return ratios


def measure_all(options):
    graphs = load(options)
    rows = []

    def row(name, processors, ratios):
        rows.append([name, processors, statistics.mean(ratios), max(ratios),
                     sum(ratio <= 1.05 for ratio in ratios) / len(ratios) * 100])

    plan = compile_all(options, "compute.spin", graphs, lambda durations, edges: 1.0)
    for processors in (2, 4, 8):
        row("virtual", processors, virtual(options, plan, graphs, processors))
    plan = compile_all(options, "time.sleep", graphs,
                       lambda durations, edges: REAL_SECONDS / programs.critical_path(durations, edges))
    row("real", "(waiting)", [run(options, plan, f"g{i}") / REAL_SECONDS for i in range(len(graphs))])
    return [Section("Makespan over the lower bound",
                    ["time", "processors", "mean ratio", "largest ratio", "% of graphs within 1.05"], rows,
                    TEXT.format(count=len(graphs), real_ms=REAL_SECONDS * 1000))]
