// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Regions as single tasks: what a block, a branch, a loop or a map takes and holds.
// The source dialect and plans share these rules.
#ifndef HOCKET_ANALYSIS_REGIONTASKS_H
#define HOCKET_ANALYSIS_REGIONTASKS_H

#include "hocket/Analysis/TaskGraph.h"

#include <cstdint>

namespace mlir::hocket::analysis {

using ResourceLimits = llvm::ArrayRef<ResourceLimit>;

/// A block, scheduled by `priority`. Holds what its schedule holds at the most.
Task asOneTask(const TaskGraph &graph, llvm::ArrayRef<double> priority);

/// Either of two: takes as long, and holds as much, as the greater one.
Task oneOf(Task a, const Task &b);

/// Both, the second after the first.
Task oneAfterAnother(Task a, const Task &b, ResourceLimits limits);

/// A loop: so many times, one after another.
Task repeat(Task body, int64_t times, ResourceLimits limits);

/// A map: so many times, at most `width` at once.
Task inParallel(Task body, int64_t times, int64_t width, ResourceLimits limits);

} // namespace mlir::hocket::analysis

#endif // HOCKET_ANALYSIS_REGIONTASKS_H
