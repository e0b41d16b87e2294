// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pass: every public function of a module becomes a program.
#include "hocket/Conversion/HocketToPlan/HocketToPlan.h"
#include "RegionLowering.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace mlir::hocket {
#define GEN_PASS_DEF_CONVERTHOCKETTOPLAN
#include "hocket/Conversion/HocketToPlan/Passes.h.inc"

namespace {

/// A parameter's name: the attribute hocket.name, a name in its location, or argN.
StringAttr getParameterName(func::FuncOp function, unsigned index) {
  if (auto name = function.getArgAttrOfType<StringAttr>(index, "hocket.name"))
    return name;
  if (auto name = dyn_cast<NameLoc>(function.getArgument(index).getLoc()))
    return name.getName();
  return StringAttr::get(function.getContext(), "arg" + Twine(index));
}

LogicalResult lowerFunction(ModuleLowering &module, func::FuncOp function, Block *output) {
  if (!function.getBody().hasOneBlock())
    return function.emitOpError("expected structured control flow, found ")
           << function.getBody().getBlocks().size() << " blocks";
  if (function.getNumResults() > 1)
    return function.emitOpError("expected at most one result of a program, found ") << function.getNumResults();
  for (Type type : function.getArgumentTypes())
    if (!isPlanType(type))
      return function.emitOpError("has a parameter of type ") << type << ", which a plan cannot hold";

  OpBuilder builder(function.getContext());
  builder.setInsertionPointToEnd(output);
  SmallVector<Attribute> names, types;
  for (unsigned i = 0; i < function.getNumArguments(); ++i)
    names.push_back(getParameterName(function, i));
  // Every value is a json.
  for (Type type : function.getArgumentTypes())
    types.push_back(builder.getStringAttr(isa<JsonType>(type) ? "" : typeToSchemaText(type)));
  bool typed = llvm::any_of(function.getArgumentTypes(), [](Type type) { return !isa<JsonType>(type); });
  auto program = plan::ProgramOp::create(
      builder, function.getLoc(), function.getSymNameAttr(), builder.getArrayAttr(names),
      typed ? builder.getArrayAttr(types) : ArrayAttr(), function->hasAttr("hocket.fail_fast") ? builder.getUnitAttr() : UnitAttr(),
      getSeconds(function, "hocket.makespan_s"),
      getSeconds(function, "hocket.lower_bound_s"));
  Block *body = builder.createBlock(&program.getBody());
  RegionLowering region(module, nullptr, body, nullptr, function->hasAttr("hocket.parallel"));
  for (BlockArgument argument : function.getArguments())
    region.map(argument, body->addArgument(plan::ValueType::get(function.getContext()), argument.getLoc()));
  Block &source = function.getBody().front();
  if (failed(region.lower(source)))
    return failure();
  region.finish(source.getTerminator()->getLoc(), source.getTerminator()->getOperands());
  // Outputs were made where they stood; they belong after all tasks.
  for (auto output : llvm::to_vector(body->getOps<plan::OutputOp>()))
    output->moveBefore(body->getTerminator());
  return success();
}

struct ConvertHocketToPlanPass : impl::ConvertHocketToPlanBase<ConvertHocketToPlanPass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    ModuleLowering lowering(module);
    SmallVector<func::FuncOp> functions;
    for (Operation &op : *module.getBody()) {
      if (auto function = dyn_cast<func::FuncOp>(op)) {
        if (function.isPublic() && !function.isExternal())
          functions.push_back(function);
      } else if (!isa<ToolOp, ResourceOp>(op)) {
        op.emitOpError("has no counterpart in a plan");
        return signalPassFailure();
      }
    }
    // The first program is the entry.
    auto main = llvm::find_if(functions, [](func::FuncOp function) { return function.getName() == "main"; });
    if (main != functions.end())
      std::rotate(functions.begin(), main, std::next(main));
    if (functions.empty()) {
      module.emitError("expected a public function to make a program of");
      return signalPassFailure();
    }

    // Built apart: what fails half-way leaves the module as it was.
    Block programs, symbols;
    for (func::FuncOp function : functions)
      if (failed(lowerFunction(lowering, function, &programs)))
        return signalPassFailure();
    lowering.emitUsed(&symbols);
    Attribute format = functions.front()->getAttr("hocket.source_format");
    if (!format)
      format = module->getAttr("hocket.source_format");
    module->removeAttr("hocket.source_format");
    module->setAttr(plan::sourceFormatAttrName, format ? format : StringAttr::get(&getContext(), "mlir"));
    for (Operation &op : llvm::make_early_inc_range(*module.getBody()))
      op.erase();
    Block::OpListType &body = module.getBody()->getOperations();
    body.splice(body.end(), symbols.getOperations());
    body.splice(body.end(), programs.getOperations());
  }
};

} // namespace
} // namespace mlir::hocket
