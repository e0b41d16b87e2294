// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random types and constants for the tests of laws.
#ifndef HOCKET_TEST_UNIT_DIALECT_HOCKET_IR_RANDOMVALUES_H
#define HOCKET_TEST_UNIT_DIALECT_HOCKET_IR_RANDOMVALUES_H

#include "hocket/Dialect/Hocket/IR/Hocket.h"

#include <random>

namespace mlir::hocket::test {

class RandomValues {
public:
  RandomValues(MLIRContext *context, unsigned seed) : context(context), random(seed) {}

  /// A type, nested at most so deep.
  Type type(unsigned depth = 3);
  /// A type that the given one is assignable to, or would be but for one change:
  /// independent types are hardly ever related.
  Type related(Type type, unsigned depth = 3);
  /// A constant, nested at most so deep.
  Attribute constant(unsigned depth = 3);
  /// A constant of the type, or one that nearly is.
  Attribute constantOf(Type type, unsigned depth = 3);
  /// Text with escapes, control characters and characters of 1 to 4 bytes.
  std::string text();
  /// Any finite number, of every magnitude.
  double number();
  int64_t integer();

  unsigned below(unsigned bound) { return random() % bound; }
  bool chance(unsigned percent) { return below(100) < percent; }

private:
  StringAttr fieldName() { return StringAttr::get(context, names[below(4)]); }
  static constexpr const char *names[] = {"a", "b", "c d", "e?"};

  MLIRContext *context;
  std::mt19937_64 random;
};

/// A context with the dialect loaded.
MLIRContext *getTestContext();

} // namespace mlir::hocket::test

#endif // HOCKET_TEST_UNIT_DIALECT_HOCKET_IR_RANDOMVALUES_H
