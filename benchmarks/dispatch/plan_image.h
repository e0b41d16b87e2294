// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A plan file in memory, for plans that no compiler made.
#ifndef HOCKET_BENCHMARKS_DISPATCH_PLAN_IMAGE_H
#define HOCKET_BENCHMARKS_DISPATCH_PLAN_IMAGE_H

#include <string>
#include <string_view>

namespace hocket::bench {

/// Wraps serialised control data in the container that runtime/schema/README.md
/// describes, without segments.
std::string makePlanImage(std::string_view controlData);

} // namespace hocket::bench

#endif // HOCKET_BENCHMARKS_DISPATCH_PLAN_IMAGE_H
