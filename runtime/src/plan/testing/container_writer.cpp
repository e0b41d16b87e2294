// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes the outer shape of a plan file.
#include "plan/testing/container_writer.h"

#include "base/crc32c.h"
#include "plan/container.h"

namespace hocket::testing {

static void put(std::string &file, size_t offset, uint64_t value,
                unsigned bytes) {
  for (unsigned i = 0; i < bytes; ++i)
    file[offset + i] = static_cast<char>(value >> (8 * i));
}

static void align(std::string &file, size_t alignment) {
  file.resize((file.size() + alignment - 1) / alignment * alignment, '\0');
}

void fixHeaderChecksum(std::string &file) {
  std::string_view view = file;
  size_t count = static_cast<unsigned char>(file[44]);
  uint32_t crc = crc32c(view.substr(0, 56));
  crc = crc32c(view.substr(plan_format::headerSize,
                           count * plan_format::segmentEntrySize),
               crc);
  put(file, 56, crc, 4);
}

std::string writeContainer(std::string_view control,
                           const std::vector<SegmentData> &segments,
                           uint64_t features) {
  using namespace plan_format;
  std::string file(headerSize + segments.size() * segmentEntrySize, '\0');
  file.replace(0, magic.size(), magic);
  put(file, 8, major, 2);
  put(file, 10, minor, 2);
  put(file, 12, file.size(), 4);
  put(file, 16, features, 8);
  align(file, 8);
  put(file, 24, file.size(), 8);
  put(file, 32, control.size(), 8);
  put(file, 40, crc32c(control), 4);
  put(file, 44, segments.size(), 4);
  file += control;
  size_t entry = headerSize;
  for (const SegmentData &segment : segments) {
    align(file, segment.alignment);
    put(file, entry, file.size(), 8);
    put(file, entry + 8, segment.bytes.size(), 8);
    put(file, entry + 16, segment.alignment, 4);
    put(file, entry + 20, crc32c(segment.bytes), 4);
    put(file, entry + 24, segment.kind, 4);
    file += segment.bytes;
    entry += segmentEntrySize;
  }
  put(file, 48, file.size(), 8);
  fixHeaderChecksum(file);
  return file;
}

} // namespace hocket::testing
