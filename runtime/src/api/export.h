// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The outputs of a run in the format that the calls came in, so that they can be
// handed straight back to the model that asked for them.
#ifndef HOCKET_API_EXPORT_H
#define HOCKET_API_EXPORT_H

#include "base/status.h"
#include "base/value.h"

#include <span>
#include <string>

namespace hocket {

/// A named output: a value, or the status that stands in its place.
struct ExportedOutput {
  std::string name;
  std::string tool;
  Value value;
  Status status;
  /// The status is that of another call, which this one needed.
  bool failedBefore = false;
};

/// Formats, and what a failed output looks like in them:
/// A call that did not run because one that it needs failed says so.
///   openai-chat       messages with role "tool"; the content is an error object as text
///   openai-responses  function_call_output items; likewise
///   anthropic         a user message of tool_result blocks; is_error is set
///   plan-text         "N. tool" and "Observation: …" lines; "error: …"
///   labelled-json     an object label -> value; an error object; the program's
///                     result as "var_result"
///   json              the result alone if there are no outputs, else an object
///                     with "outputs", "errors" and "result" as far as present
/// `result` is null if the program returned nothing. INVALID_ARGUMENT for any
/// other format.
Result<std::string> exportOutputs(std::string_view format, std::span<const ExportedOutput> outputs,
                                  const Value *result);

} // namespace hocket

#endif // HOCKET_API_EXPORT_H
