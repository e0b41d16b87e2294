#!/usr/bin/env python3
# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Two tools about dates, as one program.

A call arrives on standard input as {"tool": …, "arguments": {…}}; its result goes to standard output as one JSON
value, or as {"error": {"message": …}}."""

import datetime
import json
import sys


def weekday(date):
    return datetime.date.fromisoformat(date).strftime("%A")


def days_between(start, end):
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days


TOOLS = {"calendar.weekday": weekday, "calendar.days_between": days_between}


def main():
    call = json.load(sys.stdin)
    try:
        result = TOOLS[call["tool"]](**call["arguments"])
    except ValueError as error:
        result = {"error": {"message": str(error)}}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
