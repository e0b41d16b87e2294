// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls, approval, maps and outputs.

#include "HocketAssembly.h"
#include "hocket/Dialect/Hocket/IR/ToolIndex.h"

#include "mlir/IR/Builders.h"

#include <cmath>

using namespace mlir;
using namespace mlir::hocket;

//===----------------------------------------------------------------------===//
// CallOp
//===----------------------------------------------------------------------===//

ToolOp CallOp::getTool() {
  if (const DenseMap<StringAttr, Operation *> *tools = ToolIndexScope::find(*this))
    return cast_if_present<ToolOp>(tools->lookup(getCalleeAttr().getAttr()));
  return SymbolTable::lookupNearestSymbolFrom<ToolOp>(*this, getCalleeAttr());
}

SmallVector<unsigned> CallOp::getParamIndices(ToolOp tool) {
  SmallVector<unsigned> indices;
  for (unsigned i = 0, e = getArguments().size(); i < e; ++i) {
    std::optional<unsigned> index = i;
    if (ArrayAttr names = getArgNamesAttr())
      index = tool.findParam(cast<StringAttr>(names[i]).getValue());
    assert(index && "the verifier accepts known names only");
    indices.push_back(*index);
  }
  return indices;
}

Value CallOp::getArgument(ToolOp tool, StringRef param) {
  for (auto [position, index] : llvm::enumerate(getParamIndices(tool)))
    if (tool.getParam(index).getName().getValue() == param)
      return getArguments()[position];
  return {};
}

LogicalResult CallOp::verify() {
  if (ArrayAttr names = getArgNamesAttr(); names && names.size() != getArguments().size())
    return emitOpError("expected a name for each of its ")
           << getArguments().size() << " arguments, found " << names.size();
  if (auto transfer = getTransfer(); transfer && transfer->size() != getArguments().size())
    return emitOpError("expected a transfer time for each of its ")
           << getArguments().size() << " arguments, found " << transfer->size();
  if (auto transfer = getTransfer())
    for (double seconds : *transfer)
      if (!(seconds >= 0) || !std::isfinite(seconds))
        return emitOpError("a transfer time must be finite and not negative, found ") << seconds;
  if (getUnordered() && getEarly())
    return emitOpError("an unordered call has no place to be early for");
  return success();
}

/// The error for an argument, with a note at the declaration.
static InFlightDiagnostic argumentError(CallOp call, ToolOp tool) {
  InFlightDiagnostic diagnostic = call.emitOpError();
  diagnostic.attachNote(tool.getLoc()) << "tool '" << tool.getSymName() << "' is declared here";
  return diagnostic;
}

LogicalResult CallOp::verifySymbolUses(SymbolTableCollection &symbols) {
  auto tool = symbols.lookupNearestSymbolFrom<ToolOp>(*this, getCalleeAttr());
  if (!tool)
    return emitOpError("'") << getCallee() << "' is not a declared tool";
  unsigned numParams = tool.getParams().size();
  llvm::SmallBitVector given(numParams);
  for (auto [position, argument] : llvm::enumerate(getArguments())) {
    std::optional<unsigned> index = position;
    if (ArrayAttr names = getArgNamesAttr()) {
      StringRef name = cast<StringAttr>(names[position]).getValue();
      index = tool.findParam(name);
      if (!index)
        return argumentError(*this, tool) << "tool has no parameter '" << name << "'";
      if (given.test(*index))
        return argumentError(*this, tool) << "argument '" << name << "' is given twice";
    } else if (position >= numParams) {
      return argumentError(*this, tool)
             << "expected at most " << numParams << " arguments, found " << getArguments().size();
    }
    given.set(*index);
    ParamAttr param = tool.getParam(*index);
    if (!isAssignable(argument.getType(), param.getType()))
      return argumentError(*this, tool) << "argument " << param.getName() << " must be "
                                        << param.getType() << ", found " << argument.getType();
  }
  for (unsigned i = 0; i < numParams; ++i)
    if (!given.test(i) && !tool.getParam(i).getOptional())
      return argumentError(*this, tool)
             << "required argument " << tool.getParam(i).getName() << " is missing";
  if (!isAssignable(tool.getResultType(), getResult().getType()))
    return argumentError(*this, tool) << "result must be " << tool.getResultType() << ", found "
                                      << getResult().getType();
  return success();
}

void CallOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>> &effects) {
  ToolOp tool = getTool();
  if (!tool || !tool.getEffects()) {
    effects.emplace_back(MemoryEffects::Read::get());
    effects.emplace_back(MemoryEffects::Write::get());
    return;
  }
  for (Attribute attr : tool.getEffectsAttr()) {
    auto effect = cast<EffectAttr>(attr);
    MemoryEffects::Effect *kind = effect.getKind() == EffectKind::Reads
                                      ? static_cast<MemoryEffects::Effect *>(MemoryEffects::Read::get())
                                      : MemoryEffects::Write::get();
    effects.emplace_back(kind, effect.getResource(), ToolResource::get());
  }
}

