// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// JSON texts in the plan dialect: strict reading, and the two ways of writing
// them, as JSON and as JSON that MLIR's lexer can read.
#ifndef HOCKET_DIALECT_PLAN_IR_JSONTEXT_H
#define HOCKET_DIALECT_PLAN_IR_JSONTEXT_H

#include "mlir/IR/OpImplementation.h"

#include <optional>
#include <string>

namespace mlir::hocket::plan {

/// Takes the parts of a JSON text in their order.
class JsonVisitor {
public:
  virtual ~JsonVisitor() = default;
  virtual void null() {}
  virtual void boolean(bool value) {}
  virtual void integer(int64_t value) {}
  virtual void number(double value) {}
  /// `value` is valid UTF-8 without escapes and lives during the call only.
  virtual void string(StringRef value) {}
  virtual void key(StringRef name) {}
  virtual void beginList() {}
  virtual void endList() {}
  virtual void beginObject() {}
  virtual void endObject() {}
};

/// Lists and objects nest at most this deep, as in the runtime.
constexpr unsigned maxJsonDepth = 512;

/// Reads a strict JSON text (RFC 8259). Integers must fit in 64 bits, members
/// must have different names. Returns what is wrong and where.
std::optional<std::string> visitJson(StringRef text, JsonVisitor &visitor);

/// What is wrong with the text, if anything.
std::optional<std::string> checkJson(StringRef text);

/// The same, for a text that must be an object.
std::optional<std::string> checkJsonObject(StringRef text);

/// Writes what it is told as JSON.
class JsonPrinter : public JsonVisitor {
public:
  enum class Style {
    Json, ///< compact, for plan files
    Mlir  ///< a blank after separators, the escapes of MLIR strings
  };
  JsonPrinter(raw_ostream &os, Style style) : os(os), style(style) {}

  void null() override;
  void boolean(bool value) override;
  void integer(int64_t value) override;
  void number(double value) override;
  void string(StringRef value) override;
  void key(StringRef name) override;
  void beginList() override;
  void endList() override;
  void beginObject() override;
  void endObject() override;

private:
  void separate();
  void quote(StringRef text);
  raw_ostream &os;
  Style style;
  bool first = true;
};

/// The shortest text that reads back as the same double, always with a point.
std::string formatNumber(double value);

/// Reads JSON out of an assembly file; the attribute holds compact JSON.
ParseResult parseJson(AsmParser &parser, StringAttr &json);
/// Prints a JSON text so that parseJson reads it.
void printJson(AsmPrinter &printer, StringRef json);

} // namespace mlir::hocket::plan

#endif // HOCKET_DIALECT_PLAN_IR_JSONTEXT_H
