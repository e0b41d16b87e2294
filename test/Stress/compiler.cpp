// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iostream>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char **environ;

namespace hocket::stress {

Folder::Folder() {
  std::string pattern =
      (std::filesystem::temp_directory_path() / "hocket-stress-XXXXXX")
          .string();
  if (!mkdtemp(pattern.data())) {
    perror("mkdtemp");
    exit(1);
  }
  root = pattern;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(root, ignored);
}

/// Messages go to a file, which is shown if the command fails: warnings of
/// random programs interest nobody.
static bool run(std::initializer_list<std::string> command,
                const std::string &messages) {
  std::vector<std::string> words = command;
  std::vector<char *> arguments;
  for (std::string &word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, messages.c_str(),
                                   O_WRONLY | O_CREAT | O_TRUNC, 0600);
  pid_t process;
  int error = posix_spawn(&process, arguments[0], &actions, nullptr,
                          arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error) {
    fprintf(stderr, "%s: %s\n", arguments[0], strerror(error));
    return false;
  }
  int status = 0;
  if (waitpid(process, &status, 0) == process && WIFEXITED(status) &&
      WEXITSTATUS(status) == 0)
    return true;
  std::ifstream text(messages);
  std::cerr << text.rdbuf();
  return false;
}

bool Compiler::compile(const std::string &input,
                       const std::string &output) const {
  std::string lowered = output + ".mlir", messages = output + ".messages";
  return run({optimizer, "--hocket-compile", "--mlir-print-debuginfo", input,
              "-o", lowered},
             messages) &&
         run({translator, "--mlir-to-plan", lowered, "-o", output}, messages);
}

} // namespace hocket::stress
