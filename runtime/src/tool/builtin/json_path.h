// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// JSONPath (RFC 9535) without filters, and JSON Pointer (RFC 6901).
#ifndef HOCKET_TOOL_BUILTIN_JSON_PATH_H
#define HOCKET_TOOL_BUILTIN_JSON_PATH_H

#include "base/value.h"

#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace hocket {

/// The value that `pointer` leads to; NOT_FOUND tells how far it got.
Result<Value> resolvePointer(const Value &document, std::string_view pointer);

class JsonPath {
public:
  /// The error gives the column.
  static Result<JsonPath> compile(std::string_view text);

  /// What the path selects, in the order of the standard. `poll` is asked often
  /// and ends the evaluation with its error. More than `maxResults` values, at
  /// the end or on the way, are RESOURCE_EXHAUSTED.
  Result<Value::List> evaluate(const Value &document, size_t maxResults,
                               const std::function<Status()> &poll) const;

private:
  struct Wildcard {};
  struct Slice {
    std::optional<int64_t> start, end;
    int64_t step = 1;
  };
  using Selector = std::variant<std::string, int64_t, Slice, Wildcard>;
  struct Segment {
    bool descendants = false;
    std::vector<Selector> selectors;
  };
  class Parser;
  class Evaluation;
  std::vector<Segment> segments;
};

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_JSON_PATH_H
