// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The lines of a plan. The text is read in whole lines; a statement that goes
// on over several waits for the line that can end it.

#include "hocket/Frontend/PlanText.h"

#include "CallArguments.h"

#include "hocket/Frontend/Excerpt.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

#include <deque>

using namespace mlir::hocket::frontend;
using llvm::StringRef;

class PlanTextParser::Implementation {
public:
  explicit Implementation(PlanTextHandler &handler) : handler(handler) {}

  void feed(StringRef chunk);
  void finish();

private:
  enum class Section { Plan, PreviousPlan, Ended };

  bool canContinue(size_t from) const;
  void checkCharacters(size_t from, size_t to);
  /// Reports the first wrong byte before `end` and forgets them all; false if
  /// there is none.
  bool takeBadBytes(SourcePos end);
  void process(bool isFinal);
  /// Reads one statement at `at` and moves behind it; false if it is
  /// incomplete.
  bool readStatement(const PlanSource &source, size_t &at);
  bool readTask(const PlanSource &source, const TaskStart &start, size_t &at);
  void readBareJoin(const PlanSource &source, size_t &at);
  void checkNumber(const PlanSource &source, const TaskStart &start,
                   PlanTask &task);
  void readLine(const PlanSource &source, size_t at);
  void readProse(const PlanSource &source, size_t at, StringRef line);
  void deliver(PlanTask task);

  void report(Problem::Severity severity, SourcePos pos,
              const llvm::Twine &message, StringRef note = "",
              SourcePos notePos = {}) {
    handler.problem({severity, pos, message.str(), note.str(), notePos});
  }
  void error(SourcePos pos, const llvm::Twine &message, StringRef note = "",
             SourcePos notePos = {}) {
    report(Problem::Severity::Error, pos, message, note, notePos);
  }
  void warning(SourcePos pos, const llvm::Twine &message) {
    report(Problem::Severity::Warning, pos, message);
  }

  PlanTextHandler &handler;
  std::string buffer;
  size_t scanned =
      0; // up to here there is no line end that has not been looked at
  unsigned line = 1; // of the buffer's start

  /// Where bytes that make no characters start, as far as they have not been
  /// met by a statement.
  std::deque<SourcePos> badBytes;
  unsigned uncheckedLine = 1;

  // A statement at the start of the buffer that waits for more.
  bool isWaiting = false;
  std::string awaited;
  bool waitsForTriple = false;

  Section section = Section::Plan;
  std::map<unsigned, SourcePos> numbers;
  unsigned lastTask = 0;
  bool hasTask = false; // in this section
  bool hasAnyTask = false;
  bool hasJoin = false;
  bool hasError = false;
  bool inObservation = false;
  bool reportedAfterEnd = false;
  SourcePos endPos{1, 1};
};

PlanTextParser::PlanTextParser(PlanTextHandler &handler)
    : implementation(std::make_unique<Implementation>(handler)) {}
PlanTextParser::~PlanTextParser() = default;
void PlanTextParser::feed(StringRef chunk) { implementation->feed(chunk); }
void PlanTextParser::finish() { implementation->finish(); }

/// Whether the lines from `from` on can end the statement that waits.
bool PlanTextParser::Implementation::canContinue(size_t from) const {
  StringRef added = StringRef(buffer).substr(from);
  if (!isWaiting || added.contains(awaited))
    return true;
  if (waitsForTriple)
    return false;
  PlanSource source(added, 1, /*isFinal=*/true);
  for (size_t at = 0; at < added.size(); at = source.lineEnd(at) + 1)
    if (endsRawText(source, at))
      return true;
  return false;
}

void PlanTextParser::Implementation::feed(StringRef chunk) {
  buffer += chunk;
  size_t lastLine = buffer.rfind('\n');
  if (lastLine == std::string::npos || lastLine < scanned)
    return;
  checkCharacters(scanned, lastLine + 1);
  bool go = canContinue(scanned);
  scanned = lastLine + 1;
  if (go)
    process(/*isFinal=*/false);
}

/// Looks at new lines before anything else does. What is no UTF-8 becomes '?',
/// so that no message and no value has to deal with it.
void PlanTextParser::Implementation::checkCharacters(size_t from, size_t to) {
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(buffer.data());
  size_t lineStart = from, behindBad = from;
  for (size_t at = from; at < to;) {
    if (buffer[at] == '\n') {
      ++uncheckedLine;
      lineStart = at + 1;
    }
    if (unsigned size = llvm::getUTF8SequenceSize(begin + at, begin + to)) {
      at += size;
      continue;
    }
    if (at != behindBad || at == from)
      badBytes.push_back(
          {uncheckedLine, static_cast<unsigned>(at - lineStart) + 1});
    buffer[at++] = '?';
    behindBad = at;
  }
}

bool PlanTextParser::Implementation::takeBadBytes(SourcePos end) {
  if (badBytes.empty() || badBytes.front() >= end)
    return false;
  if (section != Section::Ended) {
    hasError = true;
    error(badBytes.front(), "invalid UTF-8");
  }
  while (!badBytes.empty() && badBytes.front() < end)
    badBytes.pop_front();
  return true;
}

