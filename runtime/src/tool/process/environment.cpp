// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The environment of programs that tools start.
#include "tool/process/environment.h"

#include <algorithm>
#include <unistd.h>

namespace hocket {

bool isPassedOn(std::string_view name) {
  constexpr std::string_view names[] = {"HOME",  "LANG", "LANGUAGE", "LOGNAME",
                                        "PATH",  "SHELL", "TERM",    "TMPDIR",
                                        "TZ",    "USER"};
  return name.starts_with("LC_") ||
         std::find(std::begin(names), std::end(names), name) !=
             std::end(names);
}

std::map<std::string, std::string> passedOnVariables() {
  std::map<std::string, std::string> variables;
  for (char **entry = environ; entry && *entry; ++entry) {
    std::string_view text = *entry;
    size_t equals = text.find('=');
    if (equals != std::string_view::npos && isPassedOn(text.substr(0, equals)))
      variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

} // namespace hocket
