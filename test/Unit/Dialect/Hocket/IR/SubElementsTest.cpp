// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Walks and replacements reach into records and objects.

#include "RandomValues.h"

#include "mlir/IR/AttrTypeSubElements.h"

#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::test;

TEST(SubElements, OfRecordsAreReplaced) {
  MLIRContext *context = getTestContext();
  auto record = [&](Type type) {
    RecordField inner{StringAttr::get(context, "a"), type, /*optional=*/true};
    RecordField outer{StringAttr::get(context, "b"),
                      ListType::get(RecordType::get(context, {inner})), /*optional=*/false};
    return RecordType::get(context, {outer});
  };
  AttrTypeReplacer replacer;
  replacer.addReplacement(
      [&](Float64Type) -> std::optional<Type> { return IntegerType::get(context, 64); });
  EXPECT_EQ(replacer.replace(record(Float64Type::get(context))),
            record(IntegerType::get(context, 64)));
}

TEST(SubElements, OfObjectsAreReplaced) {
  MLIRContext *context = getTestContext();
  auto object = [&](StringRef text) -> Attribute {
    ObjectMember member{StringAttr::get(context, "a"), StringAttr::get(context, text)};
    Attribute inner = ObjectAttr::get(context, {member});
    return ObjectAttr::get(context, {ObjectMember{StringAttr::get(context, "b"), inner}});
  };
  AttrTypeReplacer replacer;
  replacer.addReplacement([&](StringAttr text) -> std::optional<Attribute> {
    if (text.getValue() == "old")
      return StringAttr::get(context, "new");
    return std::nullopt;
  });
  EXPECT_EQ(replacer.replace(object("old")), object("new"));
}
