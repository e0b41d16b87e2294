// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// --hocket-forget

#include "hocket/Dialect/Hocket/IR/Hocket.h"
#include "hocket/Dialect/Hocket/Transforms/Passes.h"

namespace mlir::hocket {
#define GEN_PASS_DEF_FORGETPASS
#include "hocket/Dialect/Hocket/Transforms/Passes.h.inc"
} // namespace mlir::hocket

using namespace mlir;
using namespace mlir::hocket;

/// What the source itself says stays: its format, and that failures end it.
static bool isFoundOut(StringAttr name) {
  return llvm::is_contained({"hocket.id", "hocket.after", "hocket.priority", "hocket.queue",
                             "hocket.cost_s", "hocket.processor", "hocket.parallel",
                             "hocket.effects", "hocket.makespan_s", "hocket.lower_bound_s"},
                            name.getValue());
}

namespace {
struct ForgetPass : public hocket::impl::ForgetPassBase<ForgetPass> {
  void runOnOperation() override {
    bool changed = false;
    getOperation().walk([&](Operation *op) {
      SmallVector<NamedAttribute> kept;
      for (NamedAttribute attribute : op->getDiscardableAttrs())
        if (!isFoundOut(attribute.getName()))
          kept.push_back(attribute);
      if (kept.size() == op->getDiscardableAttrDictionary().size())
        return;
      // They are sorted already.
      op->setDiscardableAttrs(DictionaryAttr::getWithSorted(&getContext(), kept));
      changed = true;
    });
    if (!changed)
      markAllAnalysesPreserved();
  }
};
} // namespace
