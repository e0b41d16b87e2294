// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Analysis/Key.h"

#include "mlir/IR/Builders.h"

#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::hocket::analysis;

namespace {
struct KeyTest : public testing::Test {
  MLIRContext context;
  Builder builder{&context};

  KeyRelation compare(Attribute a, Attribute b) {
    KeyRelation relation = Key::get(a).compare(Key::get(b));
    EXPECT_EQ(relation, Key::get(b).compare(Key::get(a))) << "comparison is not symmetric";
    return relation;
  }
  KeyRelation compare(StringRef a, StringRef b) {
    return compare(builder.getStringAttr(a), builder.getStringAttr(b));
  }
};
} // namespace

TEST_F(KeyTest, NormalisedPathsAreEqual) {
  EXPECT_EQ(compare("a", "a"), KeyRelation::Same);
  EXPECT_EQ(compare("a/b", "./a//b/"), KeyRelation::Same);
  EXPECT_EQ(compare("/a", "//a/."), KeyRelation::Same);
  EXPECT_EQ(compare("", "."), KeyRelation::Same);
}

TEST_F(KeyTest, DifferentComponentsDiffer) {
  EXPECT_EQ(compare("a", "b"), KeyRelation::Different);
  EXPECT_EQ(compare("a/b", "a/c"), KeyRelation::Different);
  EXPECT_EQ(compare("a.txt", "a.txt.bak"), KeyRelation::Different);
  EXPECT_EQ(compare("a", "ab"), KeyRelation::Different);
  EXPECT_EQ(compare("A", "a"), KeyRelation::Different);
}

TEST_F(KeyTest, WhatMayOverlapIsNotDifferent) {
  EXPECT_EQ(compare("a", "a/b"), KeyRelation::MayBeEqual);
  EXPECT_EQ(compare(".", "a"), KeyRelation::MayBeEqual);
  EXPECT_EQ(compare("/a", "a"), KeyRelation::MayBeEqual);
  EXPECT_EQ(compare("/", "b/c"), KeyRelation::MayBeEqual);
  EXPECT_EQ(compare("a/../b", "c"), KeyRelation::MayBeEqual);
  EXPECT_EQ(compare("..", "c"), KeyRelation::MayBeEqual);
}

TEST_F(KeyTest, NumbersAreTheirText) {
  EXPECT_EQ(compare(builder.getI64IntegerAttr(7), builder.getI64IntegerAttr(8)),
            KeyRelation::Different);
  EXPECT_EQ(compare(builder.getI64IntegerAttr(7), builder.getStringAttr("7")), KeyRelation::Same);
  EXPECT_EQ(compare(builder.getBoolAttr(true), builder.getStringAttr("false")),
            KeyRelation::Different);
  // 1.0 and 1 may be the same number to a provider.
  EXPECT_EQ(compare(builder.getF64FloatAttr(1), builder.getI64IntegerAttr(1)),
            KeyRelation::MayBeEqual);
  EXPECT_EQ(compare(builder.getF64FloatAttr(1), builder.getF64FloatAttr(2)),
            KeyRelation::MayBeEqual);
}

TEST_F(KeyTest, TheWholeOverlapsEverything) {
  EXPECT_EQ(Key().compare(Key::get(builder.getStringAttr("a"))), KeyRelation::MayBeEqual);
  EXPECT_EQ(Key().compare(Key()), KeyRelation::MayBeEqual);
}
