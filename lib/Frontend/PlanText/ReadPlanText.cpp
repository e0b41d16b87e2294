// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whole plans, and what the joiner writes after them.

#include "hocket/Frontend/PlanText.h"

#include "PlanSource.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

using namespace mlir::hocket::frontend;
using llvm::StringRef;

namespace {

/// Puts the parts of a plan into a program.
class ProgramCollector : public PlanTextHandler {
public:
  ProgramCollector(Program &program, ProblemHandler onProblem)
      : program(program), onProblem(onProblem) {}

  void task(PlanTask task) override {
    failed |= !task.isValid;
    if (!task.isValid)
      program.broken.push_back(task.call.id);
    else if (task.isJoin)
      return;
    else if (task.isPrevious)
      previous.emplace(task.number, Observed{task.call.pos, std::nullopt});
    else
      program.calls.push_back(std::move(task.call));
  }
  void observation(unsigned task, StringRef line) override {
    auto found = previous.find(task);
    if (found == previous.end())
      return;
    // What a tool said is a text; nothing in it is a reference.
    std::optional<std::string> &text = found->second.text;
    text = text ? *text + (text->empty() ? "" : "\n") + line.str() : line.str();
  }
  void problem(Problem problem) override {
    failed |= problem.severity == Problem::Severity::Error;
    onProblem(std::move(problem));
  }
  bool finish() {
    for (const auto &[number, task] : previous) {
      std::string id = std::to_string(number);
      if (task.text)
        program.known.emplace_back(id, Literal::string(*task.text, task.pos));
      else
        program.unobserved.push_back(id);
    }
    return !failed;
  }

private:
  /// A task of the previous plan, and what came out of it if that is said.
  struct Observed {
    SourcePos pos;
    std::optional<std::string> text;
  };

  Program &program;
  ProblemHandler onProblem;
  std::map<unsigned, Observed> previous;
  bool failed = false;
};

} // namespace

bool mlir::hocket::frontend::readPlanText(StringRef text, Program &program,
                                          ProblemHandler problem) {
  program.sourceFormat = "plan-text";
  program.unordered = true;
  program.textual = true;
  ProgramCollector collector(program, problem);
  PlanTextParser parser(collector);
  parser.feed(text);
  parser.finish();
  return collector.finish();
}

bool mlir::hocket::frontend::readJoinerOutput(StringRef text,
                                              JoinerOutput &output,
                                              ProblemHandler problem) {
  PlanSource source(text, 1, /*isFinal=*/true);
  auto fail = [&](size_t offset, const llvm::Twine &message) {
    problem(
        {Problem::Severity::Error, source.pos(offset), message.str(), "", {}});
    return false;
  };
  if (size_t bad; !llvm::json::isUTF8(text, &bad))
    return fail(bad, "invalid UTF-8");
  for (size_t at = 0; at < text.size(); at = source.lineEnd(at) + 1) {
    size_t first = source.skipBlanks(at);
    StringRef line = text.slice(first, source.lineEnd(first)).rtrim();
    if (line.consume_front("Thought:")) {
      output.thought = line.trim().str();
      continue;
    }
    if (!line.consume_front("Action:"))
      continue;
    size_t name = source.skipBlanks(first + 7);
    StringRef call = text.substr(name);
    if (call.consume_front("Finish"))
      output.action = JoinerOutput::Action::Finish;
    else if (call.consume_front("Replan"))
      output.action = JoinerOutput::Action::Replan;
    else
      return fail(name, "expected 'Finish(...)' or 'Replan(...)'");
    if (!call.starts_with("("))
      return fail(text.size() - call.size(), "expected '(' after the action");
    // The answer is everything up to the last parenthesis, whatever is in it.
    size_t open = text.size() - call.size(), close = text.rfind(')');
    if (close == StringRef::npos || close < open)
      return fail(source.lineEnd(open), "expected ')' to end the action");
    StringRef rest = text.substr(close + 1).trim();
    rest.consume_front(endOfPlan);
    if (!rest.trim().empty())
      return fail(text.size() - text.substr(close + 1).ltrim().size(),
                  "expected nothing after the action");
    output.answer = text.slice(open + 1, close).trim().str();
    output.answerPos = source.pos(source.skipBlanks(open + 1));
    return true;
  }
  return fail(
      text.size(),
      "expected 'Action: Finish(...)' or 'Action: Replan(...)', found none");
}
