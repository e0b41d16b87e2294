// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The arguments of one call of a built-in tool, checked against its
// declaration.
#ifndef HOCKET_TOOL_ARGUMENTS_H
#define HOCKET_TOOL_ARGUMENTS_H

#include "tool/catalog.h"

namespace hocket {

class Arguments {
public:
  /// Checks `values`, an object, and fills in what is left out. Null stands for
  /// the default of a parameter that does not take null.
  static Result<Arguments> check(const ToolSpec &spec, const Value &values);

  /// Whether the declaration has such a parameter.
  bool has(std::string_view name) const { return spec->find(name); }

  /// The accessors require a parameter of the declaration, with that type.
  const Value &value(std::string_view name) const;
  const std::string &text(std::string_view name) const;
  const Value::List &list(std::string_view name) const;
  bool flag(std::string_view name) const;
  int64_t integer(std::string_view name) const;
  double number(std::string_view name) const;
  /// An integer that the declaration keeps from being negative.
  size_t size(std::string_view name) const;

private:
  explicit Arguments(const ToolSpec &spec) : spec(&spec) {}
  const ToolSpec *spec;
  std::vector<Value> values; // by position of the parameter
};

} // namespace hocket

#endif // HOCKET_TOOL_ARGUMENTS_H
