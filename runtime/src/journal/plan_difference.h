// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Why a plan is not another one.
#ifndef HOCKET_JOURNAL_PLAN_DIFFERENCE_H
#define HOCKET_JOURNAL_PLAN_DIFFERENCE_H

#include "plan/plan.h"

namespace hocket {

/// Names the first difference of two plans whose bytes differ, where the text of
/// the program has it if possible: "program 'main', node 3 at a.py:4:1: …".
std::string planDifference(const Plan &recorded, const Plan &given);

} // namespace hocket

#endif // HOCKET_JOURNAL_PLAN_DIFFERENCE_H
