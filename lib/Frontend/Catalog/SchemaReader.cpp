// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "SchemaReader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir::hocket::frontend;
using Kind = Schema::Kind;

bool SchemaReader::error(SourcePos pos, const llvm::Twine &message) {
  hasErrors = true;
  problem({Problem::Severity::Error, pos, message.str(), "", {}});
  return false;
}

/// The kind that a type name stands for. Python's names are as common in tool
/// lists as JSON Schema's, and some write them in capitals.
static std::optional<Kind> kindOf(llvm::StringRef name) {
  // As in "Date (yyyy-mm-dd)".
  std::string lower =
      name.take_until([](char c) { return c == ' ' || c == '('; }).lower();
  return llvm::StringSwitch<std::optional<Kind>>(lower)
      .Cases({"string", "str", "enum", "date"}, Kind::String)
      .Cases({"integer", "int", "long"}, Kind::Integer)
      .Cases({"number", "float", "double"}, Kind::Number)
      .Cases({"boolean", "bool"}, Kind::Boolean)
      .Cases({"array", "list", "tuple"}, Kind::Array)
      .Cases({"object", "dict"}, Kind::Object)
      .Cases({"null", "none"}, Kind::Null)
      .Case("any", Kind::Any)
      .Default(std::nullopt);
}

/// Makes one schema of several, one of which must hold.
static void setAlternatives(Schema &schema, std::vector<Schema> alternatives) {
  // Null beside one other thing is that thing, or null.
  auto isNull = [](const Schema &option) { return option.kind == Kind::Null; };
  if (llvm::any_of(alternatives, isNull)) {
    schema.nullable = true;
    llvm::erase_if(alternatives, isNull);
  }
  // Nothing but values: one of them.
  if (alternatives.size() > 1 &&
      llvm::all_of(alternatives, [](const Schema &option) {
        return !option.values.empty() && !option.nullable;
      })) {
    Schema &first = alternatives.front();
    for (Schema &other : llvm::drop_begin(alternatives)) {
      llvm::append_range(first.values, other.values);
      if (other.kind != first.kind)
        first.kind = Kind::Any;
    }
    alternatives.resize(1);
  }
  // An integer is a number.
  auto has = [&](Kind kind) {
    return llvm::any_of(alternatives, [&](const Schema &option) {
      return option.kind == kind && option.values.empty();
    });
  };
  if (has(Kind::Number) && has(Kind::Integer)) {
    llvm::erase_if(alternatives, [](const Schema &option) {
      return option.kind == Kind::Integer;
    });
    for (Schema &option : alternatives)
      option.orInteger |= option.kind == Kind::Number;
  }
  if (alternatives.empty()) {
    schema.kind = schema.nullable ? Kind::Null : Kind::Any;
  } else if (alternatives.size() == 1) {
    bool nullable = schema.nullable || alternatives[0].nullable;
    SourcePos pos = schema.pos;
    schema = std::move(alternatives[0]);
    schema.nullable = nullable;
    schema.pos = pos;
  } else {
    schema.kind = Kind::Any;
    schema.alternatives = std::move(alternatives);
  }
}

