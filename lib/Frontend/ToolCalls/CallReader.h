// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the readers of tool calls share.
#ifndef HOCKET_LIB_FRONTEND_TOOLCALLS_CALLREADER_H
#define HOCKET_LIB_FRONTEND_TOOLCALLS_CALLREADER_H

#include "hocket/Frontend/ToolCalls.h"

namespace mlir::hocket::frontend {

class CallReader {
public:
  CallReader(const json::Document &document, const json::Value &root,
             Program &program, ProblemHandler problem)
      : document(document), root(root), program(program), problem(problem) {}

  bool error(SourcePos pos, const llvm::Twine &message) {
    failed = true;
    problem({Problem::Severity::Error, pos, message.str(), "", {}});
    return false;
  }
  void warning(SourcePos pos, const llvm::Twine &message) {
    problem({Problem::Severity::Warning, pos, message.str(), "", {}});
  }

  /// True if the value is an object whose member `key` is the string `value`.
  static bool says(const json::Value &object, llvm::StringRef key,
                   llvm::StringRef value);
  /// The last message of a conversation, {"messages": […]}; null if it is none.
  static const json::Value *lastMessage(const json::Value &root);
  /// The member if it is a string that is not empty; reports anything else.
  const json::Value *requiredString(const json::Value &object,
                                    llvm::StringRef key);
  /// A new call of the tool that `function` names, without arguments; null if
  /// it names none. `idKey` is the member of `object` that holds the id; a call
  /// without one gets its id from `finish`.
  const ProgramCall *addCall(const json::Value &object,
                             const json::Value &function,
                             llvm::StringRef idKey);
  /// Adds the members of an object to the arguments of the last call.
  void addArguments(const json::Value &object);
  /// Adds the arguments that a string holds as JSON text to those of the last
  /// call.
  void addArgumentText(const json::Value &arguments);
  /// Reports a mistake in the last call, which is taken away.
  void dropCall(SourcePos pos, const llvm::Twine &message);
  /// Gives an id to every call that has none. Returns whether all went well and
  /// there is a call.
  bool finish();

  const json::Document &document;
  const json::Value &root;
  Program &program;
  ProblemHandler problem;
  bool failed = false;

private:
  /// Names the calls without an id `call_1`, `call_2`, …: as no other call.
  void nameCalls();

  /// The member that some call lacks; empty if none does.
  llvm::StringRef missingId;
};

} // namespace mlir::hocket::frontend

#endif // HOCKET_LIB_FRONTEND_TOOLCALLS_CALLREADER_H
