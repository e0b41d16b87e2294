// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The policy under which a call is attempted.
#ifndef HOCKET_DIALECT_HOCKET_IR_POLICY_H
#define HOCKET_DIALECT_HOCKET_IR_POLICY_H

#include "hocket/Dialect/Hocket/IR/Hocket.h"

namespace mlir::hocket {

/// What a call asks for, where it asks for it, and its tool's own policy
/// elsewhere. That attempts may be repeated is a property of the tool. Either may
/// be null; null if both are.
PolicyAttr mergePolicies(PolicyAttr call, PolicyAttr tool);

} // namespace mlir::hocket

#endif // HOCKET_DIALECT_HOCKET_IR_POLICY_H
