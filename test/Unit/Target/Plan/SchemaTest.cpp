// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The enumerations of the dialects are those of the schema, by name and number.
#include "Fixture.h"

namespace mlir::hocket::plan::test {
namespace {

std::string schemaName(StringRef prefix, StringRef name) { return (prefix + name.upper()).str(); }

TEST(SchemaTest, Builtins) {
  for (int i = proto::Builtin_MIN; i <= proto::Builtin_MAX; ++i) {
    std::optional<Builtin> known = symbolizeBuiltin(static_cast<uint32_t>(i));
    ASSERT_EQ(proto::Builtin_IsValid(i) && i != 0, known.has_value()) << i;
    if (known)
      EXPECT_EQ(proto::Builtin_Name(static_cast<proto::Builtin>(i)),
                schemaName("BUILTIN_", stringifyBuiltin(*known)));
  }
  EXPECT_FALSE(symbolizeBuiltin(static_cast<uint32_t>(proto::Builtin_MAX) + 1)) << "the dialect knows one more";
}

TEST(SchemaTest, Queues) {
  for (int i = proto::Queue_MIN; i <= proto::Queue_MAX; ++i) {
    std::optional<Queue> known = symbolizeQueue(static_cast<uint32_t>(i));
    ASSERT_TRUE(known);
    EXPECT_EQ(proto::Queue_Name(static_cast<proto::Queue>(i)), schemaName("QUEUE_", stringifyQueue(*known)));
  }
  EXPECT_FALSE(symbolizeQueue(static_cast<uint32_t>(proto::Queue_MAX) + 1));
}

} // namespace
} // namespace mlir::hocket::plan::test
