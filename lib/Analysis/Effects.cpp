// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What operations touch, and whether they may fail.

#include "hocket/Analysis/Effects.h"
#include "hocket/Analysis/CallOrder.h"

#include "mlir/IR/SymbolTable.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

//===----------------------------------------------------------------------===//
// ResourceEffect, EffectSummary
//===----------------------------------------------------------------------===//

bool ResourceEffect::conflictsWith(const ResourceEffect &other) const {
  if (!writes() && !other.writes())
    return false;
  if (isWorld() || other.isWorld())
    return true;
  return resource == other.resource && key.compare(other.key) != KeyRelation::Different;
}

void ResourceEffect::print(raw_ostream &os) const {
  os << stringifyEnum(kind) << ' ';
  if (isWorld()) {
    os << "everything";
    return;
  }
  os << '@' << resource.getValue();
  key.print(os);
}

/// Beyond this many effects on one resource a summary stops telling keys apart,
/// which keeps the summary of a large loop or function small.
static constexpr size_t maxKeysPerResource = 16;

void EffectSummary::add(const ResourceEffect &effect) {
  size_t sameResource = 0;
  for (const ResourceEffect &known : effects) {
    if (known.resource != effect.resource || known.kind != effect.kind ||
        known.ordered != effect.ordered)
      continue;
    if (known.key.isWhole() || known.key == effect.key)
      return;
    ++sameResource;
  }
  ResourceEffect added = effect;
  if (sameResource >= maxKeysPerResource)
    added.key = Key();
  if (added.key.isWhole() && sameResource > 0)
    llvm::erase_if(effects, [&](const ResourceEffect &known) {
      return known.resource == added.resource && known.kind == added.kind &&
             known.ordered == added.ordered;
    });
  effects.push_back(added);
}

void EffectSummary::merge(const EffectSummary &other) {
  for (const ResourceEffect &effect : other.effects)
    add(effect);
  mayFail |= other.mayFail;
  orderedMayFail |= other.orderedMayFail;
  gate |= other.gate;
}

//===----------------------------------------------------------------------===//
// Symbols
//===----------------------------------------------------------------------===//

EffectAnalysis::EffectAnalysis(Operation *op) {
  Operation *table = isa<ModuleOp>(op) ? op : SymbolTable::getNearestSymbolTable(op);
  if (!table)
    return;
  for (Operation &symbol : table->getRegion(0).getOps())
    if (auto name = symbol.getAttrOfType<StringAttr>(SymbolTable::getSymbolAttrName())) {
      symbols[name] = &symbol;
      if (auto resource = dyn_cast<ResourceOp>(symbol))
        if (resource.getCapacity() || resource.getRate())
          limited.push_back(resource);
    }
}

ResourceOp EffectAnalysis::getResource(StringAttr name) {
  return dyn_cast_or_null<ResourceOp>(symbols.lookup(name));
}

func::FuncOp EffectAnalysis::getFunction(StringAttr name) {
  return dyn_cast_or_null<func::FuncOp>(symbols.lookup(name));
}

const ToolInfo *EffectAnalysis::getTool(CallOp call) {
  return getTool(call.getCalleeAttr().getAttr());
}

const ToolInfo *EffectAnalysis::getTool(StringAttr name) {
  auto [entry, inserted] = tools.try_emplace(name);
  if (!inserted)
    return entry->second.get();
  auto tool = dyn_cast_or_null<ToolOp>(symbols.lookup(name));
  if (!tool)
    return nullptr;
  auto info = std::make_unique<ToolInfo>();
  info->op = tool;
  info->total = tool.getTotal();
  info->declaresEffects = static_cast<bool>(tool.getEffects());
  if (info->declaresEffects) {
    for (Attribute attr : tool.getEffectsAttr()) {
      auto effect = cast<EffectAttr>(attr);
      StringAttr resource = effect.getResource().getAttr();
      int keyParam = -1;
      if (effect.getKey())
        if (std::optional<unsigned> index = tool.findParam(effect.getKey().getValue()))
          keyParam = *index;
      info->effects.push_back({resource, effect.getKind(), keyParam});
    }
  }
  // A tool that does not declare what it touches may touch any.
  for (ResourceOp limit : limited)
    if (!info->declaresEffects || llvm::any_of(info->effects, [&](const ToolInfo::Effect &effect) {
          return effect.resource == limit.getSymNameAttr();
        }))
      info->limits.push_back(limit);
  entry->second = std::move(info);
  return entry->second.get();
}

//===----------------------------------------------------------------------===//
// Effects of operations
//===----------------------------------------------------------------------===//

/// What may do anything.
static void addWorld(EffectSummary &summary) {
  summary.add({{}, EffectKind::Writes, Key(), true});
  summary.mayFail = summary.orderedMayFail = true;
}

