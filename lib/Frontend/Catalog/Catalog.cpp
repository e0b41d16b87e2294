// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Catalogues as collections: adding, finding, suggesting, the built-in tools.

#include "hocket/Frontend/Catalog.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"

using namespace mlir::hocket::frontend;

std::optional<unsigned> CatalogTool::findParameter(llvm::StringRef name) const {
  for (auto [index, parameter] : llvm::enumerate(parameters))
    if (parameter.name == name)
      return index;
  return std::nullopt;
}

bool Catalog::addTool(CatalogTool tool) {
  if (toolsByName.contains(tool.name))
    return false;
  toolList.push_back(std::move(tool));
  toolsByName[toolList.back().name] = &toolList.back();
  return true;
}

bool Catalog::addResource(CatalogResource resource) {
  if (resourcesByName.contains(resource.name))
    return false;
  resourceList.push_back(std::move(resource));
  resourcesByName[resourceList.back().name] = &resourceList.back();
  return true;
}

bool Catalog::setProvider(llvm::StringRef tool, CatalogProvider provider) {
  CatalogTool *known = toolsByName.lookup(tool);
  if (known)
    known->provider = std::move(provider);
  return known;
}

void Catalog::addMissing(const Catalog &other) {
  for (const CatalogResource &resource : other.resourceList)
    addResource(resource);
  for (const CatalogTool &tool : other.toolList)
    addTool(tool);
}

const CatalogTool *Catalog::findTool(llvm::StringRef name) const {
  return toolsByName.lookup(name);
}

const CatalogResource *Catalog::findResource(llvm::StringRef name) const {
  return resourcesByName.lookup(name);
}

llvm::StringRef
mlir::hocket::frontend::suggest(llvm::StringRef name,
                                llvm::ArrayRef<llvm::StringRef> candidates) {
  // About a third of the characters may be wrong; letter case counts little.
  unsigned limit = std::max<size_t>(1, (name.size() + 1) / 3);
  llvm::StringRef best;
  unsigned bestDistance = limit + 1;
  for (llvm::StringRef candidate : candidates) {
    unsigned distance =
        candidate.equals_insensitive(name)
            ? 0
            : candidate.edit_distance(name, /*AllowReplacements=*/true,
                                      bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

const CatalogTool *Catalog::suggestTool(llvm::StringRef name) const {
  llvm::SmallVector<llvm::StringRef> names;
  for (const CatalogTool &tool : toolList)
    names.push_back(tool.name);
  llvm::StringRef best = suggest(name, names);
  return best.empty() ? nullptr : findTool(best);
}

static constexpr char builtinTools[] =
#include "BuiltinTools.inc"
    ;

const Catalog &Catalog::builtins() {
  static const Catalog catalog = [] {
    Catalog result;
    CatalogOptions options;
    options.file = "builtin-tools.json";
    bool ok = result.read(builtinTools, options, [](Problem problem) {
      llvm::reportFatalInternalError(llvm::Twine("built-in catalogue, line ") +
                                     llvm::Twine(problem.pos.line) + ": " +
                                     problem.message);
    });
    if (!ok)
      llvm::reportFatalInternalError("the built-in catalogue cannot be read");
    return result;
  }();
  return catalog;
}
