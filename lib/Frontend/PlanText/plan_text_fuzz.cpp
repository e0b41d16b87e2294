// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any text is a plan or has problems with places; how it is cut while it
// streams makes no difference.

#include "hocket/Frontend/PlanText.h"

#include <cstdlib>

using namespace mlir::hocket::frontend;

namespace {
struct Recorder : PlanTextHandler {
  void task(PlanTask task) override { tasks.push_back(std::move(task)); }
  void problem(Problem problem) override {
    if (problem.message.empty() || problem.pos.line == 0)
      abort();
    problems.push_back(std::move(problem));
  }
  void thought(llvm::StringRef text, SourcePos pos) override {
    texts.push_back(text.str());
  }
  void observation(unsigned task, llvm::StringRef line) override {
    texts.push_back(std::to_string(task) + line.str());
  }
  bool operator==(const Recorder &other) const {
    return tasks == other.tasks && problems == other.problems &&
           texts == other.texts;
  }

  std::vector<PlanTask> tasks;
  std::vector<Problem> problems;
  std::vector<std::string> texts;
};
} // namespace

/// Reads `text` in pieces of `step` characters.
static Recorder read(llvm::StringRef text, size_t step) {
  Recorder recorder;
  PlanTextParser parser(recorder);
  for (; !text.empty(); text = text.drop_front(std::min(step, text.size())))
    parser.feed(text.take_front(step));
  parser.finish();
  return recorder;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  Recorder whole = read(text, size + 1);
  for (size_t step : {size_t(1), size_t(7)})
    if (!(read(text, step) == whole))
      abort();
  Program program;
  unsigned errors = 0;
  bool good = readPlanText(text, program, [&](Problem problem) {
    errors += problem.severity == Problem::Severity::Error;
  });
  if (good != (errors == 0))
    abort();
  JoinerOutput output;
  (void)readJoinerOutput(text, output, [](Problem) {});
  return 0;
}
