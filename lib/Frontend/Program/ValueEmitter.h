// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Emits literals as operations: constants, accesses to earlier results, lists,
// records and formatted texts, with the casts that they need.
#ifndef HOCKET_LIB_FRONTEND_PROGRAM_VALUEEMITTER_H
#define HOCKET_LIB_FRONTEND_PROGRAM_VALUEEMITTER_H

#include "ArgumentCheck.h"

#include "hocket/Dialect/Hocket/IR/Hocket.h"
#include "hocket/Frontend/Catalog.h"
#include "hocket/Frontend/Program.h"

#include "llvm/ADT/StringMap.h"

namespace mlir::hocket::frontend {

/// What is known of a call that a reference can name.
struct KnownCall {
  unsigned index = 0; // in the program; earlier calls have smaller ones
  SourcePos pos;
  const CatalogTool *tool = nullptr;
  Value result; // null until emitted, and if its call is wrong
  const Literal *value = nullptr; // a result that is known already
  bool isUnobserved = false; // it has run, but its result is not told
  bool isBroken = false; // it could not be read; that has been reported
};

class ValueEmitter {
public:
  ValueEmitter(OpBuilder &builder, const Program &program,
               const SourceFile &file)
      : builder(builder), program(program), file(file) {}

  llvm::StringMap<KnownCall> calls;
  /// The call whose arguments are being emitted.
  unsigned current = 0;
  std::string currentId;

  /// Emits a literal that has been checked against `schema` (null: anything
  /// goes). Returns null after reporting a mistake.
  Value emit(const Literal &literal, const Schema *schema, const Where &where);

private:
  Value emitConstant(const Literal &literal, const Schema *schema);
  /// Emits a result that is known already.
  Value emitKnown(const Literal &reference, const Literal &value,
                  const Schema *schema, const Where &where);
  Value emitList(const Literal &literal, const Schema *schema,
                 const Where &where);
  Value emitObject(const Literal &literal, const Schema *schema,
                   const Where &where);
  Value emitTemplate(const Literal &literal);
  Value emitReference(const Literal &reference, const Schema *&schema);
  const KnownCall *resolve(const Literal &reference);
  bool checkPath(const Literal &reference, const KnownCall &call,
                 const Schema *&schema);
  Value convert(Value value, const Schema *from, const Schema *to,
                const Literal &literal, const Where &where);

  OpBuilder &builder;
  const Program &program;
  const SourceFile &file;
};

} // namespace mlir::hocket::frontend

#endif // HOCKET_LIB_FRONTEND_PROGRAM_VALUEEMITTER_H
