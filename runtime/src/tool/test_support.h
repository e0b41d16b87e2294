// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests of tools: a temporary folder, and a small executor.
#ifndef HOCKET_TOOL_TEST_SUPPORT_H
#define HOCKET_TOOL_TEST_SUPPORT_H

#include "io/event_loop.h"
#include "tool/path.h"
#include "tool/provider.h"
#include "tool/session_scope.h"

#include <gmock/gmock.h>

#include <condition_variable>
#include <filesystem>
#include <thread>

namespace hocket::testing {

/// A folder that goes with its content.
class TempFolder {
public:
  TempFolder();
  ~TempFolder();
  /// The canonical path of the folder, or of something in it.
  const std::string &path() const { return root; }
  std::string path(const std::string &name) const {
    return joinPath(root, name);
  }
  /// Writes a file, with the folders above it; returns its path.
  std::string write(const std::string &name, const std::string &content) const;
  std::string read(const std::string &name) const;

private:
  std::string root;
};

/// An invocation under way.
class Call {
public:
  Call(Tool &tool, const std::string &name, Value arguments);
  ~Call(); // waits for the end

  void cancel() { invocation->cancel.cancel(); }
  /// Waits for the completion; fails the test and gives up after a minute.
  Result<Value> result();
  bool finished();
  const std::shared_ptr<Invocation> &get() const { return invocation; }

private:
  struct Shared {
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Result<Value>> result;
  };
  std::shared_ptr<Shared> shared;
  std::shared_ptr<Invocation> invocation;
  std::thread thread; // for run()
};

/// An event loop, permissions, and tools bound to them.
class ToolBox {
public:
  ToolBox();
  ~ToolBox();

  Permissions permissions;
  Value settings; // of the provider that is bound next
  /// Allows reading and writing below a folder.
  void allow(const TempFolder &folder);

  Result<std::unique_ptr<Tool>> bind(ToolProvider &provider,
                                     const ToolDecl &decl);
  /// Binds a built-in tool of that name, with all its parameters.
  std::unique_ptr<Tool> builtin(const std::string &name);
  /// Calls a built-in tool with arguments in JSON.
  Result<Value> call(const std::string &name, const std::string &arguments);

  EventLoop &loop() { return *eventLoop; }
  /// What tools share goes, unless one of them is left.
  void endSession() { scope = std::make_unique<SessionScope>(); }

private:
  std::unique_ptr<EventLoop> eventLoop;
  std::unique_ptr<SessionScope> scope = std::make_unique<SessionScope>();
  std::unique_ptr<ToolProvider> builtins;
};

/// The value of JSON text that a test knows to be valid.
Value json(const std::string &text);

/// Matches a Result<Value> that is the value of some JSON text.
MATCHER_P(IsValue, text, "is the value " + std::string(text)) {
  if (!arg.ok()) {
    *result_listener << "which is the error " << arg.status().toString();
    return false;
  }
  *result_listener << "which is " << arg->toJson();
  return *arg == json(text);
}

/// Matches a Result or Status by code and part of its message.
MATCHER_P2(IsError, code, text, "is an error that says " + std::string(text)) {
  Status status;
  if constexpr (std::is_convertible_v<decltype(arg), Status>)
    status = arg;
  else
    status = arg.status();
  *result_listener << "which is " << status.toString();
  return status.code() == code &&
         status.toString().find(text) != std::string::npos;
}

} // namespace hocket::testing

#endif // HOCKET_TOOL_TEST_SUPPORT_H
