// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Diagnostics for people and for programs.

#include "Diagnostics.h"

#include "mlir/IR/Location.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/WithColor.h"

using namespace llvm;

namespace hocket::driver {

/// The first place in a file that a location mentions, or null.
static mlir::FileLineColLoc findPlace(mlir::Location location) {
  mlir::FileLineColLoc place;
  location->walk([&](mlir::Location part) {
    place = dyn_cast<mlir::FileLineColLoc>(part);
    return place ? mlir::WalkResult::interrupt() : mlir::WalkResult::advance();
  });
  return place;
}

static StringRef getName(mlir::DiagnosticSeverity severity) {
  switch (severity) {
  case mlir::DiagnosticSeverity::Error:
    return "error";
  case mlir::DiagnosticSeverity::Warning:
    return "warning";
  case mlir::DiagnosticSeverity::Note:
    return "note";
  case mlir::DiagnosticSeverity::Remark:
    return "remark";
  }
  llvm_unreachable("unknown severity");
}

json::Object Diagnostics::toJson(mlir::Diagnostic &diagnostic) const {
  json::Object object{{"severity", getName(diagnostic.getSeverity())},
                      {"file", json::fixUTF8(file)},
                      {"line", 0},
                      {"column", 0},
                      {"message", json::fixUTF8(diagnostic.str())}};
  if (mlir::FileLineColLoc place = findPlace(diagnostic.getLocation())) {
    object["file"] = json::fixUTF8(place.getFilename().strref());
    object["line"] = place.getLine();
    object["column"] = place.getColumn();
  }
  json::Array notes;
  for (mlir::Diagnostic &note : diagnostic.getNotes())
    notes.push_back(toJson(note));
  object["notes"] = std::move(notes);
  return object;
}

Diagnostics::Diagnostics(mlir::MLIRContext &context, SourceMgr &sources, Format format)
    : context(context) {
  if (format == Format::Text)
    printer.emplace(sources, &context, errs());
  // Handlers are asked newest first: this one counts, then lets the printer print.
  handler = context.getDiagEngine().registerHandler(
      [this](mlir::Diagnostic &diagnostic) { return handle(diagnostic); });
}

Diagnostics::~Diagnostics() { context.getDiagEngine().eraseHandler(handler); }

mlir::LogicalResult Diagnostics::handle(mlir::Diagnostic &diagnostic) {
  if (diagnostic.getSeverity() == mlir::DiagnosticSeverity::Error)
    ++numErrors;
  if (diagnostic.getSeverity() == mlir::DiagnosticSeverity::Warning)
    ++numWarnings;
  if (printer) {
    if (findPlace(diagnostic.getLocation()))
      return mlir::failure();
    errs() << file << ": ";
    WithColor(errs(), HighlightColor::Error) << getName(diagnostic.getSeverity()) << ": ";
    errs() << diagnostic << '\n';
    return mlir::success();
  }
  collected.push_back(toJson(diagnostic));
  return mlir::success();
}

json::Array Diagnostics::takeJson() { return std::move(collected); }

} // namespace hocket::driver
