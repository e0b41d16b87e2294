// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "program.h"

#include <algorithm>
#include <random>
#include <utility>

namespace hocket::stress {

namespace {

class Generator {
public:
  Generator(Program &program, uint64_t seed, unsigned size)
      : program(program), random(seed), left(size) {}

  void generate() {
    for (int64_t key = 0; key < 5; ++key) {
      Op op(OpKind::Constant);
      op.literal = key;
      keys.push_back(add(program.body, std::move(op)));
    }
    unused.clear(); // constants may stay unused
    fill(program.body, 1, 0);
    // Failures of unordered calls show in the outputs, and now and then in the
    // result.
    program.outputs = loose;
    for (unsigned value : visible)
      if (chance(10))
        program.outputs.push_back(value);
    if (!loose.empty() && chance(20))
      program.outputs.push_back(
          std::exchange(program.body.yield, loose.back()));
    std::sort(program.outputs.begin(), program.outputs.end());
    program.outputs.erase(
        std::unique(program.outputs.begin(), program.outputs.end()),
        program.outputs.end());
  }

private:
  unsigned below(unsigned bound) { return random() % bound; }
  bool chance(unsigned percent) { return below(100) < percent; }

  unsigned add(Block &block, Op op) {
    op.result = program.numValues++;
    unsigned result = op.result;
    block.ops.push_back(std::move(op));
    visible.push_back(result);
    unused.push_back(result);
    return result;
  }

  /// A value in scope: often one that nothing uses yet, or a recent one.
  unsigned pick() {
    unsigned value;
    if (!unused.empty() && chance(50))
      value = unused[below(unused.size())];
    else if (chance(50))
      value = visible[visible.size() - 1 -
                      below(std::min<size_t>(visible.size(), 8))];
    else
      value = visible[below(visible.size())];
    std::erase(unused, value);
    return value;
  }

  /// A value for something that may not need it: a loop that runs once may
  /// ignore what it is given. So this does not count as a use.
  unsigned offer() {
    std::vector<unsigned> before = unused;
    unsigned value = pick();
    unused = std::move(before);
    return value;
  }

  unsigned pickKey(Block &block) {
    if (chance(60))
      return keys[below(keys.size())];
    Op op(OpKind::Spread);
    op.operands = {pick()};
    unsigned key = add(block, std::move(op));
    std::erase(unused, key);
    return key;
  }

  void addCall(Block &block) {
    // The same call again: what lies between decides if it is the same value.
    if (chance(8) && !block.ops.empty() &&
        block.ops.back().kind == OpKind::Call && !block.ops.back().unordered) {
      Op again = block.ops.back();
      add(block, std::move(again));
      return;
    }
    static constexpr unsigned weights[] = {30, 18, 14, 4, 2, 8, 10, 8, 1};
    unsigned choice = below(95), tool = 0;
    while (choice >= weights[tool])
      choice -= weights[tool++];
    Op op(OpKind::Call);
    op.tool = static_cast<ToolId>(tool);
    const ToolInfo &info = toolInfo(op.tool);
    for (size_t i = 0; i < info.parameters.size(); ++i) {
      bool isKey = std::any_of(
          info.effects.begin(), info.effects.end(),
          [&](const Effect &e) { return e.key == static_cast<int>(i); });
      op.operands.push_back(isKey ? pickKey(block) : pick());
    }
    add(block, std::move(op));
  }

  /// Unordered calls see no resource: what they return does not depend on when
  /// they run. Their operands are results of calls, because the failure of a
  /// computation that serves unordered calls alone is as unordered as they are.
  void addUnordered(Block &block) {
    Op op(OpKind::Call);
    op.unordered = true;
    for (int i = 0; i < 2; ++i) {
      const std::vector<unsigned> &from = !loose.empty() && chance(50) ? loose
                                          : called.empty()             ? keys
                                                                       : called;
      op.operands.push_back(from[below(from.size())]);
    }
    loose.push_back(add(block, std::move(op)));
    visible.pop_back();
    unused.pop_back();
  }

  Block makeBlock(unsigned arguments, unsigned weight, unsigned depth) {
    size_t scope = visible.size();
    std::vector<unsigned> outer = std::exchange(unused, {});
    Block block;
    for (unsigned i = 0; i < arguments; ++i) {
      block.arguments.push_back(program.numValues++);
      visible.push_back(block.arguments.back());
    }
    fill(block, weight, depth);
    visible.resize(scope);
    // The body may have used values from outside meanwhile; to use them once
    // more does no harm.
    unused = std::move(outer);
    return block;
  }

  void addControl(Block &block, unsigned weight, unsigned depth) {
    static constexpr OpKind kinds[] = {OpKind::If, OpKind::For, OpKind::While,
                                       OpKind::Map};
    Op op(kinds[below(4)]);
    unsigned times = 1;
    switch (op.kind) {
    case OpKind::If:
      op.operands = {pick(), pick()};
      op.blocks.push_back(makeBlock(0, weight, depth + 1));
      op.blocks.push_back(makeBlock(0, weight, depth + 1));
      break;
    case OpKind::Map:
      times = below(5);
      for (unsigned i = 0; i < times; ++i)
        op.operands.push_back(offer());
      op.literal = below(4); // width; 0: no limit
      op.blocks.push_back(
          makeBlock(2, weight * std::max(times, 1u), depth + 1));
      break;
    default:
      times = below(4);
      op.literal = times;
      op.operands = {offer()};
      op.blocks.push_back(
          makeBlock(2, weight * std::max(times, 1u), depth + 1));
    }
    add(block, std::move(op));
  }

  /// Adds operations that run `weight` times each, and the value to yield.
  void fill(Block &block, unsigned weight, unsigned depth) {
    // The body of the program takes what there is, a nested block some of it.
    unsigned size = depth == 0 ? ~0u : 1 + below(8);
    for (unsigned i = 0; i < size && left >= weight; ++i) {
      left -= weight;
      unsigned choice = below(100);
      if (choice < 8 && depth < 3)
        addControl(block, weight, depth);
      else if (choice < 20)
        addMix(block, pick(), pick());
      else if (choice < 24) {
        Op op(OpKind::Divide);
        op.operands = {pick(), pick()};
        add(block, std::move(op));
      } else if (choice < 30 && depth == 0)
        addUnordered(block);
      else {
        addCall(block);
        if (depth == 0)
          called.push_back(block.ops.back().result);
      }
    }
    // Everything counts: a value that nobody uses may vanish with its failure.
    if (unused.empty())
      addMix(block, pick(), pick());
    unsigned sum = unused.back();
    std::vector<unsigned> rest(unused.begin(), unused.end() - 1);
    for (unsigned value : rest)
      sum = addMix(block, sum, value);
    unused.clear();
    block.yield = sum;
  }

  unsigned addMix(Block &block, unsigned a, unsigned b) {
    Op op(OpKind::Mix);
    op.operands = {a, b};
    op.literal = 2 + below(90);
    return add(block, std::move(op));
  }

  Program &program;
  std::mt19937_64 random;
  unsigned left; // operations to make, as often as they run
  std::vector<unsigned> keys, visible, unused;
  std::vector<unsigned> loose, called; // results of calls of the top level
};

} // namespace

Program generate(const std::string &name, uint64_t seed, unsigned size) {
  Program program;
  program.name = name;
  Generator(program, seed, size).generate();
  return program;
}

} // namespace hocket::stress
