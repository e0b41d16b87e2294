// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The C interface of instances and plans.

#include "api/objects.h"

#include "plan/loader.h"
#include "tool/catalog.h"
#include "tool/mcp/mcp_provider.h"
#include "tool/native/native_provider.h"
#include "tool/python/python_provider.h"

#include <algorithm>
#include <cstdlib>

using namespace hocket;

static Status missing(const char *what) {
  return Status(HOCKET_INVALID_ARGUMENT, std::string("expected ") + what + ", found NULL");
}

extern "C" {

hocket_status_t *hocket_instance_create(const hocket_instance_options_t *options,
                                        hocket_instance_t **out) {
  return guarded([&]() -> hocket_status_t * {
    if (!out)
      return toHandle(missing("a place for the instance"));
    hocket_instance_options_t given;
    if (Status status = readOptions("hocket_instance_options_t", options, given); !status.ok())
      return toHandle(std::move(status));
    hocket_executor_t executor;
    if (Status status = readOptions("hocket_executor_t", given.executor, executor); !status.ok())
      return toHandle(std::move(status));
    if (given.executor && !executor.submit)
      return toHandle(missing("a submit function in the executor"));
    uint32_t workers = given.workers ? given.workers : executor.concurrency;
    if (workers > WorkerPool::mostWorkers)
      return toHandle(Status(HOCKET_INVALID_ARGUMENT,
                             "expected at most " + std::to_string(WorkerPool::mostWorkers) +
                                 " workers, found " + std::to_string(workers)));
    InstanceOptions internal;
    internal.workers = given.workers;
    internal.executor = given.executor ? &executor : nullptr;
    if (given.blocking_threads)
      internal.blockingThreads = given.blocking_threads;
    Result<std::shared_ptr<Instance>> instance = Instance::create(internal);
    if (!instance)
      return toHandle(instance.status());
    auto native = std::make_unique<NativeProvider>();
    NativeProvider *registry = native.get();
    std::unique_ptr<ToolProvider> providers[] = {
        createBuiltinProvider(), createMcpProvider(), createProcessProvider(given.max_processes),
        createPythonProvider(), std::move(native)};
    for (std::unique_ptr<ToolProvider> &provider : providers)
      if (Status status = (*instance)->addProvider(std::move(provider)); !status.ok())
        return toHandle(std::move(status));
    *out = new hocket_instance_t{std::move(*instance), registry};
    return nullptr;
  });
}

void hocket_instance_destroy(hocket_instance_t *instance) {
  if (!instance)
    return;
  guardedVoid([&] { Instance::release(std::move(instance->instance)); });
  delete instance;
}

hocket_status_t *hocket_instance_register_tool(hocket_instance_t *instance,
                                               const hocket_native_tool_t *tool) {
  return guarded([&]() -> hocket_status_t * {
    if (!instance || !tool)
      return toHandle(missing(instance ? "a tool" : "an instance"));
    hocket_native_tool_t given;
    if (Status status = readOptions("hocket_native_tool_t", tool, given); !status.ok())
      return toHandle(std::move(status));
    given.struct_size = tool->struct_size; // checked there
    return toHandle(instance->native->add(given));
  });
}

hocket_status_t *hocket_plan_load_file(const char *path, hocket_plan_t **out) {
  return guarded([&]() -> hocket_status_t * {
    if (!path || !out)
      return toHandle(missing(path ? "a place for the plan" : "a path"));
    Result<std::shared_ptr<const Plan>> plan = loadPlanFile(path);
    if (!plan)
      return toHandle(plan.status());
    *out = new hocket_plan_t{std::move(*plan)};
    return nullptr;
  });
}

hocket_status_t *hocket_plan_load_memory(const void *data, size_t size, hocket_plan_t **out) {
  return guarded([&]() -> hocket_status_t * {
    if ((!data && size) || !out)
      return toHandle(missing(out ? "the plan's bytes" : "a place for the plan"));
    Result<std::shared_ptr<const Plan>> plan =
        loadPlan(std::string_view(static_cast<const char *>(data), size));
    if (!plan)
      return toHandle(plan.status());
    *out = new hocket_plan_t{std::move(*plan)};
    return nullptr;
  });
}

void hocket_plan_destroy(hocket_plan_t *plan) { delete plan; }

hocket_status_t *hocket_plan_program_info(const hocket_plan_t *plan, hocket_string_t program,
                                          hocket_program_info_t *out) {
  return guarded([&]() -> hocket_status_t * {
    if (!plan || !out)
      return toHandle(missing(plan ? "a place for the information" : "a plan"));
    if (out->struct_size < sizeof out->struct_size)
      return toHandle(wrongStructSize("hocket_program_info_t", out->struct_size,
                                      sizeof out->struct_size));
    const Program *found = plan->plan->findProgram(view(program));
    if (!found)
      return toHandle(plan->plan->noProgram(view(program)));
    hocket_program_info_t info = {};
    info.struct_size = std::min(out->struct_size, sizeof info);
    info.source_format = view(plan->plan->sourceFormat);
    info.name = view(found->name);
    info.predicted_makespan_s = found->predictedMakespanS;
    info.lower_bound_s = found->lowerBoundS;
    // Regions are stored program by program, so this counts nested bodies once.
    std::vector<uint32_t> pending{found->region};
    while (!pending.empty()) {
      const Region &region = plan->plan->regions[pending.back()];
      pending.pop_back();
      for (const Node &node : plan->plan->nodesOf(region)) {
        info.num_calls += node.kind == NodeKind::Call || node.kind == NodeKind::Approve;
        for (uint32_t i = 0; i < node.regions.size; ++i)
          pending.push_back(node.regions.begin + i);
      }
    }
    std::memcpy(out, &info, info.struct_size);
    return nullptr;
  });
}

char *hocket_plan_describe(const hocket_plan_t *plan) {
  return guardedOr(static_cast<char *>(nullptr), [&]() -> char * {
    if (!plan)
      return nullptr;
    auto text = [](const std::string &value) { return Value::string(value); };
    Value::List programs;
    for (const Program &program : plan->plan->programs) {
      Value::List parameters, outputs;
      for (size_t i = 0; i < program.parameters.size(); ++i) {
        uint32_t type = program.parameterTypes[i];
        parameters.push_back(Value::object(
            {{"name", text(program.parameters[i])},
             {"type", text(type == anyType ? "json" : plan->plan->types[type].describe())}}));
      }
      for (const OutputInfo &output : program.outputs)
        outputs.push_back(
            Value::object({{"name", text(output.name)}, {"tool", text(output.tool)}}));
      programs.push_back(Value::object({{"name", text(program.name)},
                                        {"parameters", Value::list(std::move(parameters))},
                                        {"outputs", Value::list(std::move(outputs))}}));
    }
    std::string json = Value::object({{"programs", Value::list(std::move(programs))}}).toJson();
    char *copy = static_cast<char *>(std::malloc(json.size() + 1));
    if (copy)
      std::memcpy(copy, json.c_str(), json.size() + 1);
    return copy;
  });
}

hocket_string_t hocket_builtin_tools(void) { return view(builtinCatalogJson()); }

} // extern "C"
