// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a list of calls to a module with one function.

#include "ArgumentCheck.h"
#include "Declarations.h"
#include "ValueEmitter.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::frontend;

namespace {

class ModuleBuilder {
public:
  ModuleBuilder(const Program &program, const SourceFile &file,
                const Catalog &catalog)
      : program(program), file(file), catalog(catalog),
        builder(file.getContext()), emitter(builder, program, file) {}

  OwningOpRef<ModuleOp> build();

private:
  void findTools();
  void registerCalls();
  Value emitCall(const ProgramCall &call, const CatalogTool &tool,
                 ToolOp declaration);
  Value emitArgument(const ProgramArgument &argument,
                     const SchemaField &parameter, const CatalogTool &tool);
  void emitResult(func::FuncOp function);

  const Program &program;
  const SourceFile &file;
  const Catalog &catalog;
  OpBuilder builder;
  ValueEmitter emitter;
  llvm::SetVector<const CatalogTool *> used;
  SmallVector<const CatalogTool *> tools; // one for each call, null if unknown
  bool failed = false;
};

} // namespace

void ModuleBuilder::findTools() {
  for (const ProgramCall &call : program.calls) {
    const CatalogTool *tool = catalog.findTool(call.tool);
    tools.push_back(tool);
    if (tool) {
      used.insert(tool);
      continue;
    }
    failed = true;
    InFlightDiagnostic diagnostic = file.error(call.toolPos);
    diagnostic << "unknown tool '" << call.tool << "'";
    if (const CatalogTool *near = catalog.suggestTool(call.tool)) {
      diagnostic << "; did you mean '" << near->name << "'?";
      diagnostic.attachNote(
          SourceFile(file.getContext(), near->file).loc(near->pos))
          << "'" << near->name << "' is declared here";
    }
  }
}

void ModuleBuilder::registerCalls() {
  for (auto &[id, value] : program.known)
    emitter.calls[id].value = &value;
  for (const std::string &id : program.unobserved)
    emitter.calls[id].isUnobserved = true;
  for (auto [index, call] : llvm::enumerate(program.calls)) {
    KnownCall known;
    known.index = index;
    known.pos = call.pos;
    known.tool = tools[index];
    auto [entry, isNew] = emitter.calls.try_emplace(call.id, known);
    if (isNew)
      continue;
    failed = true;
    file.error(call.pos)
            .append("duplicate id '", call.id, "'")
            .attachNote(file.loc(entry->second.pos))
        << "the first call with this id is here";
  }
  for (const std::string &id : program.broken)
    emitter.calls[id].isBroken = true;
}

Value ModuleBuilder::emitArgument(const ProgramArgument &argument,
                                  const SchemaField &parameter,
                                  const CatalogTool &tool) {
  Where where{parameter.name, tool.name};
  const Literal *value = &argument.value;
  // In formats where texts need no quotes, 300 may well be a title.
  Literal text;
  bool isNull = argument.value.kind == Literal::Kind::Null;
  if (parameter.schema.kind == Schema::Kind::String &&
      !argument.spelling.empty() &&
      !(isNull && parameter.schema.allowsNull())) {
    text = Literal::string(argument.spelling, argument.value.pos);
    value = &text;
  }
  Location declared =
      SourceFile(file.getContext(), tool.file).loc(parameter.pos);
  if (mlir::failed(
          checkLiteral(*value, parameter.schema, where, file, declared)))
    return {};
  return emitter.emit(*value, &parameter.schema, where);
}

Value ModuleBuilder::emitCall(const ProgramCall &call, const CatalogTool &tool,
                              ToolOp declaration) {
  SmallVector<const ProgramArgument *> matched;
  bool isMatched = succeeded(matchArguments(call, tool, file, matched));
  SmallVector<Value> operands;
  SmallVector<StringRef> names;
  bool inOrder = true, complete = true;
  for (auto [argument, parameter] : llvm::zip(matched, tool.parameters)) {
    if (!argument) {
      complete = false;
      continue;
    }
    inOrder &= complete;
    operands.push_back(emitArgument(*argument, parameter, tool));
    names.push_back(parameter.name);
  }
  if (!isMatched || llvm::is_contained(operands, Value()))
    return {};
  Location loc =
      NameLoc::get(builder.getStringAttr(call.id), file.loc(call.pos));
  return CallOp::create(
      builder, loc, declaration.getResultType(), declaration.getSymName(),
      operands, inOrder ? ArrayAttr() : builder.getStrArrayAttr(names),
      program.unordered,
      /*early=*/false, PolicyAttr(), CostAttr(), DenseF64ArrayAttr());
}

void ModuleBuilder::emitResult(func::FuncOp function) {
  emitter.current = program.calls.size();
  Location loc = function.getLoc();
  if (!program.result) {
    func::ReturnOp::create(builder, loc);
    return;
  }
  Value result = emitter.emit(*program.result, nullptr, {"value", ""});
  if (!result) {
    failed = true;
    return;
  }
  func::ReturnOp::create(builder, file.loc(program.result->pos), result);
  function.setFunctionType(builder.getFunctionType({}, result.getType()));
}

OwningOpRef<ModuleOp> ModuleBuilder::build() {
  findTools();
  registerCalls();
  Location loc = file.loc({1, 1});
  OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
  builder.setInsertionPointToEnd(module->getBody());
  Declarations declarations(builder, catalog, used);
  auto function =
      func::FuncOp::create(builder, loc, declarations.freeName("main"),
                           builder.getFunctionType({}, {}));
  function->setAttr("hocket.source_format",
                    builder.getStringAttr(program.sourceFormat));
  builder.setInsertionPointToEnd(function.addEntryBlock());

  for (auto [index, call] : llvm::enumerate(program.calls)) {
    emitter.current = index;
    if (!tools[index])
      continue;
    Value result = emitCall(call, *tools[index], declarations[tools[index]]);
    emitter.calls[call.id].result = result;
    failed |= !result;
  }
  for (const ProgramCall &call : program.calls)
    if (Value result = emitter.calls[call.id].result)
      OutputOp::create(builder, result.getLoc(), builder.getStringAttr(call.id),
                       builder.getStringAttr(call.tool), result);
  emitResult(function);
  if (failed)
    return {};
  return module;
}

OwningOpRef<ModuleOp> mlir::hocket::frontend::buildModule(
    const Program &program, const SourceFile &file, const Catalog *catalog) {
  file.getContext()->loadDialect<HocketDialect, func::FuncDialect>();
  if (catalog)
    return ModuleBuilder(program, file, *catalog).build();
  Catalog implied = declareFromUse(
      program, cast<FileLineColLoc>(file.loc({1, 1})).getFilename());
  return ModuleBuilder(program, file, implied).build();
}
