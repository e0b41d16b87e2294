// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads tool declarations, one format each, from located JSON.
#ifndef HOCKET_LIB_FRONTEND_CATALOG_TOOLREADER_H
#define HOCKET_LIB_FRONTEND_CATALOG_TOOLREADER_H

#include "SchemaReader.h"

namespace mlir::hocket::frontend {

/// The ways in which tool lists write a tool.
enum class ToolFormat {
  OpenAINested, // {"type": "function", "function": {…}}
  Function,  // {"name", "description", "parameters"}, OpenAI Responses and bare
             // lists
  Anthropic, // {"name", "description", "input_schema"}
  Mcp, // {"name", "description", "inputSchema", "outputSchema", "annotations"}
  Nestful, // {"name", "query_parameters", "output_parameters", "method",
           // "host"}
  Native   // Function with effects, provider, policy, …
};

class ToolReader {
public:
  ToolReader(Catalog &catalog, const CatalogOptions &options,
             ProblemHandler problem)
      : catalog(catalog), options(options), problem(problem), schemas(problem) {
  }

  /// Reads a whole catalogue.
  bool readCatalog(const json::Value &root);

private:
  void readTools(const json::Value &list, bool native);
  void readTool(const json::Value &value, bool native);
  void readFunction(const json::Value &value, CatalogTool &tool);
  void readMcp(const json::Value &value, CatalogTool &tool);
  void readMcpHints(const json::Value &value, CatalogTool &tool);
  void readNestful(const json::Value &value, CatalogTool &tool);
  bool readName(const json::Value &value, CatalogTool &tool);
  void reportDuplicate(const CatalogTool &first, SourcePos pos);

  // Native fields, in NativeTool.cpp.
  void readResources(const json::Value &list);
  void readNative(const json::Value &value, CatalogTool &tool);
  void readEffects(const json::Value &value, CatalogTool &tool);
  bool readEffect(const json::Value &value, CatalogTool &tool);
  void readProvider(const json::Value &value, CatalogTool &tool);
  void readProcess(const json::Value &config, CatalogProvider &provider);
  void readPython(const json::Value &config, CatalogProvider &provider);
  void readSurroundings(const json::Value &config, CatalogProvider &provider);
  void readEnvironment(const json::Value &value, CatalogProvider &provider);
  void readPolicy(const json::Value &value, CatalogTool &tool);
  void checkKeys(const json::Value &object, llvm::StringRef what,
                 llvm::ArrayRef<llvm::StringRef> known);

  bool error(SourcePos pos, const llvm::Twine &message) {
    hasErrors = true;
    problem({Problem::Severity::Error, pos, message.str(), "", {}});
    return false;
  }
  /// The member if it is a string; reports any other kind.
  std::optional<llvm::StringRef> stringMember(const json::Value &object,
                                              llvm::StringRef name);
  bool booleanMember(const json::Value &object, llvm::StringRef name,
                     bool otherwise);
  /// The member if it is a whole number of at least 0; reports anything else.
  std::optional<int64_t> countMember(const json::Value &object,
                                     llvm::StringRef name);
  /// Declares a resource that a format implies.
  void impliedResource(llvm::StringRef name, SourcePos pos);

  Catalog &catalog;
  const CatalogOptions &options;
  ProblemHandler problem;
  SchemaReader schemas;
  bool hasErrors = false;
  bool hasCalls = false; // which has been reported
};

} // namespace mlir::hocket::frontend

#endif // HOCKET_LIB_FRONTEND_CATALOG_TOOLREADER_H
