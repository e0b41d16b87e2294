// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one place that maps schemas to the dialect's types.

#include "hocket/Dialect/Hocket/IR/Hocket.h"
#include "hocket/Frontend/Catalog.h"

#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::frontend;

const SchemaField *Schema::field(llvm::StringRef name) const {
  auto found = llvm::find_if(
      fields, [&](const SchemaField &field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

bool Schema::allowsNull() const {
  if (nullable || kind == Kind::Null)
    return true;
  if (!values.empty())
    return llvm::any_of(values, [](const Literal &value) {
      return value.kind == Literal::Kind::Null;
    });
  return kind == Kind::Any &&
         (alternatives.empty() ||
          llvm::any_of(alternatives, [](const Schema &option) {
            return option.allowsNull();
          }));
}

static std::string describeKind(const Schema &schema) {
  switch (schema.kind) {
  case Schema::Kind::Any:
    return schema.alternatives.empty()
               ? "any value"
               : llvm::join(llvm::map_range(schema.alternatives,
                                            [](const Schema &option) {
                                              return option.describe();
                                            }),
                            " or ");
  case Schema::Kind::Null:
    return "null";
  case Schema::Kind::Boolean:
    return "a boolean";
  case Schema::Kind::Integer:
    return "an integer";
  case Schema::Kind::Number:
    return "a number";
  case Schema::Kind::String:
    return "a string";
  case Schema::Kind::Array:
    return "a list";
  case Schema::Kind::Object:
    return "an object";
  }
  llvm_unreachable("all kinds are listed");
}

std::string Schema::describe() const {
  std::string text = describeKind(*this);
  return nullable ? text + " or null" : text;
}

Type Schema::toType(MLIRContext *context, bool isResult) const {
  auto anything = JsonType::get(context);
  if (nullable)
    return anything;
  switch (kind) {
  case Kind::Null:
    return anything;
  case Kind::Any: {
    if (alternatives.empty())
      return anything;
    Type first = alternatives[0].toType(context, isResult);
    return llvm::all_of(alternatives,
                        [&](const Schema &option) {
                          return option.toType(context, isResult) == first;
                        })
               ? first
               : Type(anything);
  }
  case Kind::Boolean:
    return IntegerType::get(context, 1);
  case Kind::Integer:
    return IntegerType::get(context, 64);
  case Kind::Number:
    return orInteger && isResult ? Type(anything) : Float64Type::get(context);
  case Kind::String:
    return StringType::get(context);
  case Kind::Array:
    return ListType::get(items ? items->toType(context, isResult)
                               : Type(anything));
  case Kind::Object: {
    if (fields.empty())
      return anything;
    SmallVector<RecordField> types;
    for (const SchemaField &field : fields)
      types.push_back({StringAttr::get(context, field.name),
                       field.schema.toType(context, isResult), field.optional});
    return RecordType::get(context, types);
  }
  }
  llvm_unreachable("all kinds are listed");
}
