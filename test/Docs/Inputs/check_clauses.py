# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Clause ids: each is defined once, and each that is mentioned is defined.
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
text = (root / "docs/Semantics.md").read_text(encoding="utf-8")
defined = re.findall(r"^- \*\*([A-Z]\d+)\*\*", text, re.M)
twice = sorted({clause for clause in defined if defined.count(clause) > 1})
for clause in twice:
    print(f"docs/Semantics.md: clause {clause} is defined twice")

letters = "".join(sorted({clause[0] for clause in defined}))
mention = re.compile(rf"\(([{letters}]\d+(?:, [{letters}]\d+)*)\)")
unknown = []
count = 0
for folder in ("include", "lib", "test/Dialect", "docs"):
    for path in sorted((root / folder).rglob("*")):
        if path.suffix not in (".td", ".h", ".cpp", ".mlir", ".md"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for group in mention.findall(line):
                for clause in group.split(", "):
                    count += 1
                    if clause not in defined:
                        unknown.append(f"{path.relative_to(root)}:{number}: no clause {clause}")
# The tables at the end of the contract name clauses without parentheses.
for number, line in enumerate(text.splitlines(), 1):
    if line.startswith("| ") and "|" in line[2:]:
        for clause in re.findall(rf"\b[{letters}]\d+\b", line.rsplit("|", 2)[1]):
            if clause not in defined:
                unknown.append(f"docs/Semantics.md:{number}: no clause {clause}")
print("\n".join(unknown))
print(f"{len(defined)} clauses, {count} mentions")
sys.exit(1 if unknown or twice or not count else 0)
