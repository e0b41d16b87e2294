// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/test_support.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hocket {
namespace {

using namespace hocket::testing;

class FileTools : public ::testing::Test {
protected:
  FileTools() { box.allow(folder); }
  std::string args(const std::string &name, const std::string &more = "") {
    return R"({"path": ")" + folder.path(name) + "\"" + more + "}";
  }
  TempFolder folder;
  ToolBox box;
};

TEST_F(FileTools, ReadsText) {
  folder.write("a.txt", "héllo $1 {0}\n");
  EXPECT_THAT(box.call("fs.read", args("a.txt")),
              IsValue(R"("héllo $1 {0}\n")"));
  folder.write("empty", "");
  EXPECT_THAT(box.call("fs.read", args("empty")), IsValue(R"("")"));
}

TEST_F(FileTools, ReadsBytes) {
  folder.write("b", std::string("\xff\x00\x01", 3));
  EXPECT_THAT(
      box.call("fs.read", args("b")),
      IsError(HOCKET_TYPE_ERROR, "is not UTF-8 text; read it as base64"));
  EXPECT_THAT(box.call("fs.read", args("b", R"(, "encoding": "base64")")),
              IsValue(R"("/wAB")"));
}

TEST_F(FileTools, ReadErrors) {
  folder.write("long", std::string(100, 'x'));
  EXPECT_THAT(
      box.call("fs.read", args("long", R"(, "max_bytes": 99)")),
      IsError(HOCKET_RESOURCE_EXHAUSTED, "longer than the limit of 99 bytes"));
  EXPECT_TRUE(box.call("fs.read", args("long", R"(, "max_bytes": 100)")).ok());
  EXPECT_THAT(box.call("fs.read", args("none")),
              IsError(HOCKET_NOT_FOUND, "no such file or directory"));
  EXPECT_THAT(
      box.call("fs.read", args("")),
      IsError(HOCKET_INVALID_ARGUMENT, "expected a file, found a folder"));
  EXPECT_THAT(box.call("fs.read", R"({"path": "/etc/passwd"})"),
              IsError(HOCKET_PERMISSION_DENIED, "--allow-read=/etc"));
  // A FIFO without a writer would block for ever.
  ASSERT_EQ(mkfifo(folder.path("fifo").c_str(), 0600), 0);
  EXPECT_THAT(box.call("fs.read", args("fifo")),
              IsError(HOCKET_INVALID_ARGUMENT, "not a regular file"));
}

// A file that has no size of its own is read to its end.
TEST_F(FileTools, ReadsFilesOfUnknownSize) {
  box.permissions.readPaths.push_back("/proc");
  Result<Value> status =
      box.call("fs.read", R"({"path": "/proc/self/status"})");
  ASSERT_TRUE(status.ok()) << status.status().toString();
  EXPECT_THAT(status->asString(), ::testing::HasSubstr("Threads:"));
}

