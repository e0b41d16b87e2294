// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random programs, executed in parallel and interpreted one operation after
// another: result, error and outputs are equal every time.
//
//   exec_stress_test --graphs=10000 --seed=7
#include "exec/stress/model.h"
#include "exec/test_support.h"

#include <cstdlib>

using namespace hocket;
using namespace hocket::stress;
using namespace std::chrono_literals;

static unsigned numGraphs = 150;
static unsigned firstSeed = 1;

namespace {

/// The tools: they know what a call returns, take a while now and then, and
/// watch the capacities.
class World {
public:
  Result<Value> answer(const Invocation &invocation);
  void start(EventLoop &loop, std::shared_ptr<Invocation> invocation);
  std::atomic<unsigned> failureRate{0};
  std::atomic<unsigned> delayPercent{0};

private:
  std::atomic<unsigned> random{1};
};

Result<Value> World::answer(const Invocation &invocation) {
  std::vector<int64_t> arguments;
  for (const char *name : {"a", "b", "c"})
    if (const Value *argument = invocation.arguments.get(name))
      arguments.push_back(argument->asInt());
  auto line = uint32_t(invocation.arguments.get("line")->asInt());
  bool typed = invocation.tool.starts_with("typed ");
  Answer answer = callAnswer(line, arguments, failureRate, typed);
  switch (answer.form) {
  case Answer::Form::Integer:
    return Value::integer(answer.number);
  case Answer::Form::Float:
    return Value::number(double(answer.number));
  case Answer::Form::Text:
    return Value::string("no number");
  case Answer::Form::Refused:
    break;
  }
  return Status(HOCKET_TOOL_ERROR, "refused");
}

void World::start(EventLoop &loop, std::shared_ptr<Invocation> invocation) {
  unsigned number = random.fetch_add(7919) * 2654435761u >> 8;
  if (number % 100 >= delayPercent) {
    invocation->complete(answer(*invocation));
    return;
  }
  loop.after(std::chrono::microseconds(number / 100 % 300),
             [this, invocation] { invocation->complete(answer(*invocation)); });
}

class StressTest : public hocket::testing::RunTest {
protected:
  StressTest() {
    auto answer = [this](Invocation &invocation) {
      return world.answer(invocation);
    };
    auto begin = [this](std::shared_ptr<Invocation> invocation) {
      world.start(instance->loop(), std::move(invocation));
    };
    for (std::string prefix : {"", "typed "}) {
      addCompute(prefix + "compute", answer);
      addBlocking(prefix + "blocking", answer);
      addAsync(prefix + "async", begin);
    }
  }
  std::shared_ptr<Session> load(const std::string &file, bool nullDevice) {
    auto plan = loadPlan(file);
    EXPECT_TRUE(plan) << plan.status().toString();
    SessionOptions options;
    options.nullDevice = nullDevice;
    return *Session::create(instance, *plan, options);
  }
  World world;
};

Datum toDatum(const Value &value) {
  Datum datum;
  if (value.kind() == Value::Kind::Int)
    datum.number = value.asInt();
  else if (value.kind() == Value::Kind::Bool)
    datum.number = value.asBool();
  else if ((datum.isList = value.isList()))
    for (const Value &element : value.asList())
      datum.list.push_back(element.asInt());
  return datum;
}

stress::Failure toFailure(const Status &status) {
  return {std::string(codeName(status.code())),
          status.location() ? status.location()->line : 0};
}

std::string describe(const std::optional<stress::Failure> &failure) {
  return failure ? failure->code + " at line " + std::to_string(failure->line)
                 : "no failure";
}

void compare(const Outcome &expected, const hocket::Run &run) {
  std::optional<stress::Failure> failure;
  if (!run.status().ok())
    failure = toFailure(run.status());
  ASSERT_EQ(describe(expected.failure), describe(failure));
  ASSERT_EQ(expected.result.has_value(), run.result().has_value());
  if (expected.result) {
    ASSERT_EQ(*expected.result, toDatum(*run.result()));
  }
  ASSERT_EQ(expected.outputs.size(), run.outputs().size());
  for (size_t i = 0; i < run.outputs().size(); ++i) {
    const Outcome::Output &output = expected.outputs[i];
    const RunOutput &seen = run.outputs()[i];
    if (!output.reached) {
      ASSERT_EQ(seen.status.message(), "the program ended before it");
    } else if (output.failure) {
      ASSERT_EQ(describe(output.failure), describe(toFailure(seen.status)));
    } else {
      ASSERT_EQ(*output.value, toDatum(seen.value)) << seen.status.toString();
    }
  }
}

} // namespace

TEST_F(StressTest, ParallelEqualsSequential) {
  for (unsigned seed = firstSeed; seed < firstSeed + numGraphs; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    unsigned size = seed % 16 == 0 ? 500 + random() % 1500 : 1 + random() % 80;
    stress::Program program = generate(random, size);
    world.failureRate = std::vector<unsigned>{0, 0, 8, 40, 400}[random() % 5];
    world.delayPercent = std::vector<unsigned>{0, 2, 30}[random() % 3];
    Outcome expected = interpret(program, world.failureRate);
    std::string file = toPlan(program);
    auto session = load(file, false);
    RunOptions options;
    options.trace = seed % 5 == 0;
    auto parallel = start(session, {}, options);
    finish(parallel);
    compare(expected, *parallel);
    options.sequential = true;
    auto sequential = start(session, {}, options);
    finish(sequential);
    compare(expected, *sequential);
    for (uint32_t r = 0; r < program.capacities.size(); ++r)
      ASSERT_EQ(session->resources.inUse(r), 0u);
    // Virtual time must end, too; what calls return is unknown there.
    auto simulated = start(load(file, true));
    finish(simulated);
    if (HasFatalFailure())
      return;
  }
}

TEST_F(StressTest, CancellationAndFailFast) {
  for (unsigned seed = firstSeed; seed < firstSeed + numGraphs; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed * 31);
    stress::Program program = generate(random, 1 + random() % 120);
    world.failureRate = std::vector<unsigned>{0, 20}[random() % 2];
    world.delayPercent = 30;
    Outcome expected = interpret(program, world.failureRate);
    auto session = load(toPlan(program), false);
    RunOptions options;
    options.failFast = random() % 2;
    bool cancel = random() % 2;
    auto run = start(session, {}, options);
    if (cancel) {
      run->wait(std::chrono::microseconds(random() % 2000));
      run->cancel();
    }
    finish(run);
    bool wasCancelled = cancel && run->status().code() == HOCKET_CANCELLED;
    if (!wasCancelled && options.failFast && expected.anyFailure) {
      ASSERT_FALSE(run->status().ok());
    } else if (!wasCancelled) {
      compare(expected, *run);
    }
    for (uint32_t r = 0; r < program.capacities.size(); ++r)
      ASSERT_EQ(session->resources.inUse(r), 0u);
    if (HasFatalFailure())
      return;
  }
}

int main(int argc, char **argv) {
  ::testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    std::string_view argument = argv[i];
    if (argument.starts_with("--graphs="))
      numGraphs = unsigned(std::atoi(argv[i] + 9));
    else if (argument.starts_with("--seed="))
      firstSeed = unsigned(std::atoi(argv[i] + 7));
  }
  return RUN_ALL_TESTS();
}
