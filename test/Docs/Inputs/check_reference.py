# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The committed language reference is the generated one, and says of everything what it is
with an example.

check_reference.py COMMITTED GENERATED"""

import difflib
import pathlib
import re
import sys

committed, generated = (pathlib.Path(path).read_text(encoding="utf-8") for path in sys.argv[1:3])
failed = False
if committed != generated:
    failed = True
    print("docs/LanguageReference.md is out of date: run tools/dev/update-docs")
    for line in list(difflib.unified_diff(committed.splitlines(), generated.splitlines(),
                                          "committed", "generated", lineterm="", n=1))[:60]:
        print(line)

# Enumerations have cases instead of an example.
count = 0
for chapter in re.split(r"^(?=#{2,3} )", generated, flags=re.MULTILINE)[1:]:
    heading = chapter.splitlines()[0]
    if heading.startswith("### Enums"):
        continue
    level = 3 if heading.startswith("### `") else 4
    for section in re.split(rf"^(?=#{{{level}}} )", chapter, flags=re.MULTILINE):
        title = section.splitlines()[0] if section.strip() else ""
        if not re.match(rf"#{{{level}}} ", title):
            continue
        count += 1
        if not re.search(r"^_.+_$", section, re.MULTILINE):
            failed = True
            print(f"no summary: {title}")
        if "```mlir" not in section:
            failed = True
            print(f"no example: {title}")
print(f"{count} entries")
sys.exit(1 if failed or not count else 0)
