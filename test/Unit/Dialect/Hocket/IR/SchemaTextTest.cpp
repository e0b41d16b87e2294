// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Types as the plan file writes them.

#include "RandomValues.h"

#include "llvm/Support/JSON.h"

#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::test;

namespace {
RecordField field(StringRef name, Type type, bool optional = false) {
  return {StringAttr::get(getTestContext(), name), type, optional};
}
std::string record(ArrayRef<RecordField> fields) {
  return typeToSchemaText(RecordType::get(getTestContext(), fields));
}
} // namespace

TEST(SchemaText, Scalars) {
  MLIRContext *context = getTestContext();
  EXPECT_EQ(typeToSchemaText(JsonType::get(context)), R"("json")");
  EXPECT_EQ(typeToSchemaText(StringType::get(context)), R"("string")");
  EXPECT_EQ(typeToSchemaText(IntegerType::get(context, 1)), R"("bool")");
  EXPECT_EQ(typeToSchemaText(IntegerType::get(context, 64)), R"("int")");
  EXPECT_EQ(typeToSchemaText(Float64Type::get(context)), R"("float")");
}

TEST(SchemaText, Containers) {
  Type json = JsonType::get(getTestContext()), text = StringType::get(getTestContext());
  EXPECT_EQ(typeToSchemaText(ListType::get(ListType::get(text))), R"({"list":{"list":"string"}})");
  EXPECT_EQ(record({}), R"({"record":{}})");
  EXPECT_EQ(record({field("b", text), field("a", json, /*optional=*/true)}),
            R"({"record":{"b":"string","a?":"json"}})");
  EXPECT_EQ(record({field("say \"hi\" é", text)}), R"({"record":{"say \"hi\" é":"string"}})");
}

// "a?" would be read as an optional "a", so a required field of that name is not
// written; an optional one is "a??".
TEST(SchemaText, QuestionMarks) {
  Type text = StringType::get(getTestContext());
  EXPECT_EQ(record({field("a?", text), field("b", text)}), R"({"record":{"b":"string"}})");
  EXPECT_EQ(record({field("a?", text, /*optional=*/true)}), R"({"record":{"a??":"string"}})");
}

TEST(SchemaText, IsAlwaysJson) {
  RandomValues random(getTestContext(), 9);
  for (unsigned i = 0; i < 5000; ++i) {
    std::string text = typeToSchemaText(random.type(4));
    llvm::Expected<llvm::json::Value> parsed = llvm::json::parse(text);
    ASSERT_TRUE(static_cast<bool>(parsed)) << text << ": " << llvm::toString(parsed.takeError());
  }
}
