# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the built-in functions do: function, operands, and the value or the code of the error."""


class Error(str):
    pass


TYPE, OVERFLOW, ZERO = Error("TYPE_ERROR"), Error("OVERFLOW"), Error("DIVISION_BY_ZERO")
INVALID = Error("INVALID_ARGUMENT")  # the right kind of value, but not this one
BIG, SMALL = 2**63 - 1, -(2**63)

CASES = [
    ("add", [2, 3], 5), ("add", [2, 0.5], 2.5), ("add", ["a", "b"], "ab"), ("add", [[1], ["x"]], [1, "x"]),
    ("add", [BIG, 1], OVERFLOW), ("add", ["a", 1], TYPE), ("add", [True, 1], TYPE),
    ("sub", [2, 3], -1), ("sub", [0.5, 2], -1.5), ("sub", [SMALL, 1], OVERFLOW), ("sub", ["a", "b"], TYPE),
    ("mul", [4, 3], 12), ("mul", [4, 0.25], 1.0), ("mul", ["ab", 3], "ababab"), ("mul", ["ab", -1], ""),
    ("mul", [BIG, 2], OVERFLOW), ("mul", [[1], 2], TYPE),
    ("div", [7, 2], 3.5), ("div", [6, 2], 3.0), ("div", [1, 0], ZERO), ("div", [1.0, 0.0], ZERO),
    ("floordiv", [7, 2], 3), ("floordiv", [-7, 2], -4), ("floordiv", [7, -2], -4), ("floordiv", [7.5, 2], 3.0),
    ("floordiv", [1, 0], ZERO), ("floordiv", [SMALL, -1], OVERFLOW),
    ("mod", [7, 3], 1), ("mod", [-7, 3], 2), ("mod", [7, -3], -2), ("mod", [7.5, 2], 1.5), ("mod", [1, 0], ZERO),
    ("pow", [2, 10], 1024), ("pow", [2, -1], 0.5), ("pow", [2.0, 3], 8.0), ("pow", [10, 19], OVERFLOW),
    ("neg", [5], -5), ("neg", [-2.5], 2.5), ("neg", [SMALL], OVERFLOW), ("neg", ["a"], TYPE),
    ("abs", [-5], 5), ("abs", [-2.5], 2.5), ("abs", [SMALL], OVERFLOW),
    ("min", [[3, 1, 2]], 1), ("min", [3, 1.5], 1.5), ("min", ["b", "a"], "a"), ("min", [1, "a"], TYPE),
    ("max", [[3, 1, 2]], 3), ("max", [3, 1.5, 9], 9), ("max", [["b", "c", "a"]], "c"),
    ("sum", [[1, 2, 3]], 6), ("sum", [[1, 0.5]], 1.5), ("sum", [[]], 0), ("sum", [["a"]], TYPE),
    ("round", [2.5], 2), ("round", [3.5], 4), ("round", [-2.5], -2), ("round", [2.675, 2], 2.67), ("round", [7], 7),
    ("eq", [1, 1.0], True), ("eq", [[1, {"a": 2}], [1, {"a": 2}]], True), ("eq", ["1", 1], False),
    ("ne", [1, 2], True), ("ne", [None, None], False),
    ("lt", [1, 2], True), ("lt", ["a", "b"], True), ("lt", [2, 1.5], False), ("lt", [1, "a"], TYPE),
    ("le", [2, 2], True), ("gt", [2, 2], False), ("gt", ["é", "z"], True), ("ge", [2, 2.0], True),
    ("and", [True, False], False), ("or", [True, False], True), ("not", [True], False), ("not", [0], TYPE),
    ("select", [True, 1, "b"], 1), ("select", [False, 1, "b"], "b"),
    ("len", ["né"], 2), ("len", [[1, 2, 3]], 3), ("len", [{"a": 1}], 1), ("len", [5], TYPE),
    ("contains", ["abc", "b"], True), ("contains", [[1, 2], 2.0], True), ("contains", [{"a": 1}, "b"], False),
    ("sorted", [[3, 1, 2]], [1, 2, 3]), ("sorted", [["b", "a"]], ["a", "b"]), ("sorted", [[1, 2.5, 2], True], [2.5, 2, 1]),
    ("sorted", [[1, "a"]], TYPE),
    ("reversed", [[1, "a", None]], [None, "a", 1]),
    ("range", [3], [0, 1, 2]), ("range", [1, 4], [1, 2, 3]), ("range", [5, 0, -2], [5, 3, 1]), ("range", [2, 2], []), ("range", [1, 2, 0], INVALID),
    ("keys", [{"z": 1, "a": 2}], ["z", "a"]), ("values", [{"z": 1, "a": 2}], [1, 2]), ("keys", [[1]], TYPE),
    ("str", ["a"], "a"), ("str", [1], "1"), ("str", [1.5], "1.5"), ("str", [None], "null"), ("str", [[1, "a"]], '[1,"a"]'),
    ("int", ["42"], 42), ("int", [-2.9], -2), ("int", ["x"], INVALID), ("int", [1e30], OVERFLOW),
    ("float", [2], 2.0), ("float", ["1.5"], 1.5), ("float", ["x"], INVALID),
    ("bool", [[]], False), ("bool", ["a"], True), ("truthy", [0], False), ("truthy", [0.5], True), ("truthy", [{}], False),
    ("upper", ["abC é"], "ABC é"), ("lower", ["AbC É"], "abc É"), ("strip", ["  a b \n"], "a b"), ("upper", [1], TYPE),
    ("split", [" a  b "], ["a", "b"]), ("split", ["a,b,,c", ","], ["a", "b", "", "c"]),
    ("join", ["-", ["a", "b"]], "a-b"), ("join", ["-", [1]], TYPE),
    ("replace", ["aXbX", "X", "yy"], "ayybyy"),
    ("startswith", ["abc", "ab"], True), ("endswith", ["abc", "ab"], False),
    ("concat", [[[1], [2, 3], []]], [1, 2, 3]), ("concat", [[1]], TYPE),
    ("slice", ["hello", 1, 3], "el"), ("slice", ["hello", -3, None], "llo"), ("slice", [[1, 2, 3], None, -1], [1, 2]),
    ("json_parse", ['{"b": [1, 1.0]}'], {"b": [1, 1.0]}), ("json_parse", ["[1"], INVALID),
    ("json_dump", [{"b": [1, 1.0]}], '{"b":[1,1.0]}'),
    ("unique", [[1, 2, 1.0, "a", "a"]], [1, 2, "a"]),
    ("sqrt", [9], 3.0), ("sqrt", [-1], INVALID), ("min", [[]], INVALID), ("split", ["a", ""], INVALID), ("floor", [-1.5], -2), ("ceil", [1.2], 2), ("floor", [4], 4), ("ceil", [1e30], OVERFLOW),
]
