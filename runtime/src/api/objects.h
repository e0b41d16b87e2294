// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the opaque handles of the C interface hold. Handles share ownership, so
// an object lives until the last handle that needs it is gone, in any order.
#ifndef HOCKET_API_OBJECTS_H
#define HOCKET_API_OBJECTS_H

#include "api/handles.h"
#include "exec/run.h"
#include "exec/session.h"

#include <atomic>
#include <mutex>
#include <vector>

namespace hocket {
class NativeProvider;
}

struct hocket_instance_t {
  std::shared_ptr<hocket::Instance> instance;
  hocket::NativeProvider *native; // owned by the instance
};

struct hocket_plan_t {
  std::shared_ptr<const hocket::Plan> plan;
};

struct hocket_session_t {
  std::shared_ptr<hocket::Session> session;
};

struct hocket_call_t {
  explicit hocket_call_t(std::shared_ptr<hocket::Run> run) : run(std::move(run)) {}
  ~hocket_call_t();

  const std::shared_ptr<hocket::Run> run;
  std::atomic<bool> cancelled{false}; // by the caller: a second time insists

  /// Handles for what the run ended with, made when first asked for.
  struct Output {
    hocket_value_t *value = nullptr;
    hocket_status_t *status = nullptr;
  };
  const hocket_status_t *status();
  const hocket_value_t *result();
  const Output &output(size_t index);

private:
  void makeHandles();
  std::once_flag made;
  hocket_status_t *statusHandle = nullptr;
  hocket_value_t *resultHandle = nullptr;
  std::vector<Output> outputHandles;
};

#endif // HOCKET_API_OBJECTS_H
