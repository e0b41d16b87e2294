// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/builtin/math_eval.h"
#include "tool/test_support.h"

#include <cmath>

namespace hocket {
namespace {

using namespace hocket::testing;

Result<Value> eval(const std::string &text,
                   const std::string &variables = "{}") {
  return evaluateExpression(text, json(variables));
}

/// The value of the expression and whether it is an integer, as in the text.
void expectValue(const std::string &expression, const std::string &expected) {
  Result<Value> value = eval(expression);
  ASSERT_TRUE(value.ok()) << expression << ": " << value.status().toString();
  EXPECT_EQ(*value, json(expected)) << expression << " = " << value->toJson();
  EXPECT_EQ(value->kind(), json(expected).kind()) << expression;
}

// Each pair was checked with Python.
TEST(MathEval, AgreesWithPython) {
  const std::pair<const char *, const char *> cases[] = {
      {"1 + 2 * 3", "7"},
      {"(1 + 2) * 3", "9"},
      {"7 / 2", "3.5"},
      {"8 / 2", "4.0"},
      {"7 // 2", "3"},
      {"-7 // 2", "-4"},
      {"7 // -2", "-4"},
      {"-7 % 3", "2"},
      {"7 % -3", "-2"},
      {"7.5 // 2", "3.0"},
      {"-7.5 // 2", "-4.0"},
      {"-7.5 % 2", "0.5"},
      {"7.5 % -2", "-0.5"},
      {"1 // 0.1", "9.0"},
      {"2 ** 10", "1024"},
      {"2 ** -1", "0.5"},
      {"-2 ** 2", "-4"},
      {"(-2) ** 2", "4"},
      {"2 ** 3 ** 2", "512"},
      {"2 ** 0.5 ** 2", "1.189207115002721"},
      {"0 ** 0", "1"},
      {"(-8) ** 3", "-512"},
      {"- - 3", "3"},
      {"+5", "5"},
      {"2 - -3", "5"},
      {"1e3", "1000.0"},
      {".5 + 1.", "1.5"},
      {"1.5e-1", "0.15"},
      {"10 - 2 - 3", "5"},
      {"2 * 3 % 4", "2"},
      {"abs(-3)", "3"},
      {"abs(-3.5)", "3.5"},
      {"min(3, 1.5, 2)", "1.5"},
      {"max(3, 1, 2)", "3"},
      {"sum(1, 2.5)", "3.5"},
      {"sum()", "0"},
      {"sqrt(16)", "4.0"},
      {"floor(-2.5)", "-3"},
      {"ceil(2.1)", "3"},
      {"floor(5)", "5"},
      {"round(2.5)", "2"},
      {"round(3.5)", "4"},
      {"round(-2.5)", "-2"},
      {"round(2.675, 2)", "2.67"},
      {"round(1234, -2)", "1200"},
      {"round(1250, -2)", "1200"},
      {"round(1350, -2)", "1400"},
      {"round(12.5, 0)", "12.0"},
      {"round(1234.5, -2)", "1200.0"},
      {"round(7, 3)", "7"},
      {"round(2 * pi, 4)", "6.2832"},
      {"round(log(e), 9)", "1.0"},
      {"log2(8) + log10(1000)", "6.0"},
      {"hypot(3, 4)", "5.0"},
      {"exp(0) + sin(0) + cos(0) + tan(0)", "2.0"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"max(9007199254740993, 9007199254740992)", "9007199254740993"},
      {"9223372036854775807 // 1", "9223372036854775807"},
      {"round(9223372036854775807, 0)", "9223372036854775807"},
  };
  for (auto [expression, expected] : cases)
    expectValue(expression, expected);
}

TEST(MathEval, Variables) {
  EXPECT_THAT(eval("(a + b_2) / 2", R"({"a": 3, "b_2": 4.0})"), IsValue("3.5"));
  EXPECT_THAT(eval("sum(x) / max(x)", R"({"x": [1, 2, 5]})"), IsValue("1.6"));
  EXPECT_THAT(eval("größe * 2", R"({"größe": 4})"), IsValue("8"));
  // A variable hides a constant.
  EXPECT_THAT(eval("e", R"({"e": 1})"), IsValue("1"));
}

TEST(MathEval, ErrorsGiveTheColumn) {
  auto error = [](Code code, std::string text) { return IsError(code, text); };
  constexpr Code bad = HOCKET_INVALID_ARGUMENT;
  EXPECT_THAT(
      eval(""),
      error(bad, "column 1: expected a number, a name or '(', found the end"));
  EXPECT_THAT(eval("1 +"), error(bad, "column 4: expected a number"));
  EXPECT_THAT(eval("(1 + 2"),
              error(bad, "column 7: expected ')' for the '(' at column 1"));
  EXPECT_THAT(
      eval("1 2"),
      error(bad, "column 3: expected an operator or the end, found '2'"));
  EXPECT_THAT(eval("2x"),
              error(bad, "column 2: expected an operator behind the number"));
  EXPECT_THAT(
      eval("2 ^ 3"),
      error(bad, "column 3: '^' is no operator; a power is written '**'"));
  EXPECT_THAT(eval("a = 3", R"({"a": 1})"),
              error(bad, "column 3: '=' is no operator"));
  EXPECT_THAT(eval("1.2.3"),
              error(bad, "column 1: expected a number, found '1.2.3'"));
  EXPECT_THAT(eval("max(1,"), error(bad, "column 7: expected a number"));
  EXPECT_THAT(eval("max(1 2)"), error(bad, "column 7: expected ',' or ')'"));
  EXPECT_THAT(eval("sqrt"),
              error(bad, "column 1: expected '(' behind the function 'sqrt'"));
  EXPECT_THAT(eval("1 + sqrt(1, 2)"),
              error(bad, "column 5: sqrt: expected 1 arguments, found 2"));
  EXPECT_THAT(eval("3 + y"),
              error(HOCKET_NOT_FOUND, "column 5: there is no variable 'y'"));
  EXPECT_THAT(eval("open(1)"),
              error(HOCKET_NOT_FOUND, "column 1: there is no function 'open'"));
  EXPECT_THAT(eval("a.b", R"({"a": 1})"),
              error(bad, "column 2: expected an operator"));
  EXPECT_THAT(eval("x", R"({"x": "1"})"),
              error(HOCKET_TYPE_ERROR, "found string"));
  EXPECT_THAT(eval("x + 1", R"({"x": [1]})"),
              error(HOCKET_TYPE_ERROR,
                    "column 3: expected numbers around '+', found list"));
  EXPECT_THAT(eval("x", R"({"x": [1]})"),
              error(HOCKET_TYPE_ERROR, "found a list"));
  EXPECT_THAT(eval("-x", R"({"x": [1]})"),
              error(HOCKET_TYPE_ERROR, "column 1"));
  EXPECT_THAT(eval("sum(x)", R"({"x": [1, "2"]})"),
              error(HOCKET_TYPE_ERROR, "sum: expected numbers"));
  EXPECT_THAT(eval("round(1.5, 0.5)"),
              error(HOCKET_TYPE_ERROR, "integer number of digits"));
  EXPECT_THAT(eval("min(x)", R"({"x": []})"),
              error(bad, "expected at least one number"));
}

TEST(MathEval, ArithmeticErrors) {
  for (const char *text : {"1 / 0", "1 // 0", "1 % 0", "1.0 / 0", "1.5 // 0",
                           "1.5 % 0.0", "0 ** -1", "0.0 ** -1"})
    EXPECT_THAT(eval(text),
                IsError(HOCKET_DIVISION_BY_ZERO, "division by zero"))
        << text;
  for (const char *text :
       {"9223372036854775807 + 1", "-9223372036854775808 - 1",
        "4611686018427387904 * 2", "2 ** 63", "10 ** 400",
        "-(-9223372036854775807 - 1)", "9223372036854775808",
        "(-9223372036854775807 - 1) // -1", "1e308 * 10", "1e400",
        "10.0 ** 400", "floor(1e30)", "round(1e30)",
        "abs(-9223372036854775808)", "exp(1000)",
        "round(9223372036854775807, -19)"})
    EXPECT_THAT(eval(text), IsError(HOCKET_OVERFLOW, "column")) << text;
  for (const char *text : {"sqrt(-1)", "log(0)", "log10(-1)", "(-8) ** 0.5"})
    EXPECT_THAT(eval(text), IsError(HOCKET_INVALID_ARGUMENT, "column")) << text;
}

TEST(MathEval, NestingIsLimited) {
  std::string deep = std::string(150, '(') + "1" + std::string(150, ')');
  EXPECT_THAT(eval(deep), IsValue("1"));
  EXPECT_THAT(eval(std::string(100000, '(')),
              IsError(HOCKET_RESOURCE_EXHAUSTED, "nested more than 200 deep"));
  EXPECT_THAT(eval(std::string(100000, '-') + "1"),
              IsError(HOCKET_RESOURCE_EXHAUSTED, "nested"));
}

TEST(MathEval, IsBound) {
  ToolBox box;
  EXPECT_THAT(box.call("math.eval",
                       R"({"expression": "a * 2", "variables": {"a": 21}})"),
              IsValue("42"));
}

} // namespace
} // namespace hocket
