// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the relations of types relate, on random types and where they part.

#include "hocket/Dialect/Hocket/IR/TypeRelations.h"

#include "RandomValues.h"

#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::test;

namespace {
std::string str(Type type) {
  std::string text;
  llvm::raw_string_ostream(text) << type;
  return text;
}

/// The relations that hold, from the strictest on: "same assign fit cast".
std::string relations(Type from, Type to) {
  std::string text;
  for (auto [name, holds] : {std::pair("same ", isSameValue(from, to)),
                             std::pair("assign ", isAssignable(from, to)),
                             std::pair("fit ", mayFit(from, to)), std::pair("cast ", canCast(from, to))})
    if (holds)
      text += name;
  return text;
}
} // namespace

TEST(TypeRelations, EachImpliesTheNext) {
  RandomValues random(getTestContext(), 7);
  unsigned counts[5] = {};
  for (unsigned i = 0; i < 20000; ++i) {
    Type a = random.type(), b = random.related(a);
    for (auto [from, to] : {std::pair(a, b), std::pair(b, a)}) {
      bool holds[] = {isSameValue(from, to), isAssignable(from, to), mayFit(from, to),
                      canCast(from, to)};
      ASSERT_TRUE(llvm::is_sorted(holds)) << str(from) << "\n" << str(to);
      ++counts[llvm::count(holds, true)];
    }
  }
  // Each is weaker than the one before in some pair.
  for (unsigned count : counts)
    EXPECT_GT(count, 0u);
}

TEST(TypeRelations, TheyPartAtNumbersJsonAndFields) {
  MLIRContext *context = getTestContext();
  Type integer = IntegerType::get(context, 64), number = Float64Type::get(context);
  Type json = JsonType::get(context), text = StringType::get(context);
  auto record = [&](StringRef name, Type type, bool optional) -> Type {
    return RecordType::get(context, {{StringAttr::get(context, name), type, optional}});
  };
  EXPECT_EQ(relations(integer, json), "same assign fit cast ");
  EXPECT_EQ(relations(number, number), "assign fit cast ");
  EXPECT_EQ(relations(ListType::get(integer), ListType::get(number)), "assign fit cast ");
  EXPECT_EQ(relations(number, integer), "fit cast ");
  EXPECT_EQ(relations(json, text), "fit cast ");
  EXPECT_EQ(relations(text, integer), "");
  EXPECT_EQ(relations(text, ListType::get(text)), "");
  EXPECT_EQ(relations(record("a", text, true), record("a", text, false)), "fit cast ");
  EXPECT_EQ(relations(record("b", text, false), record("a", json, true)), "same assign fit cast ");
  EXPECT_EQ(relations(record("b", text, false), record("a", text, true)), "fit cast ");
  EXPECT_EQ(relations(record("b", text, false), record("a", text, false)), "cast ");
  EXPECT_EQ(relations(record("a", text, false), record("a", integer, true)), "");
}
