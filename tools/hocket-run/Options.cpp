// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Options.h"

#include "StandardOutput.h"

#include "hocket/runtime/hocket.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <sstream>
#include <utility>

#include <cstring>

using namespace hocket::run;

/// Reads "5s", "250ms", "2m"; a bare number is seconds. Returns an error text.
static std::string readDuration(const std::string &text, uint64_t &nanoseconds) {
  size_t used = 0;
  double count = -1;
  try {
    count = std::stod(text, &used);
  } catch (const std::exception &) {
  }
  struct Unit {
    const char *suffix;
    double nanoseconds;
  };
  for (Unit unit : {Unit{"", 1e9}, {"s", 1e9}, {"ms", 1e6}, {"us", 1e3}, {"m", 60e9}, {"h", 3600e9}})
    if (count > 0 && count * unit.nanoseconds < 1e18 && text.substr(used) == unit.suffix) {
      nanoseconds = static_cast<uint64_t>(count * unit.nanoseconds);
      return {};
    }
  return "expected a duration such as 5s, 250ms or 2m, found '" + text + "'";
}

/// Of "--option=", CLI11 would take the next argument as the value.
static const char *findEmptyValue(int argc, char **argv) {
  for (int i = 1; i < argc && std::strcmp(argv[i], "--") != 0; ++i)
    if (std::strncmp(argv[i], "--", 2) == 0)
      if (const char *equals = std::strchr(argv[i], '='); equals && equals[1] == 0)
        return argv[i];
  return nullptr;
}

/// An empty permission comes from a variable that is not set.
static std::string refuseEmpty(const std::string &text) {
  return text.empty() ? "expected a value, found an empty text" : "";
}

/// What is wrong with the options of journals among each other, or an empty text. With
/// --resume and --runs the file is the journal.
static std::string checkJournalOptions(Options &options, bool hasRun) {
  bool reads = options.resume || options.listRuns;
  if (options.resume && options.listRuns)
    return "expected --resume or --runs, found both";
  if (reads && !options.journal.empty())
    return std::string("expected the journal as the file of ") +
           (options.resume ? "--resume" : "--runs") + ", found --journal";
  if (hasRun && !options.resume)
    return "expected one file, found '" + std::to_string(options.resumedRun) +
           "' after it; a number there is a run, with --resume";
  if (hasRun && options.resumedRun == 0)
    return "expected the number of a run, found 0";
  if (!options.resume && (options.ambiguous != "fail" || !options.expectedPlan.empty()))
    return std::string("expected --resume with ") +
           (options.expectedPlan.empty() ? "--ambiguous" : "--plan");
  if (options.resume && (!options.program.empty() || !options.arguments.empty() ||
                         !options.argumentsFile.empty() || options.failFast))
    return "expected no --program, --arg, --args or --fail-fast with --resume: the run has its own";
  if ((options.resume || !options.journal.empty()) &&
      (options.compareSequential || options.nullDevice))
    return std::string("expected no journal with ") +
           (options.nullDevice ? "--device=null: no tool is called"
                               : "--compare-sequential: its second run would repeat every call");
  if (reads)
    options.journal = std::exchange(options.plan, std::string());
  return {};
}

