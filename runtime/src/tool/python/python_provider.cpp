// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the configuration of Python functions and binds them to workers.
#include "tool/python/python_provider.h"

#include "tool/process/config.h"
#include "tool/python/pool.h"
#include "tool/session_scope.h"

#include <algorithm>
#include <sched.h>
#include <thread>

namespace hocket {

namespace {
/// What the tools of one module share: when the last of them goes, and the
/// session with it, the workers are told to end.
struct PythonWorkers {
  PythonWorkers(EventLoop &loop, PythonPoolConfig config)
      : loop(loop), pool(std::make_shared<PythonPool>(loop, std::move(config))) {}
  ~PythonWorkers() {
    loop.post([pool = pool] { pool->close(); });
  }
  EventLoop &loop;
  std::shared_ptr<PythonPool> pool;
};

class PythonTool : public Tool {
public:
  PythonTool(std::shared_ptr<PythonWorkers> workers, std::string function,
             ProcessLimits limits)
      : workers(std::move(workers)), function(std::move(function)),
        limits(limits) {}

  Kind kind() const override { return Kind::Async; }
  std::chrono::milliseconds grace() const override { return limits.grace; }
  bool queuesCalls() const override { return true; }

  void start(std::shared_ptr<Invocation> invocation) override {
    if (invocation->cancel.cancelled())
      return invocation->complete(Status(HOCKET_CANCELLED, "cancelled"));
    auto call = std::make_shared<PythonCall>();
    // Made on the caller's thread: the loop has others to serve.
    call->request =
        Value::object({{"function", Value::string(function)},
                       {"arguments", invocation->arguments},
                       {"limit", Value::integer(
                                     static_cast<int64_t>(limits.maxOutput))}})
            .toJson();
    call->request.pop_back(); // the number follows
    call->function = function;
    call->grace = limits.grace;
    call->invocation = invocation;
    EventLoop *loop = &workers->loop;
    std::shared_ptr<PythonPool> pool = workers->pool;
    // Weakly: the call holds the invocation, and so what holds the handlers.
    std::weak_ptr<PythonCall> handle = call;
    loop->post([pool, call] { pool->submit(call); });
    auto forward = [=](void (PythonPool::*end)(const std::shared_ptr<PythonCall> &)) {
      return [=] {
        if (std::shared_ptr<PythonCall> alive = handle.lock())
          loop->post([=] { ((*pool).*end)(alive); });
      };
    };
    invocation->cancel.onKill(forward(&PythonPool::kill));
    invocation->cancel.onCancel(forward(&PythonPool::cancel));
  }

private:
  std::shared_ptr<PythonWorkers> workers;
  const std::string function;
  const ProcessLimits limits;
};

class PythonProvider : public ToolProvider {
public:
  std::string_view name() const override { return "python"; }
  Result<std::unique_ptr<Tool>> bind(const ToolDecl &decl,
                                     const BindContext &context) override;
};
} // namespace

/// The processors that this process may use.
static unsigned availableProcessors() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0)
    return static_cast<unsigned>(std::max(1, CPU_COUNT(&set)));
  return std::max(1u, std::thread::hardware_concurrency());
}

static Status wrongOption(const ToolDecl &decl, const std::string &problem) {
  return Status(HOCKET_INVALID_ARGUMENT, "tool '" + decl.name + "': " + problem);
}

/// The text of an option; nothing if it is absent.
static Result<std::string> readText(const ToolDecl &decl, const char *key) {
  const Value *value = decl.config.get(key);
  if (!value || value->isNull())
    return std::string();
  if (!value->isString() || value->asString().empty() ||
      value->asString().find('\0') != std::string::npos)
    return wrongOption(decl, std::string("provider option '") + key +
                                 "': expected a text, found " + value->toJson());
  return value->asString();
}

