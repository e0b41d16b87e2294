// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// CRC32C, the checksum of plan files (RFC 3720, appendix B.4).
#ifndef HOCKET_LIB_TARGET_PLAN_CRC32C_H
#define HOCKET_LIB_TARGET_PLAN_CRC32C_H

#include "llvm/ADT/StringRef.h"

namespace mlir::hocket::plan {

/// The checksum of the bytes, or with `previous` of all bytes so far and these.
uint32_t crc32c(llvm::StringRef bytes, uint32_t previous = 0);

} // namespace mlir::hocket::plan

#endif // HOCKET_LIB_TARGET_PLAN_CRC32C_H
