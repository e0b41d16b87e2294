// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A plan bound to tools, permissions and a device.
#include "exec/session.h"

namespace hocket {

namespace {
class ApprovalTool final : public Tool {
public:
  explicit ApprovalTool(
      std::function<bool(std::string_view, const Value *)> approve)
      : approve(std::move(approve)) {}
  Kind kind() const override { return Kind::Blocking; }
  Result<Value> run(Invocation &invocation) override {
    const Value *question = invocation.arguments.get("question");
    if (!question->isString())
      return Status(HOCKET_TYPE_ERROR,
                    "expected a string as the question, found " +
                        std::string(question->kindName()));
    if (!approve)
      return Status(HOCKET_DENIED, "nobody is there to approve '" +
                                       question->asString() + "'");
    if (!approve(question->asString(), invocation.arguments.get("subject")))
      return Status(HOCKET_DENIED,
                    "'" + question->asString() + "' was not approved");
    return Value::boolean(true);
  }

private:
  const std::function<bool(std::string_view, const Value *)> approve;
};
} // namespace

Session::Session(std::shared_ptr<Instance> instance,
                 std::shared_ptr<const Plan> plan, SessionOptions options)
    : instance(std::move(instance)), plan(std::move(plan)),
      resources(this->plan->resources, *this->instance),
      options(std::move(options)),
      approvalTool(std::make_unique<ApprovalTool>(this->options.approve)) {}

Session::~Session() = default;

Status Session::bindTools() {
  static const Value nothing;
  for (const ToolInfo &info : plan->tools) {
    const Location &location = plan->locations[info.location];
    ToolProvider *provider = instance->findProvider(info.provider);
    if (!provider)
      return Status(HOCKET_NOT_FOUND, "there is no provider '" + info.provider +
                                          "' for tool '" + info.name + "'")
          .at(location);
    ToolDecl decl{info.name, info.provider, info.config, info.parameters,
                  info.compute};
    const Value *settings = options.providerSettings.get(info.provider);
    BindContext context{instance->loop(), options.permissions, scope,
                        settings ? *settings : nothing};
    Result<std::unique_ptr<Tool>> tool = provider->bind(decl, context);
    if (!tool)
      return tool.status().at(location);
    tools.push_back(*std::move(tool));
  }
  return {};
}

Result<std::shared_ptr<Session>>
Session::create(std::shared_ptr<Instance> instance,
                std::shared_ptr<const Plan> plan, SessionOptions options) {
  HOCKET_RETURN_IF_ERROR(options.permissions.resolve());
  std::shared_ptr<Session> session(
      new Session(std::move(instance), std::move(plan), std::move(options)));
  // In virtual time no tool is called, so none needs to be there.
  if (session->options.nullDevice) {
    unsigned processors = session->options.nullProcessors;
    WorkerPool &workers = session->instance->workers;
    session->boundDevice =
        createNullDevice(workers, processors ? processors : workers.size());
    return session;
  }
  HOCKET_RETURN_IF_ERROR(session->bindTools());
  session->boundDevice = createCpuDevice(session->instance->workers);
  return session;
}

} // namespace hocket
