// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The C interface of journals.

#include "api/objects.h"

#include <cstdlib>

using namespace hocket;

extern "C" {

hocket_status_t *hocket_journal_runs(const char *path, char **out) {
  return guarded([&]() -> hocket_status_t * {
    if (!path || !out)
      return toHandle(Status(HOCKET_INVALID_ARGUMENT,
                             "expected a path and a place for the text, found NULL"));
    Result<Value> runs = describeRuns(path);
    if (!runs)
      return toHandle(runs.status());
    std::string json = runs->toJson();
    *out = static_cast<char *>(std::malloc(json.size() + 1));
    if (!*out)
      return toHandle(Status(HOCKET_RESOURCE_EXHAUSTED, "out of memory"));
    std::memcpy(*out, json.c_str(), json.size() + 1);
    return nullptr;
  });
}

hocket_status_t *hocket_journal_load_plan(const char *path, uint64_t run, hocket_plan_t **out) {
  return guarded([&]() -> hocket_status_t * {
    if (!path || !out)
      return toHandle(Status(HOCKET_INVALID_ARGUMENT,
                             "expected a path and a place for the plan, found NULL"));
    Result<std::shared_ptr<const Plan>> plan = loadRunPlan(path, run);
    if (!plan)
      return toHandle(plan.status());
    *out = new hocket_plan_t{std::move(*plan)};
    return nullptr;
  });
}

} // extern "C"
