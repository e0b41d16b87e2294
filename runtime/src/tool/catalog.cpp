// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the embedded catalogue of built-in tools, once.
#include "tool/catalog.h"

#include <cstdio>
#include <cstdlib>
#include <unordered_map>

namespace hocket {

const ParameterSpec *ToolSpec::find(std::string_view parameter) const {
  for (const ParameterSpec &spec : parameters)
    if (spec.name == parameter)
      return &spec;
  return nullptr;
}

/// A text, or each text of a list.
static std::vector<std::string> texts(const Value *value) {
  std::vector<std::string> result;
  if (value && value->isString())
    result.push_back(value->asString());
  else if (value && value->isList())
    for (const Value &element : value->asList())
      result.push_back(element.asString());
  return result;
}

static std::optional<double> number(const Value *value) {
  if (!value)
    return std::nullopt;
  return value->asFloat();
}

static ParameterSpec readParameter(const std::string &name,
                                   const Value &schema) {
  ParameterSpec spec;
  spec.name = name;
  spec.types = texts(schema.get("type"));
  if (const Value *items = schema.get("items"))
    spec.itemTypes = texts(items->get("type"));
  spec.choices = texts(schema.get("enum"));
  spec.minimum = number(schema.get("minimum"));
  spec.maximum = number(schema.get("maximum"));
  if (const Value *value = schema.get("default"))
    spec.defaultValue = *value;
  return spec;
}

static ToolSpec readTool(const Value &tool) {
  ToolSpec spec;
  spec.name = tool.get("name")->asString();
  spec.compute = tool.get("label")->asString() == "compute";
  const Value &parameters = *tool.get("parameters");
  for (const auto &[name, schema] : parameters.get("properties")->asObject())
    spec.parameters.push_back(readParameter(name, schema));
  for (const std::string &name : texts(parameters.get("required")))
    for (ParameterSpec &parameter : spec.parameters)
      if (parameter.name == name)
        parameter.required = true;
  return spec;
}

const std::vector<ToolSpec> &builtinSpecs() {
  static const std::vector<ToolSpec> specs = [] {
    Result<Value> catalog = Value::parse(builtinCatalogJson());
    if (!catalog) {
      // The text is part of the library and a test parses it.
      fprintf(stderr, "hocket: builtin-tools.json: %s\n",
              catalog.status().toString().c_str());
      abort();
    }
    std::vector<ToolSpec> result;
    for (const Value &tool : catalog->get("tools")->asList())
      result.push_back(readTool(tool));
    return result;
  }();
  return specs;
}

const ToolSpec *findBuiltinSpec(std::string_view name) {
  static const auto index = [] {
    std::unordered_map<std::string_view, const ToolSpec *> map;
    for (const ToolSpec &spec : builtinSpecs())
      map.emplace(spec.name, &spec);
    return map;
  }();
  auto found = index.find(name);
  return found == index.end() ? nullptr : found->second;
}

} // namespace hocket
