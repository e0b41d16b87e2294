// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run did.
#include "trace/recorder.h"

#include <algorithm>

namespace hocket {

std::vector<Span> TraceRecorder::spansBySequence() const {
  std::vector<Span> all;
  for (const Lane &lane : lanes)
    all.insert(all.end(), lane.spans.begin(), lane.spans.end());
  std::sort(all.begin(), all.end(), [](const Span &a, const Span &b) {
    return a.sequence < b.sequence;
  });
  return all;
}

} // namespace hocket
