// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "CallReader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

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
  if (const json::Value *given = object.get(idKey);
      given && given->kind() != json::Value::Kind::Null) {
    const json::Value *id = requiredString(object, idKey);
    if (!id)
      return nullptr;
    call.id = id->string().str();
  } else {
    // Which ids are free is known when all calls have been read.
    missingId = idKey;
  }
  program.calls.push_back(std::move(call));
  return &program.calls.back();
}

void CallReader::dropCall(SourcePos pos, const llvm::Twine &message) {
  error(pos, message);
  if (std::string &id = program.calls.back().id; !id.empty())
    program.broken.push_back(std::move(id));
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

void CallReader::nameCalls() {
  llvm::StringSet<> taken;
  for (const ProgramCall &call : program.calls)
    taken.insert(call.id);
  for (const std::string &id : program.broken)
    taken.insert(id);
  size_t next = 1;
  for (auto [index, call] : llvm::enumerate(program.calls)) {
    if (!call.id.empty())
      continue;
    // As a rule the number is the call's position.
    next = std::max(next, index + 1);
    do
      call.id = "call_" + std::to_string(next++);
    while (taken.contains(call.id));
    warning(call.pos, "this call has no '" + missingId +
                          "'; its result will be called '" + call.id + "'");
  }
}

bool CallReader::finish() {
  if (!missingId.empty())
    nameCalls();
  if (!failed && program.calls.empty())
    error(root.pos(), "expected at least one tool call, found none");
  return !failed;
}
