// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests of the executor.
#include "exec/test_support.h"

namespace hocket::testing {

static constexpr auto longWait = std::chrono::minutes(1);

void Signal::set() {
  std::lock_guard lock(mutex);
  value = true;
  changed.notify_all();
}

bool Signal::wait() {
  std::unique_lock lock(mutex);
  return changed.wait_for(lock, longWait, [&] { return value; });
}

bool Signal::isSet() {
  std::lock_guard lock(mutex);
  return value;
}

ExecutorThreads::ExecutorThreads(unsigned count)
    : executor(HOCKET_INIT(hocket_executor_t)) {
  executor.user = this;
  executor.concurrency = count;
  executor.submit = [](void *user, void (*task)(void *), void *arg) {
    auto *self = static_cast<ExecutorThreads *>(user);
    std::lock_guard lock(self->mutex);
    self->tasks.emplace_back([=] { task(arg); });
    self->changed.notify_one();
  };
  for (unsigned i = 0; i < count; ++i)
    threads.emplace_back([this] { loop(); });
}

ExecutorThreads::~ExecutorThreads() {
  {
    std::lock_guard lock(mutex);
    stopping = true;
  }
  changed.notify_all();
  for (std::thread &thread : threads)
    thread.join();
}

void ExecutorThreads::loop() {
  std::unique_lock lock(mutex);
  while (true) {
    changed.wait(lock, [&] { return stopping || !tasks.empty(); });
    if (tasks.empty())
      return;
    auto task = std::move(tasks.front());
    tasks.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
}

namespace {
class FunctionTool final : public Tool {
public:
  explicit FunctionTool(FunctionProvider::Entry entry)
      : entry(std::move(entry)) {}
  Kind kind() const override { return entry.kind; }
  bool queuesCalls() const override { return entry.queuesCalls; }
  Result<Value> run(Invocation &invocation) override {
    return entry.run(invocation);
  }
  void start(std::shared_ptr<Invocation> invocation) override {
    entry.start(std::move(invocation));
  }

private:
  const FunctionProvider::Entry entry;
};
} // namespace

Result<std::unique_ptr<Tool>> FunctionProvider::bind(const ToolDecl &decl,
                                                     const BindContext &) {
  auto found = tools.find(decl.name);
  if (found == tools.end())
    return Status(HOCKET_NOT_FOUND, "no tool '" + decl.name + "'");
  return std::unique_ptr<Tool>(new FunctionTool(found->second));
}

FunctionProvider &RunTest::provider() {
  if (!instance) {
    instance = *Instance::create(options);
    auto made = std::make_unique<FunctionProvider>();
    functions = made.get();
    EXPECT_TRUE(instance->addProvider(std::move(made)).ok());
  }
  return *functions;
}

void RunTest::TearDown() {
  sessions.clear();
  Instance::release(std::move(instance));
}

void RunTest::addCompute(const std::string &name, RunFunction run) {
  provider().tools[name] = {Tool::Kind::Compute, std::move(run), nullptr};
}

void RunTest::addBlocking(const std::string &name, RunFunction run) {
  provider().tools[name] = {Tool::Kind::Blocking, std::move(run), nullptr};
}

void RunTest::addAsync(const std::string &name, StartFunction start) {
  provider().tools[name] = {Tool::Kind::Async, nullptr, std::move(start)};
}

void RunTest::addQueued(const std::string &name, StartFunction start) {
  provider().tools[name] = {Tool::Kind::Async, nullptr, std::move(start),
                            /*queuesCalls=*/true};
}

std::shared_ptr<Session> RunTest::session(PlanBuilder &builder,
                                          SessionOptions options) {
  provider();
  auto plan = loadPlan(builder.finish());
  EXPECT_TRUE(plan) << plan.status().toString();
  auto session = Session::create(instance, *plan, std::move(options));
  EXPECT_TRUE(session) << session.status().toString();
  sessions.push_back(*session);
  return *session;
}

RunPtr RunTest::start(const std::shared_ptr<Session> &session,
                      const Value &arguments, RunOptions options) {
  auto run = hocket::Run::create(session, session->plan->programs.front(),
                                 arguments, std::move(options));
  EXPECT_TRUE(run) << run.status().toString();
  (*run)->start();
  return *run;
}

RunPtr RunTest::start(PlanBuilder &builder, const Value &arguments,
                      RunOptions options) {
  return start(session(builder), arguments, std::move(options));
}

void RunTest::finish(const RunPtr &run) {
  ASSERT_TRUE(run->wait(longWait)) << "the run does not end";
}

RunPtr RunTest::run(PlanBuilder &builder, const Value &arguments,
                    RunOptions options) {
  RunPtr run = start(builder, arguments, std::move(options));
  finish(run);
  return run;
}

std::string RunTest::outcome(const RunPtr &run) {
  if (!run->finished())
    return "not finished";
  if (!run->status().ok())
    return std::string(codeName(run->status().code())) + ": " +
           std::string(run->status().message());
  return run->result() ? run->result()->toJson() : "no result";
}

Value parse(std::string_view json) {
  auto value = Value::parse(json);
  EXPECT_TRUE(value) << value.status().toString();
  return *value;
}

} // namespace hocket::testing
