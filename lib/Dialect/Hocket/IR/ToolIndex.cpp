// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One index for each thread, innermost first.

#include "hocket/Dialect/Hocket/IR/ToolIndex.h"

using namespace mlir;
using namespace mlir::hocket;

static thread_local ToolIndexScope *innermost = nullptr;

ToolIndexScope::ToolIndexScope(ModuleOp module) : table(module), outer(innermost) {
  for (auto tool : module.getOps<ToolOp>())
    tools.try_emplace(tool.getSymNameAttr(), tool);
  innermost = this;
}

ToolIndexScope::~ToolIndexScope() { innermost = outer; }

const DenseMap<StringAttr, Operation *> *ToolIndexScope::find(Operation *op) {
  if (!innermost || SymbolTable::getNearestSymbolTable(op) != innermost->table)
    return nullptr;
  return &innermost->tools;
}
