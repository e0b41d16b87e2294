// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The C interface of values.

#include "api/handles.h"

#include "base/utf8.h"

#include <cmath>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <mutex>
#include <vector>

using namespace hocket;

struct hocket_value_t {
  explicit hocket_value_t(Value value) : value(std::move(value)) {}

  const Value value;
  std::atomic<size_t> references{1};
  /// Handles of elements, made when they are first asked for. They live as long
  /// as this handle and share its reference count.
  hocket_value_t *root = nullptr; // null: this handle is counted itself
  std::once_flag childrenMade;
  std::vector<std::unique_ptr<hocket_value_t>> children;

  hocket_value_t &counted() { return root ? *root : *this; }
  const hocket_value_t *child(size_t index);
};

/// The number of elements or members.
static size_t sizeOf(const Value &value) {
  return value.isList() ? value.asList().size() : value.isObject() ? value.asObject().size() : 0;
}

const hocket_value_t *hocket_value_t::child(size_t index) {
  if (index >= sizeOf(value))
    return nullptr;
  std::call_once(childrenMade, [&] {
    auto add = [&](const Value &element) {
      children.push_back(std::make_unique<hocket_value_t>(element));
      children.back()->root = &counted();
    };
    if (value.isList())
      for (const Value &element : value.asList())
        add(element);
    else
      for (const auto &[key, member] : value.asObject())
        add(member);
  });
  return children[index].get();
}

hocket_value_t *hocket::toHandle(Value value) { return new hocket_value_t(std::move(value)); }

Value hocket::valueOf(const hocket_value_t *handle) { return handle ? handle->value : Value(); }

Value hocket::takeHandle(hocket_value_t *handle) {
  Value value = valueOf(handle);
  hocket_value_release(handle);
  return value;
}

/// The value if it is of this kind; null otherwise.
static const Value *ofKind(const hocket_value_t *handle, Value::Kind kind) {
  return handle && handle->value.kind() == kind ? &handle->value : nullptr;
}

/// What many tools return: never counted, never freed.
static hocket_value_t fixed[] = {hocket_value_t(Value()), hocket_value_t(Value::boolean(false)),
                                 hocket_value_t(Value::boolean(true))};
static bool isFixed(const hocket_value_t *value) {
  return value >= std::begin(fixed) && value < std::end(fixed);
}

extern "C" {

hocket_value_t *hocket_value_null(void) { return &fixed[0]; }
hocket_value_t *hocket_value_bool(bool value) { return &fixed[value ? 2 : 1]; }
hocket_value_t *hocket_value_int(int64_t value) {
  return guardedOr<hocket_value_t *>(nullptr, [&] {
    return toHandle(Value::integer(value));
  });
}
hocket_value_t *hocket_value_float(double value) {
  return guardedOr<hocket_value_t *>(nullptr, [&] {
    return std::isfinite(value) ? toHandle(Value::number(value)) : hocket_value_null();
  });
}
hocket_value_t *hocket_value_string(hocket_string_t value) {
  return guardedOr<hocket_value_t *>(nullptr, [&] {
    return toHandle(Value::string(sanitizeUtf8(std::string(view(value)))));
  });
}

hocket_status_t *hocket_value_parse(hocket_string_t json, hocket_value_t **out) {
  return guarded([&]() -> hocket_status_t * {
    if (!out)
      return toHandle(Status(HOCKET_INVALID_ARGUMENT, "expected a place for the value, found NULL"));
    Result<Value> value = Value::parse(view(json));
    if (!value)
      return toHandle(value.status());
    *out = toHandle(std::move(*value));
    return nullptr;
  });
}

hocket_value_t *hocket_value_retain(hocket_value_t *value) {
  if (value && !isFixed(value))
    value->counted().references.fetch_add(1, std::memory_order_relaxed);
  return value;
}

void hocket_value_release(hocket_value_t *value) {
  if (!value || isFixed(value))
    return;
  hocket_value_t &counted = value->counted();
  // An only owner need not count.
  if (counted.references.load(std::memory_order_acquire) == 1 ||
      counted.references.fetch_sub(1, std::memory_order_acq_rel) == 1)
    delete &counted;
}

hocket_kind_t hocket_value_kind(const hocket_value_t *value) {
  return value ? static_cast<hocket_kind_t>(value->value.kind()) : HOCKET_NULL;
}

bool hocket_value_as_bool(const hocket_value_t *value) {
  const Value *typed = ofKind(value, Value::Kind::Bool);
  return typed && typed->asBool();
}

int64_t hocket_value_as_int(const hocket_value_t *value) {
  const Value *typed = ofKind(value, Value::Kind::Int);
  return typed ? typed->asInt() : 0;
}

double hocket_value_as_float(const hocket_value_t *value) {
  return value && value->value.isNumber() ? value->value.asFloat() : 0;
}

hocket_string_t hocket_value_as_string(const hocket_value_t *value) {
  const Value *typed = ofKind(value, Value::Kind::String);
  return typed ? view(typed->asString()) : hocket_string_t{};
}

size_t hocket_value_size(const hocket_value_t *value) { return value ? sizeOf(value->value) : 0; }

const hocket_value_t *hocket_value_at(const hocket_value_t *value, size_t index) {
  return guardedOr<const hocket_value_t *>(nullptr, [&] {
    return value ? const_cast<hocket_value_t *>(value)->child(index) : nullptr;
  });
}

hocket_string_t hocket_value_key_at(const hocket_value_t *value, size_t index) {
  const Value *object = ofKind(value, Value::Kind::Object);
  return object && index < object->asObject().size() ? view(object->asObject()[index].first)
                                                     : hocket_string_t{};
}

const hocket_value_t *hocket_value_get(const hocket_value_t *value, hocket_string_t key) {
  const Value *object = ofKind(value, Value::Kind::Object);
  if (!object)
    return nullptr;
  const Value::Object &members = object->asObject();
  for (size_t i = 0; i < members.size(); ++i)
    if (members[i].first == view(key))
      return hocket_value_at(value, i);
  return nullptr;
}

char *hocket_value_to_json(const hocket_value_t *value, unsigned indent) {
  return guardedOr<char *>(nullptr, [&]() -> char * {
    if (value && value->value.jsonSize() > Value::maxTextSize)
      return nullptr;
    std::string text = valueOf(value).toJson(indent);
    char *copy = static_cast<char *>(std::malloc(text.size() + 1));
    if (copy)
      std::memcpy(copy, text.c_str(), text.size() + 1);
    return copy;
  });
}

} // extern "C"
