// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Invocations in the C interface.
#include "tool/native/invocation_handle.h"

#include "api/handles.h"

#include <unordered_map>

using namespace hocket;

hocket_invocation_t::~hocket_invocation_t() {
  hocket_value_release(handle.load(std::memory_order_acquire));
}

const hocket_value_t *hocket_invocation_t::arguments() const {
  hocket_value_t *known = handle.load(std::memory_order_acquire);
  if (known)
    return known;
  hocket_value_t *made = toHandle(invocation.arguments);
  if (handle.compare_exchange_strong(known, made, std::memory_order_acq_rel))
    return made;
  hocket_value_release(made); // another thread was faster
  return known;
}

namespace {
/// What a number stands for.
struct OpenInvocation {
  explicit OpenInvocation(std::shared_ptr<Invocation> owned)
      : owned(std::move(owned)), handle(*this->owned) {}
  std::shared_ptr<Invocation> owned;
  hocket_invocation_t handle;
};

/// The invocations that asynchronous tools owe a completion.
struct Table {
  std::mutex mutex;
  std::unordered_map<uintptr_t, std::shared_ptr<OpenInvocation>> entries;
  uintptr_t last = 1; // odd, as all numbers: addresses are even
};
} // namespace

static Table &table() {
  // Never destroyed: a tool's thread may complete late, at the program's end.
  static Table *instance = new Table;
  return *instance;
}

static bool isNumber(const hocket_invocation_t *handle) {
  return reinterpret_cast<uintptr_t>(handle) & 1;
}

static std::shared_ptr<OpenInvocation> find(const hocket_invocation_t *handle,
                                            bool remove = false) {
  Table &open = table();
  std::lock_guard lock(open.mutex);
  auto found = open.entries.find(reinterpret_cast<uintptr_t>(handle));
  if (found == open.entries.end())
    return nullptr;
  std::shared_ptr<OpenInvocation> entry = found->second;
  if (remove)
    open.entries.erase(found);
  return entry;
}

/// What the handle stands for, or null if that is over. Borrowed: who may use
/// the handle owes the completion that would free it.
static const hocket_invocation_t *peek(const hocket_invocation_t *handle) {
  if (!isNumber(handle))
    return handle;
  std::shared_ptr<OpenInvocation> entry = find(handle);
  return entry ? &entry->handle : nullptr;
}

hocket_invocation_t *
hocket::openHandle(std::shared_ptr<Invocation> invocation) {
  auto entry = std::make_shared<OpenInvocation>(std::move(invocation));
  Table &open = table();
  std::lock_guard lock(open.mutex);
  open.last += 2;
  open.entries.emplace(open.last, std::move(entry));
  return reinterpret_cast<hocket_invocation_t *>(open.last);
}

void hocket::dropHandle(hocket_invocation_t *handle) {
  find(handle, /*remove=*/true);
}

extern "C" {

const hocket_value_t *
hocket_invocation_arguments(const hocket_invocation_t *handle) {
  return guardedOr<const hocket_value_t *>(nullptr, [&] {
    const hocket_invocation_t *invocation = peek(handle);
    return invocation ? invocation->arguments() : nullptr;
  });
}

hocket_string_t hocket_invocation_tool(const hocket_invocation_t *handle) {
  const hocket_invocation_t *invocation = peek(handle);
  return invocation ? view(invocation->invocation.tool) : hocket_string_t{};
}

hocket_string_t
hocket_invocation_idempotency_key(const hocket_invocation_t *handle) {
  const hocket_invocation_t *invocation = peek(handle);
  return invocation ? view(invocation->invocation.idempotencyKey)
                    : hocket_string_t{};
}

bool hocket_invocation_cancelled(const hocket_invocation_t *handle) {
  if (!handle)
    return false;
  if (!isNumber(handle))
    return handle->invocation.cancel.cancelled();
  std::shared_ptr<OpenInvocation> entry = find(handle);
  return !entry || entry->owned->cancel.cancelled();
}

void hocket_invocation_complete(hocket_invocation_t *handle,
                                hocket_status_t *status,
                                hocket_value_t *value) {
  guardedVoid([&] {
    Status error = fromHandle(status);
    Value result = takeHandle(value);
    // A tool that computes or blocks returns its result instead.
    if (!isNumber(handle))
      return;
    std::shared_ptr<OpenInvocation> entry = find(handle, /*remove=*/true);
    if (!entry)
      return;
    if (error.ok())
      entry->owned->complete(std::move(result));
    else
      entry->owned->complete(std::move(error));
  });
}

} // extern "C"
