// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tool catalogues: what tools there are, what they take and return, what they
// touch. Read from the formats in which people already keep them.
#ifndef HOCKET_FRONTEND_CATALOG_H
#define HOCKET_FRONTEND_CATALOG_H

#include "hocket/Frontend/Literal.h"
#include "hocket/Frontend/SourcePos.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mlir {
class MLIRContext;
class Type;
} // namespace mlir

namespace mlir::hocket::frontend {

struct SchemaField;

/// What a JSON Schema says that matters before a program runs.
struct Schema {
  enum class Kind {
    Any,
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object
  };
  Kind kind = Kind::Any;
  SourcePos pos;
  bool nullable = false;
  /// A number that expressly may be an integer.
  bool orInteger = false;
  /// An object that must have no other members, or expressly may.
  bool closed = false, open = false;
  std::vector<SchemaField> fields;
  /// The elements of an array; null if they may be anything.
  std::shared_ptr<const Schema> items;
  /// If not empty, one of these must hold, and `kind` is Any.
  std::vector<Schema> alternatives;
  /// If not empty, the value must be one of these.
  std::vector<Literal> values;

  const SchemaField *field(llvm::StringRef name) const;
  /// True if null itself is a value of this schema.
  bool allowsNull() const;
  /// For messages: "an integer", "a list of strings", "any value".
  std::string describe() const;
  /// The type of the dialect that says as much of this as types can say. A
  /// result of type f64 is converted to one, so it is none if integers are to
  /// stay what they are.
  Type toType(MLIRContext *context, bool isResult = false) const;
};

struct SchemaField {
  std::string name;
  Schema schema;
  bool optional = true;
  SourcePos pos;
};

struct CatalogEffect {
  bool writes = false;
  std::string resource;
  std::string key; // the parameter that narrows it, or empty
  SourcePos pos;
};

struct CatalogProvider {
  enum class Kind { None, Builtin, Native, Process, Python, Mcp };
  Kind kind = Kind::None;
  std::string name; // builtin, native, python: the function; mcp: the tool
  std::string server;
  std::vector<std::string> command; // process
  // python: one of the first two
  std::string pythonFile, pythonModule, python;
  // process, python
  std::string cwd;
  std::vector<std::pair<std::string, std::string>> env;
  std::vector<std::string> inheritEnv;
  std::optional<int64_t> maxOutputBytes, killGraceMs;
};

struct CatalogPolicy {
  uint64_t timeoutNs = 0;
  unsigned retries = 0;
  bool idempotent = false;
};

struct CatalogTool {
  std::string name;
  std::string description;
  std::string file;
  SourcePos pos;
  std::vector<SchemaField> parameters;
  Schema returns;
  /// Absent: may read and write everything. Empty: touches nothing.
  std::optional<std::vector<CatalogEffect>> effects;
  bool total = false;
  bool compute = false;
  CatalogProvider provider;
  std::optional<CatalogPolicy> policy;
  std::optional<double> costSeconds;

  /// The position of the parameter of this name.
  std::optional<unsigned> findParameter(llvm::StringRef name) const;
};

struct CatalogResource {
  std::string name;
  std::string file;
  SourcePos pos;
  std::optional<int64_t> capacity;
  std::optional<double> rate;
};

struct CatalogOptions {
  /// The file's name, for locations.
  std::string file;
  /// The MCP server that a `tools/list` result came from; empty: unknown.
  std::string server;
  /// MCP servers whose hints about effects are believed.
  llvm::StringSet<> trustHints;
};

/// A set of tools with different names.
class Catalog {
public:
  Catalog() = default;
  Catalog(Catalog &&) = default;
  Catalog &operator=(Catalog &&) = default;

  /// Adds the tools of a catalogue in any of the known formats. Reports every
  /// mistake; returns false if there was an error.
  bool read(llvm::StringRef text, const CatalogOptions &options,
            ProblemHandler problem);
  /// The same for a part of a JSON document.
  bool read(const json::Value &value, const CatalogOptions &options,
            ProblemHandler problem);

  /// Adds what `other` has under names that are not taken here.
  void addMissing(const Catalog &other);
  /// Returns false if the name is taken.
  bool addTool(CatalogTool tool);
  bool addResource(CatalogResource resource);
  /// Says who carries out a tool; returns false if there is none of this name.
  bool setProvider(llvm::StringRef tool, CatalogProvider provider);

  const CatalogTool *findTool(llvm::StringRef name) const;
  const CatalogResource *findResource(llvm::StringRef name) const;
  /// The tool whose name is most like `name`, or null if none is.
  const CatalogTool *suggestTool(llvm::StringRef name) const;

  /// In the order of the files.
  const std::deque<CatalogTool> &tools() const { return toolList; }
  const std::deque<CatalogResource> &resources() const { return resourceList; }

  /// The tools that the runtime contains.
  static const Catalog &builtins();

private:
  std::deque<CatalogTool> toolList;
  std::deque<CatalogResource> resourceList;
  llvm::StringMap<CatalogTool *> toolsByName;
  llvm::StringMap<const CatalogResource *> resourcesByName;
};

/// The candidate that a misspelt `name` most likely means; empty if none is
/// near.
llvm::StringRef suggest(llvm::StringRef name,
                        llvm::ArrayRef<llvm::StringRef> candidates);

} // namespace mlir::hocket::frontend

#endif // HOCKET_FRONTEND_CATALOG_H
