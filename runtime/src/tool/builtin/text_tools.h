// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text tools, one to a file.
#ifndef HOCKET_TOOL_BUILTIN_TEXT_TOOLS_H
#define HOCKET_TOOL_BUILTIN_TEXT_TOOLS_H

#include "tool/builtin/builtin.h"

namespace hocket {

Result<Value> searchTool(const Arguments &args, const ToolCall &call);
Result<Value> countTool(const Arguments &args, const ToolCall &call);
Result<Value> wordsTool(const Arguments &args, const ToolCall &call);
Result<Value> similarityTool(const Arguments &args, const ToolCall &call);

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_TEXT_TOOLS_H
