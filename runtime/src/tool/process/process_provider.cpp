// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The provider "process": a program that reads a call from standard input and
// writes its result to standard output, both JSON.
#include "tool/process/process_call.h"
#include "tool/provider.h"

namespace hocket {

namespace {
class ProcessTool : public Tool {
public:
  ProcessTool(EventLoop &loop, std::shared_ptr<ProcessQueue> queue,
              ProcessConfig config)
      : loop(loop), queue(std::move(queue)),
        config(std::make_shared<const ProcessConfig>(std::move(config))),
        calls(std::make_shared<ProcessCalls>()) {}

  ~ProcessTool() override {
    // A call that was given up must not outlive its tool.
    loop.post([calls = calls] { calls->close(); });
  }

  Kind kind() const override { return Kind::Async; }
  bool queuesCalls() const override { return true; }

  std::chrono::milliseconds grace() const override {
    return config->limits.grace;
  }

  void start(std::shared_ptr<Invocation> invocation) override {
    if (invocation->cancel.cancelled())
      return invocation->complete(Status(HOCKET_CANCELLED, "cancelled"));
    // The text is made on the caller's thread: the loop has others to serve.
    Value::Object line{{"tool", Value::string(invocation->tool)},
                       {"arguments", invocation->arguments}};
    if (!invocation->idempotencyKey.empty())
      line.emplace_back("idempotency_key",
                        Value::string(invocation->idempotencyKey));
    std::string input = Value::object(std::move(line)).toJson();
    input += '\n';
    auto call = std::make_shared<ProcessCall>(loop, queue, calls, config,
                                              std::move(input), invocation);
    // Before it starts: whoever cancels then knows whom to stop.
    invocation->cancel.onKill(forward(call, &ProcessRun::kill));
    invocation->cancel.onCancel(forward(call, &ProcessRun::cancel));
    loop.post([call = std::move(call)] { call->enqueue(); });
  }

private:
  std::function<void()> forward(const std::weak_ptr<ProcessCall> &call,
                                void (ProcessRun::*how)()) {
    return [events = &loop, call, how] {
      events->post([call, how] {
        if (std::shared_ptr<ProcessCall> alive = call.lock())
          alive->end(how);
      });
    };
  }

  EventLoop &loop;
  const std::shared_ptr<ProcessQueue> queue;
  const std::shared_ptr<const ProcessConfig> config;
  const std::shared_ptr<ProcessCalls> calls;
};

class ProcessProvider : public ToolProvider {
public:
  explicit ProcessProvider(unsigned maxProcesses)
      : queue(std::make_shared<ProcessQueue>(maxProcesses)) {}

  std::string_view name() const override { return "process"; }

  Result<std::unique_ptr<Tool>> bind(const ToolDecl &decl,
                                     const BindContext &context) override {
    Result<ProcessConfig> config = readProcessConfig(decl, context.permissions);
    if (!config)
      return config.status();
    return std::unique_ptr<Tool>(
        std::make_unique<ProcessTool>(context.loop, queue, std::move(*config)));
  }

private:
  const std::shared_ptr<ProcessQueue> queue; // one for all tools
};
} // namespace

std::unique_ptr<ToolProvider> createProcessProvider(unsigned maxProcesses) {
  return std::make_unique<ProcessProvider>(maxProcesses);
}

} // namespace hocket
