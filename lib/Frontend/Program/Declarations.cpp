// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Declarations.h"

#include "hocket/Frontend/Program.h"

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::frontend;

Attribute mlir::hocket::frontend::toAttribute(const Literal &literal,
                                              MLIRContext *context) {
  Builder builder(context);
  switch (literal.kind) {
  case Literal::Kind::Null:
    return NullAttr::get(context);
  case Literal::Kind::Boolean:
    return builder.getBoolAttr(literal.boolean);
  case Literal::Kind::Integer:
    return builder.getI64IntegerAttr(literal.integer);
  case Literal::Kind::Number:
    return builder.getF64FloatAttr(literal.number);
  case Literal::Kind::String:
    return builder.getStringAttr(literal.text);
  case Literal::Kind::List: {
    SmallVector<Attribute> items;
    for (const Literal &item : literal.items)
      items.push_back(toAttribute(item, context));
    return builder.getArrayAttr(items);
  }
  case Literal::Kind::Object: {
    SmallVector<ObjectMember> members;
    for (auto [key, item] : llvm::zip(literal.keys, literal.items))
      members.push_back(
          {builder.getStringAttr(key.name), toAttribute(item, context)});
    return ObjectAttr::get(context, ArrayRef<ObjectMember>(members));
  }
  case Literal::Kind::Reference:
  case Literal::Kind::Template:
    break;
  }
  llvm_unreachable("a constant has no references");
}

Declarations::Declarations(OpBuilder &builder, const Catalog &catalog,
                           const llvm::SetVector<const CatalogTool *> &tools)
    : builder(builder), catalog(catalog) {
  // Tools keep their names: plans and traces show them.
  for (const CatalogTool *tool : tools)
    symbols.insert(tool->name);
  for (const CatalogTool *tool : tools)
    if (tool->effects)
      for (const CatalogEffect &effect : *tool->effects)
        declareResource(effect, *tool);
  for (const CatalogTool *tool : tools)
    declareTool(*tool);
}

std::string Declarations::freeName(StringRef wanted) const {
  std::string name = wanted.str();
  for (unsigned i = 0; symbols.contains(name); ++i)
    name = (wanted + "_" + Twine(i)).str();
  return name;
}

void Declarations::declareResource(const CatalogEffect &effect,
                                   const CatalogTool &tool) {
  if (resourceSymbols.contains(effect.resource))
    return;
  std::string symbol = freeName(effect.resource);
  symbols.insert(symbol);
  resourceSymbols[effect.resource] = symbol;
  const CatalogResource *resource = catalog.findResource(effect.resource);
  SourceFile file(builder.getContext(), resource ? resource->file : tool.file);
  auto op = ResourceOp::create(
      builder, file.loc(resource ? resource->pos : effect.pos),
      builder.getStringAttr(symbol), builder.getStringAttr("private"),
      resource && resource->capacity
          ? builder.getI64IntegerAttr(*resource->capacity)
          : IntegerAttr(),
      resource && resource->rate ? builder.getF64FloatAttr(*resource->rate)
                                 : FloatAttr());
  (void)op;
}

static Attribute toProvider(const CatalogProvider &provider, Builder &builder) {
  MLIRContext *context = builder.getContext();
  auto text = [&](StringRef value) {
    return value.empty() ? StringAttr() : builder.getStringAttr(value);
  };
  auto texts = [&](ArrayRef<std::string> list) {
    return builder.getStrArrayAttr(SmallVector<StringRef>(list));
  };
  NamedAttrList variables;
  for (auto &[name, value] : provider.env)
    variables.append(name, builder.getStringAttr(value));
  switch (provider.kind) {
  case CatalogProvider::Kind::None:
    return {};
  case CatalogProvider::Kind::Builtin:
    return BuiltinProviderAttr::get(context,
                                    builder.getStringAttr(provider.name));
  case CatalogProvider::Kind::Native:
    return NativeProviderAttr::get(context,
                                   builder.getStringAttr(provider.name));
  case CatalogProvider::Kind::Process:
    return ProcessProviderAttr::get(
        context, texts(provider.command), text(provider.cwd),
        variables.empty() ? DictionaryAttr()
                          : variables.getDictionary(context),
        provider.inheritEnv.empty() ? ArrayAttr() : texts(provider.inheritEnv),
        provider.maxOutputBytes, provider.killGraceMs);
  case CatalogProvider::Kind::Python:
    // What is neither has been reported.
    return PythonProviderAttr::get(
        context, text(provider.pythonFile), text(provider.pythonModule),
        builder.getStringAttr(provider.name), text(provider.python),
        text(provider.cwd),
        variables.empty() ? DictionaryAttr()
                          : variables.getDictionary(context),
        provider.inheritEnv.empty() ? ArrayAttr() : texts(provider.inheritEnv),
        provider.maxOutputBytes, provider.killGraceMs);
  case CatalogProvider::Kind::Mcp:
    return McpProviderAttr::get(context, builder.getStringAttr(provider.server),
                                builder.getStringAttr(provider.name));
  }
  llvm_unreachable("all providers are listed");
}

void Declarations::declareTool(const CatalogTool &tool) {
  MLIRContext *context = builder.getContext();
  SmallVector<Attribute> params;
  for (const SchemaField &parameter : tool.parameters) {
    Type type = parameter.schema.toType(context);
    SmallVector<Attribute> values;
    for (const Literal &value : parameter.schema.values)
      values.push_back(toAttribute(value, context));
    // "string or null, one of these" means null, too.
    if (!values.empty() && parameter.schema.nullable &&
        !llvm::is_contained(values, NullAttr::get(context)))
      values.push_back(NullAttr::get(context));
    // Values that contradict the type would be refused; the type is what
    // counts.
    if (!llvm::all_of(
            values, [&](Attribute value) { return constantFits(value, type); }))
      values.clear();
    params.push_back(ParamAttr::get(
        context, builder.getStringAttr(parameter.name), type,
        parameter.optional,
        values.empty() ? ArrayAttr() : builder.getArrayAttr(values)));
  }
  ArrayAttr effects;
  if (tool.effects) {
    SmallVector<Attribute> list;
    for (const CatalogEffect &effect : *tool.effects)
      list.push_back(EffectAttr::get(
          context, effect.writes ? EffectKind::Writes : EffectKind::Reads,
          FlatSymbolRefAttr::get(context, resourceSymbols[effect.resource]),
          effect.key.empty() ? StringAttr()
                             : builder.getStringAttr(effect.key)));
    effects = builder.getArrayAttr(list);
  }
  PolicyAttr policy;
  if (tool.policy)
    policy = PolicyAttr::get(context, tool.policy->timeoutNs,
                             tool.policy->retries, tool.policy->idempotent);
  CostAttr cost;
  if (tool.costSeconds)
    cost = CostAttr::get(context, ArrayRef<double>(*tool.costSeconds));
  ops[&tool] = ToolOp::create(
      builder, SourceFile(context, tool.file).loc(tool.pos),
      builder.getStringAttr(tool.name), builder.getStringAttr("private"),
      builder.getArrayAttr(params),
      TypeAttr::get(tool.returns.toType(context, /*isResult=*/true)), effects,
      tool.total ? builder.getUnitAttr() : UnitAttr(),
      tool.compute ? builder.getUnitAttr() : UnitAttr(),
      llvm::cast_if_present<ProviderAttrInterface>(
          toProvider(tool.provider, builder)),
      policy, cost,
      tool.description.empty() ? StringAttr()
                               : builder.getStringAttr(tool.description));
}
