// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks the types that casts name.
#include "hocket/Dialect/Plan/IR/JsonText.h"
#include "hocket/Dialect/Plan/IR/Plan.h"

namespace mlir::hocket::plan {
namespace {

/// Follows a JSON text and notes where it stops being a type.
class SchemaVisitor : public JsonVisitor {
public:
  std::optional<std::string> error;

  void null() override { scalar("null"); }
  void boolean(bool) override { scalar("a boolean"); }
  void integer(int64_t) override { scalar("a number"); }
  void number(double) override { scalar("a number"); }
  void string(StringRef name) override {
    if (inValues() || expected != Expected::Type)
      return scalar("a string");
    static constexpr StringLiteral names[] = {"json", "string", "bool", "int", "float", "null"};
    if (!llvm::is_contained(names, name))
      fail("expected json, string, bool, int, float or null, found \"" + name + "\"");
    checkNesting();
  }

  void beginList() override {
    if (inValues() || expected == Expected::Values)
      return open(Kind::Values);
    scalar("a list");
    open(Kind::Values);
  }
  void endList() override {
    if (frames.back().members == 0 && !inNestedValues())
      fail("expected a value in the enumeration");
    close();
  }

  void beginObject() override {
    if (inValues())
      return open(Kind::Values);
    if (expected == Expected::Values)
      scalar("an object");
    if (expected == Expected::Type)
      checkNesting();
    open(expected == Expected::Fields ? Kind::Fields : Kind::Variant);
  }
  void key(StringRef name) override {
    Frame &frame = frames.back();
    ++frame.members;
    if (frame.kind == Kind::Fields) {
      expected = Expected::Type;
      return;
    }
    if (frame.kind == Kind::Values)
      return;
    if (frame.members > 1)
      return fail("expected one member, found \"" + name + "\" after it");
    if (name == "list" || name == "optional")
      expected = Expected::Type;
    else if (name == "record")
      expected = Expected::Fields;
    else if (name == "enum")
      expected = Expected::Values;
    else
      fail("expected list, record, optional or enum, found \"" + name + "\"");
  }
  void endObject() override {
    if (frames.back().kind == Kind::Variant && frames.back().members == 0)
      fail("expected list, record, optional or enum");
    close();
  }

private:
  enum class Kind { Variant, Fields, Values };
  enum class Expected { Type, Fields, Values };
  struct Frame {
    Kind kind;
    unsigned members = 0;
  };

  bool inValues() const { return !frames.empty() && frames.back().kind == Kind::Values; }
  bool inNestedValues() const {
    return frames.size() > 1 && frames[frames.size() - 2].kind == Kind::Values;
  }
  void fail(const Twine &message) {
    if (!error)
      error = message.str();
  }
  /// A type stands here: in how many others?
  void checkNesting() {
    if (numOuterTypes > maxTypeDepth)
      fail("types nest deeper than " + Twine(maxTypeDepth));
  }
  void open(Kind kind) {
    if (inValues())
      ++frames.back().members;
    numOuterTypes += kind == Kind::Variant;
    frames.push_back({kind});
  }
  void close() { numOuterTypes -= frames.pop_back_val().kind == Kind::Variant; }
  void scalar(StringRef found) {
    if (inValues())
      ++frames.back().members;
    else if (expected == Expected::Type)
      fail("expected a type, found " + found);
    else
      fail("expected " + StringRef(expected == Expected::Fields ? "an object of fields" : "a list of values") +
           ", found " + found);
  }

  SmallVector<Frame> frames;
  unsigned numOuterTypes = 0;
  Expected expected = Expected::Type;
};

} // namespace

std::optional<std::string> checkTypeSchema(StringRef schema) {
  SchemaVisitor visitor;
  if (std::optional<std::string> error = visitJson(schema, visitor))
    return error;
  return visitor.error;
}

} // namespace mlir::hocket::plan