TEST_F(FileTools, WritesInOneStep) {
  EXPECT_THAT(
      box.call("fs.write", args("new/deep/a.txt", R"(, "text": "one")")),
      IsValue("3"));
  EXPECT_EQ(folder.read("new/deep/a.txt"), "one");
  ASSERT_EQ(chmod(folder.path("new/deep/a.txt").c_str(), 0640), 0);
  EXPECT_TRUE(
      box.call("fs.write", args("new/deep/a.txt", R"(, "text": "two")")).ok());
  EXPECT_EQ(folder.read("new/deep/a.txt"), "two");
  struct stat info;
  ASSERT_EQ(stat(folder.path("new/deep/a.txt").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0640u);
  // What a program may do as its owner is not passed on to another content.
  ASSERT_EQ(chmod(folder.path("new/deep/a.txt").c_str(), 06755), 0);
  EXPECT_TRUE(
      box.call("fs.write", args("new/deep/a.txt", R"(, "text": "two")")).ok());
  ASSERT_EQ(stat(folder.path("new/deep/a.txt").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0755u);
  // Nothing temporary stays.
  EXPECT_THAT(box.call("fs.glob", R"({"pattern": ".*", "folder": ")" +
                                      folder.path("new/deep") + "\"}"),
              IsValue("[]"));
  EXPECT_TRUE(box.call("fs.write",
                       args("b", R"(, "text": "/wAB", "encoding": "base64")"))
                  .ok());
  EXPECT_EQ(folder.read("b"), std::string("\xff\x00\x01", 3));
}

TEST_F(FileTools, WriteErrors) {
  EXPECT_THAT(
      box.call("fs.write",
               args("no/a", R"(, "text": "", "create_folders": false)")),
      IsError(HOCKET_NOT_FOUND, "cannot write"));
  EXPECT_THAT(box.call("fs.write", args("", R"(, "text": "")")),
              IsError(HOCKET_INVALID_ARGUMENT, "found a folder"));
  EXPECT_THAT(
      box.call("fs.write", args("b", R"(, "text": "a", "encoding": "base64")")),
      IsError(HOCKET_INVALID_ARGUMENT, "base64: expected a multiple of 4"));
  EXPECT_THAT(box.call("fs.write", R"({"path": "/etc/hocket-x", "text": ""})"),
              IsError(HOCKET_PERMISSION_DENIED, "--allow-write=/etc"));
  // A link that leads out is not a way out, even if it leads nowhere yet.
  TempFolder other;
  ASSERT_EQ(symlink(other.path("new").c_str(), folder.path("trap").c_str()), 0);
  EXPECT_THAT(
      box.call("fs.write", args("trap", R"(, "text": "x")")),
      IsError(HOCKET_PERMISSION_DENIED, "which is '" + other.path("new")));
  EXPECT_FALSE(std::filesystem::exists(other.path("new")));
}

TEST_F(FileTools, AppendsAndStats) {
  EXPECT_THAT(box.call("fs.append", args("log", R"(, "text": "a\n")")),
              IsValue("2"));
  EXPECT_THAT(box.call("fs.append", args("log", R"(, "text": "b\n")")),
              IsValue("2"));
  EXPECT_EQ(folder.read("log"), "a\nb\n");
  Result<Value> info = box.call("fs.stat", args("log"));
  ASSERT_TRUE(info.ok()) << info.status().toString();
  EXPECT_EQ(info->get("type")->asString(), "file");
  EXPECT_EQ(info->get("bytes")->asInt(), 4);
  EXPECT_GT(info->get("modified")->asFloat(), 1.6e9);
  EXPECT_THAT(box.call("fs.append", args("", R"(, "text": "")")),
              IsError(HOCKET_INVALID_ARGUMENT, "cannot append"));
  EXPECT_THAT(box.call("fs.stat", args("none")),
              IsError(HOCKET_NOT_FOUND, "none"));
}

TEST_F(FileTools, Removes) {
  folder.write("f", "x");
  folder.write("d/f", "x");
  ASSERT_EQ(symlink("/etc/passwd", folder.path("link").c_str()), 0);
  EXPECT_THAT(box.call("fs.remove", args("f")), IsValue("true"));
  EXPECT_THAT(box.call("fs.remove", args("f")), IsValue("false"));
  EXPECT_THAT(box.call("fs.remove", args("d")),
              IsError(HOCKET_TOOL_ERROR, "directory not empty"));
  EXPECT_THAT(box.call("fs.remove", args("d/f")), IsValue("true"));
  EXPECT_THAT(box.call("fs.remove", args("d/")), IsValue("true"));
  // The link goes, not what it leads to.
  EXPECT_THAT(box.call("fs.remove", args("link")), IsValue("true"));
  EXPECT_TRUE(std::filesystem::exists("/etc/passwd"));
  EXPECT_THAT(box.call("fs.remove", args("..")),
              IsError(HOCKET_INVALID_ARGUMENT, ".."));
  EXPECT_THAT(box.call("fs.remove", R"({"path": "/etc/passwd"})"),
              IsError(HOCKET_PERMISSION_DENIED, "/etc"));
}

} // namespace
} // namespace hocket
