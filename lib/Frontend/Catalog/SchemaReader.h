// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From JSON Schema, and the dialects of it that tool lists use, to Schema.
#ifndef HOCKET_LIB_FRONTEND_CATALOG_SCHEMAREADER_H
#define HOCKET_LIB_FRONTEND_CATALOG_SCHEMAREADER_H

#include "hocket/Frontend/Catalog.h"
#include "hocket/Frontend/Json.h"

#include "llvm/ADT/SmallPtrSet.h"

namespace mlir::hocket::frontend {

class SchemaReader {
public:
  explicit SchemaReader(ProblemHandler problem) : problem(problem) {}

  /// Reads a schema; `$ref` is looked up in it. Null stands for "anything".
  Schema readSchema(const json::Value *value);
  /// Reads the schema of a tool's arguments: an object. Null: no arguments.
  std::vector<SchemaField> readParameters(const json::Value *value);
  /// Reads a bare map from names to schemas, each of which may say whether it
  /// is `required` or `optional`; by default it is optional.
  std::vector<SchemaField> readFields(const json::Value &properties);

  /// True if a mistake has been reported.
  bool failed() const { return hasErrors; }
  bool error(SourcePos pos, const llvm::Twine &message);

private:
  Schema read(const json::Value &value);
  void readType(const json::Value &type, Schema &schema);
  void readObject(const json::Value &value, Schema &schema);
  void readValues(const json::Value &value, Schema &schema);
  void readAlternatives(const json::Value &list, Schema &schema);
  Schema readReference(const json::Value &reference);

  ProblemHandler problem;
  const json::Value *root = nullptr;
  llvm::SmallPtrSet<const json::Value *, 8> open;
  /// References can double a schema at every level; this bounds the work.
  unsigned budget = 100000;
  bool hasErrors = false;
};

} // namespace mlir::hocket::frontend

#endif // HOCKET_LIB_FRONTEND_CATALOG_SCHEMAREADER_H
