// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ValueEmitter.h"

#include "ArgumentCheck.h"
#include "Declarations.h"

#include "hocket/Dialect/Hocket/IR/TypeRelations.h"
#include "hocket/Frontend/Json.h"

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::frontend;

/// Literal text as a part of a template.
static std::string escapeBraces(StringRef text) {
  std::string escaped;
  for (char c : text) {
    escaped += c;
    if (c == '{' || c == '}')
      escaped += c;
  }
  return escaped;
}

const KnownCall *ValueEmitter::resolve(const Literal &reference) {
  auto found = calls.find(reference.text);
  if (found == calls.end()) {
    SmallVector<StringRef> names;
    for (const auto &entry : calls)
      names.push_back(entry.getKey());
    llvm::sort(names);
    StringRef near = suggest(reference.text, names);
    // Between numbers, nearness means nothing.
    auto withoutNumber = [](StringRef name) {
      return name.rtrim("0123456789");
    };
    if (withoutNumber(near) == withoutNumber(reference.text))
      near = "";
    InFlightDiagnostic diagnostic = file.error(reference.pos);
    diagnostic << "unknown reference " << reference.toJson()
               << ": there is no call '" << reference.text << "'";
    if (!near.empty())
      diagnostic << "; did you mean '" << near << "'?";
    return nullptr;
  }
  const KnownCall &call = found->second;
  if (call.isUnobserved) {
    file.error(reference.pos)
        << "task " << reference.text
        << " of the previous plan has no observation that " << reference.toJson()
        << " could stand for";
    return nullptr;
  }
  if (!call.value && !call.isBroken && call.index >= current) {
    if (call.index == current)
      file.error(reference.pos)
          << "call '" << reference.text << "' refers to its own result";
    else
      file.error(reference.pos)
              .append("forward reference ", reference.toJson(), ": call '",
                      reference.text, "' comes later")
              .attachNote(file.loc(call.pos))
          << "call '" << reference.text << "' is here";
    return nullptr;
  }
  return &call;
}

bool ValueEmitter::checkPath(const Literal &reference, const KnownCall &call,
                             const Schema *&schema) {
  auto fail = [&](const PathStep &step, const Twine &message) {
    InFlightDiagnostic diagnostic = file.error(step.pos);
    diagnostic << message;
    if (call.tool)
      diagnostic.attachNote(
          SourceFile(file.getContext(), call.tool->file).loc(schema->pos))
          << "the result of '" << call.tool->name << "' is declared here";
    return false;
  };
  for (const PathStep &step : reference.path) {
    if (!schema || schema->kind == Schema::Kind::Any) {
      schema = nullptr;
      continue;
    }
    const auto *name = std::get_if<std::string>(&step.step);
    if (schema->kind == Schema::Kind::Array) {
      if (name)
        return fail(step, "a list has no field '" + *name +
                              "'; did you mean an element of it, as in '[0]." +
                              *name + "'?");
      schema = schema->items.get();
    } else if (schema->kind != Schema::Kind::Object) {
      return fail(step, schema->describe() + " has no members");
    } else if (schema->fields.empty()) {
      schema = nullptr;
    } else if (!name) {
      return fail(step, "an object has no element [" +
                            Twine(std::get<int64_t>(step.step)) + "]");
    } else if (const SchemaField *field = schema->field(*name)) {
      schema = &field->schema;
    } else if (schema->open) {
      schema = nullptr;
    } else {
      SmallVector<StringRef> names;
      for (const SchemaField &field : schema->fields)
        names.push_back(field.name);
      StringRef near = suggest(*name, names);
      return fail(step,
                  "there is no field '" + *name + "' in the result of '" +
                      reference.text + "'" +
                      (near.empty() ? "" : "; did you mean '" + near + "'?"));
    }
  }
  return true;
}

/// The type of a member, as hocket.get sees it.
static Type memberType(Type type, const PathStep &step) {
  if (auto list = dyn_cast<ListType>(type))
    return list.getElementType();
  auto record = dyn_cast<RecordType>(type);
  const auto *name = std::get_if<std::string>(&step.step);
  const RecordField *field = record && name ? record.lookup(*name) : nullptr;
  return field ? field->type : Type(JsonType::get(type.getContext()));
}

Value ValueEmitter::emitReference(const Literal &reference,
                                  const Schema *&schema) {
  const KnownCall *call = resolve(reference);
  if (!call)
    return {};
  schema = call->tool ? &call->tool->returns : nullptr;
  if (!checkPath(reference, *call, schema))
    return {};
  Location loc = file.loc(reference.pos);
  Value base = call->value ? emitConstant(*call->value, nullptr) : call->result;
  if (!base || reference.path.empty())
    return base; // If null, the call it names has been reported.
  SmallVector<Attribute> path;
  Type type = base.getType();
  for (const PathStep &step : reference.path) {
    if (const auto *name = std::get_if<std::string>(&step.step))
      path.push_back(builder.getStringAttr(*name));
    else
      path.push_back(builder.getI64IntegerAttr(std::get<int64_t>(step.step)));
    type = memberType(type, step);
  }
  return GetOp::create(builder, loc, type, base, builder.getArrayAttr(path),
                       Value());
}

