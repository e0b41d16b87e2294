// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Outcomes of calls as JSON and back.
#include "journal/records.h"

namespace hocket {

std::string_view runStateName(RunState state) {
  switch (state) {
  case RunState::Running:
    return "running";
  case RunState::Succeeded:
    return "succeeded";
  case RunState::Failed:
    return "failed";
  case RunState::Interrupted:
    break;
  }
  return "interrupted";
}

static Value errorValue(const Status &status) {
  Value::List notes;
  for (const std::string &note : status.notes())
    notes.push_back(Value::string(note));
  Value::Object members{{"code", Value::integer(status.code())},
                        {"message", Value::string(std::string(status.message()))},
                        {"notes", Value::list(std::move(notes))}};
  if (const Location *where = status.location())
    members.emplace_back(
        "location", Value::list({Value::string(std::string(where->file.str())),
                                 Value::integer(where->line),
                                 Value::integer(where->column)}));
  return Value::object(std::move(members));
}

std::string outcomeText(const Result<Value> &result) {
  return result.ok() ? result->toJson() : errorValue(result.status()).toJson();
}

static Status damaged(const char *what) {
  return {HOCKET_CORRUPT, std::string("the journal's record of it is damaged: "
                                      "expected ") +
                              what};
}

static bool isInt(const Value *value, int64_t least, int64_t most) {
  return value && value->kind() == Value::Kind::Int &&
         value->asInt() >= least && value->asInt() <= most;
}

static Status errorOf(const Value &error) {
  const Value *code = error.get("code"), *message = error.get("message");
  if (!isInt(code, HOCKET_OK + 1, HOCKET_DENIED) || !message ||
      !message->isString())
    return damaged("an error's code and message");
  Status status(Code(code->asInt()), message->asString());
  if (const Value *notes = error.get("notes"); notes && notes->isList())
    for (const Value &note : notes->asList())
      if (note.isString())
        status = std::move(status).note(note.asString());
  const Value *where = error.get("location");
  if (where && where->isList() && where->asList().size() == 3 &&
      where->asList()[0].isString() &&
      isInt(&where->asList()[1], 0, UINT32_MAX) &&
      isInt(&where->asList()[2], 0, UINT32_MAX))
    status = std::move(status).at({where->asList()[0].asString(),
                                   uint32_t(where->asList()[1].asInt()),
                                   uint32_t(where->asList()[2].asInt())});
  return status;
}

Result<Value> RecordedCall::result() const {
  Result<Value> value = Value::parse(outcome);
  if (!value)
    return damaged("JSON");
  return failed ? Result<Value>(errorOf(*value)) : value;
}

} // namespace hocket
