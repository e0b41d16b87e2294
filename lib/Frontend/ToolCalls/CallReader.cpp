// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "CallReader.h"

using namespace mlir::hocket::frontend;

bool CallReader::says(const json::Value &object, llvm::StringRef key,
                      llvm::StringRef value) {
  const json::Value *member = object.get(key);
  return member && member->isString() && member->string() == value;
}

const json::Value *CallReader::lastMessage(const json::Value &root) {
  const json::Value *messages = root.get("messages");
  return messages && messages->isArray() && !messages->items().empty()
             ? &messages->items().back()
             : nullptr;
}

const json::Value *CallReader::requiredString(const json::Value &object,
                                              llvm::StringRef key) {
  const json::Value *value = object.get(key);
  if (!value)
    error(object.pos(),
          "expected an object with '" + key + "', found " +
              (object.isObject() ? "one without"
                                 : json::describe(object.kind())));
  else if (!value->isString() || value->string().empty())
    error(value->pos(), "'" + key + "' must be a string that is not empty");
  else
    return value;
  return nullptr;
}

const ProgramCall *CallReader::addCall(const json::Value &object,
                                       const json::Value &function,
                                       llvm::StringRef idKey) {
  const json::Value *name = requiredString(function, "name");
  if (!name)
    return nullptr;
  ProgramCall call;
  call.pos = object.pos();
  call.tool = name->string().str();
  call.toolPos = name->pos();
  if (object.get(idKey)) {
    const json::Value *id = requiredString(object, idKey);
    if (!id)
      return nullptr;
    call.id = id->string().str();
  } else {
    call.id = "call_" + std::to_string(program.calls.size() + 1);
    warning(object.pos(), "this call has no '" + idKey +
                              "'; its result will be called '" + call.id + "'");
  }
  program.calls.push_back(std::move(call));
  return &program.calls.back();
}

void CallReader::dropCall(SourcePos pos, const llvm::Twine &message) {
  error(pos, message);
  program.broken.push_back(std::move(program.calls.back().id));
  program.calls.pop_back();
}

void CallReader::addArguments(const json::Value &object) {
  ProgramCall &call = program.calls.back();
  if (!object.isObject())
    return dropCall(object.pos(), "the arguments of '" + call.tool +
                                      "' must be an object, found " +
                                      json::describe(object.kind()));
  for (const json::Member &member : object.members()) {
    if (member.name.empty())
      return dropCall(member.pos, "an argument needs a name");
    call.arguments.push_back(
        {member.name.str(), member.pos, Literal::fromJson(member.value), ""});
  }
}

void CallReader::addArgumentText(const json::Value &arguments) {
  const std::string &tool = program.calls.back().tool;
  // Some servers give the object itself; that is just as clear.
  if (arguments.isObject())
    return addArguments(arguments);
  if (!arguments.isString())
    return dropCall(arguments.pos(),
                    "the arguments of '" + tool +
                        "' must be JSON text in a string, found " +
                        json::describe(arguments.kind()));
  // Models write nothing at all for a tool that takes nothing.
  if (arguments.string().trim().empty())
    return;
  json::Document inner;
  std::optional<Problem> found;
  if (json::Document::parseString(document, arguments, inner,
                                  [&](Problem first) { found = first; }))
    addArguments(inner.root());
  else
    dropCall(found->pos,
             "in the arguments of '" + tool + "': " + found->message);
}

bool CallReader::finish() {
  if (!failed && program.calls.empty())
    error(root.pos(), "expected at least one tool call, found none");
  return !failed;
}
