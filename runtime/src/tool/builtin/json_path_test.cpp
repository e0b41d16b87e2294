// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/builtin/json_path.h"
#include "tool/test_support.h"

namespace hocket {
namespace {

using namespace hocket::testing;

const char *document = R"({
  "store": {"book": [{"title": "A", "price": 8}, {"title": "B", "price": 12},
                     {"title": "C", "price": 9, "isbn": "x"}],
            "bicycle": {"color": "red", "price": 20}},
  "a b": 1, "é": 2, "'": 3, "m~n": 4, "a/b": 5})";

Result<Value> query(const std::string &path, size_t maxResults = 100) {
  Result<JsonPath> compiled = JsonPath::compile(path);
  if (!compiled)
    return compiled.status();
  Result<Value::List> values =
      compiled->evaluate(json(document), maxResults, [] { return Status(); });
  if (!values)
    return values.status();
  return Value::list(std::move(*values));
}

TEST(JsonPath, Names) {
  EXPECT_THAT(query("$.store.bicycle.color"), IsValue(R"(["red"])"));
  EXPECT_THAT(query("$['store'][\"bicycle\"]['color']"), IsValue(R"(["red"])"));
  EXPECT_THAT(query("$['a b']"), IsValue("[1]"));
  EXPECT_THAT(query("$.é"), IsValue("[2]"));
  EXPECT_THAT(query("$['\\u00e9']"), IsValue("[2]"));
  EXPECT_THAT(query("$['\\'']"), IsValue("[3]"));
  EXPECT_THAT(query("$.missing.more"), IsValue("[]"));
  EXPECT_THAT(query("$['a b', 'é', 'a b']"), IsValue("[1, 2, 1]"));
  EXPECT_THAT(query("$ [ 'a b' ]"), IsValue("[1]"));
}

TEST(JsonPath, IndicesAndSlices) {
  EXPECT_THAT(query("$.store.book[0].title"), IsValue(R"(["A"])"));
  EXPECT_THAT(query("$.store.book[-1].title"), IsValue(R"(["C"])"));
  EXPECT_THAT(query("$.store.book[3]"), IsValue("[]"));
  EXPECT_THAT(query("$.store.book[-4]"), IsValue("[]"));
  EXPECT_THAT(query("$.store.book[0:2].title"), IsValue(R"(["A", "B"])"));
  EXPECT_THAT(query("$.store.book[1:].title"), IsValue(R"(["B", "C"])"));
  EXPECT_THAT(query("$.store.book[:-1].title"), IsValue(R"(["A", "B"])"));
  EXPECT_THAT(query("$.store.book[::2].title"), IsValue(R"(["A", "C"])"));
  EXPECT_THAT(query("$.store.book[::-1].title"), IsValue(R"(["C", "B", "A"])"));
  EXPECT_THAT(query("$.store.book[5:0:-2].title"), IsValue(R"(["C"])"));
  EXPECT_THAT(query("$.store.book[::0]"), IsValue("[]"));
  EXPECT_THAT(query("$.store.book[0, 2].price"), IsValue("[8, 9]"));
}

TEST(JsonPath, WildcardsAndDescendants) {
  EXPECT_THAT(query("$.store.book[*].price"), IsValue("[8, 12, 9]"));
  EXPECT_THAT(query("$..price"), IsValue("[8, 12, 9, 20]"));
  EXPECT_THAT(query("$..book[1].title"), IsValue(R"(["B"])"));
  EXPECT_THAT(query("$.store..['isbn', 'color']"), IsValue(R"(["x", "red"])"));
  EXPECT_THAT(query("$.store.bicycle.*"), IsValue(R"(["red", 20])"));
  EXPECT_THAT(query("$.store.bicycle..*"), IsValue(R"(["red", 20])"));
  EXPECT_THAT(query("$.store.bicycle.color.*"), IsValue("[]"));
}

