// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the types of values relate: which values of one are values of another. All
// relations walk lists and records in the same way and differ in what they say of
// scalars, of json, and of fields that one side lacks. From the strictest on:
//
//   isSameValue   every value is one of the other type, as it stands
//   isAssignable  every value is one of the other type in the program's eyes,
//                 where an integer is a number (declared in Hocket.h)
//   mayFit        some value may be one, if records have the fields that their
//                 type mentions and no others
//   canCast       some value may be one, as a check at run time finds out
//
// Each implies the next.
#ifndef HOCKET_DIALECT_HOCKET_IR_TYPERELATIONS_H
#define HOCKET_DIALECT_HOCKET_IR_TYPERELATIONS_H

#include "hocket/Dialect/Hocket/IR/Hocket.h"

namespace mlir::hocket {

/// True if every value of the type is, as it stands, a value of the other. Where
/// a floating-point number is expected, there may be an integer (T1), of any type.
bool isSameValue(Type from, Type to);

/// True if a value of the one declaration may do as one of the other.
bool mayFit(Type from, Type to);

/// True if a check at run time can turn a value of one type into the other: also
/// a json that is anything, a number that is whole, a record with fields that its
/// type does not mention.
bool canCast(Type from, Type to);

} // namespace mlir::hocket

#endif // HOCKET_DIALECT_HOCKET_IR_TYPERELATIONS_H
