// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "base/status.h"

#include <gtest/gtest.h>

using namespace hocket;

// What a tool says, or the part of it that is quoted, may be cut off anywhere.
TEST(Status, IsUtf8) {
  Status status =
      Status(HOCKET_TOOL_ERROR, "caf\xc3").note(std::string("in \xff"));
  EXPECT_EQ(status.toString(), "caf\xEF\xBF\xBD [TOOL_ERROR]\n"
                               "  note: in \xEF\xBF\xBD");
}

TEST(Status, OkCarriesNothing) {
  Status status;
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(status.code(), HOCKET_OK);
  EXPECT_EQ(status.message(), "");
  EXPECT_EQ(status.location(), nullptr);
  EXPECT_EQ(std::move(status).at({"a.txt", 1, 2}).note("n").toString(), "OK");
}

TEST(Status, TextNamesPlaceMessageCodeAndNotes) {
  Status status = Status(HOCKET_NOT_FOUND, "no tool 'x'")
                      .at({"plan.txt", 3, 7})
                      .note("in call '1'");
  EXPECT_EQ(status.toString(),
            "plan.txt:3:7: no tool 'x' [NOT_FOUND]\n  note: in call '1'");
}

TEST(Status, InnermostLocationWins) {
  Status status =
      Status(HOCKET_TOOL_ERROR, "m").at({"in", 1, 1}).at({"out", 2, 2});
  ASSERT_NE(status.location(), nullptr);
  EXPECT_EQ(status.location()->file.str(), "in");
}

TEST(Status, UnknownLocationIsIgnored) {
  EXPECT_EQ(Status(HOCKET_INTERNAL, "m").at({"f", 0, 0}).location(), nullptr);
}

TEST(Status, CopiesDoNotSeeEachOthersNotes) {
  Status first(HOCKET_TOOL_ERROR, "m");
  Status second = first;
  second = std::move(second).note("only here");
  EXPECT_TRUE(first.notes().empty());
  EXPECT_EQ(second.notes().size(), 1u);
}

TEST(Status, EveryCodeHasAName) {
  for (int code = HOCKET_OK; code <= HOCKET_DENIED; ++code)
    EXPECT_NE(codeName(static_cast<Code>(code)), "UNKNOWN") << code;
}

TEST(Result, HoldsAValueOrAnError) {
  Result<int> value = 3;
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(*value, 3);
  EXPECT_TRUE(value.status().ok());
  Result<int> error = Status(HOCKET_OVERFLOW, "too big");
  EXPECT_FALSE(error.ok());
  EXPECT_EQ(error.status().code(), HOCKET_OVERFLOW);
}
