// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Laws of assignability (T1) and of the join (T2), on random types.

#include "RandomValues.h"

#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::test;

namespace {
constexpr unsigned rounds = 20000;

std::string str(Type type) {
  std::string text;
  llvm::raw_string_ostream(text) << type;
  return text;
}
std::string str(Attribute attr) {
  std::string text;
  llvm::raw_string_ostream(text) << attr;
  return text;
}

/// Assignable both ways: the same values.
bool equivalent(Type a, Type b) { return isAssignable(a, b) && isAssignable(b, a); }
} // namespace

TEST(Assignability, IsReflexiveAndHasAGreatestElement) {
  RandomValues random(getTestContext(), 1);
  Type json = JsonType::get(getTestContext());
  for (unsigned i = 0; i < rounds; ++i) {
    Type type = random.type();
    ASSERT_TRUE(isAssignable(type, type)) << str(type);
    ASSERT_TRUE(isAssignable(type, json)) << str(type);
    ASSERT_EQ(isAssignable(json, type), type == json) << str(type);
  }
}

TEST(Assignability, IsTransitive) {
  RandomValues random(getTestContext(), 2);
  unsigned chains = 0;
  for (unsigned i = 0; i < rounds; ++i) {
    Type a = random.type(), b = random.related(a), c = random.related(b);
    if (!isAssignable(a, b) || !isAssignable(b, c))
      continue;
    ++chains;
    ASSERT_TRUE(isAssignable(a, c)) << str(a) << "\n" << str(b) << "\n" << str(c);
  }
  EXPECT_GT(chains, rounds / 4) << "the types are too seldom related";
}

// What assignability promises: a value of the one type is a value of the other.
TEST(Assignability, KeepsValuesInTheType) {
  RandomValues random(getTestContext(), 3);
  unsigned checked = 0;
  for (unsigned i = 0; i < rounds; ++i) {
    Type from = random.type(), to = random.related(from);
    Attribute value = random.constantOf(from);
    if (!isAssignable(from, to) || !constantFits(value, from))
      continue;
    ++checked;
    ASSERT_TRUE(constantFits(value, to)) << str(value) << "\n" << str(from) << "\n" << str(to);
  }
  EXPECT_GT(checked, rounds / 4);
}

// And what it refuses has a reason: not every type is assignable to every other.
TEST(Assignability, RefusesWhatDiffers) {
  MLIRContext *context = getTestContext();
  Type json = JsonType::get(context), text = StringType::get(context);
  Type integer = IntegerType::get(context, 64), number = Float64Type::get(context);
  auto record = [&](StringRef name, Type type, bool optional) -> Type {
    return RecordType::get(context, {RecordField{StringAttr::get(context, name), type, optional}});
  };
  EXPECT_FALSE(isAssignable(json, text));
  EXPECT_FALSE(isAssignable(number, integer));
  EXPECT_FALSE(isAssignable(IntegerType::get(context, 1), integer));
  EXPECT_FALSE(isAssignable(ListType::get(number), ListType::get(integer)));
  EXPECT_FALSE(isAssignable(record("a", integer, true), record("a", integer, false)));
  EXPECT_FALSE(isAssignable(record("b", integer, false), record("a", integer, false)));
  // A record without the field may still have it, with another kind of value.
  EXPECT_FALSE(isAssignable(record("b", integer, false), record("a", integer, true)));
  EXPECT_TRUE(isAssignable(record("b", integer, false), record("a", json, true)));
}

TEST(Join, IsTheLeastUpperBound) {
  RandomValues random(getTestContext(), 4);
  unsigned bounds = 0;
  for (unsigned i = 0; i < rounds; ++i) {
    Type a = random.type(), b = random.related(a), join = joinTypes(a, b);
    ASSERT_TRUE(isAssignable(a, join) && isAssignable(b, join))
        << str(a) << "\n" << str(b) << "\n" << str(join);
    Type other = random.related(random.chance(50) ? b : join);
    if (!isAssignable(a, other) || !isAssignable(b, other))
      continue;
    ++bounds;
    ASSERT_TRUE(isAssignable(join, other))
        << str(a) << "\n" << str(b) << "\n" << str(join) << "\n" << str(other);
  }
  EXPECT_GT(bounds, rounds / 4);
}

TEST(Join, IsIdempotentCommutativeAndAssociative) {
  RandomValues random(getTestContext(), 5);
  for (unsigned i = 0; i < rounds; ++i) {
    Type a = random.type(), b = random.related(a), c = random.related(b);
    ASSERT_EQ(joinTypes(a, a), a) << str(a);
    ASSERT_TRUE(equivalent(joinTypes(a, b), joinTypes(b, a))) << str(a) << "\n" << str(b);
    ASSERT_TRUE(equivalent(joinTypes(joinTypes(a, b), c), joinTypes(a, joinTypes(b, c))))
        << str(a) << "\n" << str(b) << "\n" << str(c);
  }
}
