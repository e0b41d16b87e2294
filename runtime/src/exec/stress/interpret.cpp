// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a program means: its operations one after another.
#include "exec/stress/model.h"

namespace hocket::stress {

namespace {
/// A value, or the failure that stands in its place.
struct Slot {
  Datum datum;
  std::optional<Failure> failure;
};

class Interpreter {
public:
  Interpreter(unsigned failureRate, bool &anyFailure)
      : failureRate(failureRate), anyFailure(anyFailure) {}

  struct Ended {
    std::vector<Slot> yields;
    std::optional<Failure> failure;
    bool byOrdered = false;
    std::vector<Slot> slots;
    uint32_t reached = 0; // operations
  };
  Ended run(const Block &block, std::vector<Slot> arguments);

private:
  using Results = std::vector<Slot>;
  static Slot get(const Source &source, const std::vector<Slot> &slots);
  Results execute(const Operation &op, const std::vector<Slot> &operands);
  Results map(const Operation &op, const std::vector<Slot> &operands);
  Results forLoop(const Operation &op, const std::vector<Slot> &operands);
  Results whileLoop(const Operation &op, const std::vector<Slot> &operands);

  unsigned failureRate;
  bool &anyFailure;
};
} // namespace

/// An operation throws the failure of its own.
static void need(const std::vector<Slot> &operands, size_t count) {
  for (size_t i = 0; i < count; ++i)
    if (operands[i].failure)
      throw *operands[i].failure;
}

Slot Interpreter::get(const Source &source, const std::vector<Slot> &slots) {
  if (source.isConstant)
    return {{source.constant, {}, false}, std::nullopt};
  return slots[source.slot];
}

Interpreter::Ended Interpreter::run(const Block &block,
                                    std::vector<Slot> arguments) {
  Ended ended;
  ended.slots = std::move(arguments);
  ended.slots.resize(block.numSlots);
  for (const Operation &op : block.operations) {
    std::vector<Slot> operands;
    for (const Source &source : op.operands)
      operands.push_back(get(source, ended.slots));
    ++ended.reached;
    Results results;
    try {
      results = execute(op, operands);
    } catch (const Failure &failure) {
      anyFailure |= !op.early;
      results.assign(op.numResults, {{}, failure});
      if (op.ordered && !op.early) {
        ended.failure = failure;
        ended.byOrdered = true;
      }
    }
    for (uint32_t r = 0; r < op.numResults; ++r)
      ended.slots[op.firstResult + r] = results[r];
    if (ended.failure)
      return ended;
  }
  for (const Source &yield : block.yields) {
    ended.yields.push_back(get(yield, ended.slots));
    if (ended.yields.back().failure && !ended.failure)
      ended.failure = ended.yields.back().failure;
  }
  return ended;
}

Interpreter::Results Interpreter::map(const Operation &op,
                                      const std::vector<Slot> &operands) {
  need(operands, 1);
  Datum result;
  result.isList = true;
  std::optional<Failure> first;
  int64_t index = 0;
  for (int64_t element : operands[0].datum.list) {
    std::vector<Slot> arguments = {{{element, {}, false}, std::nullopt},
                                   {{index++, {}, false}, std::nullopt}};
    arguments.insert(arguments.end(), operands.begin() + 1, operands.end());
    Ended ended = run(op.blocks[0], std::move(arguments));
    if (ended.failure && !first)
      first = ended.failure;
    if (ended.byOrdered)
      break;
    if (!ended.failure)
      result.list.push_back(ended.yields[0].datum.number);
  }
  if (first)
    throw *first;
  return {{result, std::nullopt}};
}

Interpreter::Results Interpreter::forLoop(const Operation &op,
                                          const std::vector<Slot> &operands) {
  need(operands, 3);
  std::vector<Slot> carried(operands.begin() + 3,
                            operands.begin() + 3 + op.carried);
  for (int64_t i = operands[0].datum.number; i < operands[1].datum.number;
       i += operands[2].datum.number) {
    std::vector<Slot> arguments = {{{i, {}, false}, std::nullopt}};
    arguments.insert(arguments.end(), carried.begin(), carried.end());
    arguments.insert(arguments.end(), operands.begin() + 3 + op.carried,
                     operands.end());
    Ended ended = run(op.blocks[0], std::move(arguments));
    if (ended.failure)
      throw *ended.failure;
    carried = ended.yields;
  }
  return carried;
}

Interpreter::Results Interpreter::whileLoop(const Operation &op,
                                            const std::vector<Slot> &operands) {
  std::vector<Slot> carried(operands.begin(), operands.begin() + op.carried);
  std::vector<Slot> captures(operands.begin() + op.carried, operands.end());
  auto call = [&](const Block &block, std::vector<Slot> arguments) {
    arguments.insert(arguments.end(), captures.begin(), captures.end());
    Ended ended = run(block, std::move(arguments));
    if (ended.failure)
      throw *ended.failure;
    return ended.yields;
  };
  while (true) {
    std::vector<Slot> values = call(op.blocks[0], carried);
    bool more = values[0].datum.number != 0;
    values.erase(values.begin());
    if (!more)
      return values;
    carried = call(op.blocks[1], values);
  }
}

Interpreter::Results Interpreter::execute(const Operation &op,
                                          const std::vector<Slot> &operands) {
  auto number = [&](size_t i) { return operands[i].datum.number; };
  auto one = [](int64_t value) {
    return Results{{{value, {}, false}, std::nullopt}};
  };
  switch (op.kind) {
  case Kind::Map:
    return map(op, operands);
  case Kind::For:
    return forLoop(op, operands);
  case Kind::While:
    return whileLoop(op, operands);
  case Kind::If: {
    need(operands, 1);
    Ended ended = run(op.blocks[number(0) ? 0 : 1],
                      {operands.begin() + 1, operands.end()});
    if (ended.failure)
      throw *ended.failure;
    return ended.yields;
  }
  default:
    need(operands, operands.size());
  }
  switch (op.kind) {
  case Kind::Call: {
    std::vector<int64_t> arguments;
    for (const Slot &operand : operands)
      arguments.push_back(operand.datum.number);
    Answer answer = callAnswer(op.line, arguments, failureRate, op.typed);
    if (answer.form == Answer::Form::Refused)
      throw Failure{"TOOL_ERROR", op.line};
    if (answer.form == Answer::Form::Text)
      throw Failure{"TYPE_ERROR", op.line};
    return one(answer.number);
  }
  case Kind::Add: {
    int64_t sum = 0;
    if (__builtin_add_overflow(number(0), number(1), &sum))
      throw Failure{"OVERFLOW", op.line};
    return one(sum);
  }
  case Kind::Divide: // neither is negative
    if (number(1) == 0)
      throw Failure{"DIVISION_BY_ZERO", op.line};
    return one(number(0) / number(1));
  case Kind::Modulo:
    if (number(1) == 0)
      throw Failure{"DIVISION_BY_ZERO", op.line};
    return one(number(0) % number(1));
  case Kind::Less:
    return one(number(0) < number(1));
  case Kind::List: {
    Datum datum;
    datum.isList = true;
    for (const Slot &operand : operands)
      datum.list.push_back(operand.datum.number);
    return {{datum, std::nullopt}};
  }
  default: { // Sum
    int64_t sum = 0;
    for (int64_t element : operands[0].datum.list)
      if (__builtin_add_overflow(sum, element, &sum))
        throw Failure{"OVERFLOW", op.line};
    return one(sum);
  }
  }
}

Outcome interpret(const Program &program, unsigned failureRate) {
  Outcome outcome;
  Interpreter interpreter(failureRate, outcome.anyFailure);
  auto ended = interpreter.run(program.body, {});
  outcome.failure = ended.failure;
  if (!ended.failure && !program.body.yields.empty())
    outcome.result = ended.yields[0].datum;
  for (uint32_t slot : program.outputs) {
    Outcome::Output &output = outcome.outputs.emplace_back();
    for (uint32_t i = 0; i < ended.reached; ++i) {
      const Operation &op = program.body.operations[i];
      output.reached |=
          slot >= op.firstResult && slot < op.firstResult + op.numResults;
    }
    output.failure = ended.slots[slot].failure;
    if (!output.failure)
      output.value = ended.slots[slot].datum;
  }
  return outcome;
}

Answer callAnswer(uint32_t line, const std::vector<int64_t> &arguments,
                  unsigned failureRate, bool typed) {
  uint64_t hash = 0x9E3779B97F4A7C15ull * (line + 1);
  for (int64_t argument : arguments) {
    hash ^= uint64_t(argument) + (hash << 6) + (hash >> 2);
    hash *= 0xBF58476D1CE4E5B9ull;
    hash ^= hash >> 29;
  }
  auto number = int64_t(hash % 1000003);
  bool second = typed && (hash >> 40) % 2;
  if (failureRate && (hash >> 20) % failureRate == 0)
    return {second ? Answer::Form::Text : Answer::Form::Refused, number};
  return {second ? Answer::Form::Float : Answer::Form::Integer, number};
}

} // namespace hocket::stress
