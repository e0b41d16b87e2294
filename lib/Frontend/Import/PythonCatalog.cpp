// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs python_catalog.py, which describes a file's functions in the native
// format, a tool a line, and moves what was read there to its place in the file.

#include "PythonCatalog.h"

#include "hocket/Frontend/Json.h"
#include "hocket/Frontend/Program.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

#include <unistd.h>

using namespace mlir;
using namespace mlir::hocket::frontend;

static constexpr char script[] =
#include "PythonCatalog.inc"
    ;

/// As for programs that the runtime starts: what they need to find their way,
/// and not the rest, which often holds secrets.
static SmallVector<StringRef> environment() {
  SmallVector<StringRef> variables;
  for (char **entry = environ; entry && *entry; ++entry) {
    StringRef name = StringRef(*entry).split('=').first;
    if (name.starts_with("LC_") ||
        llvm::is_contained({"HOME", "LANG", "LANGUAGE", "LOGNAME", "PATH",
                            "SHELL", "TERM", "TMPDIR", "TZ", "USER"},
                           name))
      variables.push_back(*entry);
  }
  return variables;
}

namespace {
/// What the interpreter wrote, and how it ended.
struct Outcome {
  int status = 0;
  std::string failure; // it could not be run
  std::unique_ptr<llvm::MemoryBuffer> output, errors;
};
} // namespace

static Outcome runPython(StringRef path) {
  Outcome outcome;
  llvm::ErrorOr<std::string> python = llvm::sys::findProgramByName("python3");
  if (!python) {
    outcome.failure = "there is no 'python3' on PATH";
    return outcome;
  }
  SmallString<128> files[2];
  llvm::scope_exit remove([&] {
    for (StringRef file : files)
      if (!file.empty())
        llvm::sys::fs::remove(file);
  });
  for (SmallString<128> &file : files)
    if (std::error_code error =
            llvm::sys::fs::createTemporaryFile("hocket", "txt", file)) {
      outcome.failure = "cannot create a temporary file: " + error.message();
      return outcome;
    }
  std::optional<StringRef> redirects[] = {StringRef(), files[0].str(),
                                          files[1].str()};
  StringRef arguments[] = {"python3", "-c", script, path};
  bool isNotRun = false;
  outcome.status = llvm::sys::ExecuteAndWait(
      *python, arguments, environment(), redirects, /*SecondsToWait=*/120,
      /*MemoryLimit=*/0, &outcome.failure, &isNotRun);
  if (!isNotRun && outcome.status >= 0)
    outcome.failure.clear();
  for (auto [file, into] :
       {std::pair(&files[0], &outcome.output), {&files[1], &outcome.errors}})
    if (auto buffer = llvm::MemoryBuffer::getFile(*file))
      *into = std::move(*buffer);
    else
      outcome.failure = "cannot read a temporary file";
  return outcome;
}

/// The end of what the file printed while it was imported.
static void attachErrors(InFlightDiagnostic &error, const Outcome &outcome) {
  if (!outcome.errors)
    return;
  StringRef text = outcome.errors->getBuffer().trim().take_back(4096);
  if (!text.empty())
    error.attachNote() << "standard error: " << text;
}

/// The error that the script describes, at its place.
static LogicalResult reportError(const SourceFile &file, StringRef path,
                                 const Outcome &outcome) {
  json::Document document;
  if (outcome.status == 3 && outcome.output &&
      json::Document::parse(outcome.output->getBuffer(), document,
                            [](const Problem &) {})) {
    const json::Value &root = document.root();
    const json::Value *message = root.get("message"), *note = root.get("note"),
                      *line = root.get("line"), *column = root.get("column");
    if (message && note && line && column) {
      InFlightDiagnostic error =
          file.error({static_cast<unsigned>(line->integer()),
                      static_cast<unsigned>(column->integer())})
          << message->string();
      if (!note->string().empty())
        error.attachNote() << note->string();
      return failure();
    }
  }
  InFlightDiagnostic error = file.error({1, 1})
                             << "cannot import '" << path << "': ";
  if (!outcome.failure.empty())
    error << outcome.failure;
  else
    error << "python3 exited with status " << outcome.status
          << " before it was done";
  attachErrors(error, outcome);
  return failure();
}

