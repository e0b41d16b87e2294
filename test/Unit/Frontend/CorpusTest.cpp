// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Real data: every entry imports, verifies and compiles, or gives exactly the
// errors that corpus-errors.txt lists with the reason.

#include "Corpus.h"

#include "llvm/ADT/StringSet.h"
#include "gtest/gtest.h"

#include <map>

using namespace mlir;
using namespace mlir::hocket::frontend;

namespace {

/// The errors that are expected, by entry: "nestful-2: 5:17: message". A line
/// that starts with "#" gives the reason for those that follow it.
std::map<std::string, std::vector<std::string>> readExpectedErrors() {
  std::map<std::string, std::vector<std::string>> expected;
  std::string text = readInput("corpus-errors.txt");
  SmallVector<StringRef> lines;
  StringRef(text).split(lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef line : lines) {
    if (line.starts_with("#"))
      continue;
    auto [entry, error] = line.split(": ");
    expected[entry.str()].push_back(error.str());
  }
  return expected;
}

class Corpus : public ::testing::Test {
protected:
  std::map<std::string, std::vector<std::string>> expected =
      readExpectedErrors();

  /// Checks the outcome of one entry.
  void check(const std::string &entry, const Compilation &compilation) {
    auto found = expected.find(entry);
    std::vector<std::string> errors =
        found == expected.end() ? std::vector<std::string>() : found->second;
    std::vector<std::string> reported = compilation.errors;
    // The file is in the order of the reasons.
    llvm::sort(errors);
    llvm::sort(reported);
    EXPECT_EQ(reported, errors) << entry;
    EXPECT_EQ(compilation.isCompiled, errors.empty()) << entry;
    seen.insert(entry);
  }
  /// Every expectation must be about an entry that there is.
  void checkComplete(StringRef corpus) {
    for (const auto &[entry, errors] : expected)
      EXPECT_TRUE(!StringRef(entry).starts_with(corpus) || seen.contains(entry))
          << entry;
  }

  llvm::StringSet<> seen;
};

} // namespace

TEST_F(Corpus, LlmCompilerPlans) {
  std::vector<std::string> plans = splitPlans();
  ASSERT_EQ(plans.size(), 17u);
  for (auto [index, plan] : llvm::enumerate(plans)) {
    Compilation compilation;
    ASSERT_EQ(detectSourceFormat(plan), SourceFormat::PlanText);
    compilation.import(plan, SourceFormat::PlanText, nullptr);
    check("plan-" + std::to_string(index), compilation);
    // The first example of ParallelQA lacks three parentheses, in both prompts.
    bool lacksParentheses = StringRef(plan).contains("[\"$5\"]\n");
    EXPECT_EQ(compilation.warnings.size(), lacksParentheses ? 3u : 0u) << plan;
    for (const std::string &warning : compilation.warnings)
      EXPECT_TRUE(StringRef(warning).contains("expected ')' to end the call"))
          << warning;
  }
  checkComplete("plan-");
}

TEST_F(Corpus, BfclParallelMultiple) {
  std::string requests = readInput("bfcl-parallel-multiple.jsonl");
  std::string answers = readInput("bfcl-parallel-multiple-answers.jsonl");
  SmallVector<StringRef> requestLines, answerLines;
  StringRef(requests).split(requestLines, '\n', -1, /*KeepEmpty=*/false);
  StringRef(answers).split(answerLines, '\n', -1, /*KeepEmpty=*/false);
  ASSERT_EQ(requestLines.size(), 200u);
  ASSERT_EQ(answerLines.size(), 200u);
  for (auto [index, lines] :
       llvm::enumerate(llvm::zip(requestLines, answerLines))) {
    json::Document request = parseInput(std::get<0>(lines));
    json::Document answer = parseInput(std::get<1>(lines));
    Catalog catalog;
    EXPECT_TRUE(
        catalog.read(*request.root().get("function"), {}, [&](Problem problem) {
          ADD_FAILURE() << "bfcl-" << index << ": " << problem.message;
        }));
    std::vector<std::string> firstMessages;
    for (Service service :
         {Service::OpenAIChat, Service::OpenAIResponses, Service::Anthropic}) {
      std::string text =
          toServiceAnswer(*answer.root().get("ground_truth"), service);
      Compilation compilation;
      compilation.import(text, detectSourceFormat(text), &catalog);
      // The same mistakes are found in every format; the places differ.
      std::vector<std::string> messages;
      for (StringRef error : compilation.errors)
        messages.push_back(error.split(": ").second.str());
      if (service == Service::OpenAIChat) {
        check("bfcl-" + std::to_string(index), compilation);
        firstMessages = messages;
      } else {
        EXPECT_EQ(messages, firstMessages) << text;
        EXPECT_EQ(compilation.isCompiled, messages.empty()) << text;
      }
    }
  }
  checkComplete("bfcl-");
}

TEST_F(Corpus, Nestful) {
  json::Document plans = parseInput(readInput("nestful-executable.json"));
  Catalog catalog;
  CatalogOptions options;
  options.file = "nestful-executable-spec.json";
  ASSERT_TRUE(
      catalog.read(readInput("nestful-executable-spec.json"), options,
                   [](Problem problem) { ADD_FAILURE() << problem.message; }));
  ASSERT_EQ(catalog.tools().size(), 39u);
  ASSERT_EQ(plans.root().items().size(), 85u);
  for (auto [index, entry] : llvm::enumerate(plans.root().items())) {
    Compilation compilation;
    compilation.importLabelled(plans, entry, &catalog);
    check("nestful-" + std::to_string(index), compilation);
    // Without a catalogue there is nothing that could be wrong with it.
    Compilation loose;
    loose.importLabelled(plans, entry, nullptr);
    EXPECT_EQ(loose.errors, std::vector<std::string>()) << "nestful-" << index;
    EXPECT_TRUE(loose.isCompiled);
  }
  checkComplete("nestful-");
}
