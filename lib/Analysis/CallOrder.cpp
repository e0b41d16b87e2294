// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Depth first, with a stack of its own.

#include "hocket/Analysis/CallOrder.h"

#include "llvm/ADT/DenseSet.h"

using namespace mlir;
using namespace mlir::hocket::analysis;

namespace {
struct Frame {
  explicit Frame(func::FuncOp function) : function(function) {
    function.walk([&](func::CallOp call) { calls.push_back(call); });
  }
  func::FuncOp function;
  SmallVector<func::CallOp> calls;
  size_t next = 0;
};
} // namespace

void mlir::hocket::analysis::visitCalleesFirst(func::FuncOp function, const CallVisitor &visitor) {
  if (visitor.isKnown(function))
    return;
  std::vector<Frame> stack;
  DenseSet<Operation *> open;
  auto enter = [&](func::FuncOp next) {
    open.insert(next);
    stack.emplace_back(next);
  };
  enter(function);
  while (!stack.empty()) {
    Frame &frame = stack.back();
    if (frame.next == frame.calls.size()) {
      func::FuncOp finished = frame.function;
      stack.pop_back();
      open.erase(finished);
      visitor.visit(finished);
      continue;
    }
    func::CallOp call = frame.calls[frame.next++];
    func::FuncOp callee = visitor.find(call.getCalleeAttr().getAttr());
    if (!callee)
      continue;
    if (open.contains(callee))
      visitor.recursive(call, callee);
    else if (!visitor.isKnown(callee))
      enter(callee);
  }
}
