// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The environment of programs that tools start.
#ifndef HOCKET_TOOL_PROCESS_ENVIRONMENT_H
#define HOCKET_TOOL_PROCESS_ENVIRONMENT_H

#include <map>
#include <string>
#include <string_view>

namespace hocket {

/// True for what programs need to find their way (PATH, HOME, LANG …): it is
/// passed on without being asked for. The rest often holds secrets.
bool isPassedOn(std::string_view name);

/// Those of this process's variables, sorted.
std::map<std::string, std::string> passedOnVariables();

} // namespace hocket

#endif // HOCKET_TOOL_PROCESS_ENVIRONMENT_H
