// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// CRC32C, the Castagnoli polynomial (RFC 3720, appendix B.4).
#ifndef HOCKET_BASE_CRC32C_H
#define HOCKET_BASE_CRC32C_H

#include <cstdint>
#include <string_view>

namespace hocket {

/// The checksum of `bytes`; `previous` is that of what precedes them.
uint32_t crc32c(std::string_view bytes, uint32_t previous = 0);

} // namespace hocket

#endif // HOCKET_BASE_CRC32C_H
