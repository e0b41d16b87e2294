// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes the outer shape of a plan file.
#ifndef HOCKET_PLAN_TESTING_CONTAINER_WRITER_H
#define HOCKET_PLAN_TESTING_CONTAINER_WRITER_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hocket::testing {

struct SegmentData {
  std::string bytes;
  uint32_t alignment = 64;
  uint32_t kind = 1;
};

std::string writeContainer(std::string_view control,
                           const std::vector<SegmentData> &segments = {},
                           uint64_t features = 0);

/// Makes the header's checksum right again after a test changed the header.
void fixHeaderChecksum(std::string &file);

} // namespace hocket::testing

#endif // HOCKET_PLAN_TESTING_CONTAINER_WRITER_H
