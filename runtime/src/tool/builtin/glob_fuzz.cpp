// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A line with a pattern, then a path. Matching at once and matching folder by
// folder have to agree.

#include "tool/builtin/glob.h"

#include <cstdlib>

using namespace hocket;

/// As a walker does it: one name after another.
static bool matchesByWalking(const Glob &glob, std::string_view path) {
  Glob::State state = glob.start();
  while (true) {
    size_t slash = path.find('/');
    state = glob.step(state, path.substr(0, slash));
    if (slash == std::string_view::npos)
      return glob.accepts(state);
    if (!glob.canContinue(state))
      return false;
    path.remove_prefix(slash + 1);
  }
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string_view input(reinterpret_cast<const char *>(data), size);
  size_t lineEnd = input.find('\n');
  if (lineEnd == std::string_view::npos)
    return 0;
  Result<Glob> glob = Glob::compile(input.substr(0, lineEnd));
  std::string_view path = input.substr(lineEnd + 1);
  if (glob && glob->matches(path) != matchesByWalking(*glob, path))
    abort();
  return 0;
}
