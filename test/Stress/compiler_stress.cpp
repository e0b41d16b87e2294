// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random programs, compiled and executed in parallel, against a sequential
// interpreter: value, outputs, final state and error have to agree.

#include "compare.h"
#include "compiler.h"
#include "program.h"
#include "simulation.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>

using namespace hocket::stress;

namespace {

struct Options {
  Compiler compiler;
  unsigned graphs = 60;
  unsigned largest = 2000;
  unsigned workers = 4;
  uint64_t seed = 1;
  std::string keep; // where a module that shows a mistake is left
};

/// A program with the world that it runs in.
struct Case {
  Program program;
  World world;
  uint64_t seed;
};

} // namespace

static Case makeCase(uint64_t seed, unsigned largest) {
  std::mt19937_64 random(seed);
  // Most are small: a mistake in a small program is easier to understand.
  unsigned size = random() % 4 ? 1 + random() % std::min(80u, largest)
                               : 1 + random() % largest;
  Case result{generate("p" + std::to_string(seed), random(), size), {}, seed};
  result.world.seed = random();
  if (random() % 4) // about every other program fails
    result.world.failuresPerMillion = 700'000 / std::max(size, 2u);
  return result;
}

/// Executes one program in every way; returns what differed from `interpret`.
static std::vector<std::string> examine(Case &test, Simulation &simulation,
                                        hocket_session_t *session) {
  World expectedWorld = test.world;
  Outcome expected = interpret(test.program, expectedWorld);
  std::vector<std::string> differences;
  for (Mode mode : {Mode::Parallel, Mode::Sequential, Mode::Cancelled}) {
    std::chrono::microseconds longest(test.seed % 3 ? 200 : 0);
    simulation.begin(test.world, longest, test.seed);
    Execution execution(session, test.program, mode, test.seed);
    World world = simulation.end();
    for (std::string &difference :
         execution.compare(expected, expectedWorld, world))
      differences.push_back(std::string(modeName(mode)) + ": " + difference);
  }
  return differences;
}

/// Compiles the programs as one module and examines each; counts the wrong
/// ones.
static unsigned runBatch(const Options &options, uint64_t firstSeed,
                         unsigned count) {
  Folder folder;
  std::string text = declarations();
  unsigned line = std::count(text.begin(), text.end(), '\n');
  std::vector<Case> cases;
  for (unsigned i = 0; i < count; ++i) {
    cases.push_back(makeCase(firstSeed + i, options.largest));
    print(cases.back().program, text, line);
  }
  std::string source = folder.path("programs.mlir"),
              plan = folder.path("programs.hkt");
  std::ofstream(source) << text;
  unsigned wrong = 0;
  auto report = [&](const std::string &what) {
    fprintf(stderr, "%s\n", what.c_str());
    if (!options.keep.empty())
      std::ofstream(options.keep + "/stress-" + std::to_string(firstSeed) +
                    ".mlir")
          << text;
  };
  if (!options.compiler.compile(source, plan)) {
    report("seeds from " + std::to_string(firstSeed) +
           ": the module does not compile");
    return count;
  }
  Simulation simulation;
  Runtime runtime(plan, options.workers, simulation);
  for (Case &test : cases) {
    size_t violations = simulation.violations().size();
    std::vector<std::string> differences =
        examine(test, simulation, runtime.session());
    const auto &all = simulation.violations();
    differences.insert(differences.end(), all.begin() + violations, all.end());
    if (differences.empty())
      continue;
    ++wrong;
    for (const std::string &difference : differences)
      report("--seed=" + std::to_string(test.seed) +
             " --graphs=1: " + difference);
  }
  return wrong;
}

int main(int argc, char **argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    auto value = [&](const char *name) -> const char * {
      size_t size = strlen(name);
      return strncmp(argv[i], name, size) == 0 ? argv[i] + size : nullptr;
    };
    if (const char *text = value("--graphs="))
      options.graphs = strtoul(text, nullptr, 10);
    else if (const char *text = value("--seed="))
      options.seed = strtoull(text, nullptr, 10);
    else if (const char *text = value("--largest="))
      options.largest = std::max(1ul, strtoul(text, nullptr, 10));
    else if (const char *text = value("--workers="))
      options.workers = strtoul(text, nullptr, 10);
    else if (const char *text = value("--keep="))
      options.keep = text;
    else if (const char *text = value("--hocket-opt="))
      options.compiler.optimizer = text;
    else if (const char *text = value("--hocket-translate="))
      options.compiler.translator = text;
    else {
      fprintf(stderr,
              "usage: %s --hocket-opt=FILE --hocket-translate=FILE "
              "[--graphs=N] [--seed=N]\n"
              "       [--largest=N] [--workers=N] [--keep=FOLDER]\n",
              argv[0]);
      return 2;
    }
  }
  constexpr unsigned batch = 20;
  unsigned wrong = 0;
  for (unsigned done = 0; done < options.graphs; done += batch) {
    wrong += runBatch(options, options.seed + done,
                      std::min(batch, options.graphs - done));
    if (options.graphs > 10 * batch)
      fprintf(stderr, "%u programs, %u wrong\n",
              std::min(done + batch, options.graphs), wrong);
  }
  printf("%u programs, %u wrong\n", options.graphs, wrong);
  return wrong ? 1 : 0;
}
