// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pure functions of APPLY nodes: names and numbers of operands.
#ifndef HOCKET_PLAN_BUILTIN_H
#define HOCKET_PLAN_BUILTIN_H

#include <cstdint>
#include <string_view>

namespace hocket {

/// Values of the enumeration in the schema.
enum class Builtin : uint8_t {
  Unspecified = 0,
  Add,
  Sub,
  Mul,
  Div,
  FloorDiv,
  Mod,
  Pow,
  Neg,
  Abs,
  Min,
  Max,
  Sum,
  Round,
  Eq,
  Ne,
  Lt,
  Le,
  Gt,
  Ge,
  And,
  Or,
  Not,
  Select,
  Len,
  Contains,
  Sorted,
  Reversed,
  Range,
  Keys,
  Values,
  Str,
  Int,
  Float,
  Bool,
  Upper,
  Lower,
  Strip,
  Split,
  Join,
  Replace,
  StartsWith,
  EndsWith,
  Concat,
  Slice,
  JsonParse,
  JsonDump,
  Unique,
  Truthy,
  Sqrt,
  Floor,
  Ceil,
};
constexpr unsigned numBuiltins = 52; // with Unspecified

struct BuiltinInfo {
  std::string_view name; // "add"
  uint32_t minOperands;
  uint32_t maxOperands; // UINT32_MAX: any number
};
const BuiltinInfo &builtinInfo(Builtin builtin);

} // namespace hocket

#endif // HOCKET_PLAN_BUILTIN_H
