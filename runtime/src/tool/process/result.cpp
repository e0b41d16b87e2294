// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the end of a program means for the call.
#include "tool/process/result.h"

#include "base/utf8.h"

namespace hocket {

/// The message of {"error": {"message": …}}; null if it is something else.
static const Value *errorMessage(const Value &value) {
  if (!value.isObject() || value.asObject().size() != 1)
    return nullptr;
  const Value *error = value.get("error");
  const Value *message = error ? error->get("message") : nullptr;
  return message && message->isString() ? message : nullptr;
}

static std::string trimmed(std::string text) {
  size_t end = text.find_last_not_of(" \t\r\n");
  text.erase(end == std::string::npos ? 0 : end + 1);
  return text;
}

static Status withErrorTail(Status status, const std::string &tail) {
  std::string text = trimmed(sanitizeUtf8(tail));
  if (text.empty())
    return status;
  return std::move(status).note("standard error: " + text);
}

Result<Value> resultOf(const ProcessConfig &config, ProcessOutcome outcome) {
  const std::string name = "'" + config.spawn.arguments[0] + "'";
  if (!outcome.interrupted.ok()) {
    if (outcome.interrupted.code() == HOCKET_CANCELLED)
      return outcome.interrupted;
    return withErrorTail(std::move(outcome.interrupted), outcome.errorTail);
  }
  if (!outcome.exit.known || outcome.exit.signal != 0)
    return withErrorTail(
        Status(HOCKET_UNAVAILABLE, name + " " + outcome.exit.toString()),
        outcome.errorTail);

  Result<Value> value = Value::parse(outcome.output);
  const Value *message = value ? errorMessage(*value) : nullptr;
  if (message)
    return withErrorTail(Status(HOCKET_TOOL_ERROR, message->asString()),
                         outcome.errorTail);
  if (outcome.exit.code != 0)
    return withErrorTail(
        Status(HOCKET_TOOL_ERROR, name + " " + outcome.exit.toString()),
        outcome.errorTail);
  if (!value)
    return withErrorTail(
        Status(HOCKET_TOOL_ERROR,
               "expected one JSON value on the standard output of " + name +
                   (trimmed(outcome.output).empty()
                        ? ", found nothing"
                        : ": " + std::string(value.status().message()))),
        outcome.errorTail);
  return value;
}

} // namespace hocket
