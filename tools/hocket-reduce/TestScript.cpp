// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "TestScript.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/WithColor.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

using namespace llvm;

/// The values of `test=` in the text of a pass's options.
static SmallVector<StringRef> findScripts(StringRef options) {
  SmallVector<StringRef> words, scripts;
  options.split(words, ' ', -1, /*KeepEmpty=*/false);
  for (StringRef word : words) {
    // The first option follows the pass's name: "-reduction-tree=test=…".
    if (word.starts_with("-"))
      word = word.split('=').second;
    word = word.ltrim('{').rtrim('}');
    if (word.consume_front("test="))
      scripts.push_back(word);
  }
  return scripts;
}

bool hocket::checkTestScripts(ArrayRef<char *> arguments) {
  bool ok = true;
  for (StringRef argument : arguments) {
    if (!argument.contains("reduction-tree") && !argument.contains("opt-reduction-pass"))
      continue;
    for (StringRef script : findScripts(argument)) {
      const char *reason = nullptr;
      if (access(script.str().c_str(), X_OK) != 0)
        reason = std::strerror(errno);
      else if (!sys::fs::is_regular_file(script))
        reason = "not a regular file";
      if (!reason)
        continue;
      WithColor::error(errs(), "hocket-reduce")
          << "cannot run the test script '" << script << "': " << reason << '\n';
      ok = false;
    }
  }
  return ok;
}

hocket::UnshownProblem::UnshownProblem(mlir::MLIRContext &context)
    : ScopedDiagnosticHandler(&context) {
  setHandler([](mlir::Diagnostic &diagnostic) {
    // What upstream's passes call the program: "not interested", "uninterested".
    if (!StringRef(diagnostic.str()).contains("interested"))
      return mlir::failure();
    WithColor::error(errs(), "hocket-reduce")
        << "expected a test script that exits with 1 for the program itself, which shows the "
           "problem, found one that does not\n";
    return mlir::success();
  });
}
