// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The AsyncHow plans as programs: their optimal makespans are known.

#include "hocket/Analysis/Schedule.h"
#include "hocket/InitAll.h"

#include "mlir/IR/OwningOpRef.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

#include "gtest/gtest.h"

#include <functional>
#include <map>

using namespace mlir;
using namespace mlir::hocket::analysis;

namespace {
struct Plan {
  std::map<std::string, double> seconds;
  std::map<std::string, std::vector<std::string>> preds;
  double makespan;
};

Plan readPlan(const llvm::json::Object &entry, unsigned bound) {
  Plan plan;
  for (const auto &[step, range] : *entry.getObject("duration_s"))
    plan.seconds[step.str()] = *(*range.getAsArray())[bound].getAsNumber();
  for (const llvm::json::Value &edge : *entry.getArray("edges")) {
    std::string from = (*edge.getAsArray())[0].getAsString()->str();
    std::string to = (*edge.getAsArray())[1].getAsString()->str();
    if (from != "START" && to != "END")
      plan.preds[to].push_back(from);
  }
  plan.makespan = *(*entry.getArray("makespan_s"))[bound].getAsNumber();
  return plan;
}

/// One unordered call for each step, which takes the results of the steps that
/// come before it.
std::string makeProgram(const Plan &plan) {
  std::string text = "hocket.tool @step(";
  for (unsigned i = 0; i < 16; ++i)
    text += llvm::formatv("{0}p{1}?: i64", i ? ", " : "", i);
  text += ") -> i64\nfunc.func @main() {\n";
  std::map<std::string, bool> done;
  std::function<void(const std::string &)> emit = [&](const std::string &step) {
    if (std::exchange(done[step], true))
      return;
    std::string arguments, types;
    auto preds = plan.preds.find(step);
    if (preds != plan.preds.end())
      for (const std::string &pred : preds->second) {
        emit(pred);
        arguments += (arguments.empty() ? "%s" : ", %s") + pred;
        types += types.empty() ? "i64" : ", i64";
      }
    text += llvm::formatv("  %s{0} = hocket.call @step({1}) unordered "
                          "{{cost = #hocket.cost<{2:f6}>} : ({3}) -> i64\n",
                          step, arguments, plan.seconds.at(step), types);
  };
  for (const auto &[step, seconds] : plan.seconds)
    emit(step);
  return text + "  return\n}\n";
}
} // namespace

TEST(AsyncHow, CriticalPathIsTheOptimalMakespan) {
  auto buffer = llvm::MemoryBuffer::getFile(HOCKET_TEST_DIR "/Analysis/Inputs/asynchow-parallel.json");
  ASSERT_TRUE(static_cast<bool>(buffer));
  auto parsed = llvm::json::parse((*buffer)->getBuffer());
  ASSERT_TRUE(static_cast<bool>(parsed));
  ASSERT_EQ(parsed->getAsArray()->size(), 200u);

  DialectRegistry registry;
  ::hocket::registerAllDialects(registry);
  MLIRContext context(registry);
  for (const llvm::json::Value &value : *parsed->getAsArray()) {
    const llvm::json::Object &entry = *value.getAsObject();
    for (unsigned bound : {0u, 1u}) {
      SCOPED_TRACE(entry.getString("title")->str() + (bound ? ", high" : ", low"));
      Plan plan = readPlan(entry, bound);
      auto module = parseSourceString<ModuleOp>(makeProgram(plan), &context);
      ASSERT_TRUE(module);
      FailureOr<Schedule> schedule =
          estimateSchedule(*module->getOps<func::FuncOp>().begin());
      ASSERT_TRUE(succeeded(schedule));
      EXPECT_DOUBLE_EQ(schedule->criticalPathSeconds, plan.makespan);
      EXPECT_DOUBLE_EQ(schedule->makespan, plan.makespan);
      EXPECT_DOUBLE_EQ(schedule->lowerBound, plan.makespan);
      EXPECT_EQ(schedule->bindingConstraint, "critical path");
    }
  }
}