/// The operand for a parameter, or null if the call leaves it out.
static Value getArgument(CallOp call, ToolOp tool, unsigned param) {
  ArrayAttr names = call.getArgNamesAttr();
  if (!names)
    return param < call.getArguments().size() ? call.getArguments()[param] : Value();
  StringAttr wanted = tool.getParam(param).getName();
  for (auto [name, value] : llvm::zip_equal(names, call.getArguments()))
    if (name == wanted)
      return value;
  return {};
}

void EffectAnalysis::addCallEffects(CallOp call, EffectSummary &summary) {
  const ToolInfo *tool = getTool(call);
  bool ordered = !call.getUnordered();
  // An early call's failure counts only where its result is used.
  if ((!tool || !tool->total) && !call.getEarly()) {
    summary.mayFail = true;
    summary.orderedMayFail |= ordered;
  }
  if (!tool || !tool->declaresEffects) {
    summary.add({{}, EffectKind::Writes, Key(), ordered});
    return;
  }
  for (const ToolInfo::Effect &effect : tool->effects) {
    Key key;
    if (effect.keyParam >= 0)
      // A parameter that is left out has a default that only the provider knows.
      if (Value value = getArgument(call, tool->op, effect.keyParam))
        key = Key::get(value);
    summary.add({effect.resource, effect.kind, key, ordered});
  }
}

/// What a function without a body says about itself in `hocket.effects`; its keys
/// `arg0`, `arg1` … are its parameters, for which it has no values.
static bool addDeclaredEffects(func::FuncOp function, EffectSummary &summary) {
  auto effects = function->getAttrOfType<ArrayAttr>("hocket.effects");
  if (!effects)
    return false;
  for (Attribute attr : effects) {
    auto effect = cast<EffectAttr>(attr);
    summary.add({effect.getResource().getAttr(), effect.getKind(), Key(), true});
  }
  return true;
}

void EffectAnalysis::computeFunctionEffects(func::FuncOp function) {
  EffectSummary summary;
  if (!function.isExternal())
    addRegionEffects(function, summary);
  else if (addDeclaredEffects(function, summary))
    summary.mayFail = summary.orderedMayFail = true;
  else
    addWorld(summary);
  functions[function] = std::make_unique<EffectSummary>(std::move(summary));
}

const EffectSummary &EffectAnalysis::getFunctionEffects(func::FuncOp function) {
  auto find = [&](StringAttr name) { return getFunction(name); };
  auto isKnown = [&](func::FuncOp f) { return functions.contains(f); };
  // What calls itself may do anything.
  auto recursive = [&](func::CallOp, func::FuncOp f) {
    auto summary = std::make_unique<EffectSummary>();
    addWorld(*summary);
    functions.try_emplace(f, std::move(summary));
  };
  auto visit = [&](func::FuncOp f) {
    if (!isKnown(f))
      computeFunctionEffects(f);
  };
  visitCalleesFirst(function, {find, isKnown, recursive, visit});
  return *functions.find(function)->second;
}

void EffectAnalysis::addFunctionCallEffects(func::CallOp call, EffectSummary &summary) {
  func::FuncOp callee = getFunction(call.getCalleeAttr().getAttr());
  if (!callee)
    return addWorld(summary);
  EffectSummary body = getFunctionEffects(callee);
  for (ResourceEffect &effect : body.effects) {
    if (effect.key.getKind() != Key::Kind::Symbolic)
      continue;
    auto argument = dyn_cast<BlockArgument>(effect.key.getValue());
    bool isParameter = argument && !callee.isExternal() && argument.getOwner() == &callee.front();
    effect.key = isParameter ? Key::get(call.getOperand(argument.getArgNumber())) : Key();
  }
  summary.merge(body);
}

void EffectAnalysis::addInterfaceEffects(Operation *op, EffectSummary &summary) {
  auto interface = dyn_cast<MemoryEffectOpInterface>(op);
  if (!interface) {
    if (op->hasTrait<OpTrait::HasRecursiveMemoryEffects>() || op->hasTrait<OpTrait::IsTerminator>())
      return;
    // Nothing is known about the operation.
    return addWorld(summary);
  }
  SmallVector<MemoryEffects::EffectInstance> effects;
  interface.getEffects(effects);
  for (const MemoryEffects::EffectInstance &effect : effects) {
    EffectKind kind =
        isa<MemoryEffects::Read>(effect.getEffect()) ? EffectKind::Reads : EffectKind::Writes;
    StringAttr resource;
    if (SymbolRefAttr symbol = effect.getSymbolRef())
      resource = symbol.getRootReference();
    else // Memory that is no resource of the program: kept apart by its kind.
      resource = StringAttr::get(op->getContext(),
                                 "memory:" + effect.getResource()->getName().str());
    summary.add({resource, kind, Key(), true});
  }
  if (!op->getNumRegions() && !op->hasTrait<OpTrait::IsTerminator>() && !isSpeculatable(op))
    summary.mayFail = summary.orderedMayFail = true;
}

