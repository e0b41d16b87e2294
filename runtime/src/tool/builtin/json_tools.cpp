// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// json.parse, json.get, json.query.
#include "tool/builtin/builtin.h"
#include "tool/builtin/json_path.h"

namespace hocket {

static Result<Value> parseTool(const Arguments &args, const ToolCall &) {
  return Value::parse(args.text("text"));
}

static Result<Value> getTool(const Arguments &args, const ToolCall &) {
  return resolvePointer(args.value("document"), args.text("pointer"));
}

static Result<Value> queryTool(const Arguments &args, const ToolCall &call) {
  Result<JsonPath> path = JsonPath::compile(args.text("path"));
  if (!path)
    return path.status();
  Result<Value::List> values =
      path->evaluate(args.value("document"), args.size("max_results"),
                     [&] { return call.checkCancelled(); });
  if (!values)
    return values.status();
  return Value::list(std::move(*values));
}

std::vector<BuiltinEntry> jsonTools() {
  return {{"json.parse", parseTool},
          {"json.get", getTool},
          {"json.query", queryTool}};
}

} // namespace hocket
