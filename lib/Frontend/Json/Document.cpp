// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Documents: storage, and the way from an offset to a line and a column.

#include "hocket/Frontend/Json.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir::hocket::frontend;
using namespace mlir::hocket::frontend::json;

llvm::StringRef json::describe(Value::Kind kind) {
  switch (kind) {
  case Value::Kind::Null:
    return "null";
  case Value::Kind::Boolean:
    return "a boolean";
  case Value::Kind::Integer:
    return "an integer";
  case Value::Kind::Number:
    return "a number";
  case Value::Kind::String:
    return "a string";
  case Value::Kind::Array:
    return "an array";
  case Value::Kind::Object:
    return "an object";
  }
  llvm_unreachable("all kinds are listed");
}

const Value *Value::get(llvm::StringRef name) const {
  if (isObject())
    for (const Member &member : members())
      if (member.name == name)
        return &member.value;
  return nullptr;
}

Document::Document() = default;
Document::~Document() = default;
Document::Document(Document &&) noexcept = default;
Document &Document::operator=(Document &&) noexcept = default;

SourcePos Positions::operator()(size_t offset) const {
  auto next = llvm::upper_bound(
      stretches, offset,
      [](size_t at, const Stretch &stretch) { return at < stretch.offset; });
  const Stretch &stretch = *std::prev(next);
  return {stretch.pos.line,
          stretch.pos.column + static_cast<unsigned>(offset - stretch.offset)};
}

/// The number of bytes that the escape at the start of `raw` takes there, and
/// the number of bytes it stands for. The string has been read, so it is valid.
static std::pair<size_t, size_t> escapeSizes(llvm::StringRef raw) {
  if (raw[1] != 'u')
    return {2, 1};
  unsigned unit = 0;
  raw.substr(2, 4).getAsInteger(16, unit);
  if (unit >= 0xD800 && unit < 0xE000)
    return {12, 4}; // Two escapes that make one character.
  return {6, unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3};
}

Positions Document::positionsIn(const Value &string) const {
  size_t raw = string.offset + 1;
  Positions result;
  result.stretches.push_back({0, positions(raw)});
  for (size_t decoded = 0; decoded < string.size;) {
    if (text[raw] != '\\') {
      ++raw, ++decoded;
      continue;
    }
    auto [taken, made] = escapeSizes(llvm::StringRef(text).substr(raw));
    raw += taken;
    decoded += made;
    result.stretches.push_back({decoded, positions(raw)});
  }
  return result;
}

bool Document::parse(llvm::StringRef text, Document &result,
                     ProblemHandler problem) {
  result = Document();
  result.text = text.str();
  unsigned line = 1;
  result.positions.stretches.push_back({0, {line, 1}});
  for (size_t i = text.find('\n'); i != llvm::StringRef::npos;
       i = text.find('\n', i + 1))
    result.positions.stretches.push_back({i + 1, {++line, 1}});
  return result.parse(problem);
}

bool Document::parseString(const Document &outer, const Value &string,
                           Document &result, ProblemHandler problem) {
  result = Document();
  result.text = string.string().str();
  result.positions = outer.positionsIn(string);
  return result.parse(problem);
}
