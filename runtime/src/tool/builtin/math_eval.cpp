// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// math.eval: a recursive-descent evaluator with Python's precedence.
//
//   sum     := product { ('+' | '-') product }
//   product := unary { ('*' | '/' | '//' | '%') unary }
//   unary   := ('+' | '-') unary | power
//   power   := primary [ '**' unary ]
//   primary := number | name | name '(' [ sum { ',' sum } ] ')' | '(' sum ')'
#include "tool/builtin/math_eval.h"

#include "tool/builtin/arithmetic.h"
#include "tool/builtin/builtin.h"
#include "tool/builtin/code_points.h"

#include <charconv>

namespace hocket {

namespace {
class Evaluator {
public:
  Evaluator(std::string_view text, const Value &variables)
      : text(text), variables(variables) {}

  Result<Value> run() {
    advance();
    Result<Value> result = sum();
    if (result && !token.empty())
      return unexpected("expected an operator or the end");
    if (result && !result->isNumber())
      return error(HOCKET_TYPE_ERROR, 0, "expected a number, found a list");
    return result;
  }

private:
  Result<Value> sum();
  Result<Value> product();
  Result<Value> unary();
  Result<Value> power();
  Result<Value> primary();
  Result<Value> number();
  Result<Value> variable(std::string_view name, size_t column);
  Result<Value> call(std::string_view name, size_t column);
  Result<Value> apply(std::string_view op, size_t column, const Value &a,
                      const Value &b);
  Result<Value> negated(size_t column, const Value &a);
  Result<Value> parenthesized();
  void advance();

  Status error(Code code, size_t column, std::string what) const {
    return Status(code, "column " + std::to_string(column + 1) + ": " + what);
  }
  Status unexpected(std::string what) const;

