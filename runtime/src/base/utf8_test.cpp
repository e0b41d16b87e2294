// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "base/utf8.h"

#include <gtest/gtest.h>

using namespace hocket;

TEST(Utf8, KeepsValidText) {
  std::string text = "aé€😀";
  EXPECT_TRUE(isValidUtf8(text));
  EXPECT_EQ(sanitizeUtf8(text), text);
}

TEST(Utf8, ReplacesEachMaximalInvalidPart) {
  // Examples of the Unicode standard, section 3.9.
  EXPECT_EQ(sanitizeUtf8("a\x80z"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(sanitizeUtf8("\xE2\x82"), "\xEF\xBF\xBD");
  EXPECT_EQ(sanitizeUtf8("\xE2\x82q"), "\xEF\xBF\xBDq");
  EXPECT_EQ(sanitizeUtf8("\xF0\x9F\x98\xE2\x82\xAC"),
            "\xEF\xBF\xBD\xE2\x82\xAC");
}

TEST(Utf8, RefusesSurrogatesOverlongFormsAndHugeCodePoints) {
  for (std::string text : {"\xED\xA0\x80", "\xC0\x80", "\xE0\x80\x80",
                           "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xFF"}) {
    EXPECT_FALSE(isValidUtf8(text));
    EXPECT_TRUE(isValidUtf8(sanitizeUtf8(text)));
  }
}

TEST(Utf8, CountsCodePoints) {
  EXPECT_EQ(utf8Length(""), 0u);
  EXPECT_EQ(utf8Length("aé€😀"), 4u);
  EXPECT_EQ(utf8Offset("aé€😀", 0), 0u);
  EXPECT_EQ(utf8Offset("aé€😀", 2), 3u);
  EXPECT_EQ(utf8Offset("aé€😀", 3), 6u);
  EXPECT_EQ(utf8Offset("aé€😀", 4), 10u);
  EXPECT_EQ(utf8Offset("aé€😀", 9), 10u);
}
