// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Frontend/PlanText.h"

#include "gtest/gtest.h"

using namespace mlir::hocket::frontend;

namespace {

JoinerOutput readJoiner(llvm::StringRef text) {
  JoinerOutput output;
  EXPECT_TRUE(readJoinerOutput(text, output, [](Problem problem) {
    ADD_FAILURE() << problem.pos.line << ":" << problem.pos.column << ": "
                  << problem.message;
  })) << text.str();
  return output;
}

/// The problem, as "line:column: message".
std::string mistakeIn(llvm::StringRef text) {
  std::string found;
  JoinerOutput output;
  EXPECT_FALSE(readJoinerOutput(text, output, [&](Problem problem) {
    found = std::to_string(problem.pos.line) + ":" +
            std::to_string(problem.pos.column) + ": " + problem.message;
  }));
  return found;
}

} // namespace

TEST(Joiner, Finish) {
  JoinerOutput output =
      readJoiner("Question: who?\nThought: I know it.\nAction: Finish(Ann "
                 "(born 1980))<END_OF_PLAN>\n");
  EXPECT_EQ(output.action, JoinerOutput::Action::Finish);
  EXPECT_EQ(output.thought, "I know it.");
  EXPECT_EQ(output.answer, "Ann (born 1980)");
  EXPECT_EQ(output.answerPos, (SourcePos{3, 16}));
}

TEST(Joiner, ReplanWithAnAnswerOfSeveralLines) {
  JoinerOutput output =
      readJoiner("Thought: no\nAction: Replan(look for\n the other)");
  EXPECT_EQ(output.action, JoinerOutput::Action::Replan);
  EXPECT_EQ(output.answer, "look for\n the other");
}

TEST(Joiner, Mistakes) {
  EXPECT_EQ(mistakeIn("Thought: x\n"), "2:1: expected 'Action: Finish(...)' or "
                                       "'Action: Replan(...)', found none");
  EXPECT_EQ(mistakeIn("Action: Stop(1)"),
            "1:9: expected 'Finish(...)' or 'Replan(...)'");
  EXPECT_EQ(mistakeIn("Action: Finish 1"),
            "1:15: expected '(' after the action");
  EXPECT_EQ(mistakeIn("Action: Finish(1\n"),
            "1:17: expected ')' to end the action");
  EXPECT_EQ(mistakeIn("Action: Finish(1) or so"),
            "1:19: expected nothing after the action");
  EXPECT_EQ(mistakeIn("Action: Finish(\xFF)"), "1:16: invalid UTF-8");
}
