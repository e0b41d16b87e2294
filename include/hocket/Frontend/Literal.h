// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a user writes as an argument, whatever the format: a JSON value in which
// results of earlier calls can stand in for values and parts of strings.
#ifndef HOCKET_FRONTEND_LITERAL_H
#define HOCKET_FRONTEND_LITERAL_H

#include "hocket/Frontend/SourcePos.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace mlir::hocket::frontend {

namespace json {
class Value;
}

/// A step from a value to a member or an element of it.
struct PathStep {
  std::variant<std::string, int64_t> step;
  SourcePos pos;
  bool operator==(const PathStep &) const = default;
};

struct Literal {
  enum class Kind {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    List,      // items
    Object,    // keys, items
    Reference, // text: the id of a call; path
    Template   // keys: the texts around and between the references in items
  };
  struct Key {
    std::string name;
    SourcePos pos;
    bool operator==(const Key &) const = default;
  };

  Kind kind = Kind::Null;
  SourcePos pos;
  bool boolean = false;
  int64_t integer = 0;
  double number = 0;
  std::string text;
  std::vector<Literal> items;
  std::vector<Key> keys;
  std::vector<PathStep> path;

  Literal() = default;
  Literal(Kind kind, SourcePos pos) : kind(kind), pos(pos) {}
  static Literal string(llvm::StringRef text, SourcePos pos);
  /// A string made of `texts` with a reference between each two of them: a
  /// plain string if there is no reference, the reference itself if it is all.
  static Literal pieces(std::vector<std::string> texts,
                        std::vector<Literal> references, SourcePos pos);
  /// The value of a JSON text, in which nothing is a reference.
  static Literal fromJson(const json::Value &value);

  /// True if a reference stands anywhere in it.
  bool hasReferences() const;
  /// Calls `visit` on every reference in it, in the order of the text.
  void forEachReference(llvm::function_ref<void(const Literal &)> visit) const;
  /// The member of this name, or null.
  const Literal *member(llvm::StringRef name) const;
  /// JSON text, with references as `$id`; cut short beyond `limit` characters.
  std::string toJson(size_t limit = 60) const;
  /// Equality as JSON has it: places do not matter, and 1 equals 1.0.
  bool sameValue(const Literal &other) const;
  bool operator==(const Literal &) const = default;
};

} // namespace mlir::hocket::frontend

#endif // HOCKET_FRONTEND_LITERAL_H
