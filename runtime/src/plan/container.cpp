// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The outer shape of a plan file.
#include "plan/container.h"

#include "base/crc32c.h"

#include <algorithm>
#include <bit>

namespace hocket {

namespace {
using namespace plan_format;

struct Span {
  uint64_t offset;
  uint64_t size;
  uint64_t end() const { return offset + size; }
};

/// Reads the header and the segment table; every step checks what the next
/// one relies on.
class ContainerReader {
public:
  explicit ContainerReader(std::string_view file) : file(file) {}
  Result<Container> read();

private:
  uint64_t number(size_t offset, unsigned bytes) const;
  Status readHeader();
  Status readControl();
  Status readSegment(uint32_t index);
  Status checkGaps();
  Status checkPadding(uint64_t from, uint64_t to) const;

  std::string_view file;
  Container container;
  uint32_t segmentCount = 0;
  std::vector<Span> spans; // header, control data, segments
};
} // namespace

static Status corrupt(std::string message) {
  return {HOCKET_CORRUPT, "plan file: " + std::move(message)};
}

static std::string hex(uint64_t value) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  do
    text.insert(text.begin(), digits[value & 15]);
  while (value >>= 4);
  return "0x" + text;
}

uint64_t ContainerReader::number(size_t offset, unsigned bytes) const {
  uint64_t value = 0;
  for (unsigned i = 0; i < bytes; ++i)
    value |= uint64_t(static_cast<unsigned char>(file[offset + i])) << (8 * i);
  return value;
}

Status ContainerReader::readHeader() {
  if (file.size() < headerSize)
    return corrupt("expected a header of " + std::to_string(headerSize) +
                   " bytes, found " + std::to_string(file.size()) + " bytes");
  if (file.substr(0, magic.size()) != magic)
    return corrupt("expected the magic '" + std::string(magic) +
                   "' at the start, found something else");
  uint64_t fileMajor = number(8, 2), fileMinor = number(10, 2);
  std::string versions = "plan format " + std::to_string(fileMajor) + "." +
                         std::to_string(fileMinor) + ", this runtime reads " +
                         std::to_string(major) + "." + std::to_string(minor);
  if (fileMajor != major)
    return {HOCKET_INCOMPATIBLE, versions};
  container.minor = static_cast<uint16_t>(fileMinor);
  if (uint64_t unknown = number(16, 8) & ~knownFeatures)
    return {HOCKET_INCOMPATIBLE,
            versions + ", and it needs unknown features " + hex(unknown)};
  container.features = number(16, 8);

  segmentCount = static_cast<uint32_t>(number(44, 4));
  if (segmentCount > maxSegments)
    return corrupt(std::to_string(segmentCount) + " segments, at most " +
                   std::to_string(maxSegments) + " are allowed");
  uint64_t tableEnd = headerSize + uint64_t(segmentCount) * segmentEntrySize;
  if (number(12, 4) != tableEnd)
    return corrupt("expected a header size of " + std::to_string(tableEnd) +
                   ", found " + std::to_string(number(12, 4)));
  if (number(48, 8) != file.size())
    return corrupt("expected a file of " + std::to_string(number(48, 8)) +
                   " bytes, found " + std::to_string(file.size()));
  if (tableEnd > file.size())
    return corrupt("the segment table exceeds the file");
  uint32_t crc = crc32c(file.substr(0, 56));
  crc = crc32c(file.substr(headerSize, tableEnd - headerSize), crc);
  if (crc != number(56, 4))
    return corrupt("header checksum: expected " + hex(number(56, 4)) +
                   ", found " + hex(crc));
  if (number(60, 4) != 0)
    return corrupt("expected zero at byte 60, found " + hex(number(60, 4)));
  spans.push_back({0, tableEnd});
  return {};
}

