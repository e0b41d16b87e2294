// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Diagnostics for people and for programs.

#include "Diagnostics.h"
#include "Excerpt.h"

#include "hocket/Frontend/TerminalText.h"

#include "mlir/IR/Location.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/WithColor.h"

#include <utility>

using namespace llvm;
using mlir::hocket::frontend::toTerminalText;

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
                      {"message", json::fixUTF8(shortenMessage(diagnostic.str()))}};
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
    : context(context), sources(sources), format(format) {
  handler = context.getDiagEngine().registerHandler(
      [this](mlir::Diagnostic &diagnostic) { return handle(diagnostic); });
}

Diagnostics::~Diagnostics() { context.getDiagEngine().eraseHandler(handler); }

/// The text of a line, if its file is at hand.
std::optional<StringRef> Diagnostics::findLine(mlir::FileLineColLoc place) {
  StringRef name = place.getFilename();
  const MemoryBuffer *buffer = nullptr;
  for (unsigned id = 1; id <= sources.getNumBuffers() && !buffer; ++id)
    if (sources.getMemoryBuffer(id)->getBufferIdentifier() == name)
      buffer = sources.getMemoryBuffer(id);
  if (!buffer) {
    auto [entry, isNew] = files.try_emplace(name);
    // A pipe has been read, and would not be there a second time.
    if (isNew && sys::fs::is_regular_file(name))
      if (auto file = MemoryBuffer::getFile(name))
        entry->second = std::move(*file);
    buffer = entry->second.get();
  }
  if (!buffer || place.getLine() == 0)
    return std::nullopt;
  StringRef rest = buffer->getBuffer();
  for (unsigned line = 1; line < place.getLine(); ++line) {
    size_t end = rest.find('\n');
    if (end == StringRef::npos)
      return std::nullopt;
    rest = rest.drop_front(end + 1);
  }
  return rest.take_until([](char c) { return c == '\n'; }).rtrim('\r');
}

void Diagnostics::print(mlir::Location location, StringRef severity, StringRef message) {
  mlir::FileLineColLoc place = findPlace(location);
  {
    WithColor bold(errs(), raw_ostream::SAVEDCOLOR, /*Bold=*/true);
    bold << toTerminalText(place ? place.getFilename().strref() : StringRef(file));
    if (place && place.getLine())
      bold << ':' << place.getLine() << ':' << place.getColumn();
    bold << ": ";
  }
  HighlightColor color = severity == "error"     ? HighlightColor::Error
                         : severity == "warning" ? HighlightColor::Warning
                         : severity == "remark"  ? HighlightColor::Remark
                                                 : HighlightColor::Note;
  WithColor(errs(), color) << severity << ": ";
  errs() << toTerminalText(shortenMessage(message)) << '\n';
  std::optional<StringRef> line = place ? findLine(place) : std::nullopt;
  if (!line || place.getColumn() == 0)
    return;
  Excerpt excerpt = makeExcerpt(*line, place.getColumn() - 1);
  errs() << excerpt.text << '\n';
  errs().indent(excerpt.indent);
  WithColor(errs(), raw_ostream::GREEN, /*Bold=*/true) << '^';
  errs() << '\n';
}

mlir::LogicalResult Diagnostics::handle(mlir::Diagnostic &diagnostic) {
  if (diagnostic.getSeverity() == mlir::DiagnosticSeverity::Error)
    ++numErrors;
  if (diagnostic.getSeverity() == mlir::DiagnosticSeverity::Warning)
    ++numWarnings;
  if (format == Format::Text) {
    print(diagnostic.getLocation(), getName(diagnostic.getSeverity()), diagnostic.str());
    for (mlir::Diagnostic &note : diagnostic.getNotes())
      print(note.getLocation(), getName(note.getSeverity()), note.str());
    return mlir::success();
  }
  collected.push_back(toJson(diagnostic));
  return mlir::success();
}

void Diagnostics::writeJson(raw_ostream &os) {
  std::string text;
  raw_string_ostream(text) << formatv("{0:2}\n", json::Value(std::exchange(collected, {})));
  os << mlir::hocket::frontend::escapeInJson(text);
}

} // namespace hocket::driver
