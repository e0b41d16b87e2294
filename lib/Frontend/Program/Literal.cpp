// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Frontend/Literal.h"

#include "hocket/Frontend/Excerpt.h"
#include "hocket/Frontend/Json.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <charconv>
#include <iterator>

using namespace mlir::hocket::frontend;

Literal Literal::string(llvm::StringRef text, SourcePos pos) {
  Literal result(Kind::String, pos);
  result.text = text.str();
  return result;
}

Literal Literal::pieces(std::vector<std::string> texts,
                        std::vector<Literal> references, SourcePos pos) {
  if (references.empty())
    return string(texts[0], pos);
  if (references.size() == 1 && texts[0].empty() && texts[1].empty())
    return std::move(references[0]);
  Literal result(Kind::Template, pos);
  for (std::string &text : texts)
    result.keys.push_back({std::move(text), pos});
  result.items = std::move(references);
  return result;
}

Literal Literal::fromJson(const json::Value &value) {
  using JsonKind = json::Value::Kind;
  Literal result(Kind::Null, value.pos());
  switch (value.kind()) {
  case JsonKind::Null:
    break;
  case JsonKind::Boolean:
    result.kind = Kind::Boolean;
    result.boolean = value.boolean();
    break;
  case JsonKind::Integer:
    result.kind = Kind::Integer;
    result.integer = value.integer();
    break;
  case JsonKind::Number:
    result.kind = Kind::Number;
    result.number = value.number();
    break;
  case JsonKind::String:
    result.kind = Kind::String;
    result.text = value.string().str();
    break;
  case JsonKind::Array:
    result.kind = Kind::List;
    for (const json::Value &item : value.items())
      result.items.push_back(fromJson(item));
    break;
  case JsonKind::Object:
    result.kind = Kind::Object;
    for (const json::Member &member : value.members()) {
      result.keys.push_back({member.name.str(), member.pos});
      result.items.push_back(fromJson(member.value));
    }
    break;
  }
  return result;
}

bool Literal::hasReferences() const {
  return kind == Kind::Reference ||
         llvm::any_of(items,
                      [](const Literal &item) { return item.hasReferences(); });
}

void Literal::forEachReference(
    llvm::function_ref<void(const Literal &)> visit) const {
  if (kind == Kind::Reference)
    visit(*this);
  for (const Literal &item : items)
    item.forEachReference(visit);
}

const Literal *Literal::member(llvm::StringRef name) const {
  if (kind == Kind::Object)
    for (auto [key, item] : llvm::zip(keys, items))
      if (key.name == name)
        return &item;
  return nullptr;
}

static std::string spellReference(const Literal &reference) {
  std::string spelling = "$" + reference.text;
  for (const PathStep &step : reference.path)
    if (const auto *name = std::get_if<std::string>(&step.step))
      spelling += "." + *name;
    else
      spelling += "[" + std::to_string(std::get<int64_t>(step.step)) + "]";
  return spelling;
}

static void write(llvm::json::OStream &out, const Literal &literal) {
  switch (literal.kind) {
  case Literal::Kind::Null:
    return out.value(nullptr);
  case Literal::Kind::Boolean:
    return out.value(literal.boolean);
  case Literal::Kind::Integer:
    return out.value(literal.integer);
  case Literal::Kind::Number: {
    char buffer[32];
    char *end = std::to_chars(buffer, std::end(buffer), literal.number).ptr;
    std::string text(buffer, end);
    if (text.find_first_of(".e") == std::string::npos)
      text += ".0";
    return out.rawValue(text);
  }
  case Literal::Kind::String:
    return out.value(literal.text);
  case Literal::Kind::List:
    return out.array([&] {
      for (const Literal &item : literal.items)
        write(out, item);
    });
  case Literal::Kind::Object:
    return out.object([&] {
      for (auto [key, item] : llvm::zip(literal.keys, literal.items)) {
        out.attributeBegin(key.name);
        write(out, item);
        out.attributeEnd();
      }
    });
  case Literal::Kind::Reference:
    return out.rawValue(spellReference(literal));
  case Literal::Kind::Template: {
    std::string text = literal.keys[0].name;
    for (auto [reference, key] :
         llvm::zip(literal.items, llvm::drop_begin(literal.keys)))
      text += spellReference(reference) + key.name;
    return out.value(text);
  }
  }
}

std::string Literal::toJson(size_t limit) const {
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::json::OStream out(stream);
  write(out, *this);
  if (text.size() <= limit)
    return text;
  return takeCharacters(text, limit - 3).str() + "...";
}

bool Literal::sameValue(const Literal &other) const {
  auto asNumber = [](const Literal &literal) {
    return literal.kind == Kind::Integer ? static_cast<double>(literal.integer)
                                         : literal.number;
  };
  auto isNumber = [](const Literal &literal) {
    return literal.kind == Kind::Integer || literal.kind == Kind::Number;
  };
  if (isNumber(*this) && isNumber(other))
    return kind == Kind::Integer && other.kind == Kind::Integer
               ? integer == other.integer
               : asNumber(*this) == asNumber(other);
  if (kind != other.kind || boolean != other.boolean || text != other.text ||
      items.size() != other.items.size() || keys.size() != other.keys.size() ||
      path != other.path)
    return false;
  if (kind == Kind::Object)
    return llvm::all_of(llvm::zip(keys, items), [&](auto pair) {
      const Literal *twin = other.member(std::get<0>(pair).name);
      return twin && std::get<1>(pair).sameValue(*twin);
    });
  for (auto [mine, theirs] : llvm::zip(items, other.items))
    if (!mine.sameValue(theirs))
      return false;
  for (auto [mine, theirs] : llvm::zip(keys, other.keys))
    if (mine.name != theirs.name)
      return false;
  return true;
}
