// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "PlanSource.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir::hocket::frontend;

PlanSource::PlanSource(llvm::StringRef text, unsigned firstLine, bool isFinal)
    : text(text), isFinal(isFinal), firstLine(firstLine) {
  lineStarts.push_back(0);
  for (size_t i = text.find('\n'); i != llvm::StringRef::npos;
       i = text.find('\n', i + 1))
    lineStarts.push_back(i + 1);
}

SourcePos PlanSource::pos(size_t offset) const {
  size_t line = llvm::upper_bound(lineStarts, offset) - lineStarts.begin() - 1;
  return {firstLine + static_cast<unsigned>(line),
          static_cast<unsigned>(offset - lineStarts[line]) + 1};
}

size_t PlanSource::skipBlanks(size_t offset) const {
  while (at(offset) == ' ' || at(offset) == '\t' || at(offset) == '\r')
    ++offset;
  return offset;
}

bool mlir::hocket::frontend::isIdentifierStart(char c) {
  return llvm::isAlpha(c) || c == '_';
}

bool mlir::hocket::frontend::isToolNameChar(char c) {
  return llvm::isAlnum(c) || c == '_' || c == '.' || c == '-';
}

bool mlir::hocket::frontend::findTaskStart(const PlanSource &source,
                                           size_t offset, TaskStart &result) {
  size_t at = source.skipBlanks(offset);
  result.number = at;
  while (llvm::isDigit(source.at(at)))
    ++at;
  result.numberEnd = at;
  size_t point = source.skipBlanks(at);
  if (at == result.number || source.at(point) != '.')
    return false;
  at = source.skipBlanks(point + 1);
  result.name = at;
  if (!isIdentifierStart(source.at(at)))
    return false;
  while (isToolNameChar(source.at(at)))
    ++at;
  result.nameEnd = at;
  at = source.skipBlanks(at);
  result.arguments = at + 1;
  return source.at(at) == '(';
}

bool mlir::hocket::frontend::startsStatement(const PlanSource &source,
                                             size_t offset) {
  llvm::StringRef line = source.text.substr(source.skipBlanks(offset));
  for (llvm::StringRef word :
       {"Thought:", "Observation:", "Action:", "Question:", "Previous Plan:",
        "Current Plan:", "###", "join()"})
    if (line.starts_with(word))
      return true;
  TaskStart task;
  return line.starts_with(endOfPlan) || findTaskStart(source, offset, task);
}

bool mlir::hocket::frontend::endsRawText(const PlanSource &source,
                                         size_t offset) {
  size_t first = source.skipBlanks(offset);
  return first == source.lineEnd(first) || source.at(first) == '#' ||
         startsStatement(source, offset);
}

Ending mlir::hocket::frontend::findEnding(const PlanSource &source,
                                          size_t offset, size_t &next) {
  size_t at = source.skipBlanks(offset);
  if (at >= source.text.size() || source.text[at] == '\n' ||
      source.text[at] == '#') {
    next = std::min(source.lineEnd(at) + 1, source.text.size());
    return Ending::Line;
  }
  if (source.text.substr(at).starts_with(endOfPlan)) {
    next = at + endOfPlan.size();
    return Ending::Plan;
  }
  TaskStart task;
  if (findTaskStart(source, at, task)) {
    next = at;
    return Ending::NextTask;
  }
  next = at;
  return Ending::Other;
}
