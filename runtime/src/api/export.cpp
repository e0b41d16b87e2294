// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "api/export.h"

using namespace hocket;

/// What went wrong, and where else if it did elsewhere.
static std::string messageOf(const ExportedOutput &output) {
  std::string message(output.status.message());
  return output.failedBefore ? "not run, because a call that it needs failed: " + message : message;
}

/// {"error": {"code": …, "message": …, "file": …, "line": …, "column": …}}
static Value errorObject(const ExportedOutput &output) {
  const Status &status = output.status;
  Value::Object error{{"code", Value::string(std::string(codeName(status.code())))},
                      {"message", Value::string(messageOf(output))}};
  if (const Location *where = status.location()) {
    error.emplace_back("file", Value::string(std::string(where->file.str())));
    error.emplace_back("line", Value::integer(where->line));
    error.emplace_back("column", Value::integer(where->column));
  }
  return Value::object({{"error", Value::object(std::move(error))}});
}

/// What a model reads: a string by itself, anything else as JSON text.
static Value contentOf(const ExportedOutput &output) {
  if (!output.status.ok())
    return Value::string(errorObject(output).toJson());
  return output.value.isString() ? output.value : Value::string(output.value.toJson());
}

static Value text(std::string_view value) { return Value::string(std::string(value)); }

static Value openaiChat(const ExportedOutput &output) {
  return Value::object({{"role", text("tool")},
                        {"tool_call_id", text(output.name)},
                        {"content", contentOf(output)}});
}

static Value openaiResponses(const ExportedOutput &output) {
  return Value::object({{"type", text("function_call_output")},
                        {"call_id", text(output.name)},
                        {"output", contentOf(output)}});
}

static Value anthropic(const ExportedOutput &output) {
  Value::Object block{{"type", text("tool_result")},
                      {"tool_use_id", text(output.name)},
                      {"content", output.status.ok() ? contentOf(output)
                                                     : text(messageOf(output))}};
  if (!output.status.ok())
    block.emplace_back("is_error", Value::boolean(true));
  return Value::object(std::move(block));
}

static Value listOf(std::span<const ExportedOutput> outputs,
                    Value (*one)(const ExportedOutput &)) {
  Value::List list;
  for (const ExportedOutput &output : outputs)
    list.push_back(one(output));
  return Value::list(std::move(list));
}

static std::string planText(std::span<const ExportedOutput> outputs, const Value *result) {
  std::string lines;
  for (const ExportedOutput &output : outputs) {
    lines += output.name + ". " + output.tool + "\nObservation: ";
    lines += output.status.ok() ? contentOf(output).asString()
                                : "error: " + messageOf(output);
    lines += '\n';
  }
  if (result)
    lines += result->toJson() + "\n";
  return lines;
}

static Value labelledJson(std::span<const ExportedOutput> outputs, const Value *result) {
  Value::Object members;
  for (const ExportedOutput &output : outputs)
    members.emplace_back(output.name,
                         output.status.ok() ? output.value : errorObject(output));
  if (result)
    members.emplace_back("var_result", *result);
  return Value::object(std::move(members));
}

static Value plainJson(std::span<const ExportedOutput> outputs, const Value *result) {
  if (outputs.empty())
    return result ? *result : Value();
  Value::Object values, errors, all;
  for (const ExportedOutput &output : outputs) {
    if (output.status.ok())
      values.emplace_back(output.name, output.value);
    else
      errors.emplace_back(output.name, *errorObject(output).get("error"));
  }
  all.emplace_back("outputs", Value::object(std::move(values)));
  if (!errors.empty())
    all.emplace_back("errors", Value::object(std::move(errors)));
  if (result)
    all.emplace_back("result", *result);
  return Value::object(std::move(all));
}

Result<std::string> hocket::exportOutputs(std::string_view format,
                                          std::span<const ExportedOutput> outputs,
                                          const Value *result) {
  if (format == "plan-text")
    return planText(outputs, result);
  Value document;
  if (format == "openai-chat")
    document = listOf(outputs, openaiChat);
  else if (format == "openai-responses")
    document = listOf(outputs, openaiResponses);
  else if (format == "anthropic")
    document = Value::object({{"role", text("user")}, {"content", listOf(outputs, anthropic)}});
  else if (format == "labelled-json")
    document = labelledJson(outputs, result);
  else if (format == "json")
    document = plainJson(outputs, result);
  else
    return Status(HOCKET_INVALID_ARGUMENT,
                  "expected a result format (plan-text, openai-chat, openai-responses, anthropic, "
                  "labelled-json or json), found '" + std::string(format) + "'");
  return document.toJson(2) + "\n";
}