TEST(JsonPath, SyntaxErrorsGiveTheColumn) {
  auto error = [](std::string column, std::string text) {
    return IsError(HOCKET_INVALID_ARGUMENT, "column " + column + ": " + text);
  };
  EXPECT_THAT(query(""), error("1", "expected '$', found its end"));
  EXPECT_THAT(query("store"), error("1", "expected '$', found 's'"));
  EXPECT_THAT(query("$store"), error("2", "expected '.' or '['"));
  EXPECT_THAT(query("$. a"), error("3", "expected a member name"));
  EXPECT_THAT(query("$.1a"), error("3", "expected a member name"));
  EXPECT_THAT(query("$.a "), error("4", "expected no white space at the end"));
  EXPECT_THAT(query("$[?@.a > 1]"), error("3", "filters are not supported"));
  EXPECT_THAT(query("$['a]"), error("6", "expected a closing '"));
  EXPECT_THAT(query("$['a'"), error("6", "expected ',' or ']', found its end"));
  EXPECT_THAT(query("$[01]"),
              error("3", "expected a number without leading zeros"));
  EXPECT_THAT(query("$[-0]"),
              error("3", "expected a number without leading zeros"));
  EXPECT_THAT(query("$[9007199254740992]"),
              error("18", "expected a number of at most 2^53 - 1"));
  EXPECT_THAT(query("$['\\ud800']"), error("10", "expected the second half"));
  EXPECT_THAT(query("$['\\x']"), error("5", "expected an escape"));
  EXPECT_THAT(query("$[]"), error("3", "expected a quoted name"));
}

TEST(JsonPath, LimitsResults) {
  EXPECT_THAT(query("$..*", 3),
              IsError(HOCKET_RESOURCE_EXHAUSTED, "more than 3 values"));
  EXPECT_TRUE(query("$..price", 4).ok());
  // Between the segments, too: this would select millions.
  std::string path = "$";
  for (int i = 0; i < 12; ++i)
    path += "['store', 'store', 'store', 'store']";
  EXPECT_THAT(query("$" + std::string(40, ' ') + "[*]" + path.substr(1), 2),
              IsError(HOCKET_RESOURCE_EXHAUSTED, "more than 2"));
}

TEST(JsonPointer, Resolves) {
  Value root = json(document);
  EXPECT_THAT(resolvePointer(root, ""), IsValue(document));
  EXPECT_THAT(resolvePointer(root, "/store/book/1/title"), IsValue(R"("B")"));
  EXPECT_THAT(resolvePointer(root, "/m~0n"), IsValue("4"));
  EXPECT_THAT(resolvePointer(root, "/a~1b"), IsValue("5"));
  EXPECT_THAT(resolvePointer(json(R"({"": {"": 1}})"), "//"), IsValue("1"));
}

TEST(JsonPointer, Errors) {
  Value root = json(document);
  EXPECT_THAT(resolvePointer(root, "store"),
              IsError(HOCKET_INVALID_ARGUMENT, "expected '/' or nothing"));
  EXPECT_THAT(resolvePointer(root, "/store/book/3/title"),
              IsError(HOCKET_NOT_FOUND, "no '3' in the list at '/store/book'"));
  for (const char *index : {"/store/book/01", "/store/book/-", "/store/book/x",
                            "/store/book/", "/store/book/99999999999999999999"})
    EXPECT_THAT(resolvePointer(root, index), IsError(HOCKET_NOT_FOUND, "no '"));
  EXPECT_THAT(resolvePointer(root, "/é/x"),
              IsError(HOCKET_NOT_FOUND, "in the int at '/é'"));
  EXPECT_THAT(resolvePointer(root, "/a~2"),
              IsError(HOCKET_INVALID_ARGUMENT, "column 1"));
}

TEST(JsonTools, AreBound) {
  ToolBox box;
  EXPECT_THAT(box.call("json.parse", R"({"text": "[1, {\"a\": null}]"})"),
              IsValue(R"([1, {"a": null}])"));
  EXPECT_FALSE(box.call("json.parse", R"({"text": "[1,"})").ok());
  EXPECT_THAT(
      box.call("json.get", R"({"document": {"a": [1, 2]}, "pointer": "/a/1"})"),
      IsValue("2"));
  EXPECT_THAT(box.call("json.query",
                       R"({"document": {"a": [1, 2]}, "path": "$.a[*]"})"),
              IsValue("[1, 2]"));
}

} // namespace
} // namespace hocket
