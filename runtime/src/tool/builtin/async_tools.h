// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Built-in tools of kind Async.
#ifndef HOCKET_TOOL_BUILTIN_ASYNC_TOOLS_H
#define HOCKET_TOOL_BUILTIN_ASYNC_TOOLS_H

#include "tool/builtin/builtin.h"
#include "tool/builtin/http_client.h"

namespace hocket {

/// What an asynchronous tool starts a call with.
struct AsyncContext {
  EventLoop &loop;
  /// A copy: a call that was given up may outlive the tool.
  std::shared_ptr<const Permissions> permissions;
  /// Shared by the tools of one provider.
  std::shared_ptr<HttpClient> http;
};

/// Completes the invocation, now or later; clears the cancel handler before.
using AsyncFunction = void (*)(std::shared_ptr<Invocation>, const Arguments &,
                               const AsyncContext &);

struct AsyncEntry {
  std::string_view name;
  AsyncFunction function;
};

std::vector<AsyncEntry> httpTools();
std::vector<AsyncEntry> timeTools();

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_ASYNC_TOOLS_H
