// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Puts the tools and resources that a program uses into its module.
#ifndef HOCKET_LIB_FRONTEND_PROGRAM_DECLARATIONS_H
#define HOCKET_LIB_FRONTEND_PROGRAM_DECLARATIONS_H

#include "hocket/Dialect/Hocket/IR/Hocket.h"
#include "hocket/Frontend/Catalog.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringMap.h"

namespace mlir::hocket::frontend {

class Declarations {
public:
  /// Declares the tools, and the resources that they touch, at the insertion
  /// point of `builder`.
  Declarations(OpBuilder &builder, const Catalog &catalog,
               const llvm::SetVector<const CatalogTool *> &tools);

  /// The declaration of one of the tools.
  ToolOp operator[](const CatalogTool *tool) const { return ops.lookup(tool); }
  /// A name like `wanted` that no declaration has.
  std::string freeName(StringRef wanted) const;

private:
  void declareResource(const CatalogEffect &effect, const CatalogTool &tool);
  void declareTool(const CatalogTool &tool);

  OpBuilder &builder;
  const Catalog &catalog;
  llvm::StringMap<std::string> resourceSymbols; // by the resource's name
  llvm::StringSet<> symbols;
  DenseMap<const CatalogTool *, ToolOp> ops;
};

/// The attribute of a literal without references.
Attribute toAttribute(const Literal &literal, MLIRContext *context);

} // namespace mlir::hocket::frontend

#endif // HOCKET_LIB_FRONTEND_PROGRAM_DECLARATIONS_H
