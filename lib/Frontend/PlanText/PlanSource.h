// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text of a plan as far as it has arrived, in whole lines.
#ifndef HOCKET_LIB_FRONTEND_PLANTEXT_PLANSOURCE_H
#define HOCKET_LIB_FRONTEND_PLANTEXT_PLANSOURCE_H

#include "hocket/Frontend/SourcePos.h"

#include "llvm/ADT/StringRef.h"

#include <vector>

namespace mlir::hocket::frontend {

class PlanSource {
public:
  /// `text` starts at the beginning of line `firstLine`. If it is not `final`,
  /// it ends with a line end and more may come.
  PlanSource(llvm::StringRef text, unsigned firstLine, bool isFinal);

  llvm::StringRef text;
  bool isFinal;

  SourcePos pos(size_t offset) const;
  /// The character at `offset`, or '\0' behind the text.
  char at(size_t offset) const {
    return offset < text.size() ? text[offset] : '\0';
  }
  /// The offset of the end of the line that `offset` is on.
  size_t lineEnd(size_t offset) const {
    return std::min(text.find('\n', offset), text.size());
  }
  /// The first offset from `offset` on that is no space or tab.
  size_t skipBlanks(size_t offset) const;

private:
  unsigned firstLine;
  std::vector<size_t> lineStarts;
};

bool isIdentifierStart(char c);
/// Tools can have names such as `fs.read` and `web-search`.
bool isToolNameChar(char c);

/// The start of a task, "7. search(", if one stands at `offset`.
struct TaskStart {
  size_t number, numberEnd; // the digits
  size_t name, nameEnd;     // the tool's name
  size_t arguments;         // behind the parenthesis
};
bool findTaskStart(const PlanSource &source, size_t offset, TaskStart &result);

/// True if at `offset`, the beginning of a line, something new begins that is
/// no continuation of a task: another task, a thought, a heading, the end.
bool startsStatement(const PlanSource &source, size_t offset);

/// True if the line at `offset` is no continuation of a raw text either: it is
/// blank or a comment.
bool endsRawText(const PlanSource &source, size_t offset);

/// What follows behind the closing parenthesis of a call.
enum class Ending { Line, Plan, NextTask, Other };
/// Finds out what follows at `offset`; `next` gets the offset behind it.
Ending findEnding(const PlanSource &source, size_t offset, size_t &next);

constexpr llvm::StringLiteral endOfPlan = "<END_OF_PLAN>";

} // namespace mlir::hocket::frontend

#endif // HOCKET_LIB_FRONTEND_PLANTEXT_PLANSOURCE_H
