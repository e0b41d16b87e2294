// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "CallArguments.h"

#include "PythonReader.h"

#include "hocket/Frontend/Excerpt.h"

#include "llvm/ADT/StringExtras.h"

using namespace mlir::hocket::frontend;

namespace {

/// The extent of arguments that are read as one text.
struct RawText {
  enum class Status { Closed, Open, NeedMore };
  Status status = Status::Closed;
  size_t end = 0;  // of the text
  size_t next = 0; // behind the parenthesis, if there is one
};

class ArgumentsReader {
public:
  ArgumentsReader(const PlanSource &source, size_t start,
                  std::vector<Problem> &problems)
      : source(source), start(start), problems(problems) {}

  CallArguments read();

private:
  RawText findRawText(bool oneLine);
  void takeRawText(const RawText &raw, const PythonReader::Failure &why);
  void takeTail(size_t offset);
  void recover(size_t offset);

  void error(size_t offset, const llvm::Twine &message) {
    result.isValid = false;
    problems.push_back(
        {Problem::Severity::Error, source.pos(offset), message.str(), "", {}});
  }
  void warning(size_t offset, const llvm::Twine &message) {
    problems.push_back({Problem::Severity::Warning,
                        source.pos(offset),
                        message.str(),
                        "",
                        {}});
  }
  void needMore(llvm::StringRef awaited, bool insideTriple) {
    result.isComplete = false;
    result.awaited = awaited.str();
    result.insideTriple = insideTriple;
  }

  const PlanSource &source;
  size_t start;
  std::vector<Problem> &problems;
  CallArguments result;
};

} // namespace

/// Finds the parenthesis that closes the call: the first that no other one
/// inside the text has opened and behind which nothing else stands.
RawText ArgumentsReader::findRawText(bool oneLine) {
  unsigned depth = 0;
  for (size_t at = start;; ++at) {
    if (at >= source.text.size() || source.text[at] == '\n') {
      if (at + 1 >= source.text.size() && !source.isFinal && !oneLine)
        return {RawText::Status::NeedMore, at, at};
      size_t following = at + 1;
      if (oneLine || following >= source.text.size() ||
          endsRawText(source, following))
        return {RawText::Status::Open, at, at};
      continue;
    }
    char c = source.text[at];
    depth += c == '(';
    if (c != ')')
      continue;
    if (depth) {
      --depth;
      continue;
    }
    size_t next;
    if (findEnding(source, at + 1, next) != Ending::Other)
      return {RawText::Status::Closed, at, at + 1};
  }
}

/// Quotes as word processors make them, which Python does not know.
static bool startsWithTypographicQuote(llvm::StringRef text) {
  for (llvm::StringRef quote : {"\u201C", "\u201D", "\u201E", "\u2018",
                                "\u2019", "\u201A", "\u00AB"})
    if (text.starts_with(quote))
      return true;
  return false;
}

/// The name in `name: "text"`, where Python has `name="text"`.
static llvm::StringRef nameBeforeColon(llvm::StringRef text) {
  llvm::StringRef name =
      text.take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
  llvm::StringRef value = text.drop_front(name.size());
  if (name.empty() || !value.consume_front(":"))
    return "";
  value = value.ltrim(" \t");
  bool isValue =
      !value.empty() && (llvm::StringRef("\"'[{$").contains(value[0]) ||
                         startsWithTypographicQuote(value));
  return isValue ? name : "";
}

/// Plain words are a text as good as any. What starts with a quote, a bracket,
/// a string prefix or a parameter's name may have been meant as something else.
static bool looksLikeLiteral(llvm::StringRef text) {
  size_t word = 0;
  while (word < text.size() && (llvm::isAlnum(text[word]) || text[word] == '_'))
    ++word;
  llvm::StringRef rest = text.substr(word);
  if (word == 0)
    return !text.empty() && llvm::StringRef("\"'[{(").contains(text[0]);
  bool isPrefix =
      word <= 2 && (rest.starts_with("\"") || rest.starts_with("'"));
  return isPrefix || rest.ltrim().starts_with("=");
}

