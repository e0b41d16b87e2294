// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Dialect/Hocket/IR/Policy.h"

using namespace mlir;
using namespace mlir::hocket;

PolicyAttr mlir::hocket::mergePolicies(PolicyAttr call, PolicyAttr tool) {
  if (!call || !tool)
    return call ? call : tool;
  uint64_t timeout = call.getTimeoutNs() ? call.getTimeoutNs() : tool.getTimeoutNs();
  unsigned retries = call.getRetries() ? call.getRetries() : tool.getRetries();
  bool idempotent = call.getIdempotent() || tool.getIdempotent();
  return PolicyAttr::get(call.getContext(), timeout, retries, idempotent);
}
