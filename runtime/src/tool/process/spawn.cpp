// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Starting and ending child processes.
#include "tool/process/spawn.h"

#include "base/system_error.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hocket {

namespace {
struct Pipe {
  FileDescriptor readEnd, writeEnd;
};

/// The arguments of posix_spawn(), freed on every way out.
struct SpawnSetup {
  SpawnSetup() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
  }
  ~SpawnSetup() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
};
} // namespace

/// A pipe on descriptors above the standard ones: those the child's are
/// copied to must not be among them.
static bool createPipe(Pipe &pipe) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return false;
  for (int &end : ends)
    if (end <= STDERR_FILENO) {
      int moved = fcntl(end, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
      int error = errno;
      close(end);
      errno = error;
      end = moved;
    }
  pipe.readEnd = FileDescriptor(ends[0]);
  pipe.writeEnd = FileDescriptor(ends[1]);
  return pipe.readEnd.valid() && pipe.writeEnd.valid();
}

/// pidfd_open(), which not every C library declares. Sets FD_CLOEXEC.
static int openPid(pid_t pid) {
  return static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
}

static std::vector<char *> pointers(const std::vector<std::string> &texts) {
  std::vector<char *> result;
  for (const std::string &text : texts)
    result.push_back(const_cast<char *>(text.c_str()));
  result.push_back(nullptr);
  return result;
}

static void configure(SpawnSetup &setup, const SpawnOptions &options,
                      const Pipe &input, const Pipe &output,
                      const Pipe &error) {
  auto *actions = &setup.actions;
  posix_spawn_file_actions_adddup2(actions, input.readEnd.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(actions, output.writeEnd.get(),
                                   STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(actions, error.writeEnd.get(),
                                   STDERR_FILENO);
  // Nothing of the embedding program's reaches a tool by accident.
  posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
  if (!options.folder.empty())
    posix_spawn_file_actions_addchdir_np(actions, options.folder.c_str());
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&setup.attributes, &none);
  posix_spawnattr_setsigdefault(&setup.attributes, &all);
  posix_spawnattr_setflags(&setup.attributes, POSIX_SPAWN_SETSID |
                                                  POSIX_SPAWN_SETSIGMASK |
                                                  POSIX_SPAWN_SETSIGDEF);
}

static bool isShortage(int error) {
  return error == EMFILE || error == ENFILE || error == ENOMEM ||
         error == EAGAIN;
}

Result<ChildProcess> spawnChild(const SpawnOptions &options, bool &noRoom) {
  noRoom = false;
  struct stat info;
  if (!options.folder.empty() &&
      (stat(options.folder.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)))
    return Status(HOCKET_NOT_FOUND,
                  "expected a folder to run '" + options.arguments[0] +
                      "' in, found none at '" + options.folder + "'");
  Pipe input, output, error;
  if (!createPipe(input) || !createPipe(output) || !createPipe(error)) {
    int code = errno;
    noRoom = isShortage(code);
    return systemError(code, "create pipes for", options.arguments[0]);
  }
  SpawnSetup setup;
  configure(setup, options, input, output, error);
  pid_t pid = -1;
  int code = posix_spawn(&pid, options.path.c_str(), &setup.actions,
                         &setup.attributes, pointers(options.arguments).data(),
                         pointers(options.environment).data());
  noRoom = isShortage(code);
  if (code != 0)
    return systemError(code, "run", options.arguments[0]);

  // The child's ends first: what it is watched with takes a descriptor, too.
  input.readEnd = FileDescriptor();
  output.writeEnd = FileDescriptor();
  error.writeEnd = FileDescriptor();
  ChildProcess child;
  child.pid = pid;
  child.handle = FileDescriptor(openPid(pid));
  child.input = std::move(input.writeEnd);
  child.output = std::move(output.readEnd);
  child.error = std::move(error.readEnd);
  if (!child.handle.valid()) {
    int code = errno;
    kill(-pid, SIGKILL);
    waitpid(pid, nullptr, 0);
    if (code == ESRCH) // with SIGCHLD ignored, a short-lived child is gone
      return Status(HOCKET_UNAVAILABLE, "'" + options.arguments[0] + "' " +
                                            ExitStatus().toString());
    return systemError(code, "watch", options.arguments[0]);
  }
  return child;
}

void signalGroup(pid_t pid, int signal) {
  if (pid > 1) // negated, other numbers mean all processes
    kill(-pid, signal);
}

ExitStatus reapChild(pid_t pid) {
  auto id = static_cast<id_t>(pid);
  siginfo_t info = {};
  // Look at it without freeing its number.
  if (waitid(P_PID, id, &info, WEXITED | WNOHANG | WNOWAIT) != 0)
    return ExitStatus();
  signalGroup(pid, SIGKILL);
  ExitStatus status;
  if (waitid(P_PID, id, &info, WEXITED | WNOHANG) != 0 || info.si_pid == 0)
    return status;
  status.known = true;
  (info.si_code == CLD_EXITED ? status.code : status.signal) = info.si_status;
  return status;
}

std::string ExitStatus::toString() const {
  if (!known)
    return "ended in an unknown way: the embedding program reaped it";
  if (signal == 0)
    return "exited with status " + std::to_string(code);
  std::string text = "was killed by signal " + std::to_string(signal);
  if (const char *name = sigabbrev_np(signal))
    text += std::string(" (SIG") + name + ")";
  return text;
}

} // namespace hocket
