// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constants: their types, their equality (T4) and their JSON text.

#include "RandomValues.h"

#include "mlir/IR/Builders.h"
#include "llvm/Support/JSON.h"

#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::test;

namespace {
constexpr unsigned rounds = 20000;

/// The constant that a JSON text says, read by a parser that is not ours.
Attribute fromJson(const llvm::json::Value &value) {
  Builder builder(getTestContext());
  switch (value.kind()) {
  case llvm::json::Value::Null:
    return NullAttr::get(getTestContext());
  case llvm::json::Value::Boolean:
    return builder.getBoolAttr(*value.getAsBoolean());
  case llvm::json::Value::Number:
    // A number in a text without point and exponent is an integer.
    if (std::optional<int64_t> integer = value.getAsInteger())
      return builder.getI64IntegerAttr(*integer);
    return builder.getF64FloatAttr(*value.getAsNumber());
  case llvm::json::Value::String:
    return builder.getStringAttr(*value.getAsString());
  case llvm::json::Value::Array: {
    SmallVector<Attribute> items;
    for (const llvm::json::Value &item : *value.getAsArray())
      items.push_back(fromJson(item));
    return builder.getArrayAttr(items);
  }
  case llvm::json::Value::Object: {
    SmallVector<ObjectMember> members;
    for (const auto &[name, member] : *value.getAsObject())
      members.push_back({builder.getStringAttr(StringRef(name)), fromJson(member)});
    return ObjectAttr::get(getTestContext(), ArrayRef<ObjectMember>(members));
  }
  }
  llvm_unreachable("unknown kind");
}

std::string json(double number) {
  return constantToJson(Builder(getTestContext()).getF64FloatAttr(number));
}
std::string json(StringRef text) {
  return constantToJson(StringAttr::get(getTestContext(), text));
}
} // namespace

TEST(Constants, FitTheirOwnType) {
  RandomValues random(getTestContext(), 7);
  for (unsigned i = 0; i < rounds; ++i) {
    Attribute value = random.constant();
    Type type = inferConstantType(value);
    ASSERT_TRUE(type);
    ASSERT_TRUE(constantFits(value, type)) << constantToJson(value);
    ASSERT_TRUE(constantFits(value, JsonType::get(getTestContext())));
  }
}

TEST(Constants, SurviveTheWayThroughJson) {
  RandomValues random(getTestContext(), 8);
  for (unsigned i = 0; i < rounds; ++i) {
    Attribute value = random.constant(4);
    std::string text = constantToJson(value);
    llvm::Expected<llvm::json::Value> parsed = llvm::json::parse(text);
    ASSERT_TRUE(static_cast<bool>(parsed)) << text << ": " << llvm::toString(parsed.takeError());
    // Equal as values: that parser does not keep the order of members, nor 2.0 apart from 2.
    ASSERT_TRUE(constantsEqual(value, fromJson(*parsed))) << text;
  }
}

TEST(Constants, EqualityIsThatOfValues) {
  Builder builder(getTestContext());
  auto object = [&](StringRef first, StringRef second) {
    auto member = [&](StringRef name) {
      return ObjectMember{builder.getStringAttr(name), builder.getStringAttr(name)};
    };
    return ObjectAttr::get(getTestContext(), {member(first), member(second)});
  };
  auto equalNumbers = [&](int64_t integer, double number) {
    Attribute a = builder.getI64IntegerAttr(integer), b = builder.getF64FloatAttr(number);
    EXPECT_EQ(constantsEqual(a, b), constantsEqual(b, a));
    return constantsEqual(a, b);
  };
  EXPECT_TRUE(constantsEqual(object("a", "b"), object("b", "a")));
  EXPECT_FALSE(constantsEqual(object("a", "b"), object("a", "c")));
  EXPECT_TRUE(equalNumbers(1, 1.0));
  EXPECT_FALSE(equalNumbers(1, 1.5));
  EXPECT_TRUE(constantsEqual(builder.getF64FloatAttr(0.0), builder.getF64FloatAttr(-0.0)));
  EXPECT_FALSE(constantsEqual(builder.getBoolAttr(true), builder.getI64IntegerAttr(1)));
  EXPECT_FALSE(constantsEqual(builder.getBoolAttr(true), builder.getF64FloatAttr(1.0)));
  EXPECT_FALSE(constantsEqual(builder.getStringAttr("1"), builder.getI64IntegerAttr(1)));
  // Neither number is rounded to the kind of the other.
  EXPECT_FALSE(equalNumbers((int64_t(1) << 53) + 1, 0x1p53));
  EXPECT_FALSE(equalNumbers(INT64_MAX, 0x1p63));
  EXPECT_TRUE(equalNumbers(INT64_MIN, -0x1p63));
  EXPECT_FALSE(equalNumbers(0, 1e300));
}

TEST(Constants, NumbersAreAsShortAsTheyCanBe) {
  EXPECT_EQ(json(0.1), "0.1");
  EXPECT_EQ(json(2.0), "2.0");
  EXPECT_EQ(json(-0.0), "-0.0");
  EXPECT_EQ(json(1e100), "1e+100");
  EXPECT_EQ(json(5e-324), "5e-324");
  EXPECT_EQ(json(123456789.0), "123456789.0");
  EXPECT_EQ(json(1.7976931348623157e308), "1.7976931348623157e+308");
}

TEST(Constants, TextIsEscapedWhereItMustBe) {
  EXPECT_EQ(json("say \"hi\" \\ /"), R"("say \"hi\" \\ /")");
  EXPECT_EQ(json("\b\f\n\r\t"), R"("\b\f\n\r\t")");
  EXPECT_EQ(json(StringRef("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
  EXPECT_EQ(json("été 🎵"), "\"été 🎵\"");
}

// Deeper than the runtime takes, and what JSON cannot say, is no constant.
TEST(Constants, RefuseWhatJsonCannotSay) {
  Builder builder(getTestContext());
  EXPECT_FALSE(inferConstantType(Attribute()));
  EXPECT_FALSE(inferConstantType(builder.getStringAttr("\xff")));
  EXPECT_FALSE(inferConstantType(builder.getStringAttr("a\xc3")));
  EXPECT_FALSE(inferConstantType(builder.getF64FloatAttr(HUGE_VAL)));
  EXPECT_FALSE(inferConstantType(builder.getI32IntegerAttr(1)));
  EXPECT_FALSE(inferConstantType(builder.getUnitAttr()));
  EXPECT_FALSE(inferConstantType(builder.getArrayAttr({builder.getUnitAttr()})));
  Attribute nested = builder.getBoolAttr(true);
  for (unsigned i = 0; i < maxConstantDepth; ++i)
    nested = builder.getArrayAttr({nested});
  EXPECT_TRUE(inferConstantType(nested));
  EXPECT_FALSE(inferConstantType(builder.getArrayAttr({nested})));
}
