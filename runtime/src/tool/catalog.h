// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What runtime/schema/builtin-tools.json declares: the parameters of the
// built-in tools, their types, limits and defaults.
#ifndef HOCKET_TOOL_CATALOG_H
#define HOCKET_TOOL_CATALOG_H

#include "base/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hocket {

/// The catalogue as it stands in the source tree.
std::string_view builtinCatalogJson();

/// The part of JSON Schema that the catalogue uses for a parameter.
struct ParameterSpec {
  std::string name;
  std::vector<std::string> types;     // empty: any
  std::vector<std::string> itemTypes; // of an array's elements; empty: any
  std::vector<std::string> choices;   // enum; empty: any
  std::optional<double> minimum, maximum;
  std::optional<Value> defaultValue;
  bool required = false;
};

struct ToolSpec {
  std::string name;
  std::vector<ParameterSpec> parameters;
  bool compute = false;

  const ParameterSpec *find(std::string_view parameter) const;
};

/// The declaration of a built-in tool, or null. Any thread.
const ToolSpec *findBuiltinSpec(std::string_view name);
/// All of them, in the order of the catalogue. Any thread.
const std::vector<ToolSpec> &builtinSpecs();

} // namespace hocket

#endif // HOCKET_TOOL_CATALOG_H
