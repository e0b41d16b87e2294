# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random programs whose prediction is compared with their run in virtual time.

usage: predictions.py [--seed=N] [--programs=N] [--regions]
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

TOLERANCE = 1e-6


class Program:
    """The text of a program of calls, and of loops, maps and branches."""

    def __init__(self, rng, regions):
        self.rng = rng
        self.regions = regions
        self.count = 0
        self.lines = []
        self.declare()
        self.lines.append("func.func @main(%c: i1 {hocket.name = \"c\"}, %n: i64 {hocket.name = \"n\"}) -> i64 {")
        for value, name in ((0, "zero"), (1, "one")):
            self.lines.append(f"  %{name} = arith.constant {value} : index")
        last = self.block("  ", ["%n"], rng.randint(2, 14), 0)
        for value in last:
            self.lines.append(f'  hocket.output "{value[1:]}" of "t" {value} : i64')
        self.lines += [f"  return {last[-1]} : i64", "}"]

    def declare(self):
        rng = self.rng
        self.limits = []  # (capacity, rate) of each resource, 0 without
        for r in range(rng.randint(1, 3)):
            capacity = rng.choice([0, 1, 2, 3])
            rate = rng.choice([0, 0, round(rng.uniform(0.5, 8), 4)])
            self.limits.append((capacity, rate))
            self.lines.append(f"hocket.resource @r{r}" + (f" capacity {capacity}" if capacity else "")
                              + (f" rate {rate:.4f}" if rate else ""))
        self.uses = []  # the resources of each tool
        self.tools = rng.randint(2, 6)
        for t in range(self.tools):
            count = len(self.limits)
            self.uses.append(rng.sample(range(count), rng.randint(0, min(2, count))))
            effects = [f"reads @r{r}" for r in self.uses[-1]]
            effect = f"effects [{', '.join(effects)}]" if effects else "pure"
            compute = rng.choice(["", " compute"])
            # Costs without a pattern: no two events fall together by chance.
            self.lines.append(
                f"hocket.tool @t{t}(a: i64, b: i64) -> i64 {effect}{compute} "
                f'provider #hocket.native<"t"> cost #hocket.cost<{rng.uniform(0.01, 1):.9f}>')

    def value(self):
        self.count += 1
        return f"%v{self.count}"

    def block(self, indent, values, size, depth):
        """Appends statements; returns the values that they make."""
        made = []
        for _ in range(size):
            known = values + made
            kind = self.rng.random() if self.regions and depth < 2 else 1
            if kind < 0.08:
                made.append(self.loop(indent, known, depth))
            elif kind < 0.16:
                self.map(indent, known, depth)
            elif kind < 0.22:
                made.append(self.branch(indent, known, depth))
            else:
                made.append(self.call(indent, known))
        return made or [self.call(indent, values)]

    def call(self, indent, values):
        constant, result = self.value(), self.value()
        # A constant of its own keeps it from being merged with another call.
        self.lines.append(f"{indent}{constant} = hocket.constant {self.count} : i64")
        self.lines.append(
            f"{indent}{result} = hocket.call @t{self.rng.randrange(self.tools)}"
            f"({self.rng.choice(values[-6:])}, {constant}) : (i64, i64) -> i64")
        return result

    def inner(self, indent, values, depth, head, yield_name, foot="}"):
        """A region whose last value depends on all others in it."""
        self.lines.append(indent + head)
        made = self.block(indent + "  ", values, self.rng.randint(1, 4), depth + 1)
        for other in made[:-1]:
            total = self.value()
            self.lines.append(f"{indent}  {total} = arith.addi {made[-1]}, {other} : i64")
            made[-1] = total
        self.lines.append(f"{indent}  {yield_name} {made[-1]} : i64")
        self.lines.append(indent + foot)

    def loop(self, indent, values, depth):
        bound, result = self.value(), self.value()
        self.lines.append(f"{indent}{bound} = arith.constant {self.rng.randint(1, 5)} : index")
        # Only what is carried is used, or calls would be hoisted.
        self.inner(indent, [f"{result}_in"], depth,
                   f"{result} = scf.for {result}_i = %zero to {bound} step %one "
                   f"iter_args({result}_in = {values[-1]}) -> (i64) {{", "scf.yield")
        return result

    def map(self, indent, values, depth):
        items, result = self.value(), self.value()
        numbers = list(range(self.count, self.count + self.rng.randint(1, 6)))
        width = self.rng.choice(["", " width 2"])
        self.lines.append(f"{indent}{items} = hocket.constant {numbers} : !hocket.list<i64>")
        self.inner(indent, [f"{result}_e"], depth,
                   f"{result} = hocket.map ({result}_e, {result}_i) in {items}{width} : "
                   "!hocket.list<i64> -> !hocket.list<i64> {", "hocket.yield")
        self.lines.append(f'{indent}hocket.output "{result[1:]}" of "map" {result} '
                          ": !hocket.list<i64>" if depth == 0 else "")

    def branch(self, indent, values, depth):
        result = self.value()
        self.inner(indent, values, depth, f"{result} = scf.if %c -> (i64) {{", "scf.yield",
                   f"}} else {{ scf.yield {values[-1]} : i64 }}")
        return result

    def text(self):
        return "\n".join(line for line in self.lines if line) + "\n"


