// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "plan/container.h"

#include "plan/testing/container_writer.h"

#include <gmock/gmock.h>

using namespace hocket;
using namespace hocket::testing;
using ::testing::HasSubstr;

static std::string sample() {
  return writeContainer("control", {{"first", 64}, {"second", 4096}});
}

static std::string errorOf(const std::string &file) {
  return readContainer(file).status().toString();
}

TEST(Container, ReadsWhatWasWritten) {
  std::string file = sample();
  Result<Container> container = readContainer(file);
  ASSERT_TRUE(container) << container.status().toString();
  EXPECT_EQ(container->control, "control");
  ASSERT_EQ(container->segments.size(), 2u);
  EXPECT_EQ(container->segments[0].bytes, "first");
  EXPECT_EQ(container->segments[1].bytes, "second");
  EXPECT_EQ(size_t(container->segments[1].bytes.data() - file.data()) % 4096,
            0u);
}

TEST(Container, RefusesEveryTruncation) {
  std::string file = sample();
  for (size_t size = 0; size < file.size(); ++size)
    EXPECT_EQ(
        readContainer(std::string_view(file).substr(0, size)).status().code(),
        HOCKET_CORRUPT)
        << size;
}

TEST(Container, RefusesEveryFlippedBit) {
  std::string file = sample();
  for (size_t byte = 0; byte < file.size(); ++byte)
    for (int bit = 0; bit < 8; ++bit) {
      file[byte] ^= char(1 << bit);
      EXPECT_FALSE(readContainer(file).ok()) << "byte " << byte;
      file[byte] ^= char(1 << bit);
    }
}

TEST(Container, RefusesFurtherBytes) {
  EXPECT_THAT(errorOf(sample() + "x"), HasSubstr("bytes"));
}

TEST(Container, NamesBothVersions) {
  std::string file = sample();
  file[8] = 2;
  fixHeaderChecksum(file);
  EXPECT_EQ(errorOf(file),
            "plan format 2.2, this runtime reads 1.2 [INCOMPATIBLE]");
}

TEST(Container, RefusesUnknownFeatures) {
  std::string file = sample();
  file[17] = 1;
  fixHeaderChecksum(file);
  EXPECT_THAT(errorOf(file), HasSubstr("unknown features 0x100"));
  EXPECT_EQ(readContainer(file).status().code(), HOCKET_INCOMPATIBLE);
}

TEST(Container, KnowsItsFeatures) {
  EXPECT_EQ(readContainer(sample())->features, 0u);
  std::string file = writeContainer("control", {}, plan_format::knownFeatures);
  EXPECT_EQ(readContainer(file)->features, plan_format::knownFeatures);
}

TEST(Container, LaterMinorVersionsLoad) {
  std::string file = sample();
  file[10] = 7;
  fixHeaderChecksum(file);
  Result<Container> container = readContainer(file);
  ASSERT_TRUE(container);
  EXPECT_EQ(container->minor, 7);
}

TEST(Container, ChecksSegmentEntries) {
  // Offsets, in the first table entry, of what is changed.
  struct {
    size_t offset;
    char value;
    const char *message;
  } cases[] = {{64, 1, "not aligned"},
               {64 + 5, 1, "exceeds the file"},
               {64 + 13, 1, "exceeds the file"},
               {64 + 16, 3, "power of two"},
               {64 + 18, 2, "power of two"},
               {64 + 20, 0, "segment 0 checksum"},
               {64 + 24, 9, "unknown kind 9"},
               {64 + 28, 1, "expected zero at the end"}};
  for (const auto &test : cases) {
    std::string file = sample();
    file[test.offset] = test.value;
    fixHeaderChecksum(file);
    EXPECT_THAT(errorOf(file), HasSubstr(test.message)) << test.offset;
  }
}

TEST(Container, SegmentsMustNotOverlap) {
  std::string file = sample();
  for (size_t i = 0; i < 32; ++i) // the second entry becomes the first
    file[96 + i] = file[64 + i];
  fixHeaderChecksum(file);
  EXPECT_THAT(errorOf(file), HasSubstr("segment 1: expected offset"));
}
