// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Large inputs give large programs: nothing is cut off, and nothing is done
// for every pair of calls.

#include "Corpus.h"

#include "hocket/Dialect/Hocket/IR/Hocket.h"
#include "hocket/Frontend/PlanText.h"
#include "hocket/Frontend/Program.h"

#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::frontend;

TEST(Scale, AHundredThousandCalls) {
  constexpr unsigned count = 100000;
  std::string text = "1. f(\"start\")\n";
  for (unsigned i = 2; i <= count; ++i)
    text += std::to_string(i) + ". f(\"after $" + std::to_string(i - 1) +
            " and ${" + std::to_string(i / 2) + "}\", [" + std::to_string(i) +
            "])\n";
  text += std::to_string(count + 1) + ". join()\n";
  Program program;
  ASSERT_TRUE(readPlanText(text, program, [](Problem problem) {
    ADD_FAILURE() << problem.message;
  }));
  ASSERT_EQ(program.calls.size(), count);
  MLIRContext context(MLIRContext::Threading::DISABLED);
  OwningOpRef<ModuleOp> module =
      buildModule(program, SourceFile(&context, "plan"), nullptr);
  ASSERT_TRUE(module);
  unsigned calls = 0, formats = 0, outputs = 0;
  module->walk([&](Operation *op) {
    calls += isa<CallOp>(op);
    formats += isa<FormatOp>(op);
    outputs += isa<OutputOp>(op);
  });
  EXPECT_EQ(calls, count);
  EXPECT_EQ(formats, count - 1);
  EXPECT_EQ(outputs, count);
}

TEST(Scale, ALongTextInPieces) {
  // Parentheses and quotes on every line must not make each line start again.
  std::string text = "1. write(\"\"\"";
  for (unsigned i = 0; i < 20000; ++i)
    text += "int f" + std::to_string(i) + "() { return g('x'); }\n";
  std::string content = text.substr(text.find("int"));
  text += "\"\"\")\n2. join()\n";
  class Counter : public PlanTextHandler {
  public:
    void task(PlanTask task) override {
      if (!task.isJoin)
        content = task.call.arguments[0].value.text;
      ++tasks;
    }
    void problem(Problem problem) override { ADD_FAILURE() << problem.message; }
    unsigned tasks = 0;
    std::string content;
  } counter;
  PlanTextParser parser(counter);
  for (size_t at = 0; at < text.size(); at += 7)
    parser.feed(StringRef(text).substr(at, 7));
  parser.finish();
  EXPECT_EQ(counter.tasks, 2u);
  EXPECT_EQ(counter.content, content);
}
