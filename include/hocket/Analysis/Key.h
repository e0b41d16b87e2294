// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which part of a resource an effect touches.
#ifndef HOCKET_ANALYSIS_KEY_H
#define HOCKET_ANALYSIS_KEY_H

#include "mlir/IR/Value.h"

#include <optional>

namespace mlir::hocket::analysis {

/// A constant key as a path: its components after lexical normalisation.
///
/// Keys of one resource are compared as if they were paths, whatever they name,
/// because a tool does not say which of its parameters are paths: "a//b/./c"
/// and "a/b/c" are one key, "a" and "a/b" may touch the same thing (a folder
/// and a file in it), and so may an absolute and a relative path. A key that
/// contains ".." may name anything: what ".." means depends on the file system.
struct PathKey {
  bool absolute = false;
  SmallVector<StringRef, 4> components;

  /// The path of a constant: strings, integers and booleans (as their text).
  /// None if the constant may name anything. `storage` keeps texts alive.
  static std::optional<PathKey> get(Attribute constant, SmallVectorImpl<char> &storage);
};

/// Whether two keys select the same part of a resource.
enum class KeyRelation { Same, Different, MayBeEqual };

/// The part of a resource that an effect is narrowed to: all of it, the part
/// that a constant names, or the part that an SSA value names at run time.
class Key {
public:
  enum class Kind { Whole, Constant, Symbolic };

  /// All of the resource.
  Key() = default;
  /// The part that a value names; its constant, if it has one. Looks through
  /// casts, which change a value's type and not the value.
  static Key get(Value value);
  static Key get(Attribute constant);

  Kind getKind() const { return kind; }
  bool isWhole() const { return kind == Kind::Whole; }
  /// The constant, or null.
  Attribute getConstant() const { return constant; }
  /// The value of a symbolic key, or null.
  Value getValue() const { return value; }

  KeyRelation compare(const Key &other) const;
  bool operator==(const Key &other) const {
    return kind == other.kind && constant == other.constant && value == other.value;
  }

  /// For messages: `["notes.txt"]`, `[%arg0]`, or nothing.
  void print(raw_ostream &os) const;

private:
  Kind kind = Kind::Whole;
  Attribute constant;
  Value value;
};

} // namespace mlir::hocket::analysis

#endif // HOCKET_ANALYSIS_KEY_H
