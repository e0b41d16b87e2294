// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the arguments of a call as Python literals, with references to results
// wherever a value or a piece of text can stand.
#ifndef HOCKET_LIB_FRONTEND_PLANTEXT_PYTHONREADER_H
#define HOCKET_LIB_FRONTEND_PLANTEXT_PYTHONREADER_H

#include "PlanSource.h"

#include "hocket/Frontend/Program.h"

#include "llvm/ADT/Twine.h"

#include <optional>

namespace mlir::hocket::frontend {

/// Collects a text in which references may stand.
class TextPieces {
public:
  TextPieces(const PlanSource &source, ProblemHandler problem)
      : source(source), problem(problem) {}

  void add(char c) { texts.back() += c; }
  void add(llvm::StringRef text) { texts.back() += text; }
  /// If a reference stands at `offset`, takes it and moves behind it.
  bool takeReference(size_t &offset);
  Literal finish(SourcePos pos);
  bool isEmpty() const { return references.empty() && texts[0].empty(); }

private:
  const PlanSource &source;
  ProblemHandler problem;
  std::vector<std::string> texts{1};
  std::vector<Literal> references;
};

/// The id in "$7" or "${7}" at `offset`, with the offset behind it.
std::optional<std::pair<std::string, size_t>>
findReference(const PlanSource &source, size_t offset);

class PythonReader {
public:
  enum class Result {
    Done,
    NeedMore, // the text that has arrived ends inside
    Failed    // this is no list of Python literals
  };
  /// Why the text could not be read.
  struct Failure {
    size_t offset = 0;
    std::string message;
    /// No other reading of the text makes sense.
    bool isCertain = false;
    /// A string or a bracket is open at the end.
    bool isOpen = false;
    /// Whole arguments have been read before it.
    bool isLater = false;
  };

  PythonReader(const PlanSource &source, size_t offset, ProblemHandler problem)
      : source(source), at(offset), problem(problem) {}

  /// Reads up to the closing parenthesis, or to where it should be.
  Result readArguments(std::vector<ProgramArgument> &arguments);

  /// Behind what has been read.
  size_t offset() const { return at; }
  /// Where a closing parenthesis is missing, if it is.
  std::optional<size_t> missingParenthesis() const { return missing; }
  const Failure &failure() const { return why; }
  /// After NeedMore: only a text that contains this can bring the end, unless a
  /// new statement starts, which ends everything but a triple-quoted string.
  llvm::StringRef awaited() const { return awaitedText; }
  bool isInsideTripleQuotes() const { return insideTriple; }

private:
  bool readArgument(ProgramArgument &argument);
  bool readValue(Literal &result, unsigned depth);
  bool readSequence(Literal &result, char close, unsigned depth);
  bool readDict(Literal &result, unsigned depth);
  bool readNumber(Literal &result);
  bool readInteger(llvm::StringRef digits, unsigned radix, bool negative,
                   Literal &result);
  bool readWord(Literal &result, unsigned depth);

  // PythonString.cpp
  bool atString() const;
  bool readStrings(Literal &result);
  bool readString(TextPieces &pieces);
  bool readEscape(TextPieces &pieces);
  bool readCodePoint(TextPieces &pieces, unsigned digits);

  /// Skips white space, comments and line ends inside parentheses. False if the
  /// text ends there, or might.
  bool skip();
  bool fail(size_t offset, const llvm::Twine &message, bool isCertain = false);
  bool needMore(llvm::StringRef awaited);
  /// Fails where `close` should stand.
  bool failBracket(char close, size_t open);

  const PlanSource &source;
  size_t at;
  size_t lastToken = 0; // the end of the last thing read
  ProblemHandler problem;
  std::optional<size_t> missing;
  Failure why;
  bool wantsMore = false;
  bool insideTriple = false;
  bool atStop = false; // a new statement, or the end of the text, comes next
  bool hasJsonWord = false;
  std::string awaitedText;
};

} // namespace mlir::hocket::frontend

#endif // HOCKET_LIB_FRONTEND_PLANTEXT_PYTHONREADER_H
