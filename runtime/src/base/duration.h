// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Times that callers and plans give, as durations that sums do not overflow.
#ifndef HOCKET_BASE_DURATION_H
#define HOCKET_BASE_DURATION_H

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace hocket {

/// At most a hundred years.
inline std::chrono::nanoseconds saturatedNs(uint64_t ns) {
  using std::chrono::nanoseconds;
  constexpr nanoseconds longest = std::chrono::hours(24 * 365 * 100);
  return nanoseconds(int64_t(std::min(ns, uint64_t(longest.count()))));
}

} // namespace hocket

#endif // HOCKET_BASE_DURATION_H