  std::string_view text;
  const Value &variables;
  std::string_view token; // empty at the end
  size_t at = 0;          // of the token
  size_t next = 0;        // behind it
  unsigned depth = 0;
};
} // namespace

static bool isDigit(char c) { return c >= '0' && c <= '9'; }
static bool isNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

void Evaluator::advance() {
  auto peek = [&](size_t i) { return i < text.size() ? text[i] : '\0'; };
  while (next < text.size() && (peek(next) == ' ' || peek(next) == '\t' ||
                                peek(next) == '\n' || peek(next) == '\r'))
    ++next;
  at = next;
  if (at == text.size()) {
    token = {};
    return;
  }
  if (isDigit(peek(next)) || (peek(next) == '.' && isDigit(peek(next + 1)))) {
    while (isDigit(peek(next)) || peek(next) == '.')
      ++next;
    if (peek(next) == 'e' || peek(next) == 'E') {
      size_t digits =
          next + (peek(next + 1) == '+' || peek(next + 1) == '-' ? 2 : 1);
      if (isDigit(peek(digits)))
        for (next = digits; isDigit(peek(next));)
          ++next;
    }
  } else if (isNameByte(peek(next))) {
    while (isNameByte(peek(next)) || isDigit(peek(next)))
      ++next;
  } else {
    ++next;
    if ((peek(at) == '*' || peek(at) == '/') && peek(next) == peek(at))
      ++next;
  }
  token = text.substr(at, next - at);
}

Status Evaluator::unexpected(std::string what) const {
  if (token == "^")
    what = "'^' is no operator; a power is written '**'";
  else if (token == "=")
    what = "'=' is no operator";
  else if (token.empty())
    what += ", found the end";
  else
    what += ", found '" + std::string(token) + "'";
  return error(HOCKET_INVALID_ARGUMENT, at, what);
}

Result<Value> Evaluator::apply(std::string_view op, size_t column,
                               const Value &a, const Value &b) {
  for (const Value *operand : {&a, &b})
    if (!operand->isNumber())
      return error(HOCKET_TYPE_ERROR, column,
                   "expected numbers around '" + std::string(op) + "', found " +
                       std::string(operand->kindName()));
  Result<Value> result = applyOperator(op, a, b);
  if (!result)
    return error(result.status().code(), column,
                 std::string(result.status().message()));
  return result;
}

Result<Value> Evaluator::negated(size_t column, const Value &a) {
  // Zero less the number, except for the sign of a floating-point zero.
  return a.kind() == Value::Kind::Float
             ? negate(a)
             : apply("-", column, Value::integer(0), a);
}

Result<Value> Evaluator::sum() {
  Result<Value> left = product();
  while (left && (token == "+" || token == "-")) {
    std::string_view op = token;
    size_t column = at;
    advance();
    Result<Value> right = product();
    if (!right)
      return right;
    left = apply(op, column, *left, *right);
  }
  return left;
}

Result<Value> Evaluator::product() {
  Result<Value> left = unary();
  while (left &&
         (token == "*" || token == "/" || token == "//" || token == "%")) {
    std::string_view op = token;
    size_t column = at;
    advance();
    Result<Value> right = unary();
    if (!right)
      return right;
    left = apply(op, column, *left, *right);
  }
  return left;
}

Result<Value> Evaluator::unary() {
  // Everything that nests passes here.
  constexpr unsigned maxDepth = 200;
  if (depth == maxDepth)
    return error(HOCKET_RESOURCE_EXHAUSTED, at,
                 "the expression is nested more than " +
                     std::to_string(maxDepth) + " deep");
  ++depth;
  Result<Value> result = Value();
  if (token == "+" || token == "-") {
    std::string_view op = token;
    size_t column = at;
    advance();
    // The smallest integer has no positive counterpart.
    if (op == "-" && token == "9223372036854775808") {
      advance();
      result = Value::integer(INT64_MIN);
    } else {
      result = unary();
      if (result && op == "-")
        result = negated(column, *result);
    }
  } else {
    result = power();
  }
  --depth;
  return result;
}

Result<Value> Evaluator::power() {
  Result<Value> base = primary();
  if (!base || token != "**")
    return base;
  size_t column = at;
  advance();
  Result<Value> exponent = unary();
  if (!exponent)
    return exponent;
  return apply("**", column, *base, *exponent);
}

Result<Value> Evaluator::primary() {
  if (token == "(")
    return parenthesized();
  if (token.empty())
    return unexpected("expected a number, a name or '('");
  if (isDigit(token[0]) || token[0] == '.')
    return number();
  if (!isNameByte(token[0]))
    return unexpected("expected a number, a name or '('");
  std::string_view name = token;
  size_t column = at;
  advance();
  return token == "(" ? call(name, column) : variable(name, column);
}

Result<Value> Evaluator::parenthesized() {
  size_t open = at;
  advance();
  Result<Value> inner = sum();
  if (!inner)
    return inner;
  if (token != ")")
    return unexpected("expected ')' for the '(' at column " +
                      std::to_string(open + 1));
  advance();
  return inner;
}

Result<Value> Evaluator::number() {
  const char *begin = token.data(), *end = begin + token.size();
  Result<Value> result = Value();
  if (token.find_first_of(".eE") == std::string_view::npos) {
    int64_t integer = 0;
    auto [stop, code] = std::from_chars(begin, end, integer);
    if (code == std::errc::result_out_of_range)
      return error(HOCKET_OVERFLOW, at,
                   "the integer does not fit into 64 bits");
    result = Value::integer(integer);
  } else {
    double number = 0;
    auto [stop, code] = std::from_chars(begin, end, number);
    if (code == std::errc::result_out_of_range)
      return error(HOCKET_OVERFLOW, at, "the number is out of range");
    if (code != std::errc() || stop != end)
      return unexpected("expected a number");
    result = Value::number(number);
  }
  advance();
  if (!token.empty() && isNameByte(token[0]) && at > 0 && isDigit(text[at - 1]))
    return unexpected("expected an operator behind the number");
  return result;
}

Result<Value> Evaluator::variable(std::string_view name, size_t column) {
  const Value *value = variables.get(name);
  if (value && (value->isNumber() || value->isList()))
    return *value;
  std::string quoted = "'" + std::string(name) + "'";
  if (value)
    return error(HOCKET_TYPE_ERROR, column,
                 "expected variable " + quoted + " to be a number, found " +
                     std::string(value->kindName()));
  if (name == "pi")
    return Value::number(3.14159265358979323846);
  if (name == "e")
    return Value::number(2.71828182845904523536);
  if (isFunction(name))
    return error(HOCKET_INVALID_ARGUMENT, column,
                 "expected '(' behind the function " + quoted);
  return error(HOCKET_NOT_FOUND, column, "there is no variable " + quoted);
}

Result<Value> Evaluator::call(std::string_view name, size_t column) {
  if (!isFunction(name))
    return error(HOCKET_NOT_FOUND, column,
                 "there is no function '" + std::string(name) + "'");
  size_t open = at;
  advance();
  Value::List args;
  if (token != ")") {
    while (true) {
      Result<Value> argument = sum();
      if (!argument)
        return argument;
      args.push_back(std::move(*argument));
      if (token != ",")
        break;
      advance();
    }
    if (token != ")")
      return unexpected("expected ',' or ')' for the '(' at column " +
                        std::to_string(open + 1));
  }
  advance();
  Result<Value> result = applyFunction(name, args);
  if (!result)
    return error(result.status().code(), column,
                 std::string(result.status().message()));
  return result;
}

Result<Value> evaluateExpression(std::string_view expression,
                                 const Value &variables) {
  return Evaluator(expression, variables).run();
}

static Result<Value> evalTool(const Arguments &args, const ToolCall &) {
  return evaluateExpression(args.text("expression"), args.value("variables"));
}

std::vector<BuiltinEntry> mathTools() { return {{"math.eval", evalTool}}; }

} // namespace hocket
