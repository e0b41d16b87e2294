// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What all sessions of a process share.
#include "exec/instance.h"

#include "base/duration.h"

#include <thread>

namespace hocket {

Instance::Instance(const InstanceOptions &options,
                   std::unique_ptr<EventLoop> loop)
    : blocking(options.blockingThreads),
      workers(options.workers, options.executor), watchdog(workers, *loop),
      eventLoop(std::move(loop)) {}

Instance::~Instance() = default;

Result<std::shared_ptr<Instance>>
Instance::create(const InstanceOptions &options) {
  Result<std::unique_ptr<EventLoop>> loop = EventLoop::create();
  if (!loop)
    return loop.status();
  return std::shared_ptr<Instance>(
      new Instance(options, *std::move(loop)), [](Instance *instance) {
        // No thread can wait for its own end.
        if (instance->onOwnThread())
          std::thread([instance] { delete instance; }).detach();
        else
          delete instance;
      });
}

void Instance::abandon(const std::shared_ptr<BlockingPool::Ticket> &ticket) {
  if (!blocking.abandon(ticket))
    startMissing();
}

/// Tries again until there is memory for a thread.
void Instance::startMissing() {
  eventLoop->after(std::chrono::milliseconds(100), [this] {
    if (!blocking.startMissing())
      startMissing();
  });
}

bool Instance::onOwnThread() const {
  return eventLoop->onLoopThread() || workers.onWorkerThread() ||
         blocking.onOwnThread();
}

void Instance::release(std::shared_ptr<Instance> instance) {
  using namespace std::chrono_literals;
  if (!instance)
    return;
  for (auto waited = 0ms; instance.use_count() > 1 && waited < 200ms;
       waited += 1ms)
    std::this_thread::sleep_for(1ms);
}

Status Instance::addProvider(std::unique_ptr<ToolProvider> provider) {
  std::lock_guard lock(providersMutex);
  for (const std::unique_ptr<ToolProvider> &other : providers)
    if (other->name() == provider->name())
      return {HOCKET_INVALID_ARGUMENT, "there is a provider '" +
                                           std::string(other->name()) +
                                           "' already"};
  providers.push_back(std::move(provider));
  return {};
}

ToolProvider *Instance::findProvider(std::string_view name) {
  std::lock_guard lock(providersMutex);
  for (const std::unique_ptr<ToolProvider> &provider : providers)
    if (provider->name() == name)
      return provider.get();
  return nullptr;
}

uint64_t Instance::nowNs() {
  return uint64_t(std::chrono::steady_clock::now().time_since_epoch().count());
}

void Instance::callAt(uint64_t timeNs, std::function<void()> task) {
  uint64_t now = nowNs();
  eventLoop->after(saturatedNs(timeNs > now ? timeNs - now : 0),
                   std::move(task));
}

} // namespace hocket
