// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A simulated world: resources made of keyed cells, and tools that read and
// write them. A tool's result and whether it fails depend on its arguments, the
// cells it sees and the world's seed, so a run that differs from the sequential
// one in any order that matters differs in what it returns.
#ifndef HOCKET_TEST_STRESS_WORLD_H
#define HOCKET_TEST_STRESS_WORLD_H

#include "hocket/runtime/hocket.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace hocket::stress {

enum class ToolId {
  Pure,
  Get,
  Put,
  Scan,
  Shift,
  Copy,
  Peek,
  Poke,
  Anything,
  Count
};

/// What a tool touches. `key` is the position of the argument that selects the
/// cell; negative: the whole resource.
struct Effect {
  unsigned resource;
  bool writes;
  int key;
};

struct ToolInfo {
  const char *name;
  const char *declaration; // what follows "hocket.tool @name(…) -> i64"
  std::vector<const char *> parameters;
  std::vector<Effect> effects;
  hocket_tool_kind_t kind;
};

const ToolInfo &toolInfo(ToolId tool);

constexpr unsigned numResources = 2;
/// Capacity of each resource as declared; 0: none.
constexpr unsigned capacities[numResources] = {0, 2};
/// "hocket.resource …" and "hocket.tool …", the same for every program.
std::string declarations();

/// All results are in [0, modulus).
constexpr int64_t modulus = 997;

/// What a tool says. All declare that they return an i64; a number may come as
/// a float nevertheless, which fits, and now and then a text, which does not.
struct Answer {
  enum class Form { Integer, Float, Text, Failure };
  Form form;
  int64_t number = 0;
  std::string text; // or the failure's message
};

struct World {
  uint64_t seed = 0;
  /// Of a million calls, how many fail: they refuse, or give a text.
  unsigned failuresPerMillion = 0;
  std::map<std::pair<unsigned, int64_t>, int64_t> cells;
  /// What was written to each cell, in order.
  std::map<std::pair<unsigned, int64_t>, std::vector<int64_t>> written;

  /// Does what the tool does, at once. A call that is refused has no effect;
  /// one that gives a text has.
  Answer invoke(ToolId tool, const std::vector<int64_t> &arguments);

private:
  int64_t read(unsigned resource, int64_t key) const;
  void write(unsigned resource, int64_t key, int64_t value);
};

} // namespace hocket::stress

#endif // HOCKET_TEST_STRESS_WORLD_H
