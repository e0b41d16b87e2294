// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors as values: a code, a message, a source location and context notes.
#ifndef HOCKET_BASE_STATUS_H
#define HOCKET_BASE_STATUS_H

#include "hocket/runtime/hocket.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace hocket {

using Code = hocket_code_t;

/// Stable upper-case name: "DEADLINE_EXCEEDED". Zero-terminated.
std::string_view codeName(Code code);

/// A file's name, shared by all locations in the file.
class FileName {
public:
  FileName() = default;
  FileName(std::string text)
      : shared(std::make_shared<const std::string>(std::move(text))) {}
  FileName(const char *text) : FileName(std::string(text)) {}
  std::string_view str() const {
    return shared ? std::string_view(*shared) : std::string_view();
  }

private:
  std::shared_ptr<const std::string> shared;
};

struct Location {
  FileName file;
  uint32_t line = 0;
  uint32_t column = 0;
};

/// Success, or an error. Cheap to move and, when ok, to copy: one pointer.
class [[nodiscard]] Status {
public:
  Status() = default;
  Status(Code code, std::string message);

  bool ok() const { return !rep; }
  Code code() const { return rep ? rep->code : HOCKET_OK; }
  std::string_view message() const;
  const Location *location() const;
  const std::vector<std::string> &notes() const;

  /// Sets the location unless one is set already: the innermost wins.
  Status &&at(const Location &where) &&;
  /// Adds a note, for example "in call 'search' (attempt 2 of 3)".
  Status &&note(std::string text) &&;
  /// "file:line:column: message [CODE]" and a line per note.
  std::string toString() const;

private:
  struct Rep {
    Code code;
    std::string message;
    std::optional<Location> location;
    std::vector<std::string> notes;
  };
  Rep &own();
  std::shared_ptr<Rep> rep;
};

/// A value or an error.
template <typename T> class [[nodiscard]] Result {
public:
  Result(T value) : storage(std::in_place_index<1>, std::move(value)) {}
  Result(Status error) : storage(std::in_place_index<0>, std::move(error)) {}

  bool ok() const { return storage.index() == 1; }
  explicit operator bool() const { return ok(); }
  T &operator*() & { return std::get<1>(storage); }
  const T &operator*() const & { return std::get<1>(storage); }
  T &&operator*() && { return std::get<1>(std::move(storage)); }
  T *operator->() { return &std::get<1>(storage); }
  const T *operator->() const { return &std::get<1>(storage); }
  Status status() const { return ok() ? Status() : std::get<0>(storage); }

private:
  std::variant<Status, T> storage;
};

#define HOCKET_RETURN_IF_ERROR(expr)                                           \
  do {                                                                         \
    if (::hocket::Status hocketStatus = (expr); !hocketStatus.ok())            \
      return hocketStatus;                                                     \
  } while (false)

} // namespace hocket

#endif // HOCKET_BASE_STATUS_H
