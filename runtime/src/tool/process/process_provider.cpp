// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The provider "process": a program that reads a call from standard input and
// writes its result to standard output, both JSON.
#include "tool/process/config.h"
#include "tool/process/result.h"
#include "tool/process/run.h"
#include "tool/provider.h"

#include <unordered_set>
#include <vector>

namespace hocket {

namespace {
/// The runs of one tool that have not ended. Loop thread only, but for its
/// construction.
struct Runs {
  std::unordered_set<ProcessRun *> active;
  bool closed = false;

  void close() {
    closed = true;
    std::vector<std::shared_ptr<ProcessRun>> ended; // ending one removes it
    for (ProcessRun *run : active)
      ended.push_back(run->shared_from_this());
    // At once: the loop may be about to end, and no timer fires after that.
    for (const std::shared_ptr<ProcessRun> &run : ended)
      run->kill();
  }
};

class ProcessTool : public Tool {
public:
  ProcessTool(EventLoop &loop, ProcessConfig config)
      : loop(loop),
        config(std::make_shared<const ProcessConfig>(std::move(config))),
        runs(std::make_shared<Runs>()) {}

  ~ProcessTool() override {
    // A call that was given up must not outlive its tool.
    loop.post([runs = runs] { runs->close(); });
  }

  Kind kind() const override { return Kind::Async; }

  std::chrono::milliseconds grace() const override {
    return config->limits.grace;
  }

  void start(std::shared_ptr<Invocation> invocation) override {
    if (invocation->cancel.cancelled())
      return invocation->complete(Status(HOCKET_CANCELLED, "cancelled"));
    // The text is made on the caller's thread: the loop has others to serve.
    std::string input =
        Value::object({{"tool", Value::string(invocation->tool)},
                       {"arguments", invocation->arguments}})
            .toJson();
    input += '\n';
    auto run = std::make_shared<std::weak_ptr<ProcessRun>>();
    EventLoop *events = &loop;
    // Before it starts: whoever cancels then knows whom to stop.
    invocation->cancel.onKill(
        [=] { events->post([=] { forward(*run, &ProcessRun::kill); }); });
    invocation->cancel.onCancel(
        [=] { events->post([=] { forward(*run, &ProcessRun::cancel); }); });
    loop.post(
        [=, config = config, runs = runs, input = std::move(input)]() mutable {
          startOnLoop(*events, std::move(config), runs, *run, std::move(input),
                      std::move(invocation));
        });
  }

private:
  static void forward(const std::weak_ptr<ProcessRun> &run,
                      void (ProcessRun::*end)()) {
    if (std::shared_ptr<ProcessRun> alive = run.lock())
      ((*alive).*end)();
  }

  static void startOnLoop(EventLoop &loop,
                          std::shared_ptr<const ProcessConfig> config,
                          std::shared_ptr<Runs> runs,
                          std::weak_ptr<ProcessRun> &handle, std::string input,
                          std::shared_ptr<Invocation> invocation) {
    if (runs->closed || invocation->cancel.cancelled()) {
      invocation->cancel.clearHandler();
      invocation->complete(Status(HOCKET_CANCELLED, "cancelled"));
      return;
    }
    std::shared_ptr<ProcessRun> run = ProcessRun::create(
        loop, config->limits, [=](ProcessRun *ended, ProcessOutcome outcome) {
          runs->active.erase(ended);
          invocation->cancel.clearHandler();
          invocation->complete(resultOf(*config, std::move(outcome)));
        });
    handle = run;
    runs->active.insert(run.get());
    run->start(config->spawn, std::move(input));
  }

  EventLoop &loop;
  std::shared_ptr<const ProcessConfig> config;
  std::shared_ptr<Runs> runs;
};

class ProcessProvider : public ToolProvider {
public:
  std::string_view name() const override { return "process"; }

  Result<std::unique_ptr<Tool>> bind(const ToolDecl &decl,
                                     const BindContext &context) override {
    Result<ProcessConfig> config = readProcessConfig(decl, context.permissions);
    if (!config)
      return config.status();
    return std::unique_ptr<Tool>(
        std::make_unique<ProcessTool>(context.loop, std::move(*config)));
  }
};
} // namespace

std::unique_ptr<ToolProvider> createProcessProvider() {
  return std::make_unique<ProcessProvider>();
}

} // namespace hocket