namespace {
/// Where the functions are in the file, in the order of the tools.
class Places {
public:
  explicit Places(const json::Value &list) : list(list) {}

  /// The place of the tool that a line of the catalogue describes. The first
  /// line has the resources.
  SourcePos ofLine(unsigned line) const {
    if (line < 2 || line - 2 >= list.items().size())
      return {1, 1};
    return ofFunction(list.items()[line - 2]);
  }
  void move(CatalogTool &tool) const {
    unsigned line = tool.pos.line;
    tool.pos = ofLine(line);
    const json::Value *parameters =
        line >= 2 ? list.items()[line - 2].get("parameters") : nullptr;
    for (SchemaField &parameter : tool.parameters) {
      const json::Value *place =
          parameters ? parameters->get(parameter.name) : nullptr;
      move(parameter, place ? pos(place->items()[0], place->items()[1])
                            : tool.pos);
    }
    move(tool.returns, tool.pos);
    if (tool.effects)
      for (CatalogEffect &effect : *tool.effects)
        effect.pos = tool.pos;
  }

private:
  static SourcePos pos(const json::Value &line, const json::Value &column) {
    return {static_cast<unsigned>(line.integer()),
            static_cast<unsigned>(column.integer())};
  }
  static SourcePos ofFunction(const json::Value &function) {
    return pos(*function.get("line"), *function.get("column"));
  }
  static void move(SchemaField &field, SourcePos to) {
    field.pos = to;
    move(field.schema, to);
  }
  static void move(Schema &schema, SourcePos to) {
    schema.pos = to;
    for (SchemaField &field : schema.fields)
      move(field, to);
    for (Schema &alternative : schema.alternatives)
      move(alternative, to);
    if (schema.items) {
      auto items = std::make_shared<Schema>(*schema.items);
      move(*items, to);
      schema.items = std::move(items);
    }
  }

  const json::Value &list;
};
} // namespace

/// Adds what the file declares to what is there.
static LogicalResult addAll(const Catalog &described, const Places &places,
                            const SourceFile &file, Catalog &catalog) {
  for (CatalogResource resource : described.resources()) {
    // One that effects name, and that is known, is that one.
    if (const CatalogResource *builtin =
            Catalog::builtins().findResource(resource.name);
        builtin && !resource.capacity && !resource.rate)
      resource = *builtin;
    else
      resource.pos = {1, 1};
    catalog.addResource(std::move(resource));
  }
  bool ok = true;
  for (CatalogTool tool : described.tools()) {
    places.move(tool);
    if (const CatalogTool *first = catalog.findTool(tool.name)) {
      ok = false;
      InFlightDiagnostic error = file.error(tool.pos)
                                 << "tool '" << tool.name
                                 << "' is declared twice";
      SourceFile other(file.getContext(), first->file);
      error.attachNote(other.loc(first->pos)) << "the first declaration is here";
      continue;
    }
    catalog.addTool(std::move(tool));
  }
  return success(ok);
}

LogicalResult mlir::hocket::frontend::loadPythonCatalog(StringRef path,
                                                        MLIRContext *context,
                                                        Catalog &catalog) {
  SourceFile file(context, path);
  Outcome outcome = runPython(path);
  if (outcome.status != 0 || !outcome.failure.empty())
    return reportError(file, path, outcome);

  auto [first, text] = outcome.output->getBuffer().split('\n');
  json::Document document;
  auto ignore = [](const Problem &) {};
  if (!json::Document::parse(first, document, ignore) ||
      !document.root().isArray()) {
    InFlightDiagnostic error =
        file.error({1, 1}) << "cannot import '" << path
                           << "': it ended python3 before it was done";
    attachErrors(error, outcome);
    return failure();
  }
  Places places(document.root());
  Catalog described;
  CatalogOptions options;
  options.file = path.str();
  bool ok = described.read(text, options, [&](Problem problem) {
    problem.pos = places.ofLine(problem.pos.line);
    if (problem.notePos.line)
      problem.notePos = places.ofLine(problem.notePos.line);
    file.report(problem);
  });
  return success(ok && succeeded(addAll(described, places, file, catalog)));
}
