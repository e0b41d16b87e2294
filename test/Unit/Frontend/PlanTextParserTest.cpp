// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The plan parser as the text streams in: however it is cut, the same events
// come out, and each task as soon as its line is complete.

#include "Corpus.h"

#include "hocket/Frontend/PlanText.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

#include <random>

using namespace mlir;
using namespace mlir::hocket::frontend;

namespace {

/// Everything that a parser has delivered, in order.
class Recorder : public PlanTextHandler {
public:
  void task(PlanTask task) override {
    arrivals.push_back({task.number, position});
    tasks.push_back(std::move(task));
  }
  void problem(Problem problem) override {
    problems.push_back(std::move(problem));
  }
  void thought(StringRef text, SourcePos pos) override {
    texts.push_back("thought " + text.str() + " at " +
                    std::to_string(pos.line));
  }
  void observation(unsigned task, StringRef line) override {
    texts.push_back("observation of " + std::to_string(task) + ": " +
                    line.str());
  }

  std::vector<PlanTask> tasks;
  std::vector<Problem> problems;
  std::vector<std::string> texts;
  /// The number of each task with the number of characters seen before it came.
  std::vector<std::pair<unsigned, size_t>> arrivals;
  size_t position = 0;
};

Recorder readWhole(StringRef text) {
  Recorder recorder;
  PlanTextParser parser(recorder);
  parser.feed(text);
  parser.finish();
  return recorder;
}

/// Feeds pieces, of one character or of random sizes.
Recorder readInPieces(StringRef text, std::mt19937 *random) {
  Recorder recorder;
  PlanTextParser parser(recorder);
  for (size_t at = 0; at < text.size();) {
    size_t size = random ? 1 + (*random)() % 40 : 1;
    StringRef chunk = text.substr(at, size);
    at += chunk.size();
    recorder.position = at;
    parser.feed(chunk);
  }
  parser.finish();
  return recorder;
}

void expectSameEvents(StringRef text, std::mt19937 *random) {
  Recorder whole = readWhole(text), pieces = readInPieces(text, random);
  EXPECT_TRUE(whole.tasks == pieces.tasks) << text.str();
  EXPECT_EQ(whole.texts, pieces.texts) << text.str();
  ASSERT_EQ(whole.problems.size(), pieces.problems.size()) << text.str();
  for (auto [expected, found] : llvm::zip(whole.problems, pieces.problems))
    EXPECT_TRUE(expected == found) << text.str() << "\n"
                                   << expected.message << "\n"
                                   << found.message;
}

/// The worked plans, and every plan that the lit tests use.
std::vector<std::string> allPlans() {
  std::vector<std::string> plans = splitPlans();
  std::error_code error;
  for (llvm::sys::fs::directory_iterator
           it(Twine(HOCKET_TEST_DIR) + "/Frontend/PlanText", error),
       end;
       it != end && !error; it.increment(error))
    if (llvm::sys::path::extension(it->path()) == ".txt")
      if (auto buffer = llvm::MemoryBuffer::getFile(it->path()))
        plans.push_back((*buffer)->getBuffer().str());
  EXPECT_GT(plans.size(), 25u);
  return plans;
}

} // namespace

TEST(PlanTextParser, ByteByByteIsTheSameAsAtOnce) {
  for (const std::string &plan : allPlans())
    expectSameEvents(plan, nullptr);
}

TEST(PlanTextParser, AnyCutIsTheSameAsAtOnce) {
  std::mt19937 random(11);
  for (const std::string &plan : allPlans())
    for (unsigned round = 0; round < 5; ++round)
      expectSameEvents(plan, &random);
}

TEST(PlanTextParser, DamagedPlansAreTheSameInPieces) {
  std::mt19937 random(13);
  const StringRef characters = "()[]{}\"'\\$,=#\n.0123 abcjoin()\r\t\xC3";
  std::vector<std::string> plans = allPlans();
  for (unsigned round = 0; round < 2000; ++round) {
    std::string plan = plans[random() % plans.size()];
    for (unsigned i = 0; i < 4; ++i) {
      size_t at = random() % plan.size();
      if (random() % 2)
        plan.erase(at, 1 + random() % 3);
      else
        plan.insert(at, 1, characters[random() % characters.size()]);
    }
    expectSameEvents(plan, nullptr);
  }
}

TEST(PlanTextParser, ATaskArrivesWithTheEndOfItsOwnLine) {
  StringRef text = "1. f(\"x\")\n"
                   "2. g(raw text)  # comment\n"
                   "Thought: no\n"
                   "3. h(\"\"\"two\nlines)\n\"\"\")\n"
                   "4. f([\n  1,\n  (2)\n])\n"
                   "5. f(\"a\") 6. f(b)\n"
                   "7. f(\"c\nd\")\n"
                   "8. join()\n";
  Recorder recorder = readInPieces(text, nullptr);
  ASSERT_EQ(recorder.problems.size(), 0u);
  auto lineEnd = [&](StringRef part) {
    return text.find('\n', text.find(part)) + 1;
  };
  std::vector<std::pair<unsigned, size_t>> expected = {
      {1, lineEnd("1. ")},  {2, lineEnd("2. ")},  {3, lineEnd("\"\"\")\n")},
      {4, lineEnd("])\n")}, {5, lineEnd("5. f")}, {6, lineEnd("6. f")},
      {7, lineEnd("d\")")}, {8, lineEnd("8. ")}};
  EXPECT_EQ(recorder.arrivals, expected);
}

TEST(PlanTextParser, OnlyAMissingParenthesisWaitsForTheNextLine) {
  StringRef text = "1. f(\"x\"\n2. f(\"y\")\n3. join()";
  Recorder recorder = readInPieces(text, nullptr);
  ASSERT_EQ(recorder.arrivals.size(), 3u);
  EXPECT_EQ(recorder.arrivals[0].second, text.find("3."));
  EXPECT_EQ(recorder.arrivals[1].second, text.find("3."));
  // The last line has no end: it is complete when the text is.
  EXPECT_EQ(recorder.arrivals[2].second, text.size());
  ASSERT_EQ(recorder.problems.size(), 1u);
  EXPECT_EQ(recorder.problems[0].pos, (SourcePos{1, 9}));
}

TEST(PlanTextParser, WindowsLineEnds) {
  Recorder recorder = readWhole("1. f(\"x\ny\")\r\n2. f(a b)\r\n3. join()\r\n");
  ASSERT_EQ(recorder.tasks.size(), 3u);
  EXPECT_EQ(recorder.problems.size(), 0u);
  EXPECT_EQ(recorder.tasks[0].call.arguments[0].value.text, "x\ny");
  EXPECT_EQ(recorder.tasks[1].call.arguments[0].value.text, "a b");
}

TEST(PlanTextParser, ATaskWithAnErrorIsDeliveredAsInvalid) {
  Recorder recorder = readWhole("1. f([1)\n1. f(2)\n3. join()\n");
  ASSERT_EQ(recorder.tasks.size(), 3u);
  EXPECT_FALSE(recorder.tasks[0].isValid);
  EXPECT_FALSE(recorder.tasks[1].isValid);
  EXPECT_TRUE(recorder.tasks[2].isValid);
  EXPECT_TRUE(recorder.tasks[2].isJoin);
}
