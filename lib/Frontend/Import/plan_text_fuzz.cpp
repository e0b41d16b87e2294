// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Plan text: no crash, and the same plan at once and in pieces.

#include "FuzzTarget.h"

#include "hocket/Frontend/PlanText.h"

using namespace mlir::hocket::frontend;

namespace {
class Recorder : public PlanTextHandler {
public:
  void task(PlanTask task) override { tasks.push_back(std::move(task)); }
  void problem(Problem problem) override { problems.push_back(std::move(problem)); }
  bool operator==(const Recorder &other) const {
    return tasks == other.tasks && problems == other.problems;
  }

private:
  std::vector<PlanTask> tasks;
  std::vector<Problem> problems;
};
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  Recorder whole, pieces;
  PlanTextParser wholeParser(whole), piecesParser(pieces);
  wholeParser.feed(text);
  wholeParser.finish();
  for (char c : text)
    piecesParser.feed(llvm::StringRef(&c, 1));
  piecesParser.finish();
  if (!(whole == pieces))
    abort();
  JoinerOutput output;
  readJoinerOutput(text, output, [](Problem) {});
  fuzzImport(text, SourceFormat::PlanText);
  return 0;
}