// A call that may fail must not run where the program would not have run it.
Speculation::Speculatability CallOp::getSpeculatability() {
  ToolOp tool = getTool();
  return tool && tool.getTotal() && !tool.mayWrite() ? Speculation::Speculatable
                                                     : Speculation::NotSpeculatable;
}

//===----------------------------------------------------------------------===//
// ApproveOp, OutputOp
//===----------------------------------------------------------------------===//

// A person decides on what has happened so far and on what comes after: nothing
// may cross the question.
void ApproveOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>> &effects) {
  effects.emplace_back(MemoryEffects::Read::get());
  effects.emplace_back(MemoryEffects::Write::get());
}

void OutputOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>> &effects) {
  effects.emplace_back(MemoryEffects::Write::get(), ToolResource::get());
}

// Every output looks back to the one before it, and the first one at all of the
// block: linear for the block, and no function has to be verified by us.
LogicalResult OutputOp::verify() {
  for (Operation *op = (*this)->getPrevNode(); op; op = op->getPrevNode())
    if (isa<OutputOp>(op))
      return success();
  llvm::SmallDenseMap<StringAttr, OutputOp> names;
  for (auto output : (*this)->getBlock()->getOps<OutputOp>()) {
    auto [first, isNew] = names.try_emplace(output.getNameAttr(), output);
    if (isNew)
      continue;
    InFlightDiagnostic error = output.emitOpError("name ") << output.getNameAttr() << " is taken";
    error.attachNote(first->second.getLoc()) << "the first output of that name is here";
    return error;
  }
  return success();
}

//===----------------------------------------------------------------------===//
// MapOp
//===----------------------------------------------------------------------===//

// A list is a list; of a json value that is known only at run time.
Speculation::Speculatability MapOp::getSpeculatability() {
  return isa<ListType>(getList().getType()) ? Speculation::RecursivelySpeculatable
                                            : Speculation::NotSpeculatable;
}

void YieldOp::build(OpBuilder &, OperationState &) {}

SmallVector<Region *> MapOp::getLoopRegions() { return {&getBody()}; }

/// The type of the elements of a mapped list.
static Type elementTypeOf(Type list) {
  auto type = dyn_cast<ListType>(list);
  return type ? type.getElementType() : JsonType::get(list.getContext());
}

LogicalResult MapOp::verify() {
  if (!isa<ListType, JsonType>(getList().getType()))
    return emitOpError("expected a list, found ") << getList().getType();
  if (getWidth() && static_cast<int64_t>(*getWidth()) < 1)
    return emitOpError("width must be at least 1, found ") << static_cast<int64_t>(*getWidth());
  return success();
}

// By now the body is known to be one block that ends with a yield.
LogicalResult MapOp::verifyRegions() {
  Block &body = getBody().front();
  Type element = elementTypeOf(getList().getType());
  if (body.getNumArguments() != 2 || body.getArgument(0).getType() != element ||
      !body.getArgument(1).getType().isSignlessInteger(64))
    return emitOpError("body must take an element of type ") << element << " and an i64 index";
  auto yield = cast<YieldOp>(body.getTerminator());
  if (yield.getNumOperands() != 1)
    return emitOpError("body must yield one value, found ") << yield.getNumOperands();
  Type expected = getResult().getType().getElementType();
  if (!isAssignable(yield.getOperand(0).getType(), expected))
    return emitOpError("body must yield ")
           << expected << ", found " << yield.getOperand(0).getType();
  return success();
}

ParseResult MapOp::parse(OpAsmParser &parser, OperationState &result) {
  OpAsmParser::Argument element, index;
  OpAsmParser::UnresolvedOperand list;
  Type listType, resultType;
  if (parser.parseLParen() || parser.parseArgument(element) || parser.parseComma() ||
      parser.parseArgument(index) || parser.parseRParen() || parser.parseKeyword("in") ||
      parser.parseOperand(list))
    return failure();
  if (succeeded(parser.parseOptionalKeyword("width"))) {
    IntegerAttr width;
    if (parser.parseAttribute(width, parser.getBuilder().getI64Type(), "width", result.attributes))
      return failure();
  }
  if (parser.parseColonType(listType) || parser.parseArrow() || parser.parseType(resultType) ||
      parser.resolveOperand(list, listType, result.operands))
    return failure();
  element.type = elementTypeOf(listType);
  index.type = parser.getBuilder().getI64Type();
  Region *body = result.addRegion();
  if (parser.parseRegion(*body, {element, index}) ||
      parser.parseOptionalAttrDict(result.attributes))
    return failure();
  ensureTerminator(*body, parser.getBuilder(), result.location);
  result.addTypes(resultType);
  return success();
}

void MapOp::print(OpAsmPrinter &printer) {
  Block &body = getBody().front();
  printer << " (" << body.getArgument(0) << ", " << body.getArgument(1) << ") in " << getList();
  if (getWidth())
    printer << " width " << static_cast<int64_t>(*getWidth());
  printer << " : " << getList().getType() << " -> " << getResult().getType() << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
  printer.printOptionalAttrDict((*this)->getAttrs(), {"width"});
}
