// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The provider "python": functions of a user's file or module, in processes that
// stay.
#ifndef HOCKET_TOOL_PYTHON_PYTHON_PROVIDER_H
#define HOCKET_TOOL_PYTHON_PYTHON_PROVIDER_H

#include "tool/provider.h"

namespace hocket {

/// Settings: {"workers": processes of a module, "load_timeout_ms": …}.
std::unique_ptr<ToolProvider> createPythonProvider();

} // namespace hocket

#endif // HOCKET_TOOL_PYTHON_PYTHON_PROVIDER_H
