// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files that the options name.
#ifndef HOCKET_TOOLS_HOCKET_RUN_INPUTS_H
#define HOCKET_TOOLS_HOCKET_RUN_INPUTS_H

#include "Options.h"

#include "hocket/runtime/hocket.hpp"

namespace hocket::run {

Status invalidInput(const std::string &message);

/// A file's text, or an error that says why it cannot be read.
Result<std::string> readText(const std::string &path);

/// The servers of the files of --mcp, an object name -> how to reach it.
Result<Value> readMcpServers(const std::vector<std::string> &files);

/// What the options say to providers, as SessionOptions takes it.
Result<std::string> readProviderSettings(const Options &options);

} // namespace hocket::run

#endif // HOCKET_TOOLS_HOCKET_RUN_INPUTS_H
