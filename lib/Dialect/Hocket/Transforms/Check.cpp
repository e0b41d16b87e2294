// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// --hocket-check

#include "hocket/Analysis/CallOrder.h"
#include "hocket/Analysis/Effects.h"
#include "hocket/Dialect/Hocket/IR/Policy.h"
#include "hocket/Dialect/Hocket/Transforms/Passes.h"
#include "hocket/Frontend/BuiltinCheck.h"

#include "mlir/IR/Matchers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

namespace mlir::hocket {
#define GEN_PASS_DEF_CHECKPASS
#include "hocket/Dialect/Hocket/Transforms/Passes.h.inc"
} // namespace mlir::hocket

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

namespace {
struct CheckPass : public hocket::impl::CheckPassBase<CheckPass> {
  void runOnOperation() override {
    auto &effects = getAnalysis<EffectAnalysis>();
    DenseSet<Operation *> usedTools, usedResources;
    bool failed = false;
    getOperation().walk([&](CallOp call) {
      if (const ToolInfo *tool = effects.getTool(call)) {
        usedTools.insert(tool->op);
        checkPolicy(call, tool->op);
        failed |= checkValues(call, tool->op);
      }
    });
    getOperation().walk([&](MapOp map) { checkWidth(map, effects); });
    for (auto tool : getOperation().getOps<ToolOp>()) {
      failed |= mlir::failed(frontend::checkBuiltinDeclaration(tool));
      if (!usedTools.contains(tool))
        tool.emitWarning("tool '") << tool.getSymName() << "' is never called";
      if (tool.getEffects())
        for (Attribute effect : tool.getEffectsAttr())
          usedResources.insert(
              effects.getResource(cast<EffectAttr>(effect).getResource().getAttr()));
    }
    for (auto resource : getOperation().getOps<ResourceOp>())
      if ((resource.getCapacity() || resource.getRate()) && !usedResources.contains(resource))
        resource.emitWarning("the limits of resource '")
            << resource.getSymName() << "' have no effect: no tool touches it";
    DenseSet<Operation *> finished;
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      if (!finished.contains(function))
        failed |= checkRecursion(function, finished, effects);
      failed |= checkCosts(function, effects);
    }
    if (failed)
      signalPassFailure();
    markAllAnalysesPreserved();
  }

  /// Arguments that are constants are among the values that a parameter allows.
  bool checkValues(CallOp call, ToolOp tool) {
    bool failed = false;
    for (auto [position, index] : llvm::enumerate(call.getParamIndices(tool))) {
      ParamAttr param = tool.getParam(index);
      Attribute constant;
      if (!matchPattern(call.getArguments()[position], m_Constant(&constant)) ||
          param.allows(constant))
        continue;
      std::string values = llvm::join(llvm::map_range(param.getValues(), constantToJson), ", ");
      InFlightDiagnostic error = call.emitError("argument ")
                                 << param.getName() << " must be one of [" << values
                                 << "], found " << constantToJson(constant);
      error.attachNote(tool.getLoc()) << "tool is declared here";
      failed = true;
    }
    return failed;
  }

  void checkPolicy(CallOp call, ToolOp tool) {
    PolicyAttr own = call.getPolicyAttr(), declared = tool.getPolicyAttr();
    if (own && own.getIdempotent() && tool.mayWrite() &&
        !(declared && declared.getIdempotent())) {
      InFlightDiagnostic warning = call.emitWarning("call is said to be idempotent, but tool '")
                                   << tool.getSymName() << "' writes and does not say so itself";
      warning.attachNote(tool.getLoc()) << "tool is declared here";
    }
    PolicyAttr policy = mergePolicies(own, declared);
    CostAttr cost = call.getCostAttr() ? call.getCostAttr() : tool.getCostAttr();
    if (!policy || !policy.getTimeoutNs() || !cost)
      return;
    double timeout = policy.getTimeoutNs() * 1e-9;
    if (timeout < cost.getMean())
      call.emitWarning("time limit of ")
          << llvm::formatv("{0:f3}", timeout).str() << " s is shorter than the expected duration of "
          << llvm::formatv("{0:f3}", cost.getMean()).str() << " s";
  }

  /// More elements in flight than a resource allows only wait.
  void checkWidth(MapOp map, EffectAnalysis &effects) {
    if (!map.getWidth())
      return;
    map.getBody().walk([&](CallOp call) {
      const ToolInfo *tool = effects.getTool(call);
      if (!tool)
        return;
      for (ResourceOp limit : tool->limits) {
        auto capacity = limit.getCapacity();
        if (!capacity || *capacity >= *map.getWidth())
          continue;
        InFlightDiagnostic warning = map.emitWarning("width ")
                                     << *map.getWidth() << " exceeds the capacity " << *capacity
                                     << " of resource '" << limit.getSymName() << "'";
        warning.attachNote(call.getLoc()) << "which this call holds";
      }
    });
  }

  /// Follows the calls of a function, but for the functions in `finished`, which have
  /// been followed. True if one leads back, which is reported once.
  bool checkRecursion(func::FuncOp function, DenseSet<Operation *> &finished,
                      EffectAnalysis &effects) {
    bool found = false;
    auto report = [&](func::CallOp call, func::FuncOp callee) {
      if (std::exchange(found, true))
        return;
      InFlightDiagnostic error = call.emitError("function '")
                                 << callee.getSymName() << "' calls itself"
                                 << (callee->isAncestor(call) ? "" : " through other functions")
                                 << ", but a plan is finite";
      error.attachNote(callee.getLoc()) << "function is defined here";
    };
    visitCalleesFirst(function,
                      {[&](StringAttr name) { return effects.getFunction(name); },
                       [&](func::FuncOp f) { return finished.contains(f); }, report,
                       [&](func::FuncOp f) { finished.insert(f); }});
    return found;
  }

  /// All calls of a function that have several costs have the same number.
  bool checkCosts(func::FuncOp function, EffectAnalysis &effects) {
    CallOp first;
    size_t count = 1;
    WalkResult result = function.walk([&](CallOp call) {
      const ToolInfo *tool = effects.getTool(call);
      CostAttr cost = call.getCostAttr();
      if (!cost && tool)
        cost = ToolOp(tool->op).getCostAttr();
      if (!cost || cost.getSeconds().size() == 1 || cost.getSeconds().size() == count)
        return WalkResult::advance();
      if (!first) {
        first = call;
        count = cost.getSeconds().size();
        return WalkResult::advance();
      }
      InFlightDiagnostic error = call.emitError("expected a cost for each of ")
                                 << count << " processors, found " << cost.getSeconds().size();
      error.attachNote(first.getLoc()) << "as many costs are given here";
      return WalkResult::interrupt();
    });
    return result.wasInterrupted();
  }
};
} // namespace
