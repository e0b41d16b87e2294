// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/test_support.h"

#include <unistd.h>

namespace hocket {
namespace {

using namespace hocket::testing;

class FolderTools : public ::testing::Test {
protected:
  FolderTools() {
    box.allow(folder);
    folder.write("b.txt", "bb");
    folder.write("a.cpp", "a");
    folder.write("sub/c.cpp", "c");
    folder.write("sub/deep/d.cpp", "d");
    folder.write(".git/config", "hidden");
  }
  Result<Value> glob(const std::string &pattern, const std::string &more = "") {
    return box.call("fs.glob", R"({"pattern": ")" + pattern +
                                   R"(", "folder": ")" + folder.path() + "\"" +
                                   more + "}");
  }
  std::string paths(std::vector<std::string> names) {
    Value::List list;
    for (const std::string &name : names)
      list.push_back(Value::string(folder.path(name)));
    return Value::list(std::move(list)).toJson();
  }
  TempFolder folder;
  ToolBox box;
};

TEST_F(FolderTools, GlobFindsFilesSorted) {
  EXPECT_THAT(glob("**/*.cpp"),
              IsValue(paths({"a.cpp", "sub/c.cpp", "sub/deep/d.cpp"})));
  EXPECT_THAT(glob("*"), IsValue(paths({"a.cpp", "b.txt"})));
  EXPECT_THAT(glob("sub/*"), IsValue(paths({"sub/c.cpp"})));
  EXPECT_THAT(glob(".git/*"), IsValue(paths({".git/config"})));
  EXPECT_THAT(glob("nothing"), IsValue("[]"));
}

// Links are not followed: not out of the folder, not in circles.
TEST_F(FolderTools, GlobDoesNotFollowLinks) {
  ASSERT_EQ(symlink("..", folder.path("sub/up").c_str()), 0);
  ASSERT_EQ(symlink("/etc/passwd", folder.path("sub/file.cpp").c_str()), 0);
  EXPECT_THAT(glob("sub/**"), IsValue(paths({"sub/c.cpp", "sub/deep/d.cpp"})));
}

TEST_F(FolderTools, GlobErrors) {
  EXPECT_THAT(glob("**", R"(, "max_results": 3)"),
              IsError(HOCKET_RESOURCE_EXHAUSTED, "more than 3 files"));
  EXPECT_TRUE(glob("**", R"(, "max_results": 4)").ok());
  EXPECT_THAT(glob("[a"), IsError(HOCKET_INVALID_ARGUMENT, "without a ']'"));
  EXPECT_THAT(box.call("fs.glob", R"({"pattern": "*", "folder": "/etc"})"),
              IsError(HOCKET_PERMISSION_DENIED, "--allow-read=/etc"));
  EXPECT_THAT(box.call("fs.glob", R"({"pattern": "*", "folder": ")" +
                                      folder.path("b.txt") + "\"}"),
              IsError(HOCKET_NOT_FOUND, "not a directory"));
}

// They are shown as nearly as a value can; the other names are not affected.
TEST_F(FolderTools, NamesThatAreNotUtf8) {
  folder.write("bad\xff.odd", "x");
  folder.write("good.odd", "x");
  EXPECT_THAT(glob("*.odd"),
              IsValue("[\"" + folder.path("bad\uFFFD.odd") + "\", \"" +
                      folder.path("good.odd") + "\"]"));
  Result<Value> list =
      box.call("fs.list", R"({"path": ")" + folder.path() + "\"}");
  ASSERT_TRUE(list.ok()) << list.status().toString();
  EXPECT_THAT(list->toJson(), ::testing::HasSubstr("bad\uFFFD.odd"));
}

TEST_F(FolderTools, ListsEntries) {
  ASSERT_EQ(symlink("b.txt", folder.path("link").c_str()), 0);
  Result<Value> list =
      box.call("fs.list", R"({"path": ")" + folder.path() + "\"}");
  ASSERT_TRUE(list.ok()) << list.status().toString();
  std::vector<std::string> seen;
  for (const Value &entry : list->asList())
    seen.push_back(entry.get("name")->asString() + ":" +
                   entry.get("type")->asString());
  EXPECT_THAT(seen,
              ::testing::ElementsAre(".git:folder", "a.cpp:file", "b.txt:file",
                                     "link:link", "sub:folder"));
  EXPECT_EQ(list->asList()[2].get("bytes")->asInt(), 2);
  EXPECT_EQ(list->asList()[2].get("path")->asString(), folder.path("b.txt"));
  EXPECT_THAT(box.call("fs.list", R"({"path": ")" + folder.path() +
                                      R"(", "max_entries": 4})"),
              IsError(HOCKET_RESOURCE_EXHAUSTED, "more than 4 entries"));
  EXPECT_THAT(
      box.call("fs.list", R"({"path": ")" + folder.path("none") + "\"}"),
      IsError(HOCKET_NOT_FOUND, "cannot list"));
}

} // namespace
} // namespace hocket