void PlanTextParser::Implementation::process(bool isFinal) {
  size_t size = isFinal ? buffer.size() : buffer.rfind('\n') + 1;
  PlanSource source(StringRef(buffer).take_front(size), line, isFinal);
  size_t at = 0;
  isWaiting = false;
  while (at < size) {
    if (!readStatement(source, at)) {
      isWaiting = true;
      break;
    }
  }
  // Keep whole lines, so that columns count from the start of one.
  size_t keep = at < size ? source.text.rfind('\n', at) + 1 : size;
  if (at < size && source.text[at] == '\n')
    keep = at ? source.text.rfind('\n', at - 1) + 1 : 0;
  endPos = source.pos(size);
  if (keep < at && at < size)
    buffer.replace(keep, at - keep, at - keep,
                   ' '); // what has been read on this line
  line += StringRef(buffer).take_front(keep).count('\n');
  buffer.erase(0, keep);
  scanned = StringRef(buffer).rfind('\n') == StringRef::npos
                ? 0
                : buffer.rfind('\n') + 1;
}

void PlanTextParser::Implementation::finish() {
  checkCharacters(scanned, buffer.size());
  process(/*isFinal=*/true);
  if (!hasAnyTask) {
    if (!hasError)
      error({1, 1}, "expected a plan with a line such as '1. "
                    "search(\"text\")', found none");
  } else if (!hasJoin) {
    warning(endPos,
            "the plan does not end with 'join()'; it may have been cut short");
  }
}

void PlanTextParser::Implementation::deliver(PlanTask task) {
  hasTask = hasAnyTask = true;
  lastTask = task.number;
  inObservation = false;
  if (task.isJoin && !task.isPrevious) {
    hasJoin = true;
    section = Section::Ended;
  }
  handler.task(std::move(task));
}

void PlanTextParser::Implementation::checkNumber(const PlanSource &source,
                                                 const TaskStart &start,
                                                 PlanTask &task) {
  StringRef digits = source.text.slice(start.number, start.numberEnd);
  if (digits.getAsInteger(10, task.number) || task.number > INT32_MAX) {
    task.isValid = false;
    error(task.call.pos, "task number " + digits + " is too large");
    return;
  }
  task.call.id = std::to_string(task.number);
  auto [entry, isNew] = numbers.try_emplace(task.number, task.call.pos);
  if (!isNew) {
    task.isValid = false;
    error(task.call.pos, "duplicate task number " + digits,
          "the first task with this number is here", entry->second);
  } else if (std::next(entry) != numbers.end()) {
    task.isValid = false;
    error(task.call.pos, "task number " + digits + " after " +
                             llvm::Twine(numbers.rbegin()->first) +
                             ": numbers must increase");
  }
}

bool PlanTextParser::Implementation::readTask(const PlanSource &source,
                                              const TaskStart &start,
                                              size_t &at) {
  std::vector<Problem> problems;
  CallArguments arguments =
      readCallArguments(source, start.arguments, problems);
  if (!arguments.isComplete) {
    awaited = arguments.awaited;
    waitsForTriple = arguments.insideTriple;
    return false;
  }
  at = arguments.next;
  bool isText = !takeBadBytes(source.pos(at));
  PlanTask task;
  task.call.pos = source.pos(start.number);
  task.call.tool = source.text.slice(start.name, start.nameEnd).str();
  task.call.toolPos = source.pos(start.name);
  task.isJoin = task.call.tool == "join";
  task.isPrevious = section == Section::PreviousPlan;
  if (section == Section::Ended) {
    if (!reportedAfterEnd)
      error(task.call.pos,
            "expected nothing after the end of the plan, found another task");
    reportedAfterEnd = true;
    return true;
  }
  task.isValid = arguments.isValid && isText;
  checkNumber(source, start, task);
  for (Problem &problem : problems)
    handler.problem(std::move(problem));
  task.call.arguments = std::move(arguments.arguments);
  if (task.isJoin && !task.call.arguments.empty()) {
    warning(task.call.toolPos,
            "'join' takes no arguments: it waits for everything before it");
    task.call.arguments.clear();
  }
  deliver(std::move(task));
  if (arguments.endsPlan)
    section = Section::Ended;
  return true;
}

/// Reads "join()" without a number.
void PlanTextParser::Implementation::readBareJoin(const PlanSource &source,
                                                  size_t &at) {
  size_t start = source.skipBlanks(at);
  at = std::min(source.lineEnd(start) + 1, source.text.size());
  takeBadBytes(source.pos(at));
  PlanTask task;
  task.isJoin = true;
  task.isPrevious = section == Section::PreviousPlan;
  task.number = numbers.empty() ? 1 : numbers.rbegin()->first + 1;
  task.call.id = std::to_string(task.number);
  task.call.tool = "join";
  task.call.pos = task.call.toolPos = source.pos(start);
  numbers.emplace(task.number, task.call.pos);
  warning(task.call.pos,
          "'join()' has no number; read as " + llvm::Twine(task.number));
  deliver(std::move(task));
}

