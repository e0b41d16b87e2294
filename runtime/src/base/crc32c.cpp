// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// CRC32C by tables, eight bytes at a time.
#include "base/crc32c.h"

#include <array>

namespace hocket {

using Tables = std::array<std::array<uint32_t, 256>, 8>;

/// tables[k][b] is the checksum of byte b followed by k zero bytes.
static constexpr Tables makeTables() {
  Tables tables{};
  for (uint32_t byte = 0; byte < 256; ++byte) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit)
      crc = (crc >> 1) ^ (crc & 1 ? 0x82F63B78u : 0);
    tables[0][byte] = crc;
  }
  for (uint32_t byte = 0; byte < 256; ++byte)
    for (unsigned k = 1; k < 8; ++k)
      tables[k][byte] =
          (tables[k - 1][byte] >> 8) ^ tables[0][tables[k - 1][byte] & 0xFF];
  return tables;
}

static constexpr Tables tables = makeTables();

uint32_t crc32c(std::string_view bytes, uint32_t previous) {
  const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
  size_t size = bytes.size();
  uint32_t crc = ~previous;
  for (; size >= 8; data += 8, size -= 8)
    crc = tables[7][data[0] ^ (crc & 0xFF)] ^
          tables[6][data[1] ^ ((crc >> 8) & 0xFF)] ^
          tables[5][data[2] ^ ((crc >> 16) & 0xFF)] ^
          tables[4][data[3] ^ (crc >> 24)] ^ tables[3][data[4]] ^
          tables[2][data[5]] ^ tables[1][data[6]] ^ tables[0][data[7]];
  for (; size > 0; ++data, --size)
    crc = (crc >> 8) ^ tables[0][(crc ^ *data) & 0xFF];
  return ~crc;
}

} // namespace hocket
