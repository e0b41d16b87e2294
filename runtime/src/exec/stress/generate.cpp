// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random programs: graphs of calls and computations, with control, nested.
#include "exec/stress/model.h"

namespace hocket::stress {

namespace {
class Generator {
public:
  Generator(std::mt19937 &random, Program &program)
      : random(random), program(program) {
    // How this program is made: all in order, none, or mixed.
    orderedPercent = pick({0, 0, 30, 100});
    earlyPercent = pick({0, 10});
    resourcePercent = pick({0, 0, 40});
    locality = pick({2, 8, 64});
    controlPercent = pick({2, 10, 40});
  }
  void fill(Block &block, unsigned size, unsigned depth);

private:
  unsigned below(unsigned limit) { return unsigned(random() % limit); }
  bool chance(unsigned percent) { return below(100) < percent; }
  unsigned pick(std::vector<unsigned> choices) {
    return choices[below(unsigned(choices.size()))];
  }
  Source number(const Block &block);
  static Source constant(int64_t value) { return {true, value, 0}; }
  Operation &add(Block &block, Kind kind, std::vector<Source> operands,
                 uint32_t numResults = 1);
  Source resultOf(const Operation &op, bool isList = false);
  void addControl(Block &block, unsigned size, unsigned depth);
  std::vector<Source> captures(const Block &block);
  void nested(Operation &op, uint32_t numArgs, unsigned size, unsigned depth,
              uint32_t numYields);

