# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Orbits of the Collatz rule: halve an even number, triple an odd one and add one."""

import asyncio
from dataclasses import dataclass


@dataclass
class Longest:
    start: int
    steps: int


def longest(first: int, last: int) -> Longest:
    """The number of a range whose orbit needs most steps to reach one.

    Args:
        first: where the range begins
        last: its last number, too
    """
    if first < 1:
        raise ValueError("orbits begin at one")
    best = Longest(first, 0)
    for start in range(first, last + 1):
        number, steps = start, 0
        while number != 1:
            number = number // 2 if number % 2 == 0 else 3 * number + 1
            steps += 1
        if steps > best.steps:
            best = Longest(start, steps)
    return best


# It touches nothing, and it computes: a call for each processor at a time.
longest.__hocket__ = {"effects": ["pure"], "label": "compute", "cost": 0.4}


def winner(candidates: list[Longest]) -> Longest:
    """The one with most steps."""
    return max(candidates, key=lambda candidate: candidate.steps)


winner.__hocket__ = {"effects": ["pure"]}


async def remark(about: Longest, seconds: float = 0.1) -> str:
    """Waits, as for a server's answer, and says something."""
    await asyncio.sleep(seconds)
    return f"{about.start} needs {about.steps} steps"


remark.__hocket__ = {"effects": ["pure"]}