/// A line between tasks that is none of the things that belong there.
/// The text behind what Markdown puts before a word: bullets, emphasis, quotes.
static StringRef skipDecoration(StringRef text) {
  while (true) {
    StringRef rest = text.ltrim(" \t-+*_`>");
    rest.consume_front("\u2022"); // a bullet
    if (rest.size() == text.size())
      return text;
    text = rest;
  }
}

/// True for a line that is nothing but a numbered call, whatever decorates it:
/// "**1.** f(x)", "- 2) f(x)".
static bool isDecoratedTask(StringRef line) {
  StringRef text = skipDecoration(line);
  StringRef number = text.take_while([](char c) { return llvm::isDigit(c); });
  text = skipDecoration(text.drop_front(number.size()));
  if (number.empty() || text.empty() || !StringRef(".):").contains(text[0]))
    return false;
  text = skipDecoration(text.drop_front());
  StringRef name = text.take_while(isToolNameChar);
  return !name.empty() && isIdentifierStart(name[0]) &&
         text.drop_front(name.size()).ltrim(" \t").starts_with("(") &&
         text.rtrim(" \t*_`.;").ends_with(")");
}

void PlanTextParser::Implementation::readProse(const PlanSource &source,
                                               size_t at, StringRef text) {
  SourcePos pos = source.pos(at);
  size_t digits =
      text.take_while([](char c) { return llvm::isDigit(c); }).size();
  StringRef behind = text.drop_front(digits).ltrim(" \t");
  bool isNumbered = digits && !behind.empty() &&
                    (StringRef(".):").contains(behind[0]) ||
                     (behind.contains('(') && isIdentifierStart(behind[0])));
  size_t name = text.take_while(isToolNameChar).size();
  bool isCall = name && isIdentifierStart(text[0]) &&
                text.substr(name).starts_with("(") && text.contains(')');
  if (isDecoratedTask(text) || (isNumbered && hasTask)) {
    hasError = true;
    error(pos, "expected a task such as '1. search(\"text\")', found '" +
                   takeCharacters(text, 60) + "'");
  } else if (isCall && hasTask) {
    hasError = true;
    error(pos, "expected a number and a point before the call '" +
                   takeCharacters(text, 60) + "'");
  } else if (isNumbered) {
    // Before the plan, it may be part of the question.
    warning(pos, "this line is skipped: it looks like a task, but it is not "
                 "written as '1. search(\"text\")'");
  } else if (isCall) {
    warning(pos, "this line is skipped: a number and a point before the call '" +
                     takeCharacters(text, 60) + "' would make it a task");
  } else if (hasTask) {
    warning(pos, "this line is skipped: expected a task, 'Thought:' or "
                 "'join()', found '" +
                     takeCharacters(text, 60) + "'");
  }
}

/// Reads a line that is no task.
void PlanTextParser::Implementation::readLine(const PlanSource &source,
                                              size_t at) {
  size_t first = source.skipBlanks(at);
  StringRef text = source.text.slice(first, source.lineEnd(first)).rtrim();
  bool isHeading = text.starts_with("#") || text.starts_with("```");
  bool isText = !takeBadBytes(source.pos(source.lineEnd(at) + 1));
  if (text.empty() || section == Section::Ended || !isText)
    return;
  if (text.consume_front("Thought:")) {
    inObservation = false;
    handler.thought(text.trim(), source.pos(first));
  } else if (text == "Previous Plan:") {
    section = Section::PreviousPlan;
    hasTask = false;
  } else if (text == "Current Plan:") {
    section = Section::Plan;
    hasTask = inObservation = false;
  } else if (text.starts_with("Observation:") &&
             section == Section::PreviousPlan && hasTask) {
    inObservation = true;
    handler.observation(lastTask, text.drop_front(12).trim());
  } else if (text.starts_with("Action:")) {
    hasError = true;
    error(source.pos(first), "expected a plan, found a joiner's action");
  } else if (text.starts_with(endOfPlan)) {
    section = Section::Ended;
  } else if (inObservation && section == Section::PreviousPlan) {
    handler.observation(lastTask, text);
  } else if (!isHeading) {
    readProse(source, first, text);
  }
}

bool PlanTextParser::Implementation::readStatement(const PlanSource &source,
                                                   size_t &at) {
  // A byte order mark is no part of the plan.
  if (line == 1 && at == 0 && source.text.starts_with("\xEF\xBB\xBF"))
    at = 3;
  TaskStart start;
  if (findTaskStart(source, at, start))
    return readTask(source, start, at);
  if (section != Section::Ended &&
      source.text.substr(source.skipBlanks(at)).starts_with("join()")) {
    readBareJoin(source, at);
    return true;
  }
  readLine(source, at);
  at = std::min(source.lineEnd(at) + 1, source.text.size());
  return true;
}
