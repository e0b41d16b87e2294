// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The nodes that only compute a value from values: APPLY, FORMAT, RECORD, LIST,
// GET, CAST.
#ifndef HOCKET_EXEC_PURE_H
#define HOCKET_EXEC_PURE_H

#include "exec/frame.h"

namespace hocket {

/// Every operand has a value.
Result<Value> evaluatePure(Frame &frame, const Node &node);

} // namespace hocket

#endif // HOCKET_EXEC_PURE_H
