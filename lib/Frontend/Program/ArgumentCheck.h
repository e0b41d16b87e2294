// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether what a user wrote fits what a tool takes.
#ifndef HOCKET_LIB_FRONTEND_PROGRAM_ARGUMENTCHECK_H
#define HOCKET_LIB_FRONTEND_PROGRAM_ARGUMENTCHECK_H

#include "hocket/Frontend/Catalog.h"
#include "hocket/Frontend/Program.h"

namespace mlir::hocket::frontend {

/// A part of an argument, for messages: "argument 'files[1]' of 'search'".
struct Where {
  std::string path;
  std::string tool; // empty: it is what the program returns
  Where field(StringRef name) const {
    return {path + "." + (name.empty() ? "\"\"" : name.str()), tool};
  }
  Where item(size_t index) const {
    return {path + "[" + std::to_string(index) + "]", tool};
  }
  std::string str() const;
};

/// Whether a literal says of a member or a parameter that it is not there: null,
/// where it is optional and null is none of its values. `field` may be null.
bool isLeftOut(const Literal &literal, const SchemaField *field);

/// The literal as the schema wants it: a whole floating-point number where an
/// integer is expected becomes one, and members that null leaves out are gone.
Literal coerce(Literal literal, const Schema &schema);

/// Whether a literal is a value of the schema; references in it may be anything.
bool fits(const Literal &literal, const Schema &schema);

/// Checks a literal against a schema; references in it are passed over. Reports
/// the first mistake at its place, with `where` naming the argument, and a note
/// at `declaration`.
LogicalResult checkLiteral(const Literal &literal, const Schema &schema,
                           const Where &where, const SourceFile &file,
                           Location declaration);

/// Assigns the arguments of a call to the parameters of its tool: `matched`
/// gets one entry for each parameter, null where it is left out, also by an
/// explicit null that cannot be its value. Reports unknown, repeated and missing
/// arguments.
LogicalResult matchArguments(const ProgramCall &call, const CatalogTool &tool,
                             const SourceFile &file,
                             SmallVectorImpl<const ProgramArgument *> &matched);

} // namespace mlir::hocket::frontend

#endif // HOCKET_LIB_FRONTEND_PROGRAM_ARGUMENTCHECK_H
