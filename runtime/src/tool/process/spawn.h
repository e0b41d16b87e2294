// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Starting a child process in a session of its own.
//
// Not uv_spawn(): it forks, which stalls the loop of a program with much
// memory; it takes over SIGCHLD, which belongs to the embedding program; and it
// gives the child every descriptor that lacks FD_CLOEXEC.
#ifndef HOCKET_TOOL_PROCESS_SPAWN_H
#define HOCKET_TOOL_PROCESS_SPAWN_H

#include "base/file_descriptor.h"
#include "base/status.h"

#include <string>
#include <sys/types.h>
#include <vector>

namespace hocket {

struct SpawnOptions {
  std::string path;                     // absolute
  std::vector<std::string> arguments;   // the first is the name as written
  std::vector<std::string> environment; // "NAME=value"
  std::string folder;                   // to run in; empty: this process's
};

/// A running child: leader of a session and process group of the same number.
struct ChildProcess {
  pid_t pid = -1;
  FileDescriptor handle; // readable once it has ended
  FileDescriptor input;  // our ends of its standard streams
  FileDescriptor output;
  FileDescriptor error;
};

/// `noRoom`: it failed, before it began, for want of descriptors, memory or
/// processes, which others that end give back.
Result<ChildProcess> spawnChild(const SpawnOptions &options, bool &noRoom);

/// How a child has ended.
struct ExitStatus {
  bool known = false; // false: someone else has reaped it
  int code = 0;
  int signal = 0; // 0: it exited with `code`

  /// "exited with status 3", "was killed by signal 11 (SIGSEGV)".
  std::string toString() const;
};

/// Signals a child that is not reaped, and whatever else is in its process
/// group. Does nothing for -1.
void signalGroup(pid_t pid, int signal);

/// Of a child that has ended: kills what is left of its group and reaps it. In
/// this order, as the number is free for others once the child is reaped.
ExitStatus reapChild(pid_t pid);

} // namespace hocket

#endif // HOCKET_TOOL_PROCESS_SPAWN_H
