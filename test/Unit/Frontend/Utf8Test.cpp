// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever bytes a source has, messages and values are valid UTF-8.

#include "Corpus.h"

#include "hocket/Frontend/Excerpt.h"
#include "hocket/Frontend/Json.h"
#include "hocket/Frontend/PlanText.h"

#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::hocket::frontend;

namespace {

/// "line:column: message" of each problem, all of them in valid UTF-8.
std::vector<std::string> problemsOf(StringRef text, Program &program) {
  std::vector<std::string> found;
  readPlanText(text, program, [&](Problem problem) {
    EXPECT_TRUE(llvm::json::isUTF8(problem.message)) << problem.message;
    found.push_back(std::to_string(problem.pos.line) + ":" +
                    std::to_string(problem.pos.column) + ": " +
                    problem.message);
  });
  return found;
}

std::vector<std::string> problemsOf(StringRef text) {
  Program program;
  return problemsOf(text, program);
}

using Messages = std::vector<std::string>;

} // namespace

TEST(Utf8, AWrongByteIsReportedWhereverItStands) {
  // In a key, where the reader itself would put it into a message.
  EXPECT_EQ(problemsOf("1. f({\"x\xF5$1\": 2})\n2. join()\n")[0],
            "1:9: invalid UTF-8");
  // In a string, a raw text, a comment, a line between the tasks.
  EXPECT_EQ(problemsOf("1. f(\"a\xFF\")\n2. f(b \xC3)\n3. f() # \xE2\x82\n"
                       "\xFF\n4. join()\n"),
            (Messages{"1:8: invalid UTF-8", "2:8: invalid UTF-8",
                      "3:10: invalid UTF-8", "4:1: invalid UTF-8"}));
}

TEST(Utf8, OneStatementIsReportedOnce) {
  EXPECT_EQ(problemsOf("1. f(\"\xFF a \xFF\n\xFF\")\n2. join()\n"),
            Messages{"1:7: invalid UTF-8"});
}

TEST(Utf8, WhatFollowsThePlanMayBeAnything) {
  EXPECT_EQ(problemsOf("1. f()\n2. join()\nThat \xFF was it.\n"), Messages{});
}

TEST(Utf8, ATaskWithAWrongByteMustNotRun) {
  Program program;
  problemsOf("1. f(\"\xFF\")\n2. f($1)\n3. join()\n", program);
  ASSERT_EQ(program.calls.size(), 1u);
  EXPECT_EQ(program.calls[0].id, "2");
  EXPECT_EQ(program.broken, std::vector<std::string>{"1"});
}

TEST(Utf8, CharactersAreTakenWhole) {
  EXPECT_EQ(problemsOf("1. f([1é])\n2. join()\n")[0],
            "1:8: the arguments are read as one text, because they are no "
            "literals: expected ']' to match line 1, column 6, found 'é'");
  std::string behind = std::string(39, 'x') + "é and more";
  EXPECT_EQ(problemsOf("1. f() " + behind + "\n2. join()\n")[0],
            "1:8: expected the end of the line or a comment after the call, "
            "found '" +
                std::string(39, 'x') + "'");
  EXPECT_EQ(takeCharacters("é", 1), "");
  EXPECT_EQ(takeCharacters("aé", 3), "aé");
  EXPECT_EQ(firstCharacter("é1"), "é");
  EXPECT_EQ(firstCharacter(""), "");
}

TEST(Utf8, JsonNamesWholeCharacters) {
  Messages found;
  json::Document document;
  for (StringRef text : {"[1 é]", "[é]", "{\"a\" é}", "[1, 2 \xC3]"})
    json::Document::parse(text, document, [&](Problem problem) {
      EXPECT_TRUE(llvm::json::isUTF8(problem.message)) << problem.message;
      found.push_back(problem.message);
    });
  EXPECT_EQ(found.size(), 4u);
  EXPECT_EQ(found.back(), "invalid UTF-8");
}

TEST(Utf8, HalfACharacterIsNoString) {
  json::Document document;
  for (StringRef text : {"\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83d\\u0041\""})
    EXPECT_FALSE(json::Document::parse(text, document, [](Problem) {}))
        << text.str();
}
