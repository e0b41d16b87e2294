// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Construction, sharing and comparison of values.
#include "base/value.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <unordered_map>

namespace hocket {

struct Value::StringRep {
  std::atomic<uint32_t> refs{1};
  std::string text;
};
struct Value::ListRep {
  std::atomic<uint32_t> refs{1};
  unsigned depth = 1;
  uint64_t jsonSize = 2;
  List elements;
};
struct Value::ObjectRep {
  std::atomic<uint32_t> refs{1};
  unsigned depth = 1;
  uint64_t jsonSize = 2;
  Object members;
};

/// The sum, which stops growing long before it overflows.
static uint64_t addSizes(uint64_t left, uint64_t right) {
  constexpr uint64_t most = uint64_t(1) << 62;
  return std::min(left + right, most);
}

Value::Value(const Value &other) : tag(other.tag), intValue(other.intValue) {
  switch (tag) {
  case Kind::String:
    stringRep->refs.fetch_add(1, std::memory_order_relaxed);
    break;
  case Kind::List:
    listRep->refs.fetch_add(1, std::memory_order_relaxed);
    break;
  case Kind::Object:
    objectRep->refs.fetch_add(1, std::memory_order_relaxed);
    break;
  default:
    break;
  }
}

void Value::release() {
  // The last owner deletes; acquire-release orders its reads after all others'.
  // An only owner need not count: nobody can become another one meanwhile.
  auto isLast = [](std::atomic<uint32_t> &refs) {
    return refs.load(std::memory_order_acquire) == 1 ||
           refs.fetch_sub(1, std::memory_order_acq_rel) == 1;
  };
  switch (tag) {
  case Kind::String:
    if (isLast(stringRep->refs))
      delete stringRep;
    break;
  case Kind::List:
    if (isLast(listRep->refs))
      delete listRep;
    break;
  case Kind::Object:
    if (isLast(objectRep->refs))
      delete objectRep;
    break;
  default:
    break;
  }
}

Value Value::boolean(bool value) {
  Value result;
  result.tag = Kind::Bool;
  result.intValue = value;
  return result;
}

Value Value::integer(int64_t value) {
  Value result;
  result.tag = Kind::Int;
  result.intValue = value;
  return result;
}

Value Value::number(double value) {
  Value result;
  result.tag = Kind::Float;
  result.floatValue = value;
  return result;
}

Value Value::string(std::string value) {
  Value result;
  result.stringRep = new StringRep{{1}, std::move(value)};
  result.tag = Kind::String;
  return result;
}

Value Value::list(List elements) {
  unsigned depth = 0;
  uint64_t size = 2;
  for (const Value &element : elements) {
    depth = std::max(depth, element.depth());
    size = addSizes(size, element.jsonSize() + 1);
  }
  Value result;
  result.listRep = new ListRep{{1}, depth + 1, size, std::move(elements)};
  result.tag = Kind::List;
  return result;
}

/// Moves the last value of every key to the key's first place.
static void mergeDuplicates(Value::Object &members) {
  std::unordered_map<std::string_view, size_t> places;
  Value::Object merged;
  merged.reserve(members.size());
  for (auto &[key, value] : members) {
    auto [it, isNew] = places.try_emplace(key, merged.size());
    if (isNew)
      merged.emplace_back(key, std::move(value)); // `places` views the old key
    else
      merged[it->second].second = std::move(value);
  }
  members = std::move(merged);
}

static bool hasDuplicates(const Value::Object &members) {
  constexpr size_t smallSize = 16;
  if (members.size() <= smallSize) {
    for (size_t i = 1; i < members.size(); ++i)
      for (size_t j = 0; j < i; ++j)
        if (members[i].first == members[j].first)
          return true;
    return false;
  }
  std::vector<std::string_view> keys;
  keys.reserve(members.size());
  for (const auto &member : members)
    keys.push_back(member.first);
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

Value Value::object(Object members) {
  if (hasDuplicates(members))
    mergeDuplicates(members);
  unsigned depth = 0;
  uint64_t size = 2;
  for (const auto &[key, value] : members) {
    depth = std::max(depth, value.depth());
    size = addSizes(size, key.size() + value.jsonSize() + 4);
  }
  Value result;
  result.objectRep = new ObjectRep{{1}, depth + 1, size, std::move(members)};
  result.tag = Kind::Object;
  return result;
}

const std::string &Value::asString() const {
  assert(tag == Kind::String);
  return stringRep->text;
}

const Value::List &Value::asList() const {
  assert(tag == Kind::List);
  return listRep->elements;
}

const Value::Object &Value::asObject() const {
  assert(tag == Kind::Object);
  return objectRep->members;
}

unsigned Value::depth() const {
  if (tag == Kind::List)
    return listRep->depth;
  return tag == Kind::Object ? objectRep->depth : 0;
}

uint64_t Value::jsonSize() const {
  switch (tag) {
  case Kind::String:
    return stringRep->text.size() + 2;
  case Kind::List:
    return listRep->jsonSize;
  case Kind::Object:
    return objectRep->jsonSize;
  default:
    return 1;
  }
}

const Value *Value::get(std::string_view key) const {
  if (tag == Kind::Object)
    for (const auto &[name, value] : objectRep->members)
      if (name == key)
        return &value;
  return nullptr;
}

/// An Int and a Float are equal if they are the same number, without rounding.
static bool equalNumbers(int64_t integer, double number) {
  return number >= -0x1p63 && number < 0x1p63 &&
         static_cast<int64_t>(number) == integer &&
         static_cast<double>(static_cast<int64_t>(number)) == number;
}

static bool equalObjects(const Value::Object &left, const Value &right) {
  const Value::Object &members = right.asObject();
  constexpr size_t smallSize = 16;
  std::unordered_map<std::string_view, const Value *> index; // if it is needed
  for (size_t i = 0; i < left.size(); ++i) {
    const auto &[key, value] = left[i];
    // Members mostly stand in the same order; look there before searching.
    const Value *other = nullptr;
    if (members[i].first == key) {
      other = &members[i].second;
    } else if (members.size() <= smallSize) {
      other = right.get(key);
    } else {
      if (index.empty())
        for (const auto &[name, member] : members)
          index.emplace(name, &member);
      auto found = index.find(key);
      other = found == index.end() ? nullptr : found->second;
    }
    if (!other || !(value == *other))
      return false;
  }
  return true;
}

bool Value::operator==(const Value &other) const {
  if (tag != other.tag) {
    if (tag == Kind::Int && other.tag == Kind::Float)
      return equalNumbers(intValue, other.floatValue);
    if (tag == Kind::Float && other.tag == Kind::Int)
      return equalNumbers(other.intValue, floatValue);
    return false;
  }
  switch (tag) {
  case Kind::Null:
    return true;
  case Kind::Bool:
    return boolValue == other.boolValue;
  case Kind::Int:
    return intValue == other.intValue;
  case Kind::Float:
    return floatValue == other.floatValue;
  case Kind::String:
    return stringRep == other.stringRep || asString() == other.asString();
  case Kind::List:
    // What is shared is equal to itself; equal values have equal sizes.
    return listRep == other.listRep ||
           (listRep->jsonSize == other.listRep->jsonSize &&
            asList() == other.asList());
  case Kind::Object:
    return objectRep == other.objectRep ||
           (objectRep->jsonSize == other.objectRep->jsonSize &&
            asObject().size() == other.asObject().size() &&
            equalObjects(asObject(), other));
  }
  return false;
}

std::string_view Value::kindName() const {
  switch (tag) {
  case Kind::Null:
    return "null";
  case Kind::Bool:
    return "bool";
  case Kind::Int:
    return "int";
  case Kind::Float:
    return "float";
  case Kind::String:
    return "string";
  case Kind::List:
    return "list";
  case Kind::Object:
    return "record";
  }
  return "unknown";
}

} // namespace hocket