def tool(*arguments):
    done = subprocess.run(["hocket", *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"hocket {' '.join(arguments)}: exit code {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout) if "--format=json" in arguments else None


def check_limits(what, program, calls):
    """What a run, given as (tool, start, end), does that the resources forbid."""
    for resource, (capacity, rate) in enumerate(program.limits):
        mine = sorted((start, end) for tool, start, end in calls
                      if resource in program.uses[int(tool[1:])])
        slack = TOLERANCE * max((end for _, end in mine), default=0)
        for before, after in zip(mine, mine[1:]):
            if rate and after[0] - before[0] < 1 / rate - slack:
                yield f"{what}: starts at {before[0]} and {after[0]} exceed the rate of @r{resource}"
        for start, _ in mine if capacity else ():
            if sum(s <= start + slack and e > start + 2 * slack for s, e in mine) > capacity:
                yield f"{what}: at {start} the capacity of @r{resource} is exceeded"


def examine(program, source, plan, trace, processors):
    """What is wrong with the prediction for a program, as text, and its ratio."""
    option = f"--processors={processors}"
    tool("compile", source, "-o", plan, option)
    predicted = tool("explain", source, option, "--format=json")
    again = tool("explain", plan, option, "--format=json")
    run = tool("run", source, option, "--device=null", "--stats", "--format=json", "--arg=c=true",
               "--arg=n=1", f"--trace={trace}")["stats"]["wall_s"]
    with open(trace) as file:
        events = json.load(file)["traceEvents"]
    makespan, bound = predicted["makespan_s"], predicted["lower_bound_s"]
    binding = predicted["binding_constraint"]
    wrong = list(check_limits("prediction", program, [
        (op["operation"], op["start_s"], op["finish_s"]) for op in predicted["operations"]
        if op["queue"] != "inline"]))
    wrong += check_limits("run", program, [
        (e["name"], e["ts"] / 1e6, (e["ts"] + e["dur"]) / 1e6) for e in events
        if e.get("cat") == "call"])
    if makespan < bound * (1 - TOLERANCE):
        wrong.append(f"predicted {makespan} below the bound {bound}: {binding}")
    if run < bound * (1 - TOLERANCE):
        wrong.append(f"took {run}, below the bound {bound}: {binding}")
    for key in ("makespan_s", "lower_bound_s"):
        if abs(again[key] - predicted[key]) > TOLERANCE * predicted[key]:
            wrong.append(f"{key} of the source {predicted[key]}, of the plan {again[key]}")
    return wrong, run / makespan


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--programs", type=int, default=10)
    parser.add_argument("--regions", action="store_true")
    parser.add_argument("--factor", type=float, default=1 + TOLERANCE,
                        help="how many times as long as predicted, or as short, a run may be")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("p.mlir", "p.hkt", "trace.json")]
        for seed in range(options.seed, options.seed + options.programs):
            rng = random.Random(seed)
            program = Program(rng, options.regions)
            with open(paths[0], "w") as file:
                file.write(program.text())
            wrong, ratio = examine(program, *paths, rng.randint(1, 4))
            if not 1 / options.factor <= ratio <= options.factor:
                wrong.append(f"took {ratio} times as long as predicted")
            if options.verbose:
                print(seed, ratio)
            if wrong:
                bad += 1
                print(f"seed {seed}: {'; '.join(wrong)}\n{program.text()}")
    print(f"{options.programs} programs, {bad} wrong")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
