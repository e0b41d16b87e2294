// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What other code throws becomes a status.
#include "base/exceptions.h"

#include <exception>

namespace hocket {

Status caughtFromTool(const std::string &toolName) {
  std::string text = "tool '" + toolName + "' threw an exception";
  try {
    throw;
  } catch (const std::exception &exception) {
    text += ": ";
    text += exception.what();
  } catch (...) {
    text += " that is no std::exception";
  }
  return {HOCKET_TOOL_ERROR, std::move(text)};
}

} // namespace hocket