void SchemaReader::readType(const json::Value &type, Schema &schema) {
  if (type.isArray()) {
    std::vector<Schema> alternatives;
    for (const json::Value &item : type.items()) {
      Schema &option = alternatives.emplace_back();
      option.pos = schema.pos;
      readType(item, option);
    }
    return setAlternatives(schema, std::move(alternatives));
  }
  if (!type.isString()) {
    error(type.pos(),
          "expected the name of a type, found " + json::describe(type.kind()));
    return;
  }
  if (std::optional<Kind> kind = kindOf(type.string())) {
    schema.kind = *kind;
    return;
  }
  llvm::StringRef near = suggest(
      type.string(), {"string", "integer", "number", "boolean", "array",
                      "object", "null", "float", "dict", "tuple", "any"});
  error(type.pos(),
        "unknown type \"" + type.string() + "\"" +
            (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
}

/// Whether a property says by itself that it is required, or optional.
static std::optional<bool> saysOptional(const json::Value &property) {
  auto isTrue = [](const json::Value &flag) {
    return flag.kind() == json::Value::Kind::Boolean
               ? flag.boolean()
               : flag.isString() && flag.string().equals_insensitive("true");
  };
  if (const json::Value *optional = property.get("optional"))
    if (!optional->isArray())
      return isTrue(*optional);
  if (const json::Value *required = property.get("required"))
    if (!required->isArray())
      return !isTrue(*required);
  return std::nullopt;
}

std::vector<SchemaField>
SchemaReader::readFields(const json::Value &properties) {
  std::vector<SchemaField> fields;
  if (!properties.isObject()) {
    error(properties.pos(), "expected an object from names to schemas, found " +
                                json::describe(properties.kind()));
    return fields;
  }
  for (const json::Member &member : properties.members())
    fields.push_back({member.name.str(), read(member.value),
                      saysOptional(member.value).value_or(true), member.pos});
  return fields;
}

void SchemaReader::readObject(const json::Value &value, Schema &schema) {
  if (const json::Value *properties = value.get("properties"))
    schema.fields = readFields(*properties);
  if (const json::Value *required = value.get("required");
      required && required->isArray()) {
    llvm::StringSet<> listed;
    for (const json::Value &name : required->items()) {
      if (!name.isString()) {
        error(name.pos(), "expected the name of a property, found " +
                              json::describe(name.kind()));
        continue;
      }
      if (!listed.insert(name.string()).second) {
        error(name.pos(),
              "\"" + name.string() + "\" stands in 'required' twice");
        continue;
      }
      auto field = llvm::find_if(schema.fields, [&](const SchemaField &field) {
        return field.name == name.string();
      });
      if (field != schema.fields.end()) {
        const json::Value *property = value.get("properties")->get(field->name);
        field->optional = saysOptional(*property).value_or(false);
      } else {
        // Nothing is said about it but that it must be there.
        SchemaField &added = schema.fields.emplace_back();
        added = {name.string().str(), {}, /*optional=*/false, name.pos()};
        added.schema.pos = name.pos();
      }
    }
  }
  if (const json::Value *more = value.get("additionalProperties")) {
    schema.closed =
        more->kind() == json::Value::Kind::Boolean && !more->boolean();
    schema.open = !schema.closed;
  }
}

void SchemaReader::readValues(const json::Value &value, Schema &schema) {
  for (llvm::StringRef key : {"enum", "allowed_values", "possible_values"}) {
    const json::Value *list = value.get(key);
    if (!list || (!list->isArray() && key != "enum"))
      continue; // Beyond JSON Schema, it may be prose: "1-100".
    if (!list->isArray() || list->items().empty()) {
      error(list->pos(),
            "expected the allowed values as an array that is not empty");
      continue;
    }
    for (const json::Value &item : list->items())
      schema.values.push_back(Literal::fromJson(item));
  }
  if (const json::Value *constant = value.get("const"))
    schema.values = {Literal::fromJson(*constant)};
  if (schema.values.empty() || schema.kind != Kind::Any)
    return;
  // Without a type, the values tell, if they agree.
  auto kindOfValue = [](const Literal &literal) {
    switch (literal.kind) {
    case Literal::Kind::String:
      return Kind::String;
    case Literal::Kind::Integer:
      return Kind::Integer;
    case Literal::Kind::Number:
      return Kind::Number;
    case Literal::Kind::Boolean:
      return Kind::Boolean;
    default:
      return Kind::Any;
    }
  };
  Kind first = kindOfValue(schema.values[0]);
  if (llvm::all_of(schema.values, [&](const Literal &item) {
        return kindOfValue(item) == first;
      }))
    schema.kind = first;
}

void SchemaReader::readAlternatives(const json::Value &list, Schema &schema) {
  if (!list.isArray() || list.items().empty()) {
    error(list.pos(), "expected an array of schemas that is not empty");
    return;
  }
  std::vector<Schema> alternatives;
  for (const json::Value &item : list.items())
    alternatives.push_back(read(item));
  setAlternatives(schema, std::move(alternatives));
}

/// Takes one step of a JSON Pointer; null if it leads nowhere.
static const json::Value *followStep(const json::Value &value,
                                     llvm::StringRef step) {
  size_t index;
  if (value.isArray())
    return !step.getAsInteger(10, index) && index < value.items().size()
               ? &value.items()[index]
               : nullptr;
  std::string name;
  while (!step.empty()) {
    if (step.consume_front("~1"))
      name += '/';
    else if (step.consume_front("~0"))
      name += '~';
    else {
      name += step.front();
      step = step.drop_front();
    }
  }
  return value.get(name);
}

Schema SchemaReader::readReference(const json::Value &reference) {
  Schema anything;
  anything.pos = reference.pos();
  if (!reference.isString() || !reference.string().starts_with("#")) {
    // Fetching schemas from elsewhere is not a compiler's business.
    return anything;
  }
  const json::Value *target = root;
  llvm::SmallVector<llvm::StringRef> steps;
  reference.string().drop_front().split(steps, '/', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef step : steps)
    target = target ? followStep(*target, step) : nullptr;
  if (!target) {
    error(reference.pos(),
          "\"" + reference.string() + "\" leads to no part of this schema");
    return anything;
  }
  // Types are finite: where a schema contains itself, anything goes.
  if (open.contains(target))
    return anything;
  return read(*target);
}

Schema SchemaReader::read(const json::Value &value) {
  Schema schema;
  schema.pos = value.pos();
  if (value.kind() == json::Value::Kind::Boolean && value.boolean())
    return schema;
  if (budget == 0)
    return schema;
  if (--budget == 0)
    error(value.pos(),
          "the schema is too large once its references are followed");
  // Some lists write just the name of the type.
  if (value.isString()) {
    readType(value, schema);
    return schema;
  }
  if (value.kind() == json::Value::Kind::Boolean) {
    error(value.pos(), "expected a schema that some value fits, found false");
    return schema;
  }
  if (!value.isObject()) {
    error(value.pos(),
          "expected a schema, found " + json::describe(value.kind()));
    return schema;
  }
  if (const json::Value *reference = value.get("$ref");
      reference && open.size() < 64) {
    open.insert(&value);
    schema = readReference(*reference);
    open.erase(&value);
    return schema;
  }
  bool isNew = open.insert(&value).second;
  if (const json::Value *type = value.get("type"))
    readType(*type, schema);
  else if (const json::Value *required = value.get("required");
           value.get("properties") || (required && required->isArray()))
    schema.kind = Kind::Object;
  for (llvm::StringRef key : {"anyOf", "oneOf"})
    if (const json::Value *list = value.get(key);
        list && schema.kind == Kind::Any)
      readAlternatives(*list, schema);
  if (const json::Value *all = value.get("allOf");
      all && schema.kind == Kind::Any && all->isArray() &&
      all->items().size() == 1)
    schema = read(all->items()[0]);
  if (const json::Value *nullable = value.get("nullable"))
    schema.nullable |=
        nullable->kind() == json::Value::Kind::Boolean && nullable->boolean();
  if (schema.kind == Kind::Object && schema.fields.empty())
    readObject(value, schema);
  if (const json::Value *items = value.get("items");
      items && schema.kind == Kind::Array && !value.get("prefixItems") &&
      !items->isArray())
    schema.items = std::make_shared<Schema>(read(*items));
  readValues(value, schema);
  if (isNew)
    open.erase(&value);
  return schema;
}

Schema SchemaReader::readSchema(const json::Value *value) {
  root = value;
  return value ? read(*value) : Schema();
}

std::vector<SchemaField>
SchemaReader::readParameters(const json::Value *value) {
  if (!value || value->kind() == json::Value::Kind::Null)
    return {};
  bool hadErrors = std::exchange(hasErrors, false);
  Schema schema = readSchema(value);
  // {} and {"type": "object"} both say: no arguments that anybody knows of.
  if (schema.kind != Kind::Object &&
      !(value->isObject() && schema.kind == Kind::Any))
    if (!hasErrors)
      error(value->pos(),
            "the parameters of a tool are an object, found the schema of " +
                schema.describe());
  hasErrors |= hadErrors;
  // The quirk of a list of optional names beside the properties.
  if (const json::Value *optional = value->get("optional");
      optional && optional->isArray())
    for (const json::Value &name : optional->items())
      for (SchemaField &field : schema.fields)
        field.optional |= name.isString() && name.string() == field.name;
  return std::move(schema.fields);
}
