// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The types of CAST nodes and of tools' results: read from their JSON text,
// checked against values.
#ifndef HOCKET_PLAN_CAST_TYPE_H
#define HOCKET_PLAN_CAST_TYPE_H

#include "base/value.h"

#include <memory>

namespace hocket {

class CastType {
public:
  /// From the JSON text of runtime/schema/README.md, "values and types".
  static Result<CastType> parse(std::string_view json);

  /// The value as this type, converted where the type says so, or TYPE_ERROR
  /// with the path of the first member that does not fit:
  /// `$.items[3].price: expected float, found string "n/a"`.
  Result<Value> apply(const Value &value) const;

  /// Every value is of this type.
  bool isAny() const { return kind == Kind::Any; }
  /// "list of int", for messages.
  std::string describe() const;

private:
  enum class Kind : uint8_t {
    Any,
    String,
    Bool,
    Int,
    Float,
    Null,
    List,
    Record,
    Optional,
    Enum
  };
  struct Field;
  struct Failure;

  static Result<CastType> fromJson(const Value &json, unsigned depth);
  Status readRecord(const Value &fields, unsigned depth);
  /// Sets `out` and returns true if the value had to be converted.
  bool check(const Value &value, Value &out, Failure &failure) const;
  bool checkList(const Value &value, Value &out, Failure &failure) const;
  bool checkRecord(const Value &value, Value &out, Failure &failure) const;
  bool mismatch(const Value &value, Failure &failure) const;

  Kind kind = Kind::Any;
  std::shared_ptr<const CastType> element; // List, Optional
  std::shared_ptr<const std::vector<Field>> fields;
  Value choices; // Enum: a list
};

} // namespace hocket

#endif // HOCKET_PLAN_CAST_TYPE_H
