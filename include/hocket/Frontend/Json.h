// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// JSON documents in which every value and every key knows its line and column,
// even if the document is the content of a string of another one.
#ifndef HOCKET_FRONTEND_JSON_H
#define HOCKET_FRONTEND_JSON_H

#include "hocket/Frontend/SourcePos.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"

#include <cassert>
#include <cstdint>
#include <memory>
#include <vector>

namespace mlir::hocket::frontend::json {

struct Member;

/// A value of a document, which owns its storage.
class Value {
public:
  enum class Kind : uint8_t {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object
  };

  Kind kind() const { return valueKind; }
  bool isString() const { return valueKind == Kind::String; }
  bool isArray() const { return valueKind == Kind::Array; }
  bool isObject() const { return valueKind == Kind::Object; }

  bool boolean() const { return assert(valueKind == Kind::Boolean), flag; }
  int64_t integer() const { return assert(valueKind == Kind::Integer), whole; }
  /// The value of a number of either kind.
  double number() const {
    return valueKind == Kind::Integer ? static_cast<double>(whole) : real;
  }
  /// The characters of a string, with escapes resolved.
  llvm::StringRef string() const {
    return assert(isString()),
           llvm::StringRef(static_cast<const char *>(data), size);
  }
  llvm::ArrayRef<Value> items() const {
    return assert(isArray()),
           llvm::ArrayRef(static_cast<const Value *>(data), size);
  }
  inline llvm::ArrayRef<Member> members() const;
  /// The member of this name; null if there is none or this is no object.
  const Value *get(llvm::StringRef name) const;

  /// Where the value starts; a string starts at its quote.
  SourcePos pos() const { return start; }

private:
  friend class Reader;
  friend class Document;
  Kind valueKind = Kind::Null;
  bool flag = false;
  uint32_t offset = 0; // in the document's text
  SourcePos start;
  uint64_t size = 0;
  union {
    int64_t whole = 0;
    double real;
    const void *data;
  };
};

/// A member of an object.
struct Member {
  llvm::StringRef name;
  SourcePos pos;
  Value value;
};

llvm::ArrayRef<Member> Value::members() const {
  return assert(isObject()),
         llvm::ArrayRef(static_cast<const Member *>(data), size);
}

/// The kind with its article, for messages: "a string", "an object".
llvm::StringRef describe(Value::Kind kind);

/// From offsets in a text to lines and columns.
class Positions {
public:
  SourcePos operator()(size_t offset) const;

private:
  friend class Document;
  /// From this offset on, up to the next stretch, columns count up byte by
  /// byte.
  struct Stretch {
    size_t offset;
    SourcePos pos;
  };
  std::vector<Stretch> stretches;
};

/// A parsed JSON text.
class Document {
public:
  /// Nesting beyond this is refused.
  static constexpr unsigned maxDepth = 128;

  Document();
  ~Document();
  Document(Document &&) noexcept;
  Document &operator=(Document &&) noexcept;

  /// Reads a text strictly as RFC 8259 has it; besides, a key may stand in an
  /// object once only, and an integer must fit 64 bits. Returns false after
  /// reporting the first mistake.
  static bool parse(llvm::StringRef text, Document &result,
                    ProblemHandler problem);

  /// The same for the JSON text inside `string`, a value of `outer`: positions
  /// are those in the file that `outer` came from. Only valid while `outer`
  /// lives.
  static bool parseString(const Document &outer, const Value &string,
                          Document &result, ProblemHandler problem);

  const Value &root() const { return rootValue; }

  /// The places of the characters of a string.
  Positions positionsIn(const Value &string) const;

private:
  friend class Reader;
  bool parse(ProblemHandler problem);

  std::string text;
  Positions positions;
  std::unique_ptr<llvm::BumpPtrAllocator> storage;
  Value rootValue;
};

} // namespace mlir::hocket::frontend::json

#endif // HOCKET_FRONTEND_JSON_H
