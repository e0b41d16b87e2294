// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/test_support.h"

#include <sys/stat.h>
#include <unistd.h>

namespace hocket {
namespace {

using namespace hocket::testing;

TEST(Permissions, NothingIsAllowedByDefault) {
  Permissions none;
  EXPECT_THAT(none.checkRead("/etc/passwd"),
              IsError(HOCKET_PERMISSION_DENIED,
                      "reading '/etc/passwd' is not allowed; allow it with "
                      "--allow-read=/etc"));
  EXPECT_THAT(none.checkWrite("/etc"),
              IsError(HOCKET_PERMISSION_DENIED,
                      "writing '/etc' is not allowed; allow it with "
                      "--allow-write=/etc"));
  EXPECT_THAT(
      none.checkHost("example.org", 443),
      IsError(HOCKET_PERMISSION_DENIED,
              "connecting to 'example.org:443' is not allowed; allow it "
              "with --allow-net=example.org:443"));
  EXPECT_THAT(
      none.checkProgram("sh"),
      IsError(HOCKET_PERMISSION_DENIED,
              "running 'sh' is not allowed; allow it with --allow-run=sh"));
}

TEST(Permissions, AllowsAFolderAndWhatIsBelow) {
  TempFolder folder;
  Permissions some;
  some.readPaths = {folder.path("in")};
  some.writePaths = {folder.path("out/one.txt")};
  folder.write("in/deep/a.txt", "x");
  folder.write("inner.txt", "x");
  Result<std::string> path =
      some.checkRead(folder.path("in/deep/../deep/a.txt"));
  ASSERT_TRUE(path.ok());
  EXPECT_EQ(*path, folder.path("in/deep/a.txt"));
  EXPECT_TRUE(some.checkRead(folder.path("in")).ok());
  EXPECT_FALSE(some.checkRead(folder.path("inner.txt")).ok());
  EXPECT_FALSE(some.checkRead(folder.path("in/../inner.txt")).ok());
  // Reading is not writing; a single file can be allowed before it exists.
  EXPECT_FALSE(some.checkWrite(folder.path("in/deep/a.txt")).ok());
  EXPECT_TRUE(some.checkWrite(folder.path("out/one.txt")).ok());
  EXPECT_FALSE(some.checkWrite(folder.path("out/two.txt")).ok());
}

TEST(Permissions, LinksDoNotLeadOut) {
  TempFolder folder;
  folder.write("out/secret", "x");
  folder.write("in/a", "x");
  ASSERT_EQ(symlink("../out/secret", folder.path("in/link").c_str()), 0);
  ASSERT_EQ(symlink("../out", folder.path("in/folder").c_str()), 0);
  ASSERT_EQ(symlink("../out/new", folder.path("in/trap").c_str()), 0);
  Permissions some;
  some.readPaths = some.writePaths = {folder.path("in")};
  EXPECT_THAT(some.checkRead(folder.path("in/link")),
              IsError(HOCKET_PERMISSION_DENIED,
                      "which is '" + folder.path("out/secret") + "'"));
  EXPECT_FALSE(some.checkRead(folder.path("in/folder/secret")).ok());
  EXPECT_FALSE(some.checkWrite(folder.path("in/trap")).ok());
  EXPECT_FALSE(some.checkWrite(folder.path("in/folder/new")).ok());
}

// An entry given as a link or a relative path means what it leads to.
TEST(Permissions, EntriesAreResolved) {
  TempFolder folder;
  folder.write("real/a", "x");
  ASSERT_EQ(symlink("real", folder.path("alias").c_str()), 0);
  Permissions some;
  some.readPaths = {folder.path("alias/")};
  ASSERT_TRUE(some.resolve().ok());
  EXPECT_TRUE(some.checkRead(folder.path("real/a")).ok());
  EXPECT_TRUE(some.checkRead(folder.path("alias/a")).ok());
  some.readPaths = {"."};
  ASSERT_TRUE(some.resolve().ok());
  EXPECT_TRUE(some.checkRead("anything").ok());
  EXPECT_FALSE(some.checkRead("..").ok());
}

// Once: a link put in the place of an allowed folder allows nothing new.
TEST(Permissions, EntriesAreResolvedOnce) {
  TempFolder folder;
  folder.write("out/secret", "x");
  folder.write("in/a", "x");
  Permissions some;
  some.readPaths = {folder.path("in")};
  ASSERT_TRUE(some.resolve().ok());
  std::filesystem::rename(folder.path("in"), folder.path("moved"));
  ASSERT_EQ(symlink("out", folder.path("in").c_str()), 0);
  EXPECT_FALSE(some.checkRead(folder.path("in/secret")).ok());
  EXPECT_FALSE(some.checkRead(folder.path("out/secret")).ok());
}

// An unset variable in "--allow-read=$FOLDER" allows nothing.
TEST(Permissions, EmptyEntriesAreRefused) {
  Permissions some;
  some.readPaths = {""};
  EXPECT_FALSE(some.checkRead("/etc/hostname").ok());
  for (auto member : {&Permissions::readPaths, &Permissions::writePaths,
                      &Permissions::hosts, &Permissions::programs,
                      &Permissions::variables}) {
    Permissions one;
    one.*member = {"/tmp", ""};
    EXPECT_THAT(one.resolve(),
                IsError(HOCKET_INVALID_ARGUMENT, "found an empty text"));
  }
}

TEST(Permissions, Hosts) {
  Permissions some;
  some.hosts = {"example.org", "api.test:8080", "*.wiki.test", "[::1]:80",
                "fe80::1"};
  EXPECT_TRUE(some.checkHost("example.org", 80).ok());
  EXPECT_TRUE(some.checkHost("EXAMPLE.org.", 1234).ok());
  EXPECT_FALSE(some.checkHost("www.example.org", 80).ok());
  EXPECT_FALSE(some.checkHost("badexample.org", 80).ok());
  EXPECT_TRUE(some.checkHost("api.test", 8080).ok());
  EXPECT_FALSE(some.checkHost("api.test", 443).ok());
  EXPECT_TRUE(some.checkHost("en.wiki.test", 443).ok());
  EXPECT_FALSE(some.checkHost("wiki.test", 443).ok());
  EXPECT_TRUE(some.checkHost("[::1]", 80).ok());
  EXPECT_FALSE(some.checkHost("[::1]", 81).ok());
  EXPECT_TRUE(some.checkHost("[fe80::1]", 5).ok());
  EXPECT_THAT(some.checkHost("[::2]", 80),
              IsError(HOCKET_PERMISSION_DENIED, "--allow-net=[::2]:80"));
  some.hosts = {"*"};
  EXPECT_TRUE(some.checkHost("anything", 1).ok());
}

TEST(Permissions, Programs) {
  TempFolder folder;
  std::string tool = folder.write("bin/tool", "#!/bin/sh\n");
  folder.write("bin/data", "no program");
  Permissions some;
  some.programs = {"sh", tool};
  EXPECT_THAT(some.checkProgram(tool),
              IsError(HOCKET_NOT_FOUND, "not a program"));
  ASSERT_EQ(chmod(tool.c_str(), 0755), 0);
  Result<std::string> path = some.checkProgram(folder.path("bin/../bin/tool"));
  ASSERT_TRUE(path.ok()) << path.status().toString();
  EXPECT_EQ(*path, tool);
  Result<std::string> shell = some.checkProgram("sh");
  ASSERT_TRUE(shell.ok());
  EXPECT_THAT(*shell, ::testing::EndsWith("/sh"));
  // The same name by its full path is the same program.
  EXPECT_TRUE(some.checkProgram(*shell).ok());
  EXPECT_FALSE(some.checkProgram("cat").ok());
  EXPECT_FALSE(some.checkProgram("tool").ok());
  EXPECT_THAT(some.checkProgram(folder.path("bin/data")),
              IsError(HOCKET_NOT_FOUND, "not a program"));
  EXPECT_THAT(some.checkProgram("no-such-program-anywhere"),
              IsError(HOCKET_NOT_FOUND, "is in no folder of PATH"));
  EXPECT_THAT(some.checkProgram(""),
              IsError(HOCKET_INVALID_ARGUMENT, "expected"));
}

// What makes a program run other code is allowed by its name or not at all.
TEST(Permissions, Variables) {
  Permissions some;
  EXPECT_THAT(some.checkVariable("MODE"),
              IsError(HOCKET_PERMISSION_DENIED, "--allow-env=MODE"));
  some.variables = {"MODE", "APP_*", "PATH"};
  EXPECT_TRUE(some.checkVariable("MODE").ok());
  EXPECT_TRUE(some.checkVariable("APP_KEY").ok());
  EXPECT_TRUE(some.checkVariable("PATH").ok());
  EXPECT_FALSE(some.checkVariable("MODES").ok());
  EXPECT_FALSE(some.checkVariable("LD_PRELOAD").ok());
  some.variables = {"*", "LD_*"};
  EXPECT_TRUE(some.checkVariable("ANYTHING").ok());
  for (const char *name : {"LD_PRELOAD", "LD_LIBRARY_PATH", "PATH", "BASH_ENV",
                           "PYTHONPATH", "GLIBC_TUNABLES"})
    EXPECT_FALSE(some.checkVariable(name).ok()) << name;
  some.variables = {"LD_PRELOAD"};
  EXPECT_TRUE(some.checkVariable("LD_PRELOAD").ok());
}

// A link is a program of its own: what it does can depend on its name.
TEST(Permissions, AProgramIsNotWhatItsLinkLeadsTo) {
  TempFolder folder;
  std::string box = folder.write("box", "#!/bin/sh\n");
  ASSERT_EQ(chmod(box.c_str(), 0755), 0);
  ASSERT_EQ(symlink("box", folder.path("list").c_str()), 0);
  ASSERT_EQ(symlink("box", folder.path("erase").c_str()), 0);
  Permissions some;
  some.programs = {folder.path("list")};
  Result<std::string> path = some.checkProgram(folder.path("list"));
  ASSERT_TRUE(path.ok());
  EXPECT_EQ(*path, folder.path("list"));
  EXPECT_FALSE(some.checkProgram(folder.path("erase")).ok());
}

} // namespace
} // namespace hocket
