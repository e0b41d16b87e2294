# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
from typing import Literal, Optional


def distance(start: str, end: str, unit: Literal["km", "mi"] = "km") -> float:
    """How far two cities are apart, by road.

    Args:
        start: the name of a city
        end: the name of another one
    """
    roads = {("Oslo", "Bergen"): 463.0, ("Oslo", "Trondheim"): 494.0}
    if (start, end) not in roads:
        raise ValueError(f"no road from {start} to {end}")
    return roads[start, end] / (1.609344 if unit == "mi" else 1.0)


distance.__hocket__ = {"effects": ["pure"], "label": "compute"}


async def note(text: str, tags: Optional[list[str]] = None) -> None:
    """Keeps a remark."""


note.__hocket__ = {"effects": ["writes notes"]}
