// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reader of the plan text that LLMCompiler's planner writes: numbered calls
// that refer to each other's results, at once or as the text streams in.
#ifndef HOCKET_FRONTEND_PLANTEXT_H
#define HOCKET_FRONTEND_PLANTEXT_H

#include "hocket/Frontend/Program.h"

#include <map>
#include <memory>
#include <string>

namespace mlir::hocket::frontend {

/// A numbered call.
struct PlanTask {
  unsigned number = 0;
  ProgramCall call;
  /// The call is `join()`, which ends the plan.
  bool isJoin = false;
  /// It belongs to the previous plan of a replanning transcript: it has run.
  bool isPrevious = false;
  /// False if an error in it has been reported: it must not run.
  bool isValid = true;
  bool operator==(const PlanTask &) const = default;
};

/// Receives the parts of a plan in the order of the text.
class PlanTextHandler {
public:
  virtual ~PlanTextHandler() = default;
  virtual void task(PlanTask task) = 0;
  virtual void problem(Problem problem) = 0;
  virtual void thought(StringRef text, SourcePos pos) {}
  /// A line of the result of a task of the previous plan.
  virtual void observation(unsigned task, StringRef line) {}
};

/// Reads a plan piece by piece. A task is delivered as soon as the line on
/// which it ends is complete, never later. Its references are not resolved: in
/// a valid plan they name tasks delivered before.
class PlanTextParser {
public:
  explicit PlanTextParser(PlanTextHandler &handler);
  ~PlanTextParser();

  /// Takes the next characters, however they are cut.
  void feed(StringRef chunk);
  /// Says that the text is complete. Reports what is missing.
  void finish();

private:
  class Implementation;
  std::unique_ptr<Implementation> implementation;
};

/// Reads a whole plan. Of a replanning transcript, the current plan is the
/// program, and the observations are the results it can refer to.
bool readPlanText(StringRef text, Program &program, ProblemHandler problem);

/// What a joiner decides after a plan has run.
struct JoinerOutput {
  enum class Action { Finish, Replan };
  std::string thought;
  Action action = Action::Finish;
  /// The answer, or what the next plan should find out.
  std::string answer;
  SourcePos answerPos;
};

/// Reads "Thought: …" and "Action: Finish(…)" or "Action: Replan(…)".
bool readJoinerOutput(StringRef text, JoinerOutput &output,
                      ProblemHandler problem);

} // namespace mlir::hocket::frontend

#endif // HOCKET_FRONTEND_PLANTEXT_H