std::optional<int> hocket::run::parseOptions(int argc, char **argv, Options &options) {
  CLI::App app{"Executes a Hocket plan file.", "hocket-run"};
  app.set_version_flag("--version", std::string("hocket-run ") + hocket_version());
  app.footer("Exit codes: 0 success, 1 the program or one of its calls failed, 2 wrong usage or input:\n"
             "nothing ran, 3 the deadline passed, 4 it ran, but what it gave could not be written,\n"
             "130 interrupted. Results go to standard output, everything else to standard error.\n"
             "Tools may touch only what the --allow options name; without them, nothing.");

  app.add_option("plan", options.plan, "The plan file (.hkt); with --resume and --runs the journal")
      ->type_name("FILE");
  auto *run = app.add_option("run", options.resumedRun, "With --resume: the number of the run")
                  ->type_name("RUN");
  app.add_option("--program", options.program, "The program to run, if the plan has several")
      ->type_name("NAME");
  app.add_option("--arg", options.arguments, "An argument of the program; repeatable")
      ->type_name("NAME=JSON")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("--args", options.argumentsFile, "A file with a JSON object of arguments")
      ->type_name("FILE");

  auto *output = app.add_option_group("Output");
  output->add_option("--format", options.format, "text, or json: one object with results, errors and statistics")
      ->check(CLI::IsMember({"text", "json"}));
  output->add_option("--result-format", options.resultFormat,
                     "How results are written; by default the format that the calls came in")
      ->check(CLI::IsMember({"plan-text", "openai-chat", "openai-responses", "anthropic",
                             "labelled-json", "json"}));
  output->add_option("--print", options.print,
                     "Print the output of this name alone: a text as it is, else JSON; repeatable")
      ->type_name("NAME")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  output->add_option("--trace", options.trace, "Write a Chrome/Perfetto trace")->type_name("FILE");
  output->add_flag("--stats", options.stats, "Print times and counts to standard error");
  output->add_option("--progress", options.progress, "Show what runs, waits and is done")
      ->check(CLI::IsMember({"auto", "always", "never"}));

  auto *control = app.add_option_group("Execution");
  control->add_option_function<std::string>(
      "--timeout",
      [&](const std::string &text) {
        std::string error = readDuration(text, options.timeoutNs);
        if (!error.empty())
          throw CLI::ValidationError("--timeout", error);
      },
      "Deadline of the whole run: 5s, 250ms, 2m")->type_name("DURATION");
  control->add_flag("--fail-fast", options.failFast, "A failure cancels everything that still runs");
  control->add_flag("--sequential", options.sequential, "One operation after another, in program order");
  control->add_flag("--compare-sequential", options.compareSequential,
                    "Run a second time, sequentially, and report both wall times");
  control->add_option_function<std::string>(
      "--device", [&](const std::string &name) { options.nullDevice = name == "null"; },
      "cpu, or null: virtual time from the cost model, no tool is called")
      ->check(CLI::IsMember({"cpu", "null"}));
  control->add_option("--processors", options.processors, "Virtual processors of the null device")
      ->check(CLI::Range(1u, 1u << 20));
  control->add_option("--workers", options.workers, "Worker threads; by default one per processor")
      ->check(CLI::Range(1u, 1024u));

  control->add_option("--max-processes", options.maxProcesses,
                      "Programs that run at once; other calls of such tools wait")
      ->check(CLI::Range(1u, 1u << 20));
  control->add_option("--python-workers", options.pythonWorkers,
                      "Processes for the functions of a Python file; by default one per processor")
      ->check(CLI::Range(1u, 4096u));

  control->add_option("--mcp", options.mcpFiles,
                      "MCP servers, {\"mcpServers\": {...}}, started as the file says; repeatable")
      ->type_name("FILE")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);

  auto *allow = app.add_option_group("Permissions");
  auto list = [&](const char *name, std::vector<std::string> &values, const char *type, const char *text) {
    allow->add_option(name, values, text)->type_name(type)->expected(1)
      ->allow_extra_args(false)->multi_option_policy(
        CLI::MultiOptionPolicy::TakeAll)->check(refuseEmpty, "");
  };
  list("--allow-read", options.allowRead, "PATH", "Tools may read this file, or below this folder; repeatable");
  list("--allow-write", options.allowWrite, "PATH", "Tools may write this file, or below this folder; repeatable");
  list("--allow-net", options.allowNet, "HOST[:PORT]", "Tools may connect to this host; repeatable");
  list("--allow-run", options.allowRun, "PROGRAM", "Tools may start this program; repeatable");
  list("--allow-env", options.allowEnv, "NAME", "A plan may set or pass on this variable of programs; repeatable");
  auto *yes = allow->add_flag_callback("--yes", [&] { options.approveAll = true; }, "Approve every question");
  allow->add_flag_callback("--no", [&] { options.approveAll = false; }, "Refuse every question")->excludes(yes);

  auto *journal = app.add_option_group("Journal");
  journal->add_option("--journal", options.journal,
                      "Record in this file what calls do, so that the run can go on after a crash")
      ->type_name("FILE");
  journal->add_flag("--resume", options.resume,
                    "Go on with a run of the journal FILE, by default the one that was interrupted");
  journal->add_flag("--runs", options.listRuns, "Print the runs of the journal FILE and exit");
  journal->add_option("--ambiguous", options.ambiguous,
                      "With --resume: retry, skip or fail at calls that were interrupted and must "
                      "not happen twice")
      ->check(CLI::IsMember({"retry", "skip", "fail"}));
  journal->add_option("--plan", options.expectedPlan,
                      "With --resume: refuse unless the run is of this plan file")
      ->type_name("FILE");

  app.add_flag("--list-tools", options.listTools, "Print the built-in tools as JSON and exit");

  if (const char *option = findEmptyValue(argc, argv)) {
    std::cerr << "hocket-run: expected a value after '" << option << "', found an empty text\n";
    return exitUsage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    std::ostringstream text; // of --help and --version
    if (error.get_exit_code() != 0) {
      std::cerr << "hocket-run: error: " << error.what()
                << "\nhocket-run: note: 'hocket-run --help' lists the options\n";
      return exitUsage;
    }
    app.exit(error, text, text);
    return writeStandardOutput(text.str()) ? exitOk : exitNotWritten;
  }
  auto wrong = [](const std::string &message) {
    std::cerr << "hocket-run: error: " << message << "\n";
    return exitUsage;
  };
  if (options.plan.empty() && !options.listTools)
    return wrong("expected a plan file, found none; 'hocket-run --help' lists the options");
  if (std::string message = checkJournalOptions(options, run->count() > 0); !message.empty())
    return wrong(message);
  if (options.format == "json" && (!options.print.empty() || !options.resultFormat.empty()))
    return wrong(std::string("expected --format=json or ") +
                 (options.print.empty() ? "--result-format" : "--print") +
                 ", found both; --format=json contains all outputs");
  return std::nullopt;
}
