// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An immutable, reference-counted JSON value: what flows between nodes. Copying
// is a pointer copy, so a large result is never duplicated on its way.
#ifndef HOCKET_BASE_VALUE_H
#define HOCKET_BASE_VALUE_H

#include "status.h"

#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hocket {

class Value {
public:
  enum class Kind : uint8_t { Null, Bool, Int, Float, String, List, Object };
  using List = std::vector<Value>;
  /// Members keep the order in which they were written; keys are unique.
  using Object = std::vector<std::pair<std::string, Value>>;

  /// Null. Null, booleans, integers and floats allocate nothing.
  Value() = default;
  Value(const Value &other);
  Value(Value &&other) noexcept : tag(other.tag), intValue(other.intValue) {
    other.tag = Kind::Null;
  }
  Value &operator=(Value other) noexcept {
    std::swap(tag, other.tag);
    std::swap(intValue, other.intValue);
    return *this;
  }
  ~Value() {
    if (tag >= Kind::String)
      release();
  }

  static Value boolean(bool value);
  static Value integer(int64_t value);
  static Value number(double value);
  static Value string(std::string value);
  static Value list(List elements);
  /// Of equal keys the last wins, at the place of the first.
  static Value object(Object members);

  Kind kind() const { return tag; }
  bool isNull() const { return tag == Kind::Null; }
  bool isString() const { return tag == Kind::String; }
  bool isNumber() const { return tag == Kind::Int || tag == Kind::Float; }
  bool isList() const { return tag == Kind::List; }
  bool isObject() const { return tag == Kind::Object; }

  /// Accessors require the matching kind, except asFloat, which takes an Int
  /// too.
  bool asBool() const {
    assert(tag == Kind::Bool);
    return boolValue;
  }
  int64_t asInt() const {
    assert(tag == Kind::Int);
    return intValue;
  }
  double asFloat() const {
    assert(isNumber());
    return tag == Kind::Int ? static_cast<double>(intValue) : floatValue;
  }
  const std::string &asString() const;
  const List &asList() const;
  const Object &asObject() const;

  /// Levels of lists and objects: 0 for a scalar, 1 for a list of scalars.
  unsigned depth() const;

  /// About the length of its compact JSON text, not counting escapes and the
  /// digits of numbers. What is shared counts wherever it stands; the sum stops
  /// growing before it overflows.
  uint64_t jsonSize() const;
  /// No node makes a longer text, and no value with a longer one leaves a
  /// program, as an argument of a tool or as a result.
  static constexpr uint64_t maxTextSize = uint64_t(1) << 28;

  /// Member of an object; null pointer if there is none or this is no object.
  const Value *get(std::string_view key) const;

  /// Deep equality; an Int equals a Float of the same number.
  bool operator==(const Value &other) const;

  /// "string", "int", … as used in messages and in the plan schema's types.
  std::string_view kindName() const;

  /// Strict RFC 8259; depth at most 512; the error gives line and column.
  static Result<Value> parse(std::string_view json);
  /// Deeper values are refused where values come into a program: by parse(), as
  /// arguments, and as what a node or a tool returns.
  static constexpr unsigned maxDepth = 512;
  /// JSON text; indent 0 is compact. NaN and infinities are written as null;
  /// a float with an integral value keeps a ".0", so that it stays a float.
  std::string toJson(unsigned indent = 0) const;
  void appendJson(std::string &out, unsigned indent = 0) const;

private:
  void release();
  struct StringRep;
  struct ListRep;
  struct ObjectRep;
  Kind tag = Kind::Null;
  union {
    bool boolValue;
    int64_t intValue = 0;
    double floatValue;
    StringRep *stringRep;
    ListRep *listRep;
    ObjectRep *objectRep;
  };
};

} // namespace hocket

#endif // HOCKET_BASE_VALUE_H
