// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any bytes are a plan or an error. Random changes of a file rarely keep its
// checksums right, so an input that is no container is also taken as the
// control data inside a container that is.

#include "plan/container.h"
#include "plan/loader.h"
#include "plan/testing/container_writer.h"

#include <cstdlib>
#include <memory>

using namespace hocket;

/// What the loader promises of the arrays, and execution relies on.
static void check(const Plan &plan) {
  for (const Node &node : plan.nodes)
    for (uint32_t i = 0; i < node.successors.size; ++i)
      if (node.successors.begin + i >= plan.successors.size())
        abort();
  for (const Region &region : plan.regions) {
    if (region.nodes.begin + region.nodes.size > plan.nodes.size())
      abort();
    for (const Node &node : plan.nodesOf(region)) {
      for (Operand operand : plan.operandsOf(node))
        if (operand.index() >=
            (operand.isConstant() ? plan.constants.size() : region.numSlots))
          abort();
      if (node.firstResult + node.numResults > region.numSlots)
        abort();
      (void)plan.labelOf(node);
    }
  }
  if (plan.programs.empty() || !plan.findProgram(""))
    abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string_view input(reinterpret_cast<const char *>(data), size);
  if (Result<std::shared_ptr<const Plan>> plan = loadPlan(input); plan)
    check(**plan);
  if (input.starts_with("HOCKETPL"))
    return 0;
  if (Result<std::shared_ptr<const Plan>> plan = loadPlan(
          testing::writeContainer(input, {}, plan_format::knownFeatures));
      plan)
    check(**plan);
  return 0;
}
