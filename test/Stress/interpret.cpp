// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sequential meaning of a program, in the plainest way. It shares nothing
// with the compiler or the runtime.

#include "program.h"

#include <stdexcept>

namespace hocket::stress {

namespace {

class Interpreter {
public:
  Interpreter(unsigned numValues, World &world)
      : values(numValues), world(world) {}

  /// Throws the Failure that ends the program.
  void execute(const Block &block) {
    for (const Op &op : block.ops)
      execute(op);
  }

  struct Slot {
    bool set = false;
    std::shared_ptr<Failure> failure; // of an unordered call
    int64_t value = 0;
  };
  const Slot &slot(unsigned value) const { return values[value]; }

private:
  int64_t get(unsigned value) {
    if (!values[value].set)
      throw std::logic_error("the program uses a value before it is there");
    if (values[value].failure)
      throw *values[value].failure;
    return values[value].value;
  }
  void set(unsigned value, int64_t to) { values[value] = {true, nullptr, to}; }

  int64_t run(const Block &block, std::vector<int64_t> arguments) {
    for (size_t i = 0; i < arguments.size(); ++i)
      set(block.arguments[i], arguments[i]);
    execute(block);
    return get(block.yield);
  }

  int64_t call(const Op &op) {
    std::vector<int64_t> arguments;
    for (unsigned operand : op.operands)
      arguments.push_back(get(operand));
    Answer answer = world.invoke(op.tool, arguments);
    if (answer.form == Answer::Form::Failure)
      throw Failure{HOCKET_TOOL_ERROR, answer.text, op.line};
    if (answer.form == Answer::Form::Text)
      throw Failure{HOCKET_TYPE_ERROR,
                    "tool '" + std::string(toolInfo(op.tool).name) +
                        "' returned a value that does not fit its declared "
                        "type: $: expected int, found string \"" +
                        answer.text + "\"",
                    op.line};
    return answer.number;
  }

  int64_t compute(const Op &op) {
    switch (op.kind) {
    case OpKind::Constant:
      return op.literal;
    case OpKind::Call:
      return call(op);
    case OpKind::Mix:
      return (get(op.operands[0]) * op.literal + get(op.operands[1])) % modulus;
    case OpKind::Divide: {
      int64_t dividend = get(op.operands[0]), divisor = get(op.operands[1]);
      if (divisor == 0)
        throw Failure{HOCKET_DIVISION_BY_ZERO, "", op.line};
      return dividend / divisor; // neither is negative
    }
    case OpKind::Spread:
      return get(op.operands[0]) % 5;
    case OpKind::If: {
      bool first = get(op.operands[0]) < get(op.operands[1]);
      return run(op.blocks[first ? 0 : 1], {});
    }
    case OpKind::For:
    case OpKind::While: {
      int64_t carried = get(op.operands[0]);
      for (int64_t i = 0; i < op.literal; ++i)
        carried = run(op.blocks[0], {i, carried});
      return carried;
    }
    case OpKind::Map: {
      int64_t sum = 0;
      for (size_t i = 0; i < op.operands.size(); ++i)
        sum +=
            run(op.blocks[0], {get(op.operands[i]), static_cast<int64_t>(i)});
      return sum % modulus;
    }
    }
    throw std::logic_error("unknown kind of operation");
  }

  void execute(const Op &op) {
    if (!op.unordered) {
      set(op.result, compute(op));
      return;
    }
    // Its failure is a value, which fails those that use it and no others.
    try {
      set(op.result, compute(op));
    } catch (const Failure &failure) {
      values[op.result] = {true, std::make_shared<Failure>(failure), 0};
    }
  }

  std::vector<Slot> values;
  World &world;
};

} // namespace

Outcome interpret(const Program &program, World &world) {
  Interpreter interpreter(program.numValues, world);
  Outcome outcome;
  try {
    interpreter.execute(program.body);
    const auto &result = interpreter.slot(program.body.yield);
    if (result.failure)
      throw *result.failure;
    outcome.result = result.value;
  } catch (const Failure &failure) {
    outcome.failure = std::make_unique<Failure>(failure);
  }
  for (unsigned output : program.outputs) {
    const auto &slot = interpreter.slot(output);
    auto &seen = outcome.outputs.emplace_back();
    seen.reached = slot.set;
    seen.value = slot.value;
    if (slot.failure)
      seen.failure = std::make_unique<Failure>(*slot.failure);
  }
  return outcome;
}

} // namespace hocket::stress
