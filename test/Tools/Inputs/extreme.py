# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Modules that nest deeper, or stand for more, than anybody means.

usage: extreme.py <kind> <size>
"""
import sys


def doubling(sigil, form, size, first):
    lines = [f"{sigil}a0 = {first}"]
    for i in range(size):
        lines.append(f"{sigil}a{i + 1} = " + form.replace("@", f"{sigil}a{i}"))
    return "\n".join(lines) + "\n"


def nested(prefix, opening, middle, closing, suffix):
    return lambda n: prefix + opening * n + middle + closing * n + suffix


def attribute(opening, middle, closing):
    return nested('module attributes {test.a = ', opening, middle, closing, "} {}\n")


def calls(n):
    text = "func.func @main(%a: i64) -> i64 {\n  %0 = func.call @f0(%a) : (i64) -> i64\n  return %0 : i64\n}\n"
    for i in range(n):
        text += (f"func.func private @f{i}(%a: i64) -> i64 {{\n  %0 = func.call @f{i + 1}(%a) : (i64) -> i64\n"
                 "  return %0 : i64\n}\n")
    return text + f"func.func private @f{n}(%a: i64) -> i64 {{\n  return %a : i64\n}}\n"


def values(form):
    def make(n):
        text = "func.func @main() -> !hocket.json {\n  %v0 = hocket.constant [\"ab\"] : !hocket.json\n"
        for i in range(n):
            text += "  " + form.replace("@", f"%v{i}").replace("%r", f"%r{i}").replace("%new", f"%v{i + 1}") + "\n"
        return text + f"  return %v{n} : !hocket.json\n}}\n"
    return make


def operands(n):
    return ("func.func @main(%a: i64) -> !hocket.list<i64> {\n  %0 = hocket.list [" + ", ".join(["%a"] * n)
            + "] : " + ", ".join(["i64"] * n) + "\n  return %0 : !hocket.list<i64>\n}\n")


KINDS = {
    "regions": nested("", "module {\n", "", "}\n", ""),
    "branches": nested("func.func @main(%c: i1) {\n", "scf.if %c {\n", "", "}\n", "return }\n"),
    "arrays": attribute("[", "", "]"),
    "dictionaries": attribute("{a = ", "1", "}"),
    "objects": attribute("#hocket.object<{a = ", "1", "}>"),
    "lists": nested("func.func private @f(", "!hocket.list<", "i64", ">", ")\n"),
    "records": nested("func.func private @f(", "!hocket.record<{a: ", "i64", "}>", ")\n"),
    "locations": nested("module {} loc(", '"a"(', "unknown", ")", ")\n"),
    "affine": attribute("affine_map<(d0) -> (" + "-" * 5000 + "d0)>", "", ""),
    # Brackets in strings and comments are none, and an arrow ends nothing.
    "none": lambda n: "// " + "(" * n + '\nmodule attributes {test.a = "' + "[" * n + '"} {}\n'
                      + "func.func private @f() -> () // }\n" * 1,
    "alias-chain": lambda n: doubling("#", "[@]", n, 1) + f"module attributes {{test.a = #a{n}}} {{}}\n",
    "attribute-aliases": lambda n: doubling("#", "[@, @]", n, 1) + f"module attributes {{test.a = #a{n}}} {{}}\n",
    "type-aliases": lambda n: doubling("!", "!hocket.record<{a: @, b: @}>", n, "i64")
                    + f"func.func private @f(!a{n})\n",
    "split-aliases": lambda n: doubling("!", "() ->\n tuple<@,\n@>", n, "i64") + f"func.func private @f(!a{n})\n",
    "calls": calls,
    "list-values": values("%r = hocket.list [@, @] : !hocket.json, !hocket.json\n"
                          "  %new = hocket.cast %r : !hocket.list<!hocket.json> -> !hocket.json"),
    "text-values": values('%r = hocket.format "{0}{0}" (@) : !hocket.json\n'
                          "  %new = hocket.cast %r : !hocket.string -> !hocket.json"),
    "operands": operands,
}

if __name__ == "__main__":
    sys.stdout.write(KINDS[sys.argv[1]](int(sys.argv[2])))
