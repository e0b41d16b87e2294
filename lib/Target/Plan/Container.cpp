// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading and writing the outer shape of plan files.
#include "Container.h"
#include "Crc32c.h"

#include "llvm/Support/EndianStream.h"
#include "llvm/Support/MathExtras.h"

namespace mlir::hocket::plan {

void writeContainer(const Container &container, raw_ostream &os) {
  uint64_t headerSize = format::headerSize + format::segmentEntrySize * container.segments.size();
  uint64_t controlOffset = llvm::alignTo(headerSize, 8);
  uint64_t end = controlOffset + container.control.size();

  std::string table;
  llvm::raw_string_ostream tableStream(table);
  llvm::support::endian::Writer tableWriter(tableStream, llvm::endianness::little);
  for (StringRef segment : container.segments) {
    uint64_t offset = llvm::alignTo(end, format::segmentAlignment);
    tableWriter.write<uint64_t>(offset);
    tableWriter.write<uint64_t>(segment.size());
    tableWriter.write<uint32_t>(format::segmentAlignment);
    tableWriter.write<uint32_t>(crc32c(segment));
    tableWriter.write<uint32_t>(format::jsonSegment);
    tableWriter.write<uint32_t>(0);
    end = offset + segment.size();
  }

  std::string header;
  llvm::raw_string_ostream headerStream(header);
  llvm::support::endian::Writer headerWriter(headerStream, llvm::endianness::little);
  headerStream << format::magic;
  headerWriter.write<uint16_t>(format::major);
  headerWriter.write<uint16_t>(format::minor);
  headerWriter.write<uint32_t>(headerSize);
  headerWriter.write<uint64_t>(container.features);
  headerWriter.write<uint64_t>(controlOffset);
  headerWriter.write<uint64_t>(container.control.size());
  headerWriter.write<uint32_t>(crc32c(container.control));
  headerWriter.write<uint32_t>(container.segments.size());
  headerWriter.write<uint64_t>(end);
  headerWriter.write<uint32_t>(crc32c(table, crc32c(header)));
  headerWriter.write<uint32_t>(0);

  os << header << table;
  os.write_zeros(controlOffset - headerSize);
  os << container.control;
  uint64_t position = controlOffset + container.control.size();
  for (StringRef segment : container.segments) {
    uint64_t offset = llvm::alignTo(position, format::segmentAlignment);
    os.write_zeros(offset - position);
    os << segment;
    position = offset + segment.size();
  }
}

namespace {

class ContainerReader {
public:
  ContainerReader(StringRef file, Location loc) : file(file), loc(loc) {}

  FailureOr<Container> read() {
    if (failed(readHeader()) || failed(readControl()))
      return failure();
    for (uint32_t i = 0; i < numSegments; ++i)
      if (failed(readSegment(i)))
        return failure();
    if (end != file.size())
      return error() << "expected the end of the file at byte " << end << ", found " << file.size() - end
                     << " further bytes";
    return std::move(container);
  }

private:
  InFlightDiagnostic error() { return emitError(loc) << "plan file: "; }

  uint64_t number(uint64_t offset, unsigned size) const {
    uint64_t value = 0;
    for (unsigned i = 0; i < size; ++i)
      value |= uint64_t(static_cast<unsigned char>(file[offset + i])) << (8 * i);
    return value;
  }