/// Takes the arguments as one text. `why` says why they are no literals.
void ArgumentsReader::takeRawText(const RawText &raw,
                                  const PythonReader::Failure &why) {
  size_t first = start, last = raw.end;
  while (first < last && llvm::isSpace(source.text[first]))
    ++first;
  while (last > first && llvm::isSpace(source.text[last - 1]))
    --last;
  auto keep = [&](Problem problem) { problems.push_back(std::move(problem)); };
  TextPieces pieces(source, keep);
  for (size_t at = first; at < last;) {
    if (source.text[at] == '$' && pieces.takeReference(at))
      continue;
    if (source.text[at] != '\r' || source.at(at + 1) != '\n')
      pieces.add(source.text[at]);
    ++at;
  }
  llvm::StringRef text = source.text.slice(first, last);
  if (startsWithTypographicQuote(text))
    warning(first, "the arguments are read as one text, with these quotes: a "
                   "string stands in '\"'");
  else if (llvm::StringRef name = nameBeforeColon(text); !name.empty())
    warning(first, "the arguments are read as one text: an argument by name is "
                   "written '" +
                       name + "=', not '" + name + ":'");
  else if (why.isLater || looksLikeLiteral(text))
    warning(why.offset, "the arguments are read as one text, because they are "
                        "no literals: " +
                            why.message);
  result.arguments.clear();
  result.arguments.push_back({"", {}, pieces.finish(source.pos(first)), ""});
}

/// Reads what stands behind the call.
void ArgumentsReader::takeTail(size_t offset) {
  switch (findEnding(source, offset, result.next)) {
  case Ending::Plan:
    result.endsPlan = true;
    return;
  case Ending::Line:
  case Ending::NextTask:
    return;
  case Ending::Other:
    error(result.next,
          "expected the end of the line or a comment after the call, found '" +
              takeCharacters(
                  source.text.slice(result.next, source.lineEnd(result.next))
                      .trim(),
                  40) +
              "'");
    recover(offset);
    return;
  }
}

/// Goes on at the next line, or at the next task on this one.
void ArgumentsReader::recover(size_t offset) {
  size_t end = source.lineEnd(offset);
  for (size_t at = offset; at < end; ++at) {
    TaskStart task;
    if (source.text[at] == ')' && findTaskStart(source, at + 1, task)) {
      result.next = task.number;
      return;
    }
  }
  result.next = std::min(end + 1, source.text.size());
}

CallArguments ArgumentsReader::read() {
  auto keep = [&](Problem problem) { problems.push_back(std::move(problem)); };
  PythonReader reader(source, start, keep);
  PythonReader::Result outcome = reader.readArguments(result.arguments);
  if (outcome == PythonReader::Result::NeedMore) {
    needMore(reader.awaited(), reader.isInsideTripleQuotes());
    return std::move(result);
  }
  if (outcome == PythonReader::Result::Done) {
    if (std::optional<size_t> missing = reader.missingParenthesis()) {
      warning(*missing,
              "expected ')' to end the call; read as if it were there");
      result.next = std::min(source.lineEnd(*missing) + 1, source.text.size());
    } else {
      takeTail(reader.offset());
    }
    return std::move(result);
  }
  const PythonReader::Failure &why = reader.failure();
  problems.clear();
  result.arguments.clear();
  // Where a string has no end, its text cannot go beyond the line.
  RawText raw = findRawText(/*oneLine=*/why.isOpen);
  if (raw.status == RawText::Status::NeedMore) {
    needMore(")", false);
    return std::move(result);
  }
  if (why.isCertain || (why.isOpen && raw.status == RawText::Status::Open)) {
    error(why.offset, why.message);
    recover(raw.status == RawText::Status::Closed ? raw.end : why.offset);
    return std::move(result);
  }
  takeRawText(raw, why);
  if (raw.status == RawText::Status::Closed) {
    takeTail(raw.next);
  } else {
    warning(raw.end, "expected ')' to end the call; read as if it were there");
    result.next = std::min(raw.end + 1, source.text.size());
  }
  return std::move(result);
}

CallArguments mlir::hocket::frontend::readCallArguments(
    const PlanSource &source, size_t offset, std::vector<Problem> &problems) {
  return ArgumentsReader(source, offset, problems).read();
}
