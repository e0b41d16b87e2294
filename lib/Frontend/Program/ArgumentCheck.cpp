// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ArgumentCheck.h"

#include "llvm/ADT/StringExtras.h"

#include <cmath>

using namespace mlir;
using namespace mlir::hocket::frontend;

std::string Where::str() const {
  return tool.empty() ? "the result's '" + path + "'"
                      : "argument '" + path + "' of '" + tool + "'";
}

static bool isWhole(double number) {
  return std::trunc(number) == number && std::abs(number) < 9.2e18;
}

bool mlir::hocket::frontend::isLeftOut(const Literal &literal,
                                       const SchemaField *field) {
  return literal.kind == Literal::Kind::Null && field && field->optional &&
         !field->schema.allowsNull();
}

/// The members of an object as their schemas want them, without those that are
/// left out.
static void coerceMembers(Literal &object, const Schema &schema) {
  size_t kept = 0;
  for (size_t i = 0; i < object.items.size(); ++i) {
    const SchemaField *field = schema.field(object.keys[i].name);
    if (isLeftOut(object.items[i], field))
      continue;
    Literal item = std::move(object.items[i]);
    object.items[kept] =
        field ? coerce(std::move(item), field->schema) : std::move(item);
    std::swap(object.keys[kept++], object.keys[i]);
  }
  object.items.resize(kept);
  object.keys.resize(kept);
}

Literal mlir::hocket::frontend::coerce(Literal literal, const Schema &schema) {
  // The first alternative that the literal fits says what is meant.
  for (const Schema &option : schema.alternatives)
    if (fits(literal, option))
      return coerce(std::move(literal), option);
  if (schema.kind == Schema::Kind::Integer &&
      literal.kind == Literal::Kind::Number && isWhole(literal.number)) {
    literal.kind = Literal::Kind::Integer;
    literal.integer = static_cast<int64_t>(literal.number);
    literal.number = 0;
  }
  if (schema.kind == Schema::Kind::Array && schema.items &&
      literal.kind == Literal::Kind::List)
    for (Literal &item : literal.items)
      item = coerce(std::move(item), *schema.items);
  if (schema.kind == Schema::Kind::Object &&
      literal.kind == Literal::Kind::Object)
    coerceMembers(literal, schema);
  return literal;
}

namespace {

/// Reports to the user, or only finds out.
class Checker {
public:
  explicit Checker(const SourceFile *file, LocationAttr declaration = {})
      : file(file), declaration(declaration) {}

  bool check(const Literal &literal, const Schema &schema, const Where &where);

private:
  bool checkAlternatives(const Literal &literal, const Schema &schema,
                         const Where &where);
  bool checkValues(const Literal &literal, const Schema &schema,
                   const Where &where);
  bool checkObject(const Literal &literal, const Schema &schema,
                   const Where &where);

  bool fail(SourcePos pos, const Twine &message) {
    if (file)
      file->error(pos).append(message).attachNote(Location(declaration))
          << "declared here";
    return false;
  }
  bool mismatch(const Literal &literal, const Schema &schema,
                const Where &where) {
    return fail(literal.pos, where.str() + ": expected " + schema.describe() +
                                 ", found " + literal.toJson());
  }

  const SourceFile *file;
  LocationAttr declaration;
};

} // namespace

static bool kindFits(const Literal &literal, Schema::Kind kind) {
  using Kind = Literal::Kind;
  switch (kind) {
  case Schema::Kind::Any:
    return true;
  case Schema::Kind::Null:
    return literal.kind == Kind::Null;
  case Schema::Kind::Boolean:
    return literal.kind == Kind::Boolean;
  case Schema::Kind::Integer:
    return literal.kind == Kind::Integer ||
           (literal.kind == Kind::Number && isWhole(literal.number));
  case Schema::Kind::Number:
    return literal.kind == Kind::Integer || literal.kind == Kind::Number;
  case Schema::Kind::String:
    return literal.kind == Kind::String || literal.kind == Kind::Template;
  case Schema::Kind::Array:
    return literal.kind == Kind::List;
  case Schema::Kind::Object:
    return literal.kind == Kind::Object;
  }
  llvm_unreachable("all kinds are listed");
}

bool Checker::checkAlternatives(const Literal &literal, const Schema &schema,
                                const Where &where) {
  const Schema *sameKind = nullptr;
  unsigned numSameKind = 0;
  for (const Schema &option : schema.alternatives) {
    if (fits(literal, option))
      return true;
    if (kindFits(literal, option.kind)) {
      sameKind = &option;
      ++numSameKind;
    }
  }
  // If only one alternative is of the literal's kind, the mistake is within.
  return numSameKind == 1 ? check(literal, *sameKind, where)
                          : mismatch(literal, schema, where);
}

