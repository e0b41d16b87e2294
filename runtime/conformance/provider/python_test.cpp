// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Python functions as tools: what goes in and what comes out.
#include "python_tools.h"

namespace hocket {
namespace {

using namespace hocket::testing;
using ::testing::HasSubstr;
using ::testing::Not;

// What JSON lacks becomes what is nearest; sets have an order.
TEST_F(PythonTools, Results) {
  module(R"(
import collections, dataclasses, datetime, enum, pathlib, uuid

class Unit(enum.Enum):
    KM = "km"

@dataclasses.dataclass
class Place:
    name: str
    at: tuple

def everything():
    return {
        "dataclass": Place("Oslo", (59.9, 10.7)), "enum": Unit.KM, "set": {"c", "a", "b"},
        "date": datetime.date(2024, 2, 29), "time": datetime.timedelta(seconds=90),
        "path": pathlib.Path("a/b"), "deque": collections.deque([1, 2]), 7: None,
        "mapping": collections.ChainMap({"x": 1}), "text": "é\n$1", "range": range(3),
        "uuid": uuid.UUID(int=1),
    }
)");
  EXPECT_THAT(
      run("everything"),
      IsValue(
          R"({"dataclass": {"name": "Oslo", "at": [59.9, 10.7]}, "enum": "km", "set": ["a", "b", "c"],)"
          R"("date": "2024-02-29", "time": 90.0, "path": "a/b", "deque": [1, 2], "7": null,)"
          R"("mapping": {"x": 1}, "text": "é\n$1", "range": [0, 1, 2],)"
          R"("uuid": "00000000-0000-0000-0000-000000000001"})"));
}

// The place inside the value and the type are named.
TEST_F(PythonTools, ResultsThatAreNoJson) {
  module(R"(
class Thing: pass
def thing(): return {"a": [1, Thing()]}
def not_a_number(): return [1.5, float("nan")]
def infinite(): return float("-inf")
def large(): return {"n": 1 << 63}
def digits(): return ["12345678901234567890123", (1 << 63) - 1]
def surrogate(): return "\ud800"
def key(): return {(1, 2): 3}
def raw(): return b"x"
def generator(): yield 1
def deep():
    value = []
    value.append(value)
    return value
)");
  for (auto [function, found] :
       {std::pair("thing", "$.a[1]: a value of type Thing"),
        {"not_a_number", "$[1]: the number nan"},
        {"infinite", "$: the number -inf"},
        {"surrogate", "$: a text that is not Unicode"},
        {"key", "$: a key of type tuple"},
        {"raw", "$: a value of type bytes"},
        {"generator", "$: a value of type generator"},
        {"large", "$.n: an integer beyond 64 bits"},
        {"deep", "a value that contains itself"}})
    EXPECT_THAT(run(function), IsError(HOCKET_TYPE_ERROR, found)) << function;
  EXPECT_THAT(run("digits"), IsValue("[\"12345678901234567890123\", 9223372036854775807]"));
  EXPECT_THAT(run("raw"), IsError(HOCKET_TYPE_ERROR, "what JSON cannot hold"));
}

// Type hints make objects of what JSON has.
TEST_F(PythonTools, ArgumentsFollowTheirHints) {
  module(R"(
import dataclasses, datetime, enum
from typing import Dict, List, Optional, Set, Tuple, Union

class Unit(enum.Enum):
    KM = "km"

@dataclasses.dataclass
class Place:
    name: str
    unit: Unit = Unit.KM

def f(place: Place, many: List[Place], pair: Tuple[int, Unit], names: Set[str],
      when: Optional[datetime.datetime] = None, table: Optional[Dict[str, Unit]] = None,
      either: Union[int, Place] = 0, x: float = 0.0, plain: dict = {}):
    return repr([place, many, pair, names, when, table, either, x, plain])

def positional(a, /, b): return [a, b]
)");
  EXPECT_THAT(
      run("f",
          R"({"place": {"name": "a"}, "many": [{"name": "b", "unit": "km"}], "pair": [1, "km"], "names": ["n"],)"
          R"("when": "2024-02-29T12:00:00Z", "table": {"t": "km"}, "either": {"name": "c"}, "x": 1, "plain": {"y": 2}})"),
      IsValue(
          R"json("[Place(name='a', unit=<Unit.KM: 'km'>), [Place(name='b', unit=<Unit.KM: 'km'>)], (1, <Unit.KM: 'km'>), {'n'}, )json"
          R"json(datetime.datetime(2024, 2, 29, 12, 0, tzinfo=datetime.timezone.utc), {'t': <Unit.KM: 'km'>}, )json"
          R"json(Place(name='c', unit=<Unit.KM: 'km'>), 1.0, {'y': 2}]")json"));
  EXPECT_THAT(run("f", R"({"place": {"name": "a", "unit": "mi"}, "many": []})"),
              IsError(HOCKET_INVALID_ARGUMENT,
                      "argument 'place': ValueError: 'mi' is not a valid Unit"));
  EXPECT_THAT(run("f", R"({"place": null})"),
              IsError(HOCKET_INVALID_ARGUMENT,
                      "f(): missing a required argument: 'many'"));
  EXPECT_THAT(run("positional", R"({"b": 2, "a": 1})"), IsValue("[1, 2]"));
}

// The line in the user's file, even if something it called has raised.
TEST_F(PythonTools, Exceptions) {
  module("import json, sys\n"
         "def inner(city):\n"
         "    raise ValueError('bad city')\n"
         "def f(city):\n"
         "    print('looking')\n"
         "    inner(city)\n"
         "def library():\n"
         "    return json.loads('{')\n"
         "def leave():\n"
         "    sys.exit(3)\n");
  Result<Value> result = run("f", R"({"city": 1})");
  EXPECT_THAT(result, IsError(HOCKET_TOOL_ERROR,
                              "ValueError: bad city (tools.py:3) [TOOL_ERROR]"));
  std::string text = result.status().toString();
  EXPECT_THAT(text, HasSubstr("Traceback (most recent call last):"));
  EXPECT_THAT(text, HasSubstr("in inner\n    raise ValueError('bad city')"));
  EXPECT_THAT(text, HasSubstr("printed: looking"));
  EXPECT_THAT(text, Not(HasSubstr("<string>")));
  EXPECT_THAT(run("library"), IsError(HOCKET_TOOL_ERROR, "(tools.py:8)"));
  EXPECT_THAT(run("leave"), IsError(HOCKET_TOOL_ERROR, "SystemExit: 3"));
}

// Its standard streams are no part of what it returns.
TEST_F(PythonTools, Prints) {
  module(R"(
import os, sys
def f():
    print("0 ready {}")
    os.write(1, b"1 value 2\n")
    os.system("echo 1 value 3")
    sys.stderr.write("x" * 300000)
    return [sys.stdin.read(), sys.argv, __name__]
)");
  EXPECT_THAT(run("f"), IsValue(R"(["", ["tools.py"], "tools"])"));
}

TEST_F(PythonTools, Modules) {
  folder.write("package/__init__.py", "");
  folder.write("package/part.py", "from . import other\ndef f(): return other.x\n");
  folder.write("package/other.py", "x = 5\n");
  Value config = Value::object({{"module", Value::string("package.part")},
                                {"cwd", Value::string(folder.path())}});
  Result<std::unique_ptr<Tool>> tool =
      box.bind(*provider, ToolDecl{"f", "python", config, {}});
  ASSERT_TRUE(tool.ok()) << tool.status().toString();
  Call call(**tool, "f", json("{}"));
  EXPECT_THAT(call.result(), IsValue("5"));
}

} // namespace
} // namespace hocket
