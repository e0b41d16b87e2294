// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The outer shape of a plan file: header, control data, segments. Defined in
// runtime/schema/README.md, "container".
#ifndef HOCKET_PLAN_CONTAINER_H
#define HOCKET_PLAN_CONTAINER_H

#include "base/status.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hocket {

namespace plan_format {
constexpr std::string_view magic = "HOCKETPL";
constexpr uint16_t major = 1;
constexpr uint16_t minor = 2;
// Features: some tool has a result type, some program has typed parameters.
constexpr uint64_t typedResults = 1;
constexpr uint64_t typedParameters = 2;
constexpr uint64_t knownFeatures = typedResults | typedParameters;
constexpr size_t headerSize = 64;
constexpr size_t segmentEntrySize = 32;
constexpr uint32_t maxAlignment = 65536;
constexpr uint32_t maxSegments = 1 << 16;
constexpr uint64_t maxControlSize = 256u << 20;
constexpr uint64_t maxFileSize = 4ull << 30;
enum class SegmentKind : uint32_t { JsonConstant = 1 };
} // namespace plan_format

struct Segment {
  plan_format::SegmentKind kind;
  std::string_view bytes;
};

/// Views into the file's bytes, all bounds and checksums verified.
struct Container {
  uint16_t minor = 0;
  uint64_t features = 0; // only known ones
  std::string_view control; // the protobuf
  std::vector<Segment> segments;
};

/// CORRUPT for a file that violates the format, INCOMPATIBLE, naming both
/// versions, for one of another version or with unknown features.
Result<Container> readContainer(std::string_view file);

} // namespace hocket

#endif // HOCKET_PLAN_CONTAINER_H