bool Checker::checkValues(const Literal &literal, const Schema &schema,
                          const Where &where) {
  if (literal.kind == Literal::Kind::Template ||
      llvm::any_of(schema.values, [&](const Literal &value) {
        return value.sameValue(literal);
      }))
    return true;
  std::string list = llvm::join(
      llvm::map_range(schema.values,
                      [](const Literal &value) { return value.toJson(); }),
      ", ");
  SmallVector<StringRef> names;
  for (const Literal &value : schema.values)
    names.push_back(value.text);
  StringRef near =
      literal.kind == Literal::Kind::String ? suggest(literal.text, names) : "";
  return fail(literal.pos,
              where.str() + ": expected " +
                  (schema.values.size() > 1 ? "one of " : "") + list +
                  ", found " + literal.toJson() +
                  (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
}

bool Checker::checkObject(const Literal &literal, const Schema &schema,
                          const Where &where) {
  SmallVector<StringRef> names;
  for (const SchemaField &field : schema.fields) {
    names.push_back(field.name);
    if (!field.optional && !literal.member(field.name))
      return fail(literal.pos, where.str() + ": member '" + field.name + "' (" +
                                   field.schema.describe() + ") is missing");
  }
  for (auto [key, item] : llvm::zip(literal.keys, literal.items)) {
    if (const SchemaField *field = schema.field(key.name)) {
      if (!isLeftOut(item, field) && !check(item, field->schema, where.field(key.name)))
        return false;
    } else if (schema.closed) {
      StringRef near = suggest(key.name, names);
      return fail(key.pos,
                  where.str() + ": there is no member '" + key.name + "'" +
                      (near.empty() ? "" : "; did you mean '" + near + "'?"));
    }
  }
  return true;
}

bool Checker::check(const Literal &literal, const Schema &schema,
                    const Where &where) {
  if (literal.kind == Literal::Kind::Reference)
    return true;
  if (literal.kind == Literal::Kind::Null && schema.nullable)
    return true;
  if (!schema.alternatives.empty())
    return checkAlternatives(literal, schema, where);
  if (!kindFits(literal, schema.kind))
    return mismatch(literal, schema, where);
  if (!schema.values.empty() && !checkValues(literal, schema, where))
    return false;
  if (schema.kind == Schema::Kind::Object)
    return checkObject(literal, schema, where);
  if (schema.kind == Schema::Kind::Array && schema.items)
    for (auto [index, item] : llvm::enumerate(literal.items))
      if (!check(item, *schema.items, where.item(index)))
        return false;
  return true;
}

LogicalResult mlir::hocket::frontend::checkLiteral(const Literal &literal,
                                                   const Schema &schema,
                                                   const Where &where,
                                                   const SourceFile &file,
                                                   Location declaration) {
  return success(Checker(&file, declaration).check(literal, schema, where));
}

bool mlir::hocket::frontend::fits(const Literal &literal,
                                  const Schema &schema) {
  // Nothing is reported, so no place is needed.
  return Checker(nullptr).check(literal, schema, {});
}

static Location toolLoc(const CatalogTool &tool, const SourceFile &file) {
  return SourceFile(file.getContext(), tool.file).loc(tool.pos);
}

LogicalResult mlir::hocket::frontend::matchArguments(
    const ProgramCall &call, const CatalogTool &tool, const SourceFile &file,
    SmallVectorImpl<const ProgramArgument *> &matched) {
  matched.assign(tool.parameters.size(), nullptr);
  bool failed = false;
  auto fail = [&](SourcePos pos, const Twine &message) {
    failed = true;
    file.error(pos).append(message).attachNote(toolLoc(tool, file))
        << "'" << tool.name << "' is declared here";
  };
  SmallVector<StringRef> names;
  for (const SchemaField &parameter : tool.parameters)
    names.push_back(parameter.name);
  unsigned position = 0;
  for (const ProgramArgument &argument : call.arguments) {
    std::optional<unsigned> index = position;
    if (argument.name.empty()) {
      if (position++ >= matched.size()) {
        fail(argument.value.pos,
             "'" + tool.name + "' takes " +
                 (matched.empty() ? Twine("no arguments")
                                  : "at most " + Twine(matched.size()) +
                                        (matched.size() == 1 ? " argument"
                                                             : " arguments")) +
                 ", found " + Twine(call.arguments.size()));
        break;
      }
    } else if (index = tool.findParameter(argument.name); !index) {
      StringRef near = suggest(argument.name, names);
      fail(argument.namePos,
           "'" + tool.name + "' has no parameter '" + argument.name + "'" +
               (near.empty() ? "" : "; did you mean '" + near + "'?"));
      continue;
    }
    if (matched[*index])
      fail(argument.name.empty() ? argument.value.pos : argument.namePos,
           "argument '" + tool.parameters[*index].name + "' is given twice");
    matched[*index] = &argument;
  }
  for (auto [parameter, argument] : llvm::zip(tool.parameters, matched)) {
    // Where null is no value, it says that there is none.
    if (argument && isLeftOut(argument->value, &parameter))
      argument = nullptr;
    if (!argument && !parameter.optional)
      fail(call.toolPos, "'" + tool.name + "' needs the argument '" +
                             parameter.name + "' (" +
                             parameter.schema.describe() + ")");
  }
  return failure(failed);
}
