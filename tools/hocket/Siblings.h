// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Other programs of the project: hocket-run, hocket-opt and whatever a user
// installs as hocket-<name>.
#ifndef HOCKET_TOOLS_SIBLINGS_H
#define HOCKET_TOOLS_SIBLINGS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace hocket::driver {

/// The path of `hocket-<name>`: next to this program if it is there, else the
/// first on PATH.
std::optional<std::string> findSibling(llvm::StringRef name);

/// The names of all siblings, sorted, each once.
std::vector<std::string> listSiblings();

/// Replaces this process by the program. Returns the exit code to use, after
/// reporting why, only if that fails.
int execute(llvm::StringRef path, llvm::ArrayRef<std::string> arguments);

} // namespace hocket::driver

#endif // HOCKET_TOOLS_SIBLINGS_H
