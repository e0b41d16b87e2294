// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the result of tools/call means.
#ifndef HOCKET_TOOL_MCP_RESULT_H
#define HOCKET_TOOL_MCP_RESULT_H

#include "base/value.h"

namespace hocket {

/// The value of a call: `structuredContent` if there is any, else the text if
/// there is nothing but one, else the list of texts and other parts (images,
/// resources) as the server gives them; null if there are none. An error if the
/// tool reports one, or if the server breaks the rules.
Result<Value> valueOfMcpResult(const Value &result);

} // namespace hocket

#endif // HOCKET_TOOL_MCP_RESULT_H