  std::mt19937 &random;
  Program &program;
  unsigned orderedPercent, earlyPercent, resourcePercent, locality,
      controlPercent;
  uint32_t line = 0;
  std::map<const Block *, std::vector<uint32_t>> numbers; // slots, by block
};
} // namespace

/// A number that the block has, mostly a recent one, or a constant.
Source Generator::number(const Block &block) {
  const std::vector<uint32_t> &have = numbers[&block];
  if (have.empty() || chance(10))
    return constant(below(50));
  unsigned back = std::min(below(locality), unsigned(have.size()) - 1);
  return {false, 0, have[have.size() - 1 - back]};
}

Operation &Generator::add(Block &block, Kind kind, std::vector<Source> operands,
                          uint32_t numResults) {
  Operation op;
  op.kind = kind;
  op.operands = std::move(operands);
  op.firstResult = block.numSlots;
  op.numResults = numResults;
  op.line = ++line;
  op.ordered = chance(orderedPercent);
  op.early = chance(earlyPercent);
  op.priority = below(10);
  op.tool = below(3);
  op.typed = chance(25);
  if (kind == Kind::Call && chance(resourcePercent))
    op.resource = int(below(unsigned(program.capacities.size())));
  if (chance(20) && !block.operations.empty())
    op.after.insert(below(unsigned(block.operations.size())));
  block.numSlots += numResults;
  block.operations.push_back(std::move(op));
  return block.operations.back();
}

Source Generator::resultOf(const Operation &op, bool) {
  return {false, 0, op.firstResult};
}

std::vector<Source> Generator::captures(const Block &block) {
  std::vector<Source> list;
  for (unsigned i = below(3); i > 0; --i)
    list.push_back(number(block));
  return list;
}

/// Another region of `op`, which yields numbers.
void Generator::nested(Operation &op, uint32_t numArgs, unsigned size,
                       unsigned depth, uint32_t numYields) {
  Block inner;
  inner.numArgs = inner.numSlots = numArgs;
  for (uint32_t i = 0; i < numArgs; ++i)
    numbers[&inner].push_back(i);
  fill(inner, size, depth + 1);
  for (uint32_t i = 0; i < numYields; ++i)
    inner.yields.push_back(number(inner));
  numbers.erase(&inner);
  op.blocks.push_back(std::move(inner));
}

void Generator::addControl(Block &block, unsigned size, unsigned depth) {
  std::vector<Source> captured = captures(block);
  auto numCaptured = uint32_t(captured.size());
  auto with = [&](std::vector<Source> operands) {
    operands.insert(operands.end(), captured.begin(), captured.end());
    return operands;
  };
  switch (below(4)) {
  case 0: {
    Source condition =
        resultOf(add(block, Kind::Less, {number(block), number(block)}));
    Operation op = add(block, Kind::If, with({condition}));
    nested(op, numCaptured, size, depth, 1);
    nested(op, numCaptured, size / 2, depth, 1);
    numbers[&block].push_back(op.firstResult);
    block.operations.back() = std::move(op);
    return;
  }
  case 1: {
    uint32_t carried = 1 + below(2);
    std::vector<Source> operands = {constant(0), constant(below(4)),
                                    constant(1)};
    for (uint32_t i = 0; i < carried; ++i)
      operands.push_back(number(block));
    Operation op = add(block, Kind::For, with(operands), carried);
    op.carried = carried;
    nested(op, 1 + carried + numCaptured, size, depth, carried);
    for (uint32_t i = 0; i < carried; ++i)
      numbers[&block].push_back(op.firstResult + i);
    block.operations.back() = std::move(op);
    return;
  }
  case 2: {
    // (count, value): while count < limit: (count + 1, new value).
    Operation op =
        add(block, Kind::While, with({constant(0), number(block)}), 2);
    op.carried = 2;
    Block condition;
    condition.numArgs = condition.numSlots = 2 + numCaptured;
    Operation &less =
        add(condition, Kind::Less, {{false, 0, 0}, constant(below(4))});
    condition.yields = {resultOf(less), {false, 0, 0}, {false, 0, 1}};
    op.blocks.push_back(std::move(condition));
    nested(op, 2 + numCaptured, size, depth, 1);
    Block &body = op.blocks[1];
    Operation &next = add(body, Kind::Add, {{false, 0, 0}, constant(1)});
    body.yields.insert(body.yields.begin(), resultOf(next));
    numbers[&block].push_back(op.firstResult + 1);
    block.operations.back() = std::move(op);
    return;
  }
  default: {
    std::vector<Source> elements;
    for (unsigned i = below(12); i > 0; --i)
      elements.push_back(number(block));
    Source list = resultOf(add(block, Kind::List, elements));
    Operation op = add(block, Kind::Map, with({list}));
    op.width = pick({0, 1, 3});
    nested(op, 2 + numCaptured, size, depth, 1);
    Source mapped = resultOf(op);
    block.operations.back() = std::move(op);
    numbers[&block].push_back(add(block, Kind::Sum, {mapped}).firstResult);
    return;
  }
  }
}

void Generator::fill(Block &block, unsigned size, unsigned depth) {
  constexpr unsigned deepest = 3;
  for (unsigned i = 0; i < size; ++i) {
    if (depth < deepest && chance(controlPercent / (depth + 1))) {
      addControl(block, 1 + below(6), depth);
      continue;
    }
    Kind kind = chance(50)   ? Kind::Call
                : chance(50) ? Kind::Add
                : chance(80) ? Kind::Modulo
                             : Kind::Divide;
    std::vector<Source> operands;
    if (kind == Kind::Call)
      for (unsigned n = below(4); n > 0; --n)
        operands.push_back(number(block));
    else
      operands = {number(block), number(block)};
    if (kind == Kind::Modulo && chance(95))
      operands[1] = constant(1 + below(1000));
    numbers[&block].push_back(add(block, kind, operands).firstResult);
  }
}

Program generate(std::mt19937 &random, unsigned size) {
  Program program;
  for (int i = 0; i < 3; ++i)
    program.capacities.push_back(1 + unsigned(random() % 3));
  Generator(random, program).fill(program.body, size, 0);
  uint32_t slots = program.body.numSlots;
  std::set<uint32_t> outputs;
  for (unsigned i = 0; slots > 0 && i < 5; ++i)
    outputs.insert(uint32_t(random() % slots));
  program.outputs.assign(outputs.begin(), outputs.end());
  if (slots > 0 && random() % 4 != 0)
    program.body.yields.push_back({false, 0, uint32_t(random() % slots)});
  return program;
}

} // namespace hocket::stress