  LogicalResult readHeader() {
    if (file.size() < format::headerSize)
      return error() << "expected a header of " << format::headerSize << " bytes, found " << file.size() << " bytes";
    if (!file.starts_with(format::magic))
      return error() << "expected the magic '" << format::magic << "' at the start";
    auto versions = [&]() -> InFlightDiagnostic {
      return error() << "format " << number(8, 2) << '.' << number(10, 2) << ", this compiler reads " << format::major
                     << '.' << format::minor;
    };
    if (number(8, 2) != format::major)
      return versions();
    if (uint64_t unknown = number(16, 8) & ~format::knownFeatures)
      return versions() << ", and the file needs unknown features 0x" << llvm::utohexstr(unknown, /*LowerCase=*/true);
    container.features = number(16, 8);
    numSegments = number(44, 4);
    if (numSegments > format::maxSegments)
      return error() << "expected at most " << format::maxSegments << " segments, found " << numSegments;
    uint64_t headerSize = format::headerSize + format::segmentEntrySize * uint64_t(numSegments);
    if (number(12, 4) != headerSize)
      return error() << "expected a header size of " << headerSize << ", found " << number(12, 4);
    if (number(48, 8) != file.size())
      return error() << "expected a file of " << number(48, 8) << " bytes, found " << file.size();
    if (headerSize > file.size())
      return error() << "the segment table exceeds the file";
    uint32_t checksum =
        crc32c(file.substr(format::headerSize, headerSize - format::headerSize), crc32c(file.take_front(56)));
    if (checksum != number(56, 4))
      return error() << "expected the header checksum " << number(56, 4) << ", found " << checksum;
    if (number(60, 4) != 0)
      return error() << "expected zero at byte 60, found " << number(60, 4);
    end = headerSize;
    return success();
  }

  /// Takes the next part of the file, which must start at the first multiple of
  /// the alignment after the one before it.
  FailureOr<StringRef> take(const Twine &what, uint64_t offset, uint64_t size, uint64_t alignment, uint32_t expected) {
    uint64_t start = llvm::alignTo(end, alignment);
    if (offset != start)
      return error() << what << ": expected offset " << start << ", found " << offset;
    if (offset > file.size() || size > file.size() - offset)
      return error() << what << ": exceeds the file";
    StringRef padding = file.slice(end, offset);
    if (size_t bad = padding.find_first_not_of('\0'); bad != StringRef::npos)
      return error() << "expected zero padding at byte " << end + bad;
    StringRef bytes = file.substr(offset, size);
    if (uint32_t checksum = crc32c(bytes); checksum != expected)
      return error() << what << ": expected the checksum " << expected << ", found " << checksum;
    end = offset + size;
    return bytes;
  }

  LogicalResult readControl() {
    uint64_t size = number(32, 8);
    if (size > format::maxControlSize)
      return error() << "control data of " << size << " bytes, at most " << format::maxControlSize << " are allowed";
    FailureOr<StringRef> bytes = take("control data", number(24, 8), size, 8, number(40, 4));
    if (failed(bytes))
      return failure();
    container.control = *bytes;
    return success();
  }

  LogicalResult readSegment(uint32_t index) {
    uint64_t entry = format::headerSize + format::segmentEntrySize * uint64_t(index);
    uint64_t alignment = number(entry + 16, 4);
    if (!llvm::isPowerOf2_64(alignment) || alignment > format::maxAlignment)
      return error() << "segment " << index << ": expected an alignment that is a power of two up to "
                     << format::maxAlignment << ", found " << alignment;
    if (uint64_t kind = number(entry + 24, 4); kind != format::jsonSegment)
      return error() << "segment " << index << ": unknown kind " << kind << " in format " << format::major << '.'
                     << number(10, 2) << ", this compiler reads " << format::major << '.' << format::minor;
    if (number(entry + 28, 4) != 0)
      return error() << "segment " << index << ": expected zero at the end of its entry";
    FailureOr<StringRef> bytes = take("segment " + Twine(index), number(entry, 8), number(entry + 8, 8), alignment,
                                      number(entry + 20, 4));
    if (failed(bytes))
      return failure();
    container.segments.push_back(*bytes);
    return success();
  }

  StringRef file;
  Location loc;
  Container container;
  uint32_t numSegments = 0;
  uint64_t end = 0;
};

} // namespace

FailureOr<Container> readContainer(StringRef file, Location loc) { return ContainerReader(file, loc).read(); }

} // namespace mlir::hocket::plan
