// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Eight bytes at a time, with eight tables. LLVM has CRC32 of another polynomial.
#include "Crc32c.h"

#include "llvm/Support/Endian.h"

#include <array>

namespace mlir::hocket::plan {

static constexpr uint32_t polynomial = 0x82f63b78; // Castagnoli's, reflected

using Tables = std::array<std::array<uint32_t, 256>, 8>;

static constexpr Tables makeTables() {
  Tables tables = {};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t crc = i;
    for (int bit = 0; bit < 8; ++bit)
      crc = crc >> 1 ^ (crc & 1 ? polynomial : 0);
    tables[0][i] = crc;
  }
  for (uint32_t i = 0; i < 256; ++i)
    for (int k = 1; k < 8; ++k)
      tables[k][i] = tables[k - 1][i] >> 8 ^ tables[0][tables[k - 1][i] & 255];
  return tables;
}

uint32_t crc32c(llvm::StringRef bytes, uint32_t previous) {
  static constexpr Tables tables = makeTables();
  uint32_t crc = ~previous;
  const char *data = bytes.data();
  size_t size = bytes.size();
  for (; size >= 8; data += 8, size -= 8) {
    uint64_t word = llvm::support::endian::read64le(data) ^ crc;
    crc = 0;
    for (int k = 0; k < 8; ++k)
      crc ^= tables[7 - k][word >> (8 * k) & 255];
  }
  for (; size; ++data, --size)
    crc = crc >> 8 ^ tables[0][(crc ^ static_cast<unsigned char>(*data)) & 255];
  return ~crc;
}

} // namespace mlir::hocket::plan
