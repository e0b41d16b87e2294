// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/builtin/glob.h"
#include "tool/test_support.h"

namespace hocket {
namespace {

using namespace hocket::testing;

bool matches(std::string_view pattern, std::string_view path) {
  Result<Glob> glob = Glob::compile(pattern);
  EXPECT_TRUE(glob.ok()) << glob.status().toString();
  return glob.ok() && glob->matches(path);
}

TEST(Glob, NamesAndStars) {
  EXPECT_TRUE(matches("a.txt", "a.txt"));
  EXPECT_FALSE(matches("a.txt", "b/a.txt"));
  EXPECT_TRUE(matches("*.txt", "a.txt"));
  EXPECT_TRUE(matches("*.txt", ".txt") == false); // a hidden name
  EXPECT_FALSE(matches("*.txt", "a/b.txt"));
  EXPECT_TRUE(matches("*", "a"));
  EXPECT_TRUE(matches("a*b*c", "a--b--b--c"));
  EXPECT_FALSE(matches("a*b*c", "a--b--b--"));
  EXPECT_TRUE(matches("a**", "abc"));
  EXPECT_TRUE(matches("./a//b/", "a/b"));
}

TEST(Glob, CharactersAreCodePoints) {
  EXPECT_TRUE(matches("?", "é"));
  EXPECT_TRUE(matches("???", "日本語"));
  EXPECT_FALSE(matches("?", "日本"));
  EXPECT_TRUE(matches("[à-é]x", "èx"));
  EXPECT_TRUE(matches("?", "\xff"));
}

TEST(Glob, Classes) {
  EXPECT_TRUE(matches("[a-cx]", "b"));
  EXPECT_TRUE(matches("[a-cx]", "x"));
  EXPECT_FALSE(matches("[a-cx]", "d"));
  EXPECT_TRUE(matches("[!a-c]", "d"));
  EXPECT_FALSE(matches("[^a-c]", "a"));
  EXPECT_TRUE(matches("[]a]", "]"));
  EXPECT_TRUE(matches("[a-]", "-"));
  EXPECT_TRUE(matches("[\\]]", "]"));
  EXPECT_TRUE(matches("[{,}]", ","));
}

TEST(Glob, AnyFolders) {
  EXPECT_TRUE(matches("**/*.cpp", "a.cpp"));
  EXPECT_TRUE(matches("**/*.cpp", "x/y/a.cpp"));
  EXPECT_TRUE(matches("src/**", "src/a"));
  EXPECT_TRUE(matches("src/**", "src/a/b"));
  EXPECT_FALSE(matches("src/**", "src"));
  EXPECT_TRUE(matches("**", "a/b/c"));
  EXPECT_TRUE(matches("**/**/a", "a"));
  EXPECT_TRUE(matches("a/**/b/**/c", "a/b/x/b/c"));
  EXPECT_FALSE(matches("a/**/b", "a/b/c"));
}

TEST(Glob, HiddenNamesOnlyWhenWritten) {
  EXPECT_FALSE(matches("**", ".git/config"));
  EXPECT_FALSE(matches("**/config", ".git/config"));
  EXPECT_FALSE(matches("?git", ".git"));
  EXPECT_FALSE(matches("[.]git", ".git"));
  EXPECT_TRUE(matches(".*", ".git"));
  EXPECT_TRUE(matches(".git/**", ".git/config"));
}

TEST(Glob, Braces) {
  EXPECT_TRUE(matches("*.{h,cpp}", "a.cpp"));
  EXPECT_TRUE(matches("*.{h,cpp}", "a.h"));
  EXPECT_FALSE(matches("*.{h,cpp}", "a.c"));
  EXPECT_TRUE(matches("{a,b{c,d}}/x", "bd/x"));
  EXPECT_TRUE(matches("{src/**,doc}/x", "src/a/b/x"));
  EXPECT_TRUE(matches("a{,.txt}", "a"));
  EXPECT_TRUE(matches("a,b", "a,b"));
  EXPECT_TRUE(matches("\\{a\\,b\\}", "{a,b}"));
  EXPECT_TRUE(matches("\\*", "*"));
  EXPECT_FALSE(matches("\\*", "a"));
}

TEST(Glob, Errors) {
  auto compile = [](std::string pattern) {
    return Glob::compile(pattern).status();
  };
  EXPECT_THAT(compile(""),
              IsError(HOCKET_INVALID_ARGUMENT, "found an empty text"));
  EXPECT_THAT(compile("/etc/*"),
              IsError(HOCKET_INVALID_ARGUMENT, "relative to the folder"));
  EXPECT_THAT(compile("a/../b"), IsError(HOCKET_INVALID_ARGUMENT, "'..'"));
  EXPECT_THAT(compile("a/[bc"),
              IsError(HOCKET_INVALID_ARGUMENT,
                      "a '[' without a ']' in '[bc', column 1"));
  EXPECT_THAT(compile("a{b"), IsError(HOCKET_INVALID_ARGUMENT,
                                      "column 2: a '{' without a '}'"));
  EXPECT_THAT(compile("ab}"), IsError(HOCKET_INVALID_ARGUMENT,
                                      "column 3: a '}' without a '{'"));
  EXPECT_THAT(compile("{a,b}{c,d}{e,f}{g,h}{i,j}{k,l}{m,n}{o,p}{q,r}"),
              IsError(HOCKET_RESOURCE_EXHAUSTED, "more than 256 patterns"));
  EXPECT_THAT(compile(std::string(100, '{')),
              IsError(HOCKET_INVALID_ARGUMENT, "nested too deeply"));
  EXPECT_THAT(compile(std::string(5000, 'a')),
              IsError(HOCKET_INVALID_ARGUMENT, "at most 4096 bytes"));
}

// A walker enters only folders in which something can match.
TEST(Glob, StatesTellWhereToGo) {
  Result<Glob> glob = Glob::compile("src/*/x.{c,h}");
  ASSERT_TRUE(glob.ok());
  Glob::State source = glob->step(glob->start(), "src");
  EXPECT_TRUE(glob->canContinue(source));
  EXPECT_FALSE(glob->accepts(source));
  EXPECT_FALSE(glob->canContinue(glob->step(glob->start(), "docs")));
  Glob::State file = glob->step(glob->step(source, "lib"), "x.h");
  EXPECT_TRUE(glob->accepts(file));
  EXPECT_FALSE(glob->canContinue(file));
}

// The matcher is linear per star: this would never end otherwise.
TEST(Glob, ManyStars) {
  std::string pattern;
  for (int i = 0; i < 200; ++i)
    pattern += "a*";
  EXPECT_FALSE(matches(pattern + "b", std::string(2000, 'a')));
}

} // namespace
} // namespace hocket