Status ContainerReader::readControl() {
  Span span{number(24, 8), number(32, 8)};
  uint64_t expected = (spans.front().end() + 7) / 8 * 8;
  if (span.offset != expected)
    return corrupt("expected the control data at byte " +
                   std::to_string(expected) + ", found " +
                   std::to_string(span.offset));
  if (span.size > maxControlSize)
    return {HOCKET_RESOURCE_EXHAUSTED,
            "plan file: control data of " + std::to_string(span.size) +
                " bytes, at most " + std::to_string(maxControlSize) +
                " are allowed"};
  if (span.offset > file.size() || span.size > file.size() - span.offset)
    return corrupt("the control data exceeds the file");
  container.control = file.substr(span.offset, span.size);
  if (uint32_t crc = crc32c(container.control); crc != number(40, 4))
    return corrupt("control data checksum: expected " + hex(number(40, 4)) +
                   ", found " + hex(crc));
  spans.push_back(span);
  return {};
}

Status ContainerReader::readSegment(uint32_t index) {
  size_t entry = headerSize + size_t(index) * segmentEntrySize;
  Span span{number(entry, 8), number(entry + 8, 8)};
  uint64_t alignment = number(entry + 16, 4);
  uint64_t kind = number(entry + 24, 4);
  std::string name = "segment " + std::to_string(index);
  if (!std::has_single_bit(alignment) || alignment > maxAlignment)
    return corrupt(
        name + ": expected an alignment that is a power of two up to " +
        std::to_string(maxAlignment) + ", found " + std::to_string(alignment));
  if (span.offset % alignment != 0)
    return corrupt(name + ": offset " + std::to_string(span.offset) +
                   " is not aligned to " + std::to_string(alignment));
  if (span.offset > file.size() || span.size > file.size() - span.offset)
    return corrupt(name + " exceeds the file");
  // Segments follow one another, so that none can overlap another.
  uint64_t expected =
      (spans.back().end() + alignment - 1) / alignment * alignment;
  if (span.offset != expected)
    return corrupt(name + ": expected offset " + std::to_string(expected) +
                   ", found " + std::to_string(span.offset));
  if (kind != uint64_t(SegmentKind::JsonConstant))
    return {HOCKET_INCOMPATIBLE,
            "plan format 1." + std::to_string(container.minor) + ", " + name +
                " has unknown kind " + std::to_string(kind) +
                "; this runtime reads " + std::to_string(major) + "." +
                std::to_string(minor)};
  if (number(entry + 28, 4) != 0)
    return corrupt(name + ": expected zero at the end of its table entry");
  std::string_view bytes = file.substr(span.offset, span.size);
  if (uint32_t crc = crc32c(bytes); crc != number(entry + 20, 4))
    return corrupt(name + " checksum: expected " + hex(number(entry + 20, 4)) +
                   ", found " + hex(crc));
  container.segments.push_back({static_cast<SegmentKind>(kind), bytes});
  spans.push_back(span);
  return {};
}

Status ContainerReader::checkPadding(uint64_t from, uint64_t to) const {
  std::string_view padding = file.substr(from, to - from);
  size_t bad = padding.find_first_not_of('\0');
  if (bad == std::string_view::npos)
    return {};
  return corrupt("expected zero padding at byte " + std::to_string(from + bad));
}

Status ContainerReader::checkGaps() {
  for (size_t i = 1; i < spans.size(); ++i)
    HOCKET_RETURN_IF_ERROR(checkPadding(spans[i - 1].end(), spans[i].offset));
  if (spans.back().end() != file.size())
    return corrupt("expected the end of the file at byte " +
                   std::to_string(spans.back().end()) + ", found " +
                   std::to_string(file.size() - spans.back().end()) +
                   " further bytes");
  return {};
}

Result<Container> ContainerReader::read() {
  if (file.size() > maxFileSize)
    return Status(HOCKET_RESOURCE_EXHAUSTED,
                  "plan file of " + std::to_string(file.size()) +
                      " bytes, at most " + std::to_string(maxFileSize) +
                      " are allowed");
  HOCKET_RETURN_IF_ERROR(readHeader());
  HOCKET_RETURN_IF_ERROR(readControl());
  for (uint32_t i = 0; i < segmentCount; ++i)
    HOCKET_RETURN_IF_ERROR(readSegment(i));
  HOCKET_RETURN_IF_ERROR(checkGaps());
  return std::move(container);
}

Result<Container> readContainer(std::string_view file) {
  return ContainerReader(file).read();
}

} // namespace hocket
