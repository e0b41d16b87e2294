// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
#include "Fixture.h"

#include "mlir/Parser/Parser.h"

namespace mlir::hocket::plan::test {

const char *const PlanFileTest::sample = R"(
  plan.resource @web capacity 2
  plan.tool @search(query, site) reads provider "native" {"name": "search"}
  plan.program @main(q = %q) {
    %0 = plan.constant "x"
    %1, %t = plan.call @search(%q) acquires(@web)
    %2 = plan.if %q captures(%1) {
      %4 = plan.list [%1]
      plan.yield %4
    } else {
      plan.yield %1
    }
    %3 = plan.record {a = %2, b = %0} after(%t)
    plan.output "1" of "search" %1
    plan.yield %3
  }
)";

PlanFileTest::PlanFileTest() { context.loadDialect<PlanDialect>(); }

std::string PlanFileTest::write(StringRef text) {
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(text, &context);
  EXPECT_TRUE(module);
  std::string bytes;
  llvm::raw_string_ostream os(bytes);
  EXPECT_TRUE(module && succeeded(writePlan(*module, os)));
  return bytes;
}

proto::Plan PlanFileTest::control(StringRef text) {
  std::string bytes = write(text);
  FailureOr<Container> container = readContainer(bytes, UnknownLoc::get(&context));
  proto::Plan plan;
  EXPECT_TRUE(succeeded(container) && plan.ParseFromString(container->control.str()));
  return plan;
}

std::string PlanFileTest::pack(const proto::Plan &plan, ArrayRef<StringRef> segments) {
  std::string control = plan.SerializeAsString(), bytes;
  Container container;
  container.control = control;
  for (const proto::Tool &tool : plan.tools())
    if (!tool.result_type().empty())
      container.features = format::typedResults;
  container.segments.assign(segments.begin(), segments.end());
  llvm::raw_string_ostream os(bytes);
  writeContainer(container, os);
  return bytes;
}

std::string PlanFileTest::read(StringRef bytes) {
  std::string messages;
  ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
    messages += diagnostic.str() + "\n";
    return success();
  });
  OwningOpRef<ModuleOp> module = readPlan(bytes, &context);
  EXPECT_EQ(static_cast<bool>(module), messages.empty());
  return StringRef(messages).rtrim().str();
}

std::string PlanFileTest::print(StringRef bytes) {
  OwningOpRef<ModuleOp> module = readPlan(bytes, &context);
  std::string text;
  llvm::raw_string_ostream os(text);
  if (module)
    module->print(os);
  return text;
}

} // namespace mlir::hocket::plan::test
