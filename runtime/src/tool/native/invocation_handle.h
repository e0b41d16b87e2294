// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a hocket_invocation_t * is.
//
// A tool that computes or blocks gets the address of an object on the stack of
// the thread it runs on. One that completes later gets a number: completing it
// twice, or long after everything is over, then finds nothing instead of freed
// memory.
#ifndef HOCKET_TOOL_NATIVE_INVOCATION_HANDLE_H
#define HOCKET_TOOL_NATIVE_INVOCATION_HANDLE_H

#include "tool/provider.h"

#include <atomic>

/// An invocation with the handle of its arguments.
struct hocket_invocation_t {
  explicit hocket_invocation_t(hocket::Invocation &invocation)
      : invocation(invocation) {}
  ~hocket_invocation_t();
  hocket_invocation_t(const hocket_invocation_t &) = delete;
  hocket_invocation_t &operator=(const hocket_invocation_t &) = delete;

  /// Made when it is first asked for. Any thread.
  const hocket_value_t *arguments() const;

  hocket::Invocation &invocation;

private:
  mutable std::atomic<hocket_value_t *> handle{nullptr};
};

namespace hocket {

/// A handle for an asynchronous tool. It keeps the invocation alive until it is
/// completed through it or dropped.
hocket_invocation_t *openHandle(std::shared_ptr<Invocation> invocation);
void dropHandle(hocket_invocation_t *handle);

} // namespace hocket

#endif // HOCKET_TOOL_NATIVE_INVOCATION_HANDLE_H
