// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The compiler as another process, which keeps LLVM out of this one.
#ifndef HOCKET_TEST_STRESS_COMPILER_H
#define HOCKET_TEST_STRESS_COMPILER_H

#include <string>

namespace hocket::stress {

/// A temporary folder, removed with everything in it.
class Folder {
public:
  Folder();
  ~Folder();
  std::string path(const std::string &name) const { return root + "/" + name; }

private:
  std::string root;
};

/// Where the compiler's tools are.
struct Compiler {
  std::string optimizer;  // hocket-opt
  std::string translator; // hocket-translate

  /// Compiles the module in `input` to the plan file `output`. False, with the
  /// compiler's messages on standard error, if it fails.
  bool compile(const std::string &input, const std::string &output) const;
};

} // namespace hocket::stress

#endif // HOCKET_TEST_STRESS_COMPILER_H
