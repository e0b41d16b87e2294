# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Programs of any size, the same each time, for the compiler and the runtime."""

import random


def plan_text(calls):
    """A plan as a planner writes it: each call refers to up to two of the last hundred."""
    source = random.Random(calls)
    lines = []
    for number in range(1, calls + 1):
        earlier = range(max(1, number - 100), number)
        terms = [f"${source.choice(earlier)}" for _ in range(source.randint(0, 2)) if earlier]
        lines.append(f'{number}. math.eval("{" + ".join(terms + [str(number % 10)])} - {number % 7}")')
    lines.append(f"{calls + 1}. join()")
    return "\n".join(lines) + "\n"


def effects(calls):
    """An ordered program in which half of the calls touch files under a thousand different paths, so
    that the dependence analysis has work to do."""
    source = random.Random(calls)
    lines = [
        "hocket.resource @fs",
        "hocket.resource @web capacity 8",
        "hocket.tool @read(path: !hocket.string) -> !hocket.json effects [reads @fs[path]]"
        ' provider #hocket.native<"read">',
        "hocket.tool @write(path: !hocket.string, text: !hocket.json) -> !hocket.json"
        ' effects [writes @fs[path]] provider #hocket.native<"write">',
        "hocket.tool @search(query: !hocket.json) -> !hocket.json effects [reads @web]"
        ' provider #hocket.native<"search">',
        "hocket.tool @rank(a: !hocket.json, b: !hocket.json) -> !hocket.json pure compute"
        ' provider #hocket.native<"rank">',
        "func.func @main(%v0: !hocket.json) -> !hocket.json {",
    ]
    json = "!hocket.json"
    paths = min(1000, max(1, calls // 10))
    lines += [f'  %p{path} = hocket.constant "file{path}" : !hocket.string' for path in range(paths)]
    for number in range(1, calls + 1):
        value = f"%v{source.randint(max(0, number - 100), number - 1)}"
        other = f"%v{source.randint(max(0, number - 100), number - 1)}"
        path = f"%p{source.randrange(paths)}"
        call = source.choice([
            f"@read({path}) : (!hocket.string) -> {json}",
            f"@write({path}, {value}) : (!hocket.string, {json}) -> {json}",
            f"@search({value}) : ({json}) -> {json}",
            f"@rank({value}, {other}) : ({json}, {json}) -> {json}",
        ])
        lines.append(f"  %v{number} = hocket.call {call}")
    lines += [f"  return %v{calls} : {json}", "}"]
    return "\n".join(lines) + "\n"


def step_tool(tool):
    """The declaration of @step, which the programs of steps() call."""
    label = "compute" if tool == "compute.spin" else ""
    return (f"hocket.tool @step(seconds: f64, value: !hocket.json) -> !hocket.json effects [] {label}"
            f' provider #hocket.builtin<"{tool}">\n')


def steps(name, durations, edges, scale=1.0):
    """A program of one call per step, each after those that its edges name.

    `durations` maps a step to seconds; a step's order comes from an operand: it is given the list of
    its predecessors' results. Steps are written in an order that the edges allow."""
    before = {step: [a for a, b in edges if b == step and a in durations] for step in durations}
    written, order = set(), []
    while len(order) < len(durations):
        ready = [s for s in durations if s not in written and written.issuperset(before[s])]
        if not ready:
            raise ValueError("the steps depend on each other in a circle")
        order += ready
        written.update(ready)
    json = "!hocket.json"
    lines = [f"func.func @{name}() {{"]
    for step in order:
        seconds = float(durations[step] * scale)
        # The step's own name in the value keeps equal steps from becoming one.
        inputs = ", ".join([f"%n{step}"] + [f"%v{s}" for s in before[step]])
        types = ", ".join(["!hocket.string"] + [json for _ in before[step]])
        element = json if before[step] else "!hocket.string"
        lines += [
            f"  %s{step} = hocket.constant {seconds:e} : f64",
            f'  %n{step} = hocket.constant "{step}" : !hocket.string',
            f"  %i{step} = hocket.list [{inputs}] : {types}",
            f"  %v{step} = hocket.call @step(%s{step}, %i{step}) {{cost = #hocket.cost<{seconds:e}>}}"
            f" : (f64, !hocket.list<{element}>) -> {json}",
        ]
    # An output keeps every step, also those whose result nobody uses.
    lines += [f'  hocket.output "{step}" %v{step} : {json}' for step in order]
    lines += ["  return", "}"]
    return "\n".join(lines) + "\n"


def critical_path(durations, edges):
    """Seconds of the longest path; computed here, not by what is measured."""
    before = {step: [a for a, b in edges if b == step and a in durations] for step in durations}
    memo = {}

    def end(step):
        if step not in memo:
            memo[step] = durations[step] + max((end(s) for s in before[step]), default=0.0)
        return memo[step]

    return max(map(end, durations))
