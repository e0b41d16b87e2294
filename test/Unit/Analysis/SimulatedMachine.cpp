// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "SimulatedProgram.h"

#include <algorithm>
#include <functional>
#include <optional>

using namespace hocket_test;

static uint64_t mix(uint64_t a, uint64_t b) {
  a ^= b + 0x9e3779b97f4a7c15ull + (a << 6) + (a >> 2);
  a = (a ^ (a >> 31)) * 0xbf58476d1ce4e5b9ull;
  return a ^ (a >> 29);
}

/// The path that a key names on this machine, ending in '/'. Its working folder
/// is the root, so "/a" is "a", and ".." leads to a folder called "b".
static std::string resolve(const std::string &key) {
  std::string path, component;
  for (char c : key + "/") {
    if (c != '/') {
      component += c;
      continue;
    }
    if (component == "..")
      path = "b/";
    else if (!component.empty() && component != ".")
      path += component + "/";
    component.clear();
  }
  return path;
}

namespace {
/// One run of a program.
struct Machine {
  const SimProgram &program;
  SimState state;
  std::vector<std::optional<uint64_t>> values;

  /// Combines everything at or below a path, and at the folders above it.
  uint64_t read(const std::string &at) const {
    uint64_t hash = 7;
    for (const auto &[path, value] : state)
      if (path.starts_with(at) || at.starts_with(path))
        hash = mix(hash, mix(std::hash<std::string>()(path), value));
    return hash;
  }

  /// The result of an operation, or nothing if it fails.
  std::optional<uint64_t> execute(unsigned index) {
    const SimOp &op = program.ops[index];
    uint64_t hash = mix(11, index);
    for (unsigned operand : op.operands) {
      if (!values[operand])
        return std::nullopt;
      hash = mix(hash, *values[operand]);
    }
    for (const SimOp::Access &access : op.accesses) {
      for (int resource : {0, 1, 2}) {
        if (access.resource >= 0 ? access.resource != resource : resource == 2)
          continue;
        std::string at = "r" + std::to_string(resource) + "/";
        if (access.key >= 0) {
          const std::string &key = op.keys[access.key];
          at += resolve(key == "%p" ? program.p : key == "%q" ? program.q : key);
        }
        hash = mix(hash, read(at));
        // A write that fails has done something nevertheless.
        if (access.writes)
          state[at] = hash;
      }
    }
    bool fails = op.kind == SimOp::Format ? false : !op.total && hash % (6 + program.ops.size() / 4) == 0;
    return fails ? std::nullopt : std::optional(hash);
  }
};
} // namespace

/// Casts and formats that take, directly or not, what an unordered call gives
/// have as little a place in the order.
static std::vector<bool> findUnordered(const std::vector<SimOp> &ops) {
  std::vector<bool> unordered;
  for (const SimOp &op : ops) {
    bool isValue = op.kind == SimOp::Cast || op.kind == SimOp::Format;
    bool takesUnordered = std::any_of(op.operands.begin(), op.operands.end(),
                                      [&](unsigned operand) { return unordered[operand]; });
    unordered.push_back(op.unordered || (isValue && takesUnordered));
  }
  return unordered;
}

SimResult SimProgram::run(const std::vector<unsigned> &order, bool &crossed) const {
  Machine machine{*this, {}, std::vector<std::optional<uint64_t>>(ops.size())};
  std::vector<bool> done(ops.size(), false);
  std::vector<bool> unordered = findUnordered(ops);
  int failure = -1;
  for (unsigned index : order) {
    if (failure >= 0 && index > static_cast<unsigned>(failure))
      continue;
    const SimOp &op = ops[index];
    auto isVisible = [](const SimOp &op) {
      return !op.accesses.empty() || (op.kind == SimOp::Call && !op.total);
    };
    for (unsigned earlier = 0; isVisible(op) && earlier < index; ++earlier) {
      crossed |= ops[earlier].kind == SimOp::Approve &&
                 !(done[earlier] && machine.values[earlier]);
      crossed |= op.kind == SimOp::Approve && isVisible(ops[earlier]) && !done[earlier];
    }
    machine.values[index] = machine.execute(index);
    done[index] = true;
    if (!machine.values[index] && !unordered[index] && !op.early)
      failure = index;
  }
  SimResult result;
  result.failure = failure;
  result.state = machine.state;
  for (unsigned i = 0; i < (failure < 0 ? ops.size() : failure); ++i)
    result.values.push_back(machine.values[i].value_or(0));
  return result;
}
