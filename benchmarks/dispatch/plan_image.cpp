// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "plan_image.h"

#include <cstdint>

namespace hocket::bench {

static uint32_t crc32c(std::string_view bytes) {
  uint32_t crc = ~0u;
  for (unsigned char byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit)
      crc = (crc >> 1) ^ (crc & 1 ? 0x82f63b78u : 0);
  }
  return ~crc;
}

static void append(std::string &out, uint64_t value, unsigned bytes) {
  for (unsigned i = 0; i < bytes; ++i)
    out += static_cast<char>(value >> (8 * i));
}

std::string makePlanImage(std::string_view controlData) {
  constexpr uint32_t headerSize = 64;
  std::string image = "HOCKETPL";
  append(image, 1, 2); // major
  append(image, 0, 2); // minor
  append(image, headerSize, 4);
  append(image, 0, 8); // required features
  append(image, headerSize, 8);
  append(image, controlData.size(), 8);
  append(image, crc32c(controlData), 4);
  append(image, 0, 4); // segments
  append(image, headerSize + controlData.size(), 8);
  append(image, crc32c(image), 4);
  append(image, 0, 4);
  image += controlData;
  return image;
}

} // namespace hocket::bench
