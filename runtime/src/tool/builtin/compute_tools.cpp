// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// compute.spin, compute.primes: work of a known size.
#include "tool/builtin/builtin.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace hocket {

static double threadSeconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         static_cast<double>(now.tv_nsec) * 1e-9;
}

static Result<Value> spinTool(const Arguments &args, const ToolCall &call) {
  double end = threadSeconds() + args.number("seconds");
  volatile uint64_t sink = 1;
  while (threadSeconds() < end) {
    HOCKET_RETURN_IF_ERROR(call.checkCancelled());
    for (int i = 0; i < 2000; ++i)
      sink = sink * 6364136223846793005 + 1442695040888963407;
  }
  return args.value("value");
}

/// The odd primes up to the square root of the limit.
static std::vector<uint32_t> smallPrimes(uint64_t root) {
  std::vector<bool> composite(root + 1);
  std::vector<uint32_t> primes;
  for (uint64_t p = 3; p <= root; p += 2) {
    if (composite[p])
      continue;
    primes.push_back(static_cast<uint32_t>(p));
    for (uint64_t multiple = p * p; multiple <= root; multiple += 2 * p)
      composite[multiple] = true;
  }
  return primes;
}

static Result<Value> primesTool(const Arguments &args, const ToolCall &call) {
  uint64_t limit = args.size("limit");
  if (limit < 2)
    return Value::integer(0);
  auto root = static_cast<uint64_t>(std::sqrt(static_cast<double>(limit)));
  while (root * root > limit)
    --root;
  while ((root + 1) * (root + 1) <= limit)
    ++root;
  std::vector<uint32_t> primes = smallPrimes(root);

  // A sieve over odd numbers in pieces that stay in the cache.
  constexpr uint64_t span = 1 << 19;
  std::vector<uint8_t> composite(span / 2);
  int64_t count = 1; // 2
  for (uint64_t low = 3; low <= limit; low += span) {
    HOCKET_RETURN_IF_ERROR(call.checkCancelled());
    uint64_t high = std::min(low + span - 1, limit);
    std::fill(composite.begin(), composite.end(), 0);
    for (uint64_t p : primes) {
      if (p * p > high)
        break;
      uint64_t first = std::max(p * p, (low + p - 1) / p * p);
      if (first % 2 == 0)
        first += p;
      for (uint64_t multiple = first; multiple <= high; multiple += 2 * p)
        composite[(multiple - low) / 2] = 1;
    }
    for (uint64_t number = low; number <= high; number += 2)
      count += !composite[(number - low) / 2];
  }
  return Value::integer(count);
}

std::vector<BuiltinEntry> computeTools() {
  return {{"compute.spin", spinTool}, {"compute.primes", primesTool}};
}

} // namespace hocket
