// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constant JSON values as attributes: their types and their text.

#include "hocket/Dialect/Hocket/IR/Hocket.h"

#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/JSON.h"

using namespace mlir;
using namespace mlir::hocket;

Type mlir::hocket::inferConstantType(Attribute value) {
  MLIRContext *context = value.getContext();
  if (isa<NullAttr>(value))
    return JsonType::get(context);
  if (isa<StringAttr>(value))
    return StringType::get(context);
  if (auto number = dyn_cast<IntegerAttr>(value))
    return number.getType().isInteger(1) || number.getType().isInteger(64) ? number.getType()
                                                                            : Type();
  if (auto number = dyn_cast<FloatAttr>(value))
    return number.getType().isF64() && number.getValue().isFinite() ? number.getType() : Type();
  if (auto array = dyn_cast<ArrayAttr>(value)) {
    Type element;
    for (Attribute item : array) {
      Type type = inferConstantType(item);
      if (!type)
        return {};
      element = element ? joinTypes(element, type) : type;
    }
    return ListType::get(element ? element : JsonType::get(context));
  }
  if (auto object = dyn_cast<ObjectAttr>(value)) {
    SmallVector<RecordField> fields;
    for (const ObjectMember &member : object.getMembers()) {
      Type type = inferConstantType(member.value);
      if (!type)
        return {};
      fields.push_back({member.name, type, /*optional=*/false});
    }
    return RecordType::get(context, fields);
  }
  return {};
}

bool mlir::hocket::constantFits(Attribute value, Type type) {
  Type own = inferConstantType(value);
  if (!own)
    return false;
  if (isAssignable(own, type))
    return true;
  // Every element of an array and every member of an object on its own: an empty
  // array fits any list, and a constant is known to lack an optional field.
  if (auto list = dyn_cast<ListType>(type)) {
    auto array = dyn_cast<ArrayAttr>(value);
    return array && llvm::all_of(array, [&](Attribute item) {
             return constantFits(item, list.getElementType());
           });
  }
  auto record = dyn_cast<RecordType>(type);
  auto object = dyn_cast<ObjectAttr>(value);
  if (!record || !object)
    return false;
  return llvm::all_of(record.getFields(), [&](const RecordField &field) {
    Attribute member = object.lookup(field.name.getValue());
    return member ? constantFits(member, field.type) : field.optional;
  });
}

static void writeConstant(llvm::json::OStream &out, Attribute value) {
  llvm::TypeSwitch<Attribute>(value)
      .Case<StringAttr>([&](StringAttr text) { out.value(text.getValue()); })
      .Case<IntegerAttr>([&](IntegerAttr number) {
        if (number.getType().isInteger(1))
          out.value(number.getValue().isOne());
        else
          out.value(number.getInt());
      })
      .Case<FloatAttr>([&](FloatAttr number) {
        // The shortest text that reads back as the same number, and never an
        // integer's: 2.0 must stay a floating-point number.
        SmallString<32> text;
        number.getValue().toString(text, 0, 0);
        if (StringRef(text).find_first_of(".eE") == StringRef::npos)
          text += ".0";
        out.rawValue(text);
      })
      .Case<ArrayAttr>([&](ArrayAttr array) {
        out.array([&] {
          for (Attribute item : array)
            writeConstant(out, item);
        });
      })
      .Case<ObjectAttr>([&](ObjectAttr object) {
        out.object([&] {
          for (const ObjectMember &member : object.getMembers()) {
            out.attributeBegin(member.name.getValue());
            writeConstant(out, member.value);
            out.attributeEnd();
          }
        });
      })
      .Default([&](Attribute) { out.value(nullptr); });
}

std::string mlir::hocket::constantToJson(Attribute value) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::json::OStream out(stream);
  writeConstant(out, value);
  return text;
}
