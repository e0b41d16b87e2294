// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a journal holds.
#ifndef HOCKET_JOURNAL_RECORDS_H
#define HOCKET_JOURNAL_RECORDS_H

#include "base/status.h"
#include "base/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hocket {

enum class RunState { Running, Succeeded, Failed, Interrupted };
std::string_view runStateName(RunState state);

/// A call that began and whose end nobody knows.
struct UnfinishedCall {
  std::string key;
  std::string label;
  std::string tool;
  std::string location; // "file:line:column", or empty
  std::string arguments; // JSON
  bool idempotent = false;
};

/// One run of a program. What the user allowed is not among it: whoever goes on
/// with a run says that again.
struct RunRecord {
  uint64_t id = 0;
  std::string uuid; // of the run, everywhere and for ever
  std::string planHash;
  std::string program;
  std::string arguments; // JSON
  bool failFast = false;
  RunState state = RunState::Running;
  std::string error; // of a run that failed
  int64_t startedUs = 0; // since 1970
  int64_t endedUs = 0;   // 0: it has not
  uint64_t resumed = 0;  // how often
  uint64_t finishedCalls = 0;
  std::vector<UnfinishedCall> unfinished;
};

/// A call of a run: which, and of what.
struct CallRecord {
  std::string key; // the instance of the node, the same whenever the run goes on
  std::string label;
  std::string tool;
  std::string location;
  bool writes = false;
  bool idempotent = false;
  Value arguments;
};

/// What a journal knows of a call from earlier.
struct RecordedCall {
  std::string argumentsHash;
  std::string arguments; // JSON; of calls that write
  bool finished = false;
  /// The result as JSON, or with `failed` the error.
  std::string outcome;
  bool failed = false;

  /// Of a call that has finished.
  Result<Value> result() const;
};

/// The text that RecordedCall::result() reads: of the value, or the error.
std::string outcomeText(const Result<Value> &result);

} // namespace hocket

#endif // HOCKET_JOURNAL_RECORDS_H
