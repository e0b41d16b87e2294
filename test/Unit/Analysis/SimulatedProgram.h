// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random straight-line programs and a small machine that runs them in any order.
#ifndef HOCKET_TEST_UNIT_ANALYSIS_SIMULATEDPROGRAM_H
#define HOCKET_TEST_UNIT_ANALYSIS_SIMULATEDPROGRAM_H

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace hocket_test {

/// What one operation does.
struct SimOp {
  enum Kind { Call, Cast, Format, Approve } kind = Call;
  struct Access {
    /// 0, 1 or 2, which nothing writes; -1: 0 and 1.
    int resource = 0;
    bool writes = false;
    /// Which of the two key parameters narrows it; -1: none.
    int key = -1;
  };
  std::string tool;
  std::vector<Access> accesses;
  bool total = false, unordered = false, early = false;
  /// Texts of the key arguments, as written: a constant, or "%p" or "%q".
  std::string keys[2];
  /// Operations whose results it takes.
  std::vector<unsigned> operands;
};

/// The state of the machine: for each resource, what is stored at each path.
using SimState = std::map<std::string, uint64_t>;

/// How a run ended: the first failure in the order of the text, or -1, the
/// values of the operations before it, and the state.
struct SimResult {
  int failure = -1;
  std::vector<uint64_t> values;
  SimState state;
  bool operator==(const SimResult &other) const = default;
};

struct SimProgram {
  std::vector<SimOp> ops;
  /// What %p and %q are at run time.
  std::string p, q;

  std::string print() const;
  /// Runs the operations in an order that the runtime could choose: after an
  /// ordered failure nothing later in the text starts, and what comes before it
  /// finishes. Sets `crossed` if something that can be noticed ran although
  /// an earlier question had not been answered with yes, or if a question was
  /// asked although something before it had not run.
  SimResult run(const std::vector<unsigned> &order, bool &crossed) const;
};

/// A program in which `failures` decides whether tools may fail.
SimProgram makeProgram(std::mt19937 &random, unsigned size, bool failures);

} // namespace hocket_test

#endif // HOCKET_TEST_UNIT_ANALYSIS_SIMULATEDPROGRAM_H
