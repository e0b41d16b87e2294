// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The types of built-ins (T6): what is known of the operands is never held
// against them.

#include "RandomValues.h"

#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::test;

namespace {
/// Numbers of operands that the built-in takes, found by asking the verifier.
bool takes(Builtin function, unsigned count) {
  MLIRContext *context = getTestContext();
  Type json = JsonType::get(context);
  OpBuilder builder(context);
  Location loc = builder.getUnknownLoc();
  OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
  builder.setInsertionPointToEnd(module->getBody());
  SmallVector<Value> operands;
  for (unsigned i = 0; i < count; ++i)
    operands.push_back(ConstantOp::create(builder, loc, json, NullAttr::get(context)));
  auto op = ApplyOp::create(builder, loc, json, function, operands);
  ScopedDiagnosticHandler silence(context, [](Diagnostic &) { return success(); });
  return succeeded(op.verify());
}

std::string str(Builtin function, ArrayRef<Type> types, Type result) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << stringifyBuiltin(function) << '(';
  llvm::interleaveComma(types, out);
  out << ") -> " << result;
  return text;
}
} // namespace

// A wider operand gives a wider result, and never none.
TEST(ApplyTypes, AreMonotonic) {
  RandomValues random(getTestContext(), 6);
  Type json = JsonType::get(getTestContext());
  unsigned typed = 0;
  for (unsigned number = 1; number <= getMaxEnumValForBuiltin(); ++number) {
    auto function = static_cast<Builtin>(number);
    for (unsigned count = 1; count <= 3; ++count) {
      if (!takes(function, count))
        continue;
      for (unsigned i = 0; i < 3000; ++i) {
        SmallVector<Type> narrow, wide;
        for (unsigned k = 0; k < count; ++k) {
          narrow.push_back(random.type(2));
          wide.push_back(random.chance(20) ? json : random.related(narrow.back(), 2));
          if (!isAssignable(narrow.back(), wide.back()))
            wide.back() = narrow.back();
        }
        Type result = inferApplyType(function, narrow);
        if (!result)
          continue;
        ++typed;
        Type wider = inferApplyType(function, wide);
        ASSERT_TRUE(wider) << str(function, narrow, result) << "\n" << str(function, wide, wider);
        ASSERT_TRUE(isAssignable(result, wider))
            << str(function, narrow, result) << "\n" << str(function, wide, wider);
      }
    }
  }
  EXPECT_GT(typed, 10000u);
}

// Of json operands nothing is known: no built-in refuses them.
TEST(ApplyTypes, TakeJson) {
  Type json = JsonType::get(getTestContext());
  for (unsigned number = 1; number <= getMaxEnumValForBuiltin(); ++number) {
    bool some = false;
    for (unsigned count = 1; count <= 3; ++count)
      some |= takes(static_cast<Builtin>(number), count);
    EXPECT_TRUE(some) << stringifyBuiltin(static_cast<Builtin>(number)).str();
  }
  EXPECT_TRUE(inferApplyType(Builtin::Add, {json, json}));
}
