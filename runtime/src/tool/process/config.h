// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a plan says of a tool of provider "process".
#ifndef HOCKET_TOOL_PROCESS_CONFIG_H
#define HOCKET_TOOL_PROCESS_CONFIG_H

#include "tool/process/run.h"
#include "tool/provider.h"

namespace hocket {

struct ProcessConfig {
  SpawnOptions spawn;
  ProcessLimits limits;
};

/// Reads the declaration's configuration and checks that its program may run:
///
///   command           list of texts: the program and its arguments
///   cwd               folder to run in
///   env               object: variables to set
///   inherit_env       list of names: variables to pass on
///   mode              "oneshot": a process for each call
///   max_output_bytes  limit of standard output
///   kill_grace_ms     from SIGTERM to SIGKILL; at most a minute
///
/// Of this process's environment the program sees what programs need to find
/// their way (PATH, HOME, LANG …) and nothing else: what is left often holds
/// secrets. What a plan sets or passes on the permissions must allow.
Result<ProcessConfig> readProcessConfig(const ToolDecl &decl,
                                        const Permissions &permissions);

} // namespace hocket

#endif // HOCKET_TOOL_PROCESS_CONFIG_H
