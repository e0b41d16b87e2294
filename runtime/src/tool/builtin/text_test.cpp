// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/test_support.h"

namespace hocket {
namespace {

using namespace hocket::testing;

class TextTools : public ::testing::Test {
protected:
  TextTools() {
    box.allow(folder);
    folder.write("src/a.cpp", "int main() {\r\n  return Value; // Value\n}\n");
    folder.write("src/b.h", "class Value;\nclass value_t;");
    folder.write("src/.hidden", "Value");
    folder.write("src/binary", std::string("Value\0Value", 11));
  }
  Result<Value> call(const std::string &tool, const std::string &more) {
    return box.call(tool, R"({"files": [")" + folder.path("src") + "\"]" +
                              more + "}");
  }
  TempFolder folder;
  ToolBox box;
};

TEST_F(TextTools, SearchFindsPlaces) {
  Result<Value> found = call("text.search", R"(, "pattern": "\\bValue\\b")");
  ASSERT_TRUE(found.ok()) << found.status().toString();
  std::vector<std::string> seen;
  for (const Value &match : found->asList())
    seen.push_back(match.get("file")->asString().substr(folder.path().size()) +
                   ":" + match.get("line")->toJson() + ":" +
                   match.get("column")->toJson());
  EXPECT_THAT(seen, ::testing::ElementsAre("/src/a.cpp:2:10", "/src/a.cpp:2:20",
                                           "/src/b.h:1:7"));
  EXPECT_EQ(found->asList()[0].get("text")->asString(),
            "  return Value; // Value");
  EXPECT_EQ(found->asList()[0].get("match")->asString(), "Value");
}

TEST_F(TextTools, SearchOptions) {
  auto count = [&](const std::string &more) {
    Result<Value> found = call("text.search", more);
    EXPECT_TRUE(found.ok()) << found.status().toString();
    return found.ok() ? found->asList().size() : 0;
  };
  EXPECT_EQ(count(R"(, "pattern": "value", "ignore_case": true)"), 4u);
  EXPECT_EQ(count(R"(, "pattern": "^class", "include": "*.h")"), 2u);
  EXPECT_EQ(count(R"(, "pattern": ";$")"), 2u);
  EXPECT_EQ(count(R"(, "pattern": "^$")"), 0u);
  EXPECT_EQ(count(R"(, "pattern": "", "include": "*.h")"), 28u);
  EXPECT_EQ(count(R"(, "pattern": "a|b")"), count(R"(, "pattern": "(a)|b")"));
  EXPECT_THAT(call("text.search", R"(, "pattern": "Value", "max_matches": 2)"),
              IsError(HOCKET_RESOURCE_EXHAUSTED, "more than 2 matches"));
  EXPECT_THAT(call("text.search", R"(, "pattern": "a(b")"),
              IsError(HOCKET_INVALID_ARGUMENT, "regular expression 'a(b'"));
  EXPECT_THAT(call("text.search", R"(, "pattern": "a)|(?:b")"),
              IsError(HOCKET_INVALID_ARGUMENT, "unexpected )"));
}

// Empty lines match ^$ once each, the end of the text does not.
TEST_F(TextTools, SearchEmptyMatches) {
  std::string file = folder.write("lines", "a\n\nb\n\n");
  Result<Value> found = box.call(
      "text.search", R"({"pattern": "^$", "files": [")" + file + "\"]}");
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->asList().size(), 2u);
  EXPECT_EQ(found->asList()[0].get("line")->asInt(), 2);
  EXPECT_EQ(found->asList()[1].get("line")->asInt(), 4);
}

TEST_F(TextTools, SearchReportsMissingFiles) {
  EXPECT_THAT(box.call("text.search", R"({"pattern": "x", "files": [")" +
                                          folder.path("none") + "\"]}"),
              IsError(HOCKET_NOT_FOUND, "none"));
  EXPECT_THAT(box.call("text.search", R"({"pattern": "x", "files": ["/etc"]})"),
              IsError(HOCKET_PERMISSION_DENIED, "--allow-read=/etc"));
}

TEST_F(TextTools, Counts) {
  EXPECT_THAT(
      box.call("text.count", R"({"texts": ["one two\nthree", "", "x\n"]})"),
      IsValue(R"({"items": 3, "lines": 3, "words": 4, "bytes": 15})"));
  EXPECT_THAT(call("text.count", R"(, "include": "*.h")"),
              IsValue(R"({"items": 1, "lines": 2, "words": 4, "bytes": 27})"));
  EXPECT_THAT(box.call("text.count", "{}"),
              IsValue(R"({"items": 0, "lines": 0, "words": 0, "bytes": 0})"));
}

TEST_F(TextTools, Words) {
  EXPECT_THAT(
      box.call("text.words",
               R"({"texts": ["b a_1 b 12 Äh", "a_1 B", "b"], "top": 3})"),
      IsValue(R"([{"word": "b", "count": 3}, {"word": "a_1", "count": 2},
                  {"word": "B", "count": 1}])"));
  EXPECT_THAT(
      box.call("text.words", R"({"texts": ["B b Äh x"], "ignore_case": true,
                                         "min_length": 2})"),
      IsValue(R"([{"word": "Äh", "count": 1}])"));
  Result<Value> words = call("text.words", R"(, "top": 1)");
  ASSERT_TRUE(words.ok());
  EXPECT_THAT(words, IsValue(R"([{"word": "Value", "count": 3}])"));
}

TEST_F(TextTools, Similarity) {
  std::string texts =
      R"("texts": ["a b c d", "a b c e", "x y", "", "a b c d"])";
  EXPECT_THAT(
      box.call("text.similarity", "{" + texts + R"(, "shingle": 2, "top": 3})"),
      IsValue(
          R"([{"a": "texts[0]", "b": "texts[4]", "similarity": 1.0, "shared": 3},
                  {"a": "texts[0]", "b": "texts[1]", "similarity": 0.5, "shared": 2},
                  {"a": "texts[1]", "b": "texts[4]", "similarity": 0.5, "shared": 2}])"));
  Result<Value> all =
      box.call("text.similarity", "{" + texts + R"(, "top": 100})");
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(all->asList().size(), 10u);
  EXPECT_THAT(
      box.call("text.similarity", "{" + texts + R"(, "min_similarity": 0.9})"),
      IsValue(R"([{"a": "texts[0]", "b": "texts[4]", "similarity": 1.0,
                           "shared": 1}])"));
  EXPECT_THAT(
      box.call("text.similarity", "{" + texts + R"(, "max_items": 4})"),
      IsError(HOCKET_RESOURCE_EXHAUSTED, "at most 4 files and texts, found 5"));
}

TEST_F(TextTools, Hashes) {
  const char *ofAbc =
      R"("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")";
  EXPECT_THAT(box.call("hash.sha256", R"({"text": "abc"})"), IsValue(ofAbc));
  std::string file = folder.write("abc", "abc");
  EXPECT_THAT(box.call("fs.sha256", R"({"path": ")" + file + "\"}"),
              IsValue(ofAbc));
  EXPECT_THAT(box.call("fs.sha256", R"({"path": "/etc/passwd"})"),
              IsError(HOCKET_PERMISSION_DENIED, "/etc"));
}

} // namespace
} // namespace hocket
