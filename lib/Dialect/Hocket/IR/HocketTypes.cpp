// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Types: parsing, printing, and their texts in plan files.

#include "hocket/Dialect/Hocket/IR/Hocket.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/JSON.h"

using namespace mlir;
using namespace mlir::hocket;

#define GET_TYPEDEF_CLASSES
#include "hocket/Dialect/Hocket/IR/HocketTypes.cpp.inc"

void HocketDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "hocket/Dialect/Hocket/IR/HocketTypes.cpp.inc"
      >();
}

llvm::hash_code mlir::hocket::hash_value(const RecordField &field) {
  return llvm::hash_combine(field.name, field.type, field.optional);
}

bool mlir::hocket::isValueType(Type type) {
  return isa<JsonType, StringType, ListType, RecordType>(type) || type.isSignlessInteger(1) ||
         type.isSignlessInteger(64) || type.isF64();
}

LogicalResult ListType::verify(function_ref<InFlightDiagnostic()> emitError, Type elementType) {
  if (!isValueType(elementType))
    return emitError() << "elements of a list must have a value type, found " << elementType;
  return success();
}

const RecordField *RecordType::lookup(StringRef name) const {
  for (const RecordField &field : getFields())
    if (field.name.getValue() == name)
      return &field;
  return nullptr;
}

LogicalResult RecordType::verify(function_ref<InFlightDiagnostic()> emitError,
                                 ArrayRef<RecordField> fields) {
  llvm::SmallDenseSet<StringAttr> names;
  for (const RecordField &field : fields) {
    if (!llvm::json::isUTF8(field.name))
      return emitError() << "field name " << field.name << " is not UTF-8";
    if (!names.insert(field.name).second)
      return emitError() << "duplicate field " << field.name;
    if (!isValueType(field.type))
      return emitError() << "field " << field.name << " must have a value type, found "
                         << field.type;
  }
  return success();
}

Type RecordType::parse(AsmParser &parser) {
  SmallVector<RecordField> fields;
  auto parseField = [&]() -> ParseResult {
    std::string name;
    if (failed(parser.parseKeywordOrString(&name)))
      return failure();
    RecordField field;
    field.name = parser.getBuilder().getStringAttr(name);
    field.optional = succeeded(parser.parseOptionalQuestion());
    if (parser.parseColon() || parser.parseType(field.type))
      return failure();
    fields.push_back(field);
    return success();
  };
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseLess() ||
      parser.parseCommaSeparatedList(AsmParser::Delimiter::Braces, parseField,
                                     " in the fields of a record") ||
      parser.parseGreater())
    return {};
  return parser.getChecked<RecordType>(loc, parser.getContext(), fields);
}

void RecordType::print(AsmPrinter &printer) const {
  printer << "<{";
  llvm::interleaveComma(getFields(), printer, [&](const RecordField &field) {
    printer.printKeywordOrString(field.name.getValue());
    printer << (field.optional ? "?: " : ": ") << field.type;
  });
  printer << "}>";
}

/// Writes the schema text of a type.
static void writeSchema(llvm::json::OStream &out, Type type) {
  if (isa<StringType>(type))
    return out.value("string");
  if (type.isSignlessInteger(1))
    return out.value("bool");
  if (type.isSignlessInteger(64) || type.isIndex())
    return out.value("int");
  if (type.isF64())
    return out.value("float");
  if (auto list = dyn_cast<ListType>(type))
    return out.object([&] {
      out.attributeBegin("list");
      writeSchema(out, list.getElementType());
      out.attributeEnd();
    });
  if (auto record = dyn_cast<RecordType>(type))
    return out.object([&] {
      out.attributeObject("record", [&] {
        for (const RecordField &field : record.getFields()) {
          // "a?" means an optional "a" there. A required field of that name
          // goes unchecked.
          if (!field.optional && field.name.getValue().ends_with("?"))
            continue;
          out.attributeBegin(field.optional ? (field.name.getValue() + "?").str()
                                            : field.name.getValue().str());
          writeSchema(out, field.type);
          out.attributeEnd();
        }
      });
    });
  out.value("json");
}

std::string mlir::hocket::typeToSchemaText(Type type) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::json::OStream out(stream);
  writeSchema(out, type);
  return text;
}
