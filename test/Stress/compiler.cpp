// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <spawn.h>
#include <sys/wait.h>
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

static bool run(std::initializer_list<std::string> command) {
  std::vector<std::string> words = command;
  std::vector<char *> arguments;
  for (std::string &word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t process;
  if (posix_spawn(&process, arguments[0], nullptr, nullptr, arguments.data(),
                  environ) != 0) {
    perror(arguments[0]);
    return false;
  }
  int status = 0;
  return waitpid(process, &status, 0) == process && WIFEXITED(status) &&
         WEXITSTATUS(status) == 0;
}

bool Compiler::compile(const std::string &input,
                       const std::string &output) const {
  std::string lowered = output + ".mlir";
  return run({optimizer, "--hocket-compile", "--mlir-print-debuginfo", input,
              "-o", lowered}) &&
         run({translator, "--mlir-to-plan", lowered, "-o", output});
}

} // namespace hocket::stress
