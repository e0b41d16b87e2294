// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every frontend makes of its text: a list of calls. Checking it against a
// catalogue and turning it into a module is the same for all of them.
#ifndef HOCKET_FRONTEND_PROGRAM_H
#define HOCKET_FRONTEND_PROGRAM_H

#include "hocket/Frontend/Literal.h"
#include "hocket/Frontend/SourcePos.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/OwningOpRef.h"

#include <optional>
#include <string>
#include <vector>

namespace mlir::hocket::frontend {

class Catalog;

struct ProgramArgument {
  std::string name; // empty: given by position
  SourcePos namePos;
  Literal value;
  /// The text of a value that was written without quotes, in formats where a
  /// text may be: what it is if the parameter is a string.
  std::string spelling;
  bool operator==(const ProgramArgument &) const = default;
};

struct ProgramCall {
  std::string id;
  SourcePos pos; // where the call starts
  std::string tool;
  SourcePos toolPos;
  std::vector<ProgramArgument> arguments;
  bool operator==(const ProgramCall &) const = default;
};

struct Program {
  /// The value of the attribute `hocket.source_format`.
  std::string sourceFormat;
  /// The source puts its calls in no order.
  bool unordered = false;
  /// A reference given for a string stands for the text of the result, whatever
  /// kind of value it is.
  bool textual = false;
  std::vector<ProgramCall> calls;
  /// Results that are known already, by the id of their call.
  std::vector<std::pair<std::string, Literal>> known;
  /// Calls that have run, but whose results are not told.
  std::vector<std::string> unobserved;
  /// Calls that could not be read, so that references to them are not unknown.
  std::vector<std::string> broken;
  /// What the program returns, if it returns something.
  std::optional<Literal> result;
};

/// A user's file as the origin of diagnostics.
class SourceFile {
public:
  SourceFile(MLIRContext *context, StringRef name)
      : context(context), name(name) {}

  MLIRContext *getContext() const { return context; }
  Location loc(SourcePos pos) const;
  InFlightDiagnostic error(SourcePos pos) const { return emitError(loc(pos)); }
  /// Reports a problem that a reader found.
  void report(const Problem &problem) const;

private:
  MLIRContext *context;
  std::string name;
};

/// The same tools that `program` calls, declared as far as their use tells: any
/// values in, any value out, and no word about effects.
Catalog declareFromUse(const Program &program, StringRef file);

/// Checks a program and makes a module of it. Reports every mistake and returns
/// null if there is one. Without a catalogue the tools are declared from use.
OwningOpRef<ModuleOp> buildModule(const Program &program,
                                  const SourceFile &file,
                                  const Catalog *catalog);

} // namespace mlir::hocket::frontend

#endif // HOCKET_FRONTEND_PROGRAM_H