/// True if the value may be a failure that has not ended the program: the result
/// of an early or unordered call, what value operations made of one, or what a
/// loop hands on from one iteration to the next.
static bool mayCarryFailure(Value value) {
  llvm::SmallSetVector<Value, 8> worklist;
  worklist.insert(value);
  for (size_t i = 0; i < worklist.size(); ++i) {
    // Long computations are not followed to the end; it is safe to say yes.
    if (i == 16)
      return true;
    if (auto argument = dyn_cast<BlockArgument>(worklist[i])) {
      Operation *parent = argument.getOwner()->getParentOp();
      if (!isa<LoopLikeOpInterface>(parent))
        continue;
      worklist.insert_range(parent->getOperands());
      for (Region &region : parent->getRegions())
        for (Block &block : region)
          worklist.insert_range(block.getTerminator()->getOperands());
      continue;
    }
    Operation *def = worklist[i].getDefiningOp();
    if (isa<SettleOp>(def))
      continue; // who comes after it has got past the failure
    auto call = dyn_cast<CallOp>(def);
    if (call && (call.getEarly() || call.getUnordered()))
      return true;
    if (isValueOp(def))
      worklist.insert_range(def->getOperands());
  }
  return false;
}

void EffectAnalysis::addRegionEffects(Operation *op, EffectSummary &summary) {
  bool isFunction = isa<func::FuncOp>(op);
  for (Region &region : op->getRegions()) {
    for (Block &block : region) {
      DenseSet<Operation *> unorderedValues = findUnorderedValueOps(block);
      for (Operation &nested : block) {
        EffectSummary inner = getEffects(&nested);
        if (unorderedValues.contains(&nested))
          inner.orderedMayFail = false;
        // A region that yields a failure fails itself.
        if (nested.hasTrait<OpTrait::IsTerminator>() &&
            llvm::any_of(nested.getOperands(), [&](Value value) {
              return mayCarryFailure(value) || unorderedValues.contains(value.getDefiningOp());
            }))
          inner.mayFail = inner.orderedMayFail = true;
        for (ResourceEffect &effect : inner.effects) {
          Value value = effect.key.getValue();
          // A value that the region defines differs from iteration to iteration
          // and means nothing outside; a function's parameters are mapped to
          // the operands of its calls.
          if (value && op->isAncestor(value.getParentRegion()->getParentOp()) && !isFunction)
            effect.key = Key();
        }
        summary.merge(inner);
      }
    }
  }
}

EffectSummary EffectAnalysis::getEffects(Operation *op) {
  EffectSummary summary;
  if (auto call = dyn_cast<CallOp>(op)) {
    addCallEffects(call, summary);
  } else if (isa<ApproveOp>(op)) {
    summary.add({{}, EffectKind::Writes, Key(), true});
    summary.gate = summary.mayFail = summary.orderedMayFail = true;
  } else if (auto call = dyn_cast<func::CallOp>(op)) {
    addFunctionCallEffects(call, summary);
  } else if (!isa<OutputOp, func::FuncOp>(op)) {
    addInterfaceEffects(op, summary);
    addRegionEffects(op, summary);
    // A JSON value may turn out not to be a list.
    if (auto map = dyn_cast<MapOp>(op); map && !isa<ListType>(map.getList().getType()))
      summary.mayFail = summary.orderedMayFail = true;
    if (auto loop = dyn_cast<scf::ForOp>(op); loop && mayHaveBadStep(loop))
      summary.mayFail = summary.orderedMayFail = true;
  }
  // The failure of an early or unordered call shows where its result is taken.
  if (llvm::any_of(op->getOperands(), mayCarryFailure) && !isa<OutputOp>(op)) {
    auto call = dyn_cast<CallOp>(op);
    if (!call || !call.getEarly()) {
      summary.mayFail = true;
      summary.orderedMayFail |= !call || !call.getUnordered();
    }
  }
  return summary;
}

//===----------------------------------------------------------------------===//
// Value operations
//===----------------------------------------------------------------------===//

bool mlir::hocket::analysis::mayHaveBadStep(scf::ForOp loop) {
  std::optional<int64_t> step = getConstantIntValue(loop.getStep());
  return !step || *step <= 0;
}

bool mlir::hocket::analysis::isValueOp(Operation *op) {
  return op->getNumRegions() == 0 && !op->hasTrait<OpTrait::IsTerminator>() &&
         !isa<CallOpInterface>(op) && isMemoryEffectFree(op);
}

static bool isUnorderedCall(Operation *op) {
  auto call = dyn_cast<CallOp>(op);
  return call && call.getUnordered();
}

DenseSet<Operation *> mlir::hocket::analysis::findUnorderedValueOps(Block &block) {
  DenseSet<Operation *> unordered;
  for (Operation &op : block) {
    // What is settled was ordered before it was early.
    if (!isValueOp(&op) || isa<SettleOp>(op))
      continue;
    if (llvm::any_of(op.getOperands(), [&](Value operand) {
          Operation *def = operand.getDefiningOp();
          return def && def->getBlock() == &block && (isUnorderedCall(def) || unordered.contains(def));
        }))
      unordered.insert(&op);
  }
  return unordered;
}