/// What the user said to the provider: {"workers", "load_timeout_ms"}.
static Status readSettings(const Value &settings, PythonPoolConfig &config) {
  if (settings.isNull())
    return Status();
  auto wrong = [](const std::string &problem) {
    return Status(HOCKET_INVALID_ARGUMENT,
                  "settings of provider 'python': " + problem);
  };
  if (!settings.isObject())
    return wrong("expected an object, found " + settings.toJson());
  for (const auto &[name, value] : settings.asObject()) {
    bool isWorkers = name == "workers";
    if (!isWorkers && name != "load_timeout_ms")
      return wrong("there is no '" + name + "'");
    int64_t most = isWorkers ? 4096 : 86'400'000;
    if (value.kind() != Value::Kind::Int || value.asInt() < 1 ||
        value.asInt() > most)
      return wrong("'" + name + "': expected a number from 1 to " +
                   std::to_string(most) + ", found " + value.toJson());
    if (isWorkers)
      config.maxWorkers = static_cast<unsigned>(value.asInt());
    else
      config.loadTimeout = std::chrono::milliseconds(value.asInt());
  }
  return Status();
}

/// How the interpreter is started, with the checks and options of programs.
static Result<ProcessConfig> readInterpreter(const ToolDecl &decl,
                                             const Permissions &permissions,
                                             const std::string &interpreter) {
  Value::Object options;
  options.emplace_back(
      "command",
      Value::list({Value::string(interpreter), Value::string("-c"),
                   Value::string(std::string(pythonWorkerSource()))}));
  for (const char *key :
       {"cwd", "env", "inherit_env", "max_output_bytes", "kill_grace_ms"})
    if (const Value *value = decl.config.get(key))
      options.emplace_back(key, *value);
  ToolDecl program{decl.name, "process", Value::object(std::move(options)), {}};
  return readProcessConfig(program, permissions);
}

Result<std::unique_ptr<Tool>> PythonProvider::bind(const ToolDecl &decl,
                                                   const BindContext &context) {
  static constexpr std::string_view known[] = {
      "file", "module",      "function",         "python",       "cwd",
      "env",  "inherit_env", "max_output_bytes", "kill_grace_ms"};
  if (!decl.config.isObject())
    return wrongOption(decl, "expected the provider's options as an object");
  for (const auto &[name, value] : decl.config.asObject())
    if (std::find(std::begin(known), std::end(known), name) == std::end(known))
      return wrongOption(decl, "provider 'python' has no option '" + name + "'");
  Result<std::string> file = readText(decl, "file"),
                      module = readText(decl, "module"),
                      function = readText(decl, "function"),
                      python = readText(decl, "python");
  for (const Result<std::string> *text : {&file, &module, &function, &python})
    if (!*text)
      return text->status();
  if (file->empty() == module->empty())
    return wrongOption(decl, "provider 'python' needs either a 'file' or a 'module'");
  if (function->empty())
    *function = decl.name;
  if (python->empty())
    *python = "python3";
  Result<ProcessConfig> interpreter =
      readInterpreter(decl, context.permissions, *python);
  if (!interpreter)
    return interpreter.status();

  PythonPoolConfig config;
  config.maxWorkers = availableProcessors();
  HOCKET_RETURN_IF_ERROR(readSettings(context.settings, config));
  config.spawn = std::move(interpreter->spawn);
  config.module = file->empty() ? *module : *file;
  config.setup = Value::object({{file->empty() ? "module" : "file",
                                 Value::string(config.module)}})
                     .toJson();
  // One pool for all functions that can share a process.
  std::string key = "python\n" + config.setup + "\n" + config.spawn.path + "\n" +
                    config.spawn.folder;
  for (const std::string &variable : config.spawn.environment)
    key += '\0' + variable;
  std::shared_ptr<PythonWorkers> workers =
      context.scope.share<PythonWorkers>(key, [&] {
        return std::make_shared<PythonWorkers>(context.loop, std::move(config));
      });
  return std::unique_ptr<Tool>(std::make_unique<PythonTool>(
      std::move(workers), std::move(*function), interpreter->limits));
}

std::unique_ptr<ToolProvider> createPythonProvider() {
  return std::make_unique<PythonProvider>();
}

} // namespace hocket
