// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The script that says whether a program still shows the problem.
#ifndef HOCKET_TOOLS_HOCKET_REDUCE_TESTSCRIPT_H
#define HOCKET_TOOLS_HOCKET_REDUCE_TESTSCRIPT_H

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/ADT/ArrayRef.h"

namespace hocket {

/// Reports every script that the options of passes name (`test=…`) and that cannot
/// be run, which would end the process in the middle; false if there is one.
bool checkTestScripts(llvm::ArrayRef<char *> arguments);

/// For as long as it lives, says in clear words that the program itself does not
/// show the problem: upstream warns of it, which nobody would see.
class UnshownProblem : public mlir::ScopedDiagnosticHandler {
public:
  explicit UnshownProblem(mlir::MLIRContext &context);
};

} // namespace hocket

#endif // HOCKET_TOOLS_HOCKET_REDUCE_TESTSCRIPT_H
