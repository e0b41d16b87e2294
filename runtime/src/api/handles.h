// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between the C interface's handles and the runtime's own classes.
#ifndef HOCKET_API_HANDLES_H
#define HOCKET_API_HANDLES_H

#include "base/status.h"
#include "base/value.h"

#include "hocket/runtime/hocket.h"

#include <atomic>
#include <string>

/// A status with the texts that its views point to.
struct hocket_status_t {
  hocket::Status status;
  std::string text; // toString(), made at once: views of it must not move
};

/// A value with the C interface's reference count. A handle that stands for an
/// element is owned by its parent's handle.
struct hocket_value_t;

namespace hocket {

/// A function of the C interface: nothing that its body throws leaves it. Every
/// body that may allocate, lock or call other code stands in one of these.
hocket_status_t *caughtHandle() noexcept;
template <typename Body>
hocket_status_t *guarded(Body body) noexcept {
  try {
    return body();
  } catch (...) {
    return caughtHandle();
  }
}
template <typename Body>
void guardedVoid(Body body) noexcept {
  try {
    body();
  } catch (...) {
    // Nobody can be told.
  }
}
/// The same for one that returns no status.
template <typename T, typename Body>
T guardedOr(T otherwise, Body body) noexcept {
  try {
    return body();
  } catch (...) {
    return otherwise;
  }
}

/// Null for an ok status; the caller owns the result.
hocket_status_t *toHandle(Status status);
/// Takes ownership; null is ok.
Status fromHandle(hocket_status_t *status);

/// A new handle with one reference.
hocket_value_t *toHandle(Value value);
/// The value behind a handle; null for a null handle.
Value valueOf(const hocket_value_t *handle);
/// The value behind a handle, whose reference this takes.
Value takeHandle(hocket_value_t *handle);

inline std::string_view view(hocket_string_t text) { return {text.data, text.size}; }
inline hocket_string_t view(std::string_view text) { return {text.data(), text.size()}; }

/// Copies an option struct of any version: what the caller's lacks is zero. A
/// null pointer gives zeros. INVALID_ARGUMENT for a size that cannot be: nobody
/// has set it.
template <typename T>
Status readOptions(const char *type, const T *options, T &copy);
Status wrongStructSize(const char *type, size_t found, size_t least);

} // namespace hocket

#include <algorithm>
#include <cstring>

template <typename T>
hocket::Status hocket::readOptions(const char *type, const T *options, T &copy) {
  copy = {};
  if (options && options->struct_size < sizeof options->struct_size)
    return wrongStructSize(type, options->struct_size, sizeof options->struct_size);
  if (options)
    std::memcpy(static_cast<void *>(&copy), options, std::min(options->struct_size, sizeof(T)));
  copy.struct_size = sizeof(T);
  return {};
}

#endif // HOCKET_API_HANDLES_H
