// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A plan bound to tools, permissions and a device. Capacities and rates hold
// across all runs of a session.
#ifndef HOCKET_EXEC_SESSION_H
#define HOCKET_EXEC_SESSION_H

#include "device/device.h"
#include "exec/instance.h"
#include "plan/plan.h"
#include "tool/session_scope.h"

namespace hocket {

struct SessionOptions {
  bool nullDevice = false;
  unsigned nullProcessors = 0; // 0: as many as the instance has workers
  Permissions permissions;
  /// What providers are to know, whatever the plan: provider -> object.
  Value providerSettings;
  /// Answers an APPROVE; may block. None: every approval is refused.
  std::function<bool(std::string_view question, const Value *subject)> approve;
};

class Session : public std::enable_shared_from_this<Session> {
public:
  /// Binds every tool of the plan; fails if one cannot be.
  static Result<std::shared_ptr<Session>>
  create(std::shared_ptr<Instance> instance, std::shared_ptr<const Plan> plan,
         SessionOptions options);
  ~Session();

  Tool &tool(uint32_t index) const { return *tools[index]; }
  /// Answers approvals: arguments `question` and perhaps `subject`.
  Tool &approval() const { return *approvalTool; }
  Device &device() const { return *boundDevice; }

  const std::shared_ptr<Instance> instance;
  const std::shared_ptr<const Plan> plan;
  ResourceSet resources;

private:
  Session(std::shared_ptr<Instance> instance, std::shared_ptr<const Plan> plan,
          SessionOptions options);
  Status bindTools();

  const SessionOptions options;
  SessionScope scope;
  std::vector<std::unique_ptr<Tool>> tools; // empty on the null device
  std::unique_ptr<Tool> approvalTool;
  std::unique_ptr<Device> boundDevice;
};

} // namespace hocket

#endif // HOCKET_EXEC_SESSION_H
