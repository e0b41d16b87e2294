// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the bytes of a plan file to a verified, immutable plan.
#ifndef HOCKET_PLAN_LOADER_H
#define HOCKET_PLAN_LOADER_H

#include "plan/plan.h"

namespace hocket {

/// Reads and verifies; the bytes may be freed afterwards. A file that is not a
/// valid plan gives an error that names the place and the reason.
Result<std::shared_ptr<const Plan>> loadPlan(std::string_view bytes);

/// The same from a file, which may be a pipe.
Result<std::shared_ptr<const Plan>> loadPlanFile(const std::string &path);

} // namespace hocket

#endif // HOCKET_PLAN_LOADER_H
