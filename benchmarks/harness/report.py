# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Tables in Markdown, and the same numbers as JSON."""

import dataclasses
import datetime
import os
import platform
import re


@dataclasses.dataclass
class Section:
    """One question, its answer as a table, and what the columns mean."""

    title: str
    columns: list
    rows: list
    text: str = ""

    def markdown(self):
        def cell(value):
            if isinstance(value, float):
                digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2 if abs(value) >= 1 else 3
                return f"{value:.{digits}f}"
            return str(value)

        lines = [f"## {self.title}", ""]
        if self.text:
            lines += [self.text, ""]
        lines.append("| " + " | ".join(self.columns) + " |")
        lines.append("| " + " | ".join("---" for _ in self.columns) + " |")
        for row in self.rows:
            lines.append("| " + " | ".join(cell(value) for value in row) + " |")
        return "\n".join(lines) + "\n"

    def json(self):
        return {"title": self.title, "text": self.text,
                "rows": [dict(zip(self.columns, row)) for row in self.rows]}


def machine():
    """What the numbers were measured on."""
    processor = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        match = re.search(r"^model name\s*:\s*(.*)$", file.read(), re.MULTILINE)
        if match:
            processor = match.group(1)
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory = int(re.search(r"^MemTotal:\s*(\d+)", file.read(), re.MULTILINE).group(1)) / 2**20
    return {
        "date": datetime.date.today().isoformat(),
        "processors": len(os.sched_getaffinity(0)),
        "processor": processor,
        "memory_gib": round(memory),
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "load_at_start": round(os.getloadavg()[0], 2),
    }


def machine_text(facts):
    return (f"Measured {facts['date']} on {facts['processors']} × {facts['processor']}, "
            f"{facts['memory_gib']} GiB, {facts['system']}; load average at the start: "
            f"{facts['load_at_start']}.")


MARKER = "<!-- What follows is written by benchmarks/run --write. -->"


def has_marker(path):
    return path.is_file() and MARKER in path.read_text(encoding="utf-8").splitlines()


def write_document(path, facts, sections):
    """Puts the tables in place of what follows the marker."""
    text = path.read_text(encoding="utf-8")
    kept = text[:text.index(MARKER) + len(MARKER)]
    parts = [kept, "", machine_text(facts), ""] + [section.markdown() for section in sections]
    path.write_text("\n".join(parts), encoding="utf-8")
