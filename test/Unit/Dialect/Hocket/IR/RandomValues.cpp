// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "RandomValues.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/MLIRContext.h"

#include <bit>
#include <cmath>

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::test;

MLIRContext *mlir::hocket::test::getTestContext() {
  static MLIRContext *context = [] {
    static MLIRContext instance(MLIRContext::Threading::DISABLED);
    instance.loadDialect<HocketDialect>();
    return &instance;
  }();
  return context;
}

Type RandomValues::type(unsigned depth) {
  Builder builder(context);
  switch (below(depth ? 8 : 5)) {
  case 0:
    return JsonType::get(context);
  case 1:
    return StringType::get(context);
  case 2:
    return builder.getI1Type();
  case 3:
    return builder.getI64Type();
  case 4:
    return builder.getF64Type();
  case 5:
    return ListType::get(type(depth - 1));
  default: {
    SmallVector<RecordField> fields;
    for (unsigned i = below(4); i > 0; --i) {
      StringAttr name = fieldName();
      if (llvm::none_of(fields, [&](const RecordField &field) { return field.name == name; }))
        fields.push_back({name, type(depth - 1), chance(40)});
    }
    return RecordType::get(context, fields);
  }
  }
}

Type RandomValues::related(Type from, unsigned depth) {
  if (chance(10))
    return type(depth);
  if (chance(10))
    return JsonType::get(context);
  if (from.isSignlessInteger(64) && chance(50))
    return Float64Type::get(context);
  if (auto list = dyn_cast<ListType>(from))
    return ListType::get(related(list.getElementType(), depth ? depth - 1 : 0));
  auto record = dyn_cast<RecordType>(from);
  if (!record)
    return from;
  SmallVector<RecordField> fields;
  for (const RecordField &field : record.getFields())
    if (chance(80))
      fields.push_back({field.name, related(field.type, depth ? depth - 1 : 0),
                        field.optional || chance(30)});
  if (StringAttr extra = fieldName(); chance(30) && !record.lookup(extra))
    fields.push_back({extra, chance(70) ? JsonType::get(context) : type(0), chance(90)});
  return RecordType::get(context, fields);
}

Attribute RandomValues::constant(unsigned depth) { return constantOf(type(depth), depth); }

Attribute RandomValues::constantOf(Type type, unsigned depth) {
  Builder builder(context);
  if (chance(3))
    return builder.getStringAttr("odd one out");
  if (isa<JsonType>(type))
    return depth && chance(70) ? constant(depth - 1) : NullAttr::get(context);
  if (isa<StringType>(type))
    return builder.getStringAttr(text());
  if (type.isSignlessInteger(1))
    return builder.getBoolAttr(chance(50));
  if (type.isSignlessInteger(64) || (type.isF64() && chance(30)))
    return builder.getI64IntegerAttr(integer());
  if (type.isF64())
    return builder.getF64FloatAttr(number());
  if (auto list = dyn_cast<ListType>(type)) {
    SmallVector<Attribute> elements;
    for (unsigned i = below(4); i > 0; --i)
      elements.push_back(constantOf(list.getElementType(), depth ? depth - 1 : 0));
    return builder.getArrayAttr(elements);
  }
  auto record = cast<RecordType>(type);
  SmallVector<ObjectMember> members;
  for (const RecordField &field : record.getFields())
    if (!field.optional || chance(50))
      members.push_back({field.name, constantOf(field.type, depth ? depth - 1 : 0)});
  if (StringAttr extra = fieldName(); chance(20) && !record.lookup(extra))
    members.push_back({extra, constant(0)});
  return ObjectAttr::get(context, ArrayRef<ObjectMember>(members));
}

std::string RandomValues::text() {
  static constexpr const char *pieces[] = {"a", "\"", "\\", "\n", "\t", "\b", "\f", "\r",
                                           "\x01", "\x1f", "\x7f", "/", "{0}", "é", "€",
                                           "🎵", "\xe2\x80\xa8", "$1", " "};
  std::string result;
  for (unsigned i = below(6); i > 0; --i)
    result += pieces[below(std::size(pieces))];
  if (chance(10))
    result.push_back('\0');
  return result;
}

double RandomValues::number() {
  if (chance(30))
    return static_cast<double>(static_cast<int>(below(2000)) - 1000) / 8;
  double result;
  do
    result = std::bit_cast<double>(static_cast<uint64_t>(random()));
  while (!std::isfinite(result));
  return result;
}

int64_t RandomValues::integer() {
  int64_t result = static_cast<int64_t>(random());
  return result >> below(64);
}