Value ValueEmitter::convert(Value value, const Schema *from, const Schema *to,
                            const Literal &literal, const Where &where) {
  if (!to)
    return value;
  Type type = to->toType(builder.getContext());
  if (isAssignable(value.getType(), type))
    return value;
  Location loc = file.loc(literal.pos);
  if (program.textual && isa<StringType>(type))
    return FormatOp::create(builder, loc, "{0}", ValueRange(value));
  if (canCast(value.getType(), type))
    return CastOp::create(builder, loc, type, value);
  file.error(literal.pos) << where.str() << ": expected " << to->describe()
                          << ", found " << literal.toJson() << ", which is "
                          << (from ? from->describe() : "something else");
  return {};
}

/// What a text that was observed says as JSON, if it is a value of the schema:
/// an observation is a text, but a tool may have returned a number.
static std::optional<Literal> readObserved(const Literal &text,
                                           const Schema &schema) {
  json::Document document;
  if (!json::Document::parse(text.text, document, [](const Problem &) {}))
    return std::nullopt;
  Literal value = Literal::fromJson(document.root());
  return fits(value, schema) ? std::optional(value) : std::nullopt;
}

Value ValueEmitter::emitKnown(const Literal &reference, const Literal &value,
                              const Schema *schema, const Where &where) {
  Literal literal = value;
  if (schema && !fits(value, *schema)) {
    std::optional<Literal> read = readObserved(value, *schema);
    if (!read) {
      file.error(reference.pos)
          << where.str() << ": expected " << schema->describe() << ", found "
          << reference.toJson() << ", whose result was observed as "
          << value.toJson();
      return {};
    }
    literal = std::move(*read);
  }
  literal.pos = reference.pos;
  return emitConstant(literal, schema);
}

Value ValueEmitter::emitConstant(const Literal &literal, const Schema *schema) {
  Attribute value = toAttribute(schema ? coerce(literal, *schema) : literal,
                                builder.getContext());
  Type own = inferConstantType(value);
  Type wanted = schema ? schema->toType(builder.getContext())
                       : JsonType::get(builder.getContext());
  // A scalar keeps the type it has; what is inside a list or an object matters
  // only as far as it is asked for.
  bool isScalar = !isa<ListType, RecordType>(own);
  return ConstantOp::create(
      builder, file.loc(literal.pos),
      isScalar && isAssignable(own, wanted) ? own : wanted, value);
}

Value ValueEmitter::emitTemplate(const Literal &literal) {
  std::string text = escapeBraces(literal.keys[0].name);
  SmallVector<Value> values;
  bool failed = false;
  for (auto [index, reference] : llvm::enumerate(literal.items)) {
    const Schema *schema = nullptr;
    Value value = emitReference(reference, schema);
    failed |= !value;
    size_t place = llvm::find(values, value) - values.begin();
    if (place == values.size())
      values.push_back(value);
    text += "{" + std::to_string(place) + "}" +
            escapeBraces(literal.keys[index + 1].name);
  }
  if (failed)
    return {};
  return FormatOp::create(builder, file.loc(literal.pos), text, values);
}

Value ValueEmitter::emitList(const Literal &literal, const Schema *schema,
                             const Where &where) {
  const Schema *element = schema && schema->kind == Schema::Kind::Array
                              ? schema->items.get()
                              : nullptr;
  SmallVector<Value> elements;
  bool failed = false;
  for (auto [index, item] : llvm::enumerate(literal.items)) {
    elements.push_back(emit(item, element, where.item(index)));
    failed |= !elements.back();
  }
  if (failed)
    return {};
  Value list = ListOp::create(builder, file.loc(literal.pos), elements);
  return convert(list, nullptr, schema, literal, where);
}

Value ValueEmitter::emitObject(const Literal &literal, const Schema *schema,
                               const Where &where) {
  SmallVector<Value> values;
  SmallVector<StringRef> names;
  bool failed = false;
  for (auto [key, item] : llvm::zip(literal.keys, literal.items)) {
    const SchemaField *field = schema ? schema->field(key.name) : nullptr;
    if (isLeftOut(item, field))
      continue;
    names.push_back(key.name);
    values.push_back(
        emit(item, field ? &field->schema : nullptr, where.field(key.name)));
    failed |= !values.back();
  }
  if (failed)
    return {};
  Value record = RecordOp::create(builder, file.loc(literal.pos), values,
                                  builder.getStrArrayAttr(names));
  return convert(record, nullptr, schema, literal, where);
}

Value ValueEmitter::emit(const Literal &literal, const Schema *schema,
                         const Where &where) {
  if (!literal.hasReferences())
    return emitConstant(literal, schema);
  switch (literal.kind) {
  case Literal::Kind::List:
    return emitList(literal, schema, where);
  case Literal::Kind::Object:
    return emitObject(literal, schema, where);
  case Literal::Kind::Template:
    return emitTemplate(literal);
  default: {
    if (const KnownCall *call = resolve(literal); !call)
      return {};
    else if (call->value && literal.path.empty())
      return emitKnown(literal, *call->value, schema, where);
    const Schema *from = nullptr;
    Value value = emitReference(literal, from);
    return value ? convert(value, from, schema, literal, where) : Value();
  }
  }
}
