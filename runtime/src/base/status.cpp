// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors as values.
#include "base/status.h"

#include "base/utf8.h"

#include <atomic>
#include <cassert>

namespace hocket {

std::string_view codeName(Code code) {
  switch (code) {
  case HOCKET_OK:
    return "OK";
  case HOCKET_CANCELLED:
    return "CANCELLED";
  case HOCKET_INVALID_ARGUMENT:
    return "INVALID_ARGUMENT";
  case HOCKET_NOT_FOUND:
    return "NOT_FOUND";
  case HOCKET_DEADLINE_EXCEEDED:
    return "DEADLINE_EXCEEDED";
  case HOCKET_PERMISSION_DENIED:
    return "PERMISSION_DENIED";
  case HOCKET_RESOURCE_EXHAUSTED:
    return "RESOURCE_EXHAUSTED";
  case HOCKET_INCOMPATIBLE:
    return "INCOMPATIBLE";
  case HOCKET_CORRUPT:
    return "CORRUPT";
  case HOCKET_TOOL_ERROR:
    return "TOOL_ERROR";
  case HOCKET_TYPE_ERROR:
    return "TYPE_ERROR";
  case HOCKET_OVERFLOW:
    return "OVERFLOW";
  case HOCKET_DIVISION_BY_ZERO:
    return "DIVISION_BY_ZERO";
  case HOCKET_UNAVAILABLE:
    return "UNAVAILABLE";
  case HOCKET_INTERNAL:
    return "INTERNAL";
  case HOCKET_DENIED:
    return "DENIED";
  }
  return "UNKNOWN";
}

/// A message is for reading: one that quotes a whole file loses its middle.
static std::string shorten(std::string message) {
  constexpr size_t head = 6000, tail = 2000;
  if (message.size() <= head + tail)
    return message;
  // Characters stay whole.
  auto startOfCharacter = [&](size_t at) {
    while (at > 0 && (message[at] & 0xc0) == 0x80)
      --at;
    return at;
  };
  size_t end = startOfCharacter(head), begin = startOfCharacter(message.size() - tail);
  return message.substr(0, end) + " ... " + message.substr(begin);
}

Status::Status(Code code, std::string message) {
  assert(code != HOCKET_OK && "an error needs an error code");
  rep = std::make_shared<Rep>();
  rep->code = code;
  // It may hold what a tool said, cut off anywhere.
  rep->message = shorten(sanitizeUtf8(std::move(message)));
}

std::string_view Status::message() const {
  return rep ? std::string_view(rep->message) : std::string_view();
}

const Location *Status::location() const {
  return rep && rep->location ? &*rep->location : nullptr;
}

const std::vector<std::string> &Status::notes() const {
  static const std::vector<std::string> none;
  return rep ? rep->notes : none;
}

Status::Rep &Status::own() {
  // Copies share the representation, so a writer first gets one of its own.
  if (rep.use_count() > 1)
    rep = std::make_shared<Rep>(*rep);
  // What the others read they read before this writes.
  std::atomic_thread_fence(std::memory_order_acquire);
  return *rep;
}

Status &&Status::at(const Location &where) && {
  if (rep && !rep->location && where.line != 0)
    own().location = where;
  return std::move(*this);
}

Status &&Status::note(std::string text) && {
  if (rep)
    own().notes.push_back(sanitizeUtf8(std::move(text)));
  return std::move(*this);
}

std::string Status::toString() const {
  if (!rep)
    return "OK";
  std::string text;
  if (rep->location) {
    text += rep->location->file.str();
    text += ':' + std::to_string(rep->location->line);
    text += ':' + std::to_string(rep->location->column) + ": ";
  }
  text += rep->message;
  text += " [";
  text += codeName(rep->code);
  text += ']';
  for (const std::string &note : rep->notes)
    text += "\n  note: " + note;
  return text;
}

} // namespace hocket
