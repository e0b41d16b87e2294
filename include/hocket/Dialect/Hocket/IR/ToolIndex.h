// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Upstream passes ask each call for its effects again and again, with no symbol table
// at hand: with thousands of tools, each answer would be a search of the module.
#ifndef HOCKET_DIALECT_HOCKET_IR_TOOLINDEX_H
#define HOCKET_DIALECT_HOCKET_IR_TOOLINDEX_H

#include "hocket/Dialect/Hocket/IR/Hocket.h"

namespace mlir::hocket {

/// While it lives, calls in the module find their tools in an index, on this thread.
/// The module's tools must stay as they are: it is for passes over functions.
class ToolIndexScope {
public:
  explicit ToolIndexScope(ModuleOp module);
  ~ToolIndexScope();
  ToolIndexScope(const ToolIndexScope &) = delete;
  ToolIndexScope &operator=(const ToolIndexScope &) = delete;

  /// The index of this operation's symbols, if there is one.
  static const DenseMap<StringAttr, Operation *> *find(Operation *op);

private:
  Operation *table;
  DenseMap<StringAttr, Operation *> tools;
  ToolIndexScope *outer;
};

} // namespace mlir::hocket

#endif // HOCKET_DIALECT_HOCKET_IR_TOOLINDEX_H
