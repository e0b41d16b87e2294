// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading traces in the format of Chrome and Perfetto.
#ifndef HOCKET_TOOLS_TRACEFILE_H
#define HOCKET_TOOLS_TRACEFILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace hocket::driver {

/// Something that took place on a lane. Times in microseconds.
struct Slice {
  std::string name;
  /// "file:line:column" of the call, if the trace says so.
  std::string location;
  unsigned lane = 0;
  double start = 0;
  double duration = 0;
  /// The operation has a body, whose operations are slices of their own.
  bool hasBody = false;
  /// Numbers of the operation and of the one whose body it is in; -1: unknown.
  int64_t sequence = -1, owner = -1;
  /// Slices that this one waited for, ascending.
  std::vector<unsigned> waitedFor;

  double end() const { return start + duration; }
};

struct Trace {
  /// Named after the processors and queues.
  std::vector<std::string> lanes;
  /// By start, then by lane.
  std::vector<Slice> slices;
};

/// Reads a trace: complete events ("X") are slices, flow events ("s", "f") say
/// which waited for which, metadata names the lanes. Other events are skipped.
llvm::Expected<Trace> readTrace(llvm::StringRef text);

} // namespace hocket::driver

#endif // HOCKET_TOOLS_TRACEFILE_H
