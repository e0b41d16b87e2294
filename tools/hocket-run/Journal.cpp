// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Journal.h"

#include "Report.h"
#include "StandardOutput.h"
#include "Terminal.h"

#include <iomanip>
#include <sstream>

using namespace hocket;
using namespace hocket::run;

Result<ResumedRun> hocket::run::findResumedRun(const Options &options) {
  Result<Value> runs = journalRuns(options.journal);
  if (!runs)
    return std::move(runs.status());
  std::vector<ResumedRun> interrupted;
  std::string numbers;
  for (size_t i = 0; i < runs->size(); ++i) {
    Value run = (*runs)[i];
    auto number = static_cast<uint64_t>(run["run"].asInt());
    ResumedRun candidate{number, std::string(run["program"].asString())};
    if (number == options.resumedRun)
      return candidate;
    if (run["state"].asString() != "interrupted")
      continue;
    numbers += (numbers.empty() ? "" : ", ") + std::to_string(number);
    interrupted.push_back(std::move(candidate));
  }
  std::string place = "journal '" + options.journal + "'";
  if (options.resumedRun)
    return Status(HOCKET_NOT_FOUND,
                  "the " + place + " has no run " + std::to_string(options.resumedRun));
  if (interrupted.empty())
    return Status(HOCKET_NOT_FOUND,
                  "no run of the " + place + " was interrupted; --runs lists its runs");
  if (interrupted.size() > 1)
    return Status(HOCKET_INVALID_ARGUMENT,
                  "several runs of the " + place + " were interrupted: " + numbers +
                      "; say which one after the file");
  return std::move(interrupted.front());
}

/// "3 calls", "1 call".
static std::string countCalls(int64_t count) {
  return std::to_string(count) + (count == 1 ? " call" : " calls");
}

static std::string describe(const Value &run) {
  std::ostringstream text;
  text << std::setw(3) << run["run"].asInt() << "  " << std::left << std::setw(11)
       << run["state"].asString() << "  " << run["started"].asString() << "  "
       << printableLine(run["program"].asString()) << ", "
       << countCalls(run["finished_calls"].asInt()) << " done";
  Value unfinished = run["unfinished_calls"];
  if (unfinished.size() != 0)
    text << ", " << unfinished.size() << " interrupted";
  if (run["resumed"].asInt() != 0)
    text << ", resumed " << run["resumed"].asInt() << " times";
  text << "\n";
  for (size_t i = 0; i < unfinished.size(); ++i) {
    Value call = unfinished[i];
    text << "     " << (call["idempotent"].asBool() ? "interrupted: " : "ambiguous: ")
         << printableLine(call["call"].asString());
    if (call["location"].asString().size())
      text << " at " << printableLine(call["location"].asString());
    text << " " << printableLine(call["arguments"].toJson()) << "\n";
  }
  if (!run["error"].isNull())
    text << "     " << printableLine(run["error"].asString()) << "\n";
  return text.str();
}

int hocket::run::listRuns(const Options &options) {
  Result<Value> runs = journalRuns(options.journal);
  if (!runs)
    return printFailure(runs.status(), options);
  std::string text;
  if (options.format == "json")
    text = runs->toJson(2) + "\n";
  else
    for (size_t i = 0; i < runs->size(); ++i)
      text += describe((*runs)[i]);
  return writeStandardOutput(text) ? exitOk : exitNotWritten;
}
