// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What it costs to dispatch a task that does nothing: nanoseconds per task of
// a chain, a fan-out and a random graph, in Hocket and in oneTBB's flow graph.

#include "graph.h"
#include "hocket_graph.h"
#include "tbb_graph.h"

#include <benchmark/benchmark.h>

#include <functional>
#include <string>
#include <thread>

using namespace hocket::bench;

static constexpr uint32_t graphSize = 10'000;

static void reportTasks(benchmark::State &state) {
  state.SetItemsProcessed(state.iterations() * graphSize);
  state.counters["ns_per_task"] = benchmark::Counter(
      static_cast<double>(state.iterations()) * graphSize * 1e-9,
      benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

static void runHocket(benchmark::State &state, const Graph &graph, Work work) {
  HocketGraph plan(graph, work, state.range(0));
  if (plan.run() != graph.size())
    state.SkipWithError("not every node ran");
  for (auto _ : state)
    plan.run();
  reportTasks(state);
}

static void runTbb(benchmark::State &state, const Graph &graph) {
  if (countTbbRun(graph) != graph.size())
    state.SkipWithError("not every node ran");
  TbbGraph flowGraph(graph, state.range(0));
  flowGraph.run();
  for (auto _ : state)
    flowGraph.run();
  reportTasks(state);
}

int main(int argc, char **argv) {
  const std::pair<const char *, Graph> shapes[] = {
      {"chain", makeChain(graphSize)},
      {"fan-out", makeFanOut(graphSize)},
      {"random", makeRandom(graphSize, 3)}};
  unsigned processors = std::thread::hardware_concurrency();
  auto add = [&](const std::string &name,
                 std::function<void(benchmark::State &)> body) {
    for (unsigned workers = 1; workers <= processors; workers *= 2)
      benchmark::RegisterBenchmark(name.c_str(), body)
          ->ArgName("workers")
          ->Arg(workers)
          ->UseRealTime()
          ->Unit(benchmark::kMicrosecond);
  };
  for (const auto &shape : shapes) {
    const Graph &graph = shape.second;
    std::string prefix = std::string("dispatch/") + shape.first;
    add(prefix + "/onetbb",
        [&](benchmark::State &state) { runTbb(state, graph); });
    add(prefix + "/hocket-nop",
        [&](benchmark::State &state) { runHocket(state, graph, Work::Nop); });
    add(prefix + "/hocket-call",
        [&](benchmark::State &state) { runHocket(state, graph, Work::Call); });
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv))
    return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
