# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes sources that a terminal would obey, or says what of a text it would: terminal.py write|show PATH"""

import json
import sys

COMMANDS = ["\x1b[2J", "\u009b2J", "\u202e", "\u2066", "\u2028", "\x7f"]

mode, path = sys.argv[1:]
if mode == "write":
    # In the line that a message is about, before and behind its place.
    with open(path + ".txt", "w", encoding="utf-8") as file:
        for number, command in enumerate(COMMANDS, 1):
            file.write(f'{number}. math.eval("é{command}", none="{command}")\n')
        file.write("9. join()\n")
    # In the message, out of an escape.
    calls = [{"id": str(i), "function": {"name": "math.eval", "arguments": {f"no{command}é": 1}}}
             for i, command in enumerate(COMMANDS)]
    with open(path + ".calls", "w", encoding="utf-8") as file:
        json.dump(calls, file)
    sys.exit()

with open(path, encoding="utf-8", newline="") as file:
    text = file.read()
harmful = [hex(ord(c)) for c in text if c not in "\n\t" and (ord(c) < 32 or 127 <= ord(c) < 160)]
harmful += [hex(ord(c)) for c in text if c in "\u2028\u202e\u2066"]
print("harmful:", *harmful)
print("replaced:", text.count("\ufffd"))
if path.endswith(".json"):
    messages = "".join(diagnostic["message"] for diagnostic in json.loads(text))
    print("kept:", sum(command in messages for command in COMMANDS))
