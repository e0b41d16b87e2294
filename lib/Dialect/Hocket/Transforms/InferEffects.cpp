// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// --hocket-infer-effects

#include "hocket/Analysis/Effects.h"
#include "hocket/Dialect/Hocket/Transforms/Passes.h"

namespace mlir::hocket {
#define GEN_PASS_DEF_INFEREFFECTSPASS
#include "hocket/Dialect/Hocket/Transforms/Passes.h.inc"
} // namespace mlir::hocket

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

/// The effect in the form that an attribute can express: a key is a parameter
/// of the function, or missing.
static EffectAttr makeAttr(func::FuncOp function, const ResourceEffect &effect) {
  MLIRContext *context = function.getContext();
  StringAttr key;
  auto argument = dyn_cast_or_null<BlockArgument>(effect.key.getValue());
  if (argument && argument.getOwner() == &function.front())
    key = StringAttr::get(context, "arg" + Twine(argument.getArgNumber()));
  return EffectAttr::get(context, effect.kind, FlatSymbolRefAttr::get(effect.resource), key);
}

/// "world", or the effects, each once, without those that a wider one includes.
static Attribute makeAttr(func::FuncOp function, EffectAnalysis &analysis) {
  const EffectSummary &summary = analysis.getFunctionEffects(function);
  SmallVector<Attribute> effects;
  for (const ResourceEffect &effect : summary.effects) {
    if (effect.isWorld() || !analysis.getResource(effect.resource))
      return StringAttr::get(function.getContext(), "world");
    EffectAttr attr = makeAttr(function, effect);
    if (!llvm::is_contained(effects, attr))
      effects.push_back(attr);
  }
  llvm::erase_if(effects, [&](Attribute attr) {
    auto effect = cast<EffectAttr>(attr);
    return effect.getKey() &&
           llvm::is_contained(effects, EffectAttr::get(function.getContext(), effect.getKind(),
                                                       effect.getResource(), StringAttr()));
  });
  return ArrayAttr::get(function.getContext(), effects);
}

namespace {
struct InferEffectsPass : public hocket::impl::InferEffectsPassBase<InferEffectsPass> {
  void runOnOperation() override {
    auto &analysis = getAnalysis<EffectAnalysis>();
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (!function.isExternal())
        function->setAttr("hocket.effects", makeAttr(function, analysis));
    markAnalysesPreserved<EffectAnalysis>();
  }
};
} // namespace
