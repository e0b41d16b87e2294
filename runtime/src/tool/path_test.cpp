// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/path.h"
#include "tool/test_support.h"

#include <unistd.h>

namespace hocket {
namespace {

using namespace hocket::testing;

std::string canonical(const std::string &path) {
  Result<std::string> result = canonicalPath(path);
  return result ? *result : result.status().toString();
}

TEST(CanonicalPath, ResolvesDotsAndSlashes) {
  EXPECT_EQ(canonical("/"), "/");
  EXPECT_EQ(canonical("//"), "/");
  EXPECT_EQ(canonical("/.."), "/");
  EXPECT_EQ(canonical("/nowhere/./a//b/../c/"), "/nowhere/a/c");
  EXPECT_EQ(canonical("/nowhere/../../x"), "/x");
}

TEST(CanonicalPath, IsRelativeToTheCurrentFolder) {
  std::string here = std::filesystem::canonical(".");
  EXPECT_EQ(canonical("."), here);
  EXPECT_EQ(canonical("a/b"), joinPath(here, "a/b"));
  EXPECT_EQ(canonical("a/.."), here);
}

TEST(CanonicalPath, FollowsLinks) {
  TempFolder folder;
  folder.write("real/file", "x");
  ASSERT_EQ(symlink("real", folder.path("link").c_str()), 0);
  ASSERT_EQ(symlink("link", folder.path("twice").c_str()), 0);
  EXPECT_EQ(canonical(folder.path("link/file")), folder.path("real/file"));
  EXPECT_EQ(canonical(folder.path("twice/file")), folder.path("real/file"));
  // ".." is the parent of what the link leads to.
  EXPECT_EQ(canonical(folder.path("twice/../new")), folder.path("new"));
  EXPECT_EQ(canonical(folder.path("twice/new/deeper")),
            folder.path("real/new/deeper"));
}

// A link to nowhere is where a write would create the file.
TEST(CanonicalPath, FollowsLinksThatLeadNowhere) {
  TempFolder folder;
  ASSERT_EQ(symlink("/nowhere/secret", folder.path("trap").c_str()), 0);
  ASSERT_EQ(symlink("missing/new", folder.path("relative").c_str()), 0);
  EXPECT_EQ(canonical(folder.path("trap")), "/nowhere/secret");
  EXPECT_EQ(canonical(folder.path("trap/below")), "/nowhere/secret/below");
  EXPECT_EQ(canonical(folder.path("relative")), folder.path("missing/new"));
}

TEST(CanonicalPath, RefusesLoopsAndNonsense) {
  TempFolder folder;
  ASSERT_EQ(symlink("b", folder.path("a").c_str()), 0);
  ASSERT_EQ(symlink("a", folder.path("b").c_str()), 0);
  EXPECT_THAT(canonicalPath(folder.path("a")),
              IsError(HOCKET_TOOL_ERROR, "too many levels of symbolic links"));
  EXPECT_THAT(canonicalPath(""),
              IsError(HOCKET_INVALID_ARGUMENT, "empty text"));
  EXPECT_THAT(canonicalPath(std::string_view("a\0b", 3)),
              IsError(HOCKET_INVALID_ARGUMENT, "zero byte"));
  EXPECT_THAT(canonicalPath("/" + std::string(5000, 'x')),
              IsError(HOCKET_INVALID_ARGUMENT, "cannot resolve path"));
}

TEST(IsWithin, WholeComponentsOnly) {
  EXPECT_TRUE(isWithin("/a/b", "/a/b"));
  EXPECT_TRUE(isWithin("/a/b/c", "/a/b"));
  EXPECT_FALSE(isWithin("/a/bc", "/a/b"));
  EXPECT_FALSE(isWithin("/a", "/a/b"));
  EXPECT_TRUE(isWithin("/anything", "/"));
  EXPECT_TRUE(isWithin("/", "/"));
  EXPECT_FALSE(isWithin("/a", ""));
}

} // namespace
} // namespace hocket
