// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Declarations of built-in tools against the catalogue.

#include "hocket/Frontend/BuiltinCheck.h"

#include "hocket/Dialect/Hocket/IR/TypeRelations.h"
#include "hocket/Frontend/Catalog.h"

#include <utility>

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::frontend;

namespace {
class DeclarationCheck {
public:
  DeclarationCheck(ToolOp tool, const CatalogTool &builtin)
      : tool(tool), builtin(builtin), context(tool.getContext()) {}

  LogicalResult check() {
    checkParameters();
    checkResult();
    return failure(isWrong);
  }

private:
  InFlightDiagnostic error() {
    isWrong = true;
    return tool.emitError("built-in '") << builtin.name << "' ";
  }
  /// The declaration of the built-in, behind the first thing that is wrong.
  void addSignature(InFlightDiagnostic &diagnostic);
  void checkParameters();
  void checkParameter(ParamAttr param);
  void checkResult();

  ToolOp tool;
  const CatalogTool &builtin;
  MLIRContext *context;
  bool isWrong = false, isShown = false;
};
} // namespace

void DeclarationCheck::addSignature(InFlightDiagnostic &diagnostic) {
  if (std::exchange(isShown, true))
    return;
  Diagnostic &note = diagnostic.attachNote(tool.getLoc())
                     << "the built-in is " << builtin.name << '(';
  llvm::interleaveComma(
      builtin.parameters, note, [&](const SchemaField &parameter) {
        note << parameter.name << (parameter.optional ? "?: " : ": ")
             << parameter.schema.toType(context);
      });
  note << ") -> " << builtin.returns.toType(context, /*isResult=*/true);
}

void DeclarationCheck::checkParameter(ParamAttr param) {
  std::optional<unsigned> index = builtin.findParameter(param.getName());
  if (!index) {
    llvm::SmallVector<llvm::StringRef> names;
    for (const SchemaField &known : builtin.parameters)
      names.push_back(known.name);
    InFlightDiagnostic diagnostic =
        error() << "has no parameter '" << param.getName().getValue() << '\'';
    if (llvm::StringRef near = suggest(param.getName(), names); !near.empty())
      diagnostic << "; did you mean '" << near << "'?";
    addSignature(diagnostic);
    return;
  }
  const SchemaField &known = builtin.parameters[*index];
  Type type = known.schema.toType(context);
  if (!mayFit(param.getType(), type)) {
    InFlightDiagnostic diagnostic = error() << "takes the parameter '"
                                            << known.name << "' as " << type
                                            << ", found " << param.getType();
    addSignature(diagnostic);
  } else if (param.getOptional() && !known.optional) {
    InFlightDiagnostic warning = tool.emitWarning("built-in '")
                                 << builtin.name << "' needs the parameter '"
                                 << known.name << "', which calls of '"
                                 << tool.getSymName() << "' may leave out";
    addSignature(warning);
  }
}

void DeclarationCheck::checkParameters() {
  for (Attribute param : tool.getParams())
    checkParameter(cast<ParamAttr>(param));
  for (const SchemaField &known : builtin.parameters) {
    if (known.optional || tool.findParam(known.name))
      continue;
    InFlightDiagnostic diagnostic = error() << "needs the parameter '"
                                            << known.name << '\'';
    addSignature(diagnostic);
  }
}

void DeclarationCheck::checkResult() {
  Type type = builtin.returns.toType(context, /*isResult=*/true);
  if (mayFit(type, tool.getResultType()))
    return;
  InFlightDiagnostic diagnostic = error() << "returns " << type
                                          << ", found the result type "
                                          << tool.getResultType();
  addSignature(diagnostic);
}

LogicalResult mlir::hocket::frontend::checkBuiltinDeclaration(ToolOp tool) {
  auto provider =
      dyn_cast_if_present<BuiltinProviderAttr>(tool.getProviderAttr());
  if (!provider)
    return success();
  const Catalog &builtins = Catalog::builtins();
  StringRef name = provider.getName();
  if (const CatalogTool *builtin = builtins.findTool(name))
    return DeclarationCheck(tool, *builtin).check();
  InFlightDiagnostic diagnostic = tool.emitError("there is no built-in '")
                                  << name << '\'';
  if (const CatalogTool *near = builtins.suggestTool(name))
    diagnostic << "; did you mean '" << near->name << "'?";
  return diagnostic;
}
