// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever happens to the bytes of a plan file, the reader says so.
#include "Crc32c.h"
#include "Fixture.h"

namespace mlir::hocket::plan::test {
namespace {

using ::testing::HasSubstr;
using ContainerTest = PlanFileTest;

/// Puts a little-endian number into the header and makes its checksum right.
std::string withNumber(std::string bytes, size_t offset, uint64_t value, unsigned size) {
  for (unsigned i = 0; i < size; ++i)
    bytes[offset + i] = static_cast<char>(value >> (8 * i));
  if (offset < 56 || offset >= 64) {
    size_t segments = static_cast<unsigned char>(bytes[44]);
    StringRef view(bytes);
    uint32_t checksum = crc32c(view.substr(64, 32 * segments), crc32c(view.take_front(56)));
    for (unsigned i = 0; i < 4; ++i)
      bytes[56 + i] = static_cast<char>(checksum >> (8 * i));
  }
  return bytes;
}

TEST(Crc32cTest, KnownValues) {
  // RFC 3720, appendix B.4.
  EXPECT_EQ(crc32c(StringRef("123456789")), 0xe3069283u);
  EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8a9136aau);
  EXPECT_EQ(crc32c(std::string(32, '\xff')), 0x62a8ab43u);
  EXPECT_EQ(crc32c(""), 0u);
  EXPECT_EQ(crc32c("6789", crc32c("12345")), 0xe3069283u);
}

TEST_F(ContainerTest, Header) {
  std::string good = write(sample);
  EXPECT_EQ(read(good), "");
  EXPECT_EQ(read(""), "plan file: expected a header of 64 bytes, found 0 bytes");
  EXPECT_EQ(read("#!/bin/sh" + std::string(64, ' ')), "plan file: expected the magic 'HOCKETPL' at the start");
  EXPECT_EQ(read(withNumber(good, 8, 2, 2)), "plan file: format 2.2, this compiler reads 1.2");
  EXPECT_EQ(read(withNumber(good, 10, 7, 2)), "") << "a later minor version reads";
  EXPECT_EQ(read(withNumber(good, 16, 0x30, 8)),
            "plan file: format 1.2, this compiler reads 1.2, and the file needs unknown features 0x30");
  EXPECT_EQ(read(withNumber(good, 12, 65, 4)), "plan file: expected a header size of 64, found 65");
  EXPECT_EQ(read(withNumber(good, 44, 100000, 4)), "plan file: expected at most 65536 segments, found 100000");
  EXPECT_THAT(read(withNumber(good, 56, 1, 4)), HasSubstr("expected the header checksum 1, found "));
  EXPECT_EQ(read(withNumber(good, 60, 1, 1)), "plan file: expected zero at byte 60, found 1");
  EXPECT_THAT(read(withNumber(withNumber(good, 44, 200, 4), 12, 64 + 200 * 32, 4)),
              HasSubstr("the segment table exceeds the file"));
}

TEST_F(ContainerTest, Control) {
  std::string good = write(sample);
  EXPECT_EQ(read(withNumber(good, 24, 72, 8)), "plan file: control data: expected offset 64, found 72");
  EXPECT_EQ(read(withNumber(good, 32, 1 << 20, 8)), "plan file: control data: exceeds the file");
  EXPECT_EQ(read(withNumber(good, 32, uint64_t(1) << 60, 8)),
            "plan file: control data of 1152921504606846976 bytes, at most 268435456 are allowed");
  EXPECT_THAT(read(withNumber(good, 40, 1, 4)), HasSubstr("control data: expected the checksum 1, found "));
  std::string longer = withNumber(good + "x", 48, good.size() + 1, 8);
  EXPECT_THAT(read(longer), HasSubstr("expected the end of the file at byte"));
  Container container;
  container.control = "\xff\xff";
  std::string bytes;
  llvm::raw_string_ostream os(bytes);
  writeContainer(container, os);
  EXPECT_EQ(read(bytes), "plan file: the control data is no valid message, or its regions nest deeper than 32");
}

TEST_F(ContainerTest, Segments) {
  // Two long constants; the first does not end at a multiple of 8.
  std::string text = "plan.program @p() {\n%0 = plan.constant \"" + std::string(5001, 'a') +
                     "\"\n%1 = plan.constant \"" + std::string(6000, 'b') +
                     "\"\n%2 = plan.list [%0, %1]\nplan.yield\n}";
  std::string good = write(text);
  EXPECT_EQ(good.substr(44, 4), std::string("\2\0\0\0", 4));
  EXPECT_EQ(read(good), "");
  EXPECT_EQ(read(withNumber(good, 64 + 16, 3, 4)),
            "plan file: segment 0: expected an alignment that is a power of two up to 65536, found 3");
  EXPECT_EQ(read(withNumber(good, 64 + 24, 9, 4)),
            "plan file: segment 0: unknown kind 9 in format 1.2, this compiler reads 1.2");
  EXPECT_EQ(read(withNumber(good, 64 + 28, 9, 4)), "plan file: segment 0: expected zero at the end of its entry");
  EXPECT_THAT(read(withNumber(good, 96, 0, 8)), HasSubstr("segment 1: expected offset"));
  EXPECT_EQ(read(withNumber(good, 64 + 8, 1 << 30, 8)), "plan file: segment 0: exceeds the file");
  EXPECT_THAT(read(withNumber(good, 64 + 20, 1, 4)), HasSubstr("segment 0: expected the checksum 1, found "));
  std::string padding = good;
  padding[padding.size() - 6002 - 1] = 'x';
  EXPECT_THAT(read(padding), HasSubstr("expected zero padding at byte"));
}

TEST_F(ContainerTest, EveryTruncation) {
  std::string good = write(sample);
  for (size_t size = 0; size < good.size(); ++size)
    EXPECT_NE(read(StringRef(good).take_front(size)), "") << size;
}

TEST_F(ContainerTest, EveryFlippedBit) {
  std::string good = write(sample);
  for (size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::string bad = good;
    bad[bit / 8] ^= static_cast<char>(1 << (bit % 8));
    EXPECT_NE(read(bad), "") << bit;
  }
}

} // namespace
} // namespace mlir::hocket::plan::test
