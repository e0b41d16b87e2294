// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the executor knows of tools. A provider turns a plan's tool declaration
// into a Tool; the executor invokes it and enforces timeout, retries,
// cancellation and capacity around it, the same for every provider.
#ifndef HOCKET_TOOL_PROVIDER_H
#define HOCKET_TOOL_PROVIDER_H

#include "base/status.h"
#include "base/value.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace hocket {

class EventLoop;
class SessionScope;

/// Cancellation of one invocation. A tool either polls cancelled() or installs
/// one handler with onCancel(); the handler runs at most once, on the
/// cancelling thread, or at once if the call is cancelled already. What can be
/// ended by force installs a handler for that, too.
class CancelToken {
public:
  bool cancelled() const { return flag.load(std::memory_order_acquire); }
  void cancel();
  void onCancel(std::function<void()> handler);
  /// After cancel(): ends at once, by force, what has not stopped by itself.
  /// False if the tool installed no handler that can.
  bool kill();
  void onKill(std::function<void()> handler);
  /// Removes the handlers; on return none is running and none will run, unless
  /// it is the handler that calls.
  void clearHandler();

private:
  using Handler = std::function<void()>;
  void runHandler(std::unique_lock<std::mutex> lock, Handler &handler);
  void awaitIdle(std::unique_lock<std::mutex> &lock);

  std::atomic<bool> flag{false};
  std::mutex mutex;
  bool killed = false;
  std::unique_ptr<std::condition_variable> idle; // made when somebody waits
  Handler cancelHandler, killHandler;
  std::thread::id running; // the thread that is in the handler
};

/// One attempt of one call. Shared by the executor and the tool, so a tool that
/// completes after its timeout touches valid memory; its late result is
/// dropped.
class Invocation {
public:
  using Done = std::function<void(Result<Value>)>;
  Invocation(std::string tool, Value arguments, Done done)
      : tool(std::move(tool)), arguments(std::move(arguments)),
        done(std::move(done)) {}

  const std::string tool; // declared name
  const Value arguments;  // object: argument name -> value
  /// The same whenever the call is made again, also by a run that goes on after
  /// a crash; for servers that take one. Empty without a journal.
  std::string idempotencyKey;
  CancelToken cancel;

  /// A tool that queues its calls begins with this one: from now on it takes
  /// its time. At most once, before complete().
  void begin() {
    if (begun)
      begun();
  }
  /// Who wants to know; before the tool has the invocation.
  void onBegin(std::function<void()> handler) { begun = std::move(handler); }
  /// Completes the invocation; only the first call counts. Any thread.
  void complete(Result<Value> result);

private:
  std::atomic<bool> completed{false};
  Done done;
  std::function<void()> begun;
};

/// A bound tool. Thread-safe: one object serves all concurrent calls.
class Tool {
public:
  enum class Kind {
    Compute,  // run() on a processor; never waits
    Blocking, // run() on a thread that may wait
    Async,    // start() returns at once; complete() is owed
  };
  virtual ~Tool();
  virtual Kind kind() const = 0;
  /// How long it may take to stop once it is cancelled; then it is killed, if
  /// it can be, and given up.
  virtual std::chrono::milliseconds grace() const;
  static constexpr std::chrono::milliseconds defaultGrace{250};
  /// Compute and Blocking. May throw; the executor turns it into an error.
  virtual Result<Value> run(Invocation &invocation);
  /// Async: whether a call may wait for its turn between start() and
  /// Invocation::begin(). What waits has not begun, and has no timeout yet.
  virtual bool queuesCalls() const { return false; }
  /// Async; called on any thread. Keeps `invocation` until it has completed it.
  virtual void start(std::shared_ptr<Invocation> invocation);
};

/// What the plan says of a tool.
struct ToolDecl {
  std::string name;
  std::string provider;
  Value config; // object from provider_config
  std::vector<std::string> parameters;
  bool compute = false; // label
};

/// What the user allowed; checked by every provider that touches the machine.
struct Permissions {
  std::vector<std::string> readPaths; // canonical: see resolve()
  std::vector<std::string> writePaths;
  std::vector<std::string> hosts;    // see checkHost
  std::vector<std::string> programs; // names, looked up in PATH, or paths
  std::vector<std::string> variables; // see checkVariable

  /// Resolves the paths, once: what they mean changes neither with the current
  /// folder nor with a link that is put in their place. Refuses empty entries.
  Status resolve();

  /// PERMISSION_DENIED unless `path`, with symbolic links resolved, lies in an
  /// allowed folder or is an allowed file; it need not exist. Returns the
  /// canonical path. The message names the path and the option to use.
  Result<std::string> checkRead(const std::string &path) const;
  Result<std::string> checkWrite(const std::string &path) const;
  /// An entry "host" allows every port of it, "host:port" that one,
  /// "*.domain" every host below the domain, "*" everything.
  Status checkHost(const std::string &host, uint16_t port) const;
  /// Returns the absolute path to run.
  Result<std::string> checkProgram(const std::string &program) const;
  /// Whether a plan may set an environment variable of a program, or pass it
  /// on. An entry allows a name, "PREFIX*" those that begin so; but what makes
  /// a program run other code (LD_PRELOAD) only an entry of that very name.
  Status checkVariable(const std::string &name) const;
};

struct BindContext {
  EventLoop &loop;
  const Permissions &permissions; // outlives the session's tools
  SessionScope &scope;            // the same for all tools of the session
  /// What the user said to this provider, whatever the plan: an object, or null.
  const Value &settings;
};

class ToolProvider {
public:
  virtual ~ToolProvider();
  virtual std::string_view name() const = 0; // "builtin"
  virtual Result<std::unique_ptr<Tool>> bind(const ToolDecl &decl,
                                             const BindContext &context) = 0;
};

std::unique_ptr<ToolProvider> createBuiltinProvider();
/// Of all its tools together, at most so many programs run at once; 0: a number
/// that suits this machine.
std::unique_ptr<ToolProvider> createProcessProvider(unsigned maxProcesses = 0);

} // namespace hocket

#endif // HOCKET_TOOL_PROVIDER_H
