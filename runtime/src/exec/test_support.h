// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests of the executor: tools that are functions of the test, and an
// instance that runs plans from a plan builder.
#ifndef HOCKET_EXEC_TEST_SUPPORT_H
#define HOCKET_EXEC_TEST_SUPPORT_H

#include "exec/run.h"
#include "plan/loader.h"
#include "plan/testing/plan_builder.h"

#include <gmock/gmock.h>

#include <deque>
#include <map>
#include <thread>

namespace hocket::testing {

/// Something that is waited for, with a limit that fails the test.
class Signal {
public:
  void set();
  /// False after a minute.
  bool wait();
  bool isSet();

private:
  std::mutex mutex;
  std::condition_variable changed;
  bool value = false;
};

/// Threads as an embedding program might have.
class ExecutorThreads {
public:
  explicit ExecutorThreads(unsigned count);
  /// Runs what is left.
  ~ExecutorThreads();
  hocket_executor_t executor;

private:
  void loop();
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::function<void()>> tasks;
  bool stopping = false;
  std::vector<std::thread> threads;
};

using RunPtr = std::shared_ptr<hocket::Run>; // Run is a member of Test, too
using RunFunction = std::function<Result<Value>(Invocation &)>;
using StartFunction = std::function<void(std::shared_ptr<Invocation>)>;

/// Provider "native": tools by name.
class FunctionProvider final : public ToolProvider {
public:
  std::string_view name() const override { return "native"; }
  Result<std::unique_ptr<Tool>> bind(const ToolDecl &decl,
                                     const BindContext &context) override;
  struct Entry {
    Tool::Kind kind;
    RunFunction run;
    StartFunction start;
    bool queuesCalls = false;
  };
  std::map<std::string, Entry> tools;
};

class RunTest : public ::testing::Test {
protected:
  explicit RunTest(unsigned workers = 2) { options.workers = workers; }
  void TearDown() override;

  void addCompute(const std::string &name, RunFunction run);
  void addBlocking(const std::string &name, RunFunction run);
  void addAsync(const std::string &name, StartFunction start);
  /// One whose calls wait until it says that they begin.
  void addQueued(const std::string &name, StartFunction start);

  /// Loads what the builder holds; the instance is made at the first use.
  std::shared_ptr<Session> session(PlanBuilder &builder,
                                   SessionOptions options = {});
  /// Starts the first program.
  RunPtr start(PlanBuilder &builder, const Value &arguments = {},
               RunOptions options = {});
  RunPtr start(const std::shared_ptr<Session> &session,
               const Value &arguments = {}, RunOptions options = {});
  /// Starts it and waits for its end.
  RunPtr run(PlanBuilder &builder, const Value &arguments = {},
             RunOptions options = {});
  static void finish(const RunPtr &run);
  /// The result as JSON, or the error.
  static std::string outcome(const RunPtr &run);
  std::string outcomeOf(PlanBuilder &builder, const Value &arguments = {}) {
    return outcome(run(builder, arguments));
  }

  InstanceOptions options;
  std::shared_ptr<Instance> instance;

private:
  FunctionProvider &provider();
  FunctionProvider *functions = nullptr;
  std::vector<std::shared_ptr<Session>> sessions;
};

Value parse(std::string_view json);

} // namespace hocket::testing

#endif // HOCKET_EXEC_TEST_SUPPORT_H
