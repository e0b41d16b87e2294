// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Located JSON: values, places, and strictness against another strict parser.

#include "hocket/Frontend/Json.h"

#include "gtest/gtest.h"

#include <nlohmann/json.hpp>
#include <random>

using namespace mlir::hocket::frontend;
using json::Document;
using Kind = json::Value::Kind;

namespace {

Document parse(llvm::StringRef text) {
  Document document;
  EXPECT_TRUE(Document::parse(text, document, [](Problem problem) {
    ADD_FAILURE() << problem.pos.line << ":" << problem.pos.column << ": "
                  << problem.message;
  })) << text.str();
  return document;
}

bool accepts(llvm::StringRef text, std::string *message = nullptr) {
  Document document;
  return Document::parse(text, document, [&](Problem problem) {
    if (message)
      *message = problem.message;
    EXPECT_GE(problem.pos.line, 1u);
    EXPECT_GE(problem.pos.column, 1u);
  });
}

} // namespace

TEST(Json, Values) {
  Document document =
      parse(R"([null, true, -7, 1.5e2, "a\u00e9\n", [], {"b": 1, "a": 2}])");
  auto items = document.root().items();
  ASSERT_EQ(items.size(), 7u);
  EXPECT_EQ(items[0].kind(), Kind::Null);
  EXPECT_TRUE(items[1].boolean());
  EXPECT_EQ(items[2].integer(), -7);
  EXPECT_EQ(items[3].number(), 150.0);
  EXPECT_EQ(items[4].string(), "aé\n");
  EXPECT_TRUE(items[5].items().empty());
  // Members keep their order.
  EXPECT_EQ(items[6].members()[0].name, "b");
  EXPECT_EQ(items[6].get("a")->integer(), 2);
  EXPECT_EQ(items[6].get("c"), nullptr);
}

TEST(Json, PlacesOfValuesAndKeys) {
  Document document = parse("\n {\"key\":\n\t[1,\n  \"x\"]}");
  const json::Member &member = document.root().members()[0];
  EXPECT_EQ(document.root().pos(), (SourcePos{2, 2}));
  EXPECT_EQ(member.pos, (SourcePos{2, 3}));
  EXPECT_EQ(member.value.pos(), (SourcePos{3, 2}));
  EXPECT_EQ(member.value.items()[0].pos(), (SourcePos{3, 3}));
  EXPECT_EQ(member.value.items()[1].pos(), (SourcePos{4, 3}));
}

TEST(Json, PlacesInsideAStringThatHoldsJson) {
  // Escapes of every length come before the places that are asked for.
  llvm::StringRef text =
      R"(["{\"\u00e9\": [1, \"\ud83d\ude00\", {\"k\": \"x\\n\"}],\n \"z\": 2}"])";
  Document outer = parse(text), inner;
  ASSERT_TRUE(Document::parseString(
      outer, outer.root().items()[0], inner,
      [](Problem problem) { ADD_FAILURE() << problem.message; }));
  auto column = [&](llvm::StringRef part) {
    return static_cast<unsigned>(text.find(part) + 1);
  };
  auto list = inner.root().get("é")->items();
  EXPECT_EQ(inner.root().members()[0].pos,
            (SourcePos{1, column("\\\"\\u00e9")}));
  EXPECT_EQ(list[0].pos(), (SourcePos{1, column("1, ")}));
  EXPECT_EQ(list[1].string(), "😀");
  EXPECT_EQ(list[1].pos(), (SourcePos{1, column("\\\"\\ud83d")}));
  EXPECT_EQ(list[2].members()[0].pos, (SourcePos{1, column("\\\"k")}));
  EXPECT_EQ(list[2].get("k")->string(), "x\n");
  EXPECT_EQ(inner.root().get("z")->pos(), (SourcePos{1, column("2}")}));
}

TEST(Json, PlacesTwoStringsDeep) {
  llvm::StringRef text = R"("{\"a\": \"[1, \\\"x\\\", 22]\"}")";
  Document outer = parse(text), middle, inner;
  auto fail = [](Problem problem) { ADD_FAILURE() << problem.message; };
  ASSERT_TRUE(Document::parseString(outer, outer.root(), middle, fail));
  ASSERT_TRUE(
      Document::parseString(middle, *middle.root().get("a"), inner, fail));
  EXPECT_EQ(inner.root().items()[2].integer(), 22);
  EXPECT_EQ(inner.root().items()[2].pos(),
            (SourcePos{1, static_cast<unsigned>(text.find("22") + 1)}));
}

TEST(Json, RefusesWhatStandardsAllowButProgramsCannotMean) {
  std::string message;
  EXPECT_FALSE(accepts(R"({"a": 1, "a": 1})", &message));
  EXPECT_EQ(message, "duplicate key \"a\"");
  EXPECT_FALSE(accepts("123456789012345678901234567890", &message));
  EXPECT_EQ(message,
            "integer 123456789012345678901234567890 does not fit in 64 bits");
  EXPECT_TRUE(accepts(std::string(128, '[') + std::string(128, ']')));
  EXPECT_FALSE(
      accepts(std::string(129, '[') + std::string(129, ']'), &message));
  EXPECT_EQ(message, "nested deeper than 128 levels");
}

/// Damages valid texts at random; both parsers must agree on every result.
TEST(Json, IsAsStrictAsAnotherParser) {
  const std::string seeds[] = {
      R"({"name": "search", "arguments": {"q": "a\"b\\c\u0041", "n": [1, -2.5e+3, true, null]}})",
      R"([[], {}, "", 0, -0, 1E5, {"a": {"b": [false]}}, "\ud83d\ude00é"])",
      "  3.25 ", "\"text\""};
  const std::string characters =
      "{}[]:,\"\\ \n0123456789eE+-.truefalsn\x01\x7f\xC3\xA9u";
  std::mt19937 random(7);
  unsigned numValid = 0;
  for (unsigned round = 0; round < 20000; ++round) {
    std::string text = seeds[random() % std::size(seeds)];
    for (unsigned i = 0, e = random() % 3; i <= e; ++i) {
      size_t at = random() % (text.size() + 1);
      char c = characters[random() % characters.size()];
      switch (random() % 3) {
      case 0:
        text.insert(at, 1, c);
        break;
      case 1:
        text.erase(at, 1);
        break;
      default:
        text.resize(std::max<size_t>(1, at));
        text.back() = c;
      }
    }
    std::string message;
    bool accepted = accepts(text, &message);
    bool isOurs = llvm::StringRef(message).starts_with("duplicate key") ||
                  llvm::StringRef(message).contains("does not fit in 64 bits");
    EXPECT_TRUE(isOurs || accepted == nlohmann::json::accept(text))
        << text << "\n"
        << message;
    numValid += accepted;
  }
  EXPECT_GT(numValid, 1000u);
}
