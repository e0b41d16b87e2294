// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "world.h"

#include <iterator>

namespace hocket::stress {

static const ToolInfo tools[] = {
    {"pure", "pure compute", {"a", "b"}, {}, HOCKET_TOOL_COMPUTE},
    {"get",
     "effects [reads @r0[key]]",
     {"key", "a"},
     {{0, false, 0}},
     HOCKET_TOOL_ASYNC},
    {"put",
     "effects [writes @r0[key]]",
     {"key", "a"},
     {{0, true, 0}},
     HOCKET_TOOL_BLOCKING},
    {"scan",
     "effects [reads @r0]",
     {"a"},
     {{0, false, -1}},
     HOCKET_TOOL_BLOCKING},
    {"shift",
     "effects [writes @r0]",
     {"a"},
     {{0, true, -1}},
     HOCKET_TOOL_ASYNC},
    {"copy",
     "effects [reads @r0[from], writes @r1[to]] compute",
     {"from", "to"},
     {{0, false, 0}, {1, true, 1}},
     HOCKET_TOOL_COMPUTE},
    {"peek",
     "effects [reads @r1[key]] compute",
     {"key", "a"},
     {{1, false, 0}},
     HOCKET_TOOL_COMPUTE},
    {"poke",
     "effects [writes @r1[key]]",
     {"key", "a"},
     {{1, true, 0}},
     HOCKET_TOOL_ASYNC},
    {"anything",
     "",
     {"a"},
     {{0, true, -1}, {1, true, -1}},
     HOCKET_TOOL_BLOCKING},
};
static_assert(std::size(tools) == static_cast<size_t>(ToolId::Count));

const ToolInfo &toolInfo(ToolId tool) {
  return tools[static_cast<size_t>(tool)];
}

std::string declarations() {
  std::string text;
  for (unsigned i = 0; i < numResources; ++i) {
    text += "hocket.resource @r" + std::to_string(i);
    if (capacities[i])
      text += " capacity " + std::to_string(capacities[i]);
    text += '\n';
  }
  for (const ToolInfo &tool : tools) {
    text += std::string("hocket.tool @") + tool.name + '(';
    for (size_t i = 0; i < tool.parameters.size(); ++i)
      text += std::string(i ? ", " : "") + tool.parameters[i] + ": i64";
    text += std::string(") -> i64 ") + tool.declaration +
            " provider #hocket.native<\"" + tool.name + "\">\n";
  }
  return text;
}

static uint64_t hash(uint64_t a, uint64_t b) {
  uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15u)) * 0xff51afd7ed558ccdu;
  x ^= x >> 32;
  x *= 0xc4ceb9fe1a85ec53u;
  return x ^ (x >> 29);
}

int64_t World::read(unsigned resource, int64_t key) const {
  auto cell = cells.find({resource, key});
  return cell == cells.end() ? 0 : cell->second;
}

void World::write(unsigned resource, int64_t key, int64_t value) {
  cells[{resource, key}] = value;
  written[{resource, key}].push_back(value);
}

Answer World::invoke(ToolId tool, const std::vector<int64_t> &arguments) {
  const ToolInfo &info = toolInfo(tool);
  uint64_t seen = hash(seed, static_cast<uint64_t>(tool));
  for (int64_t argument : arguments)
    seen = hash(seen, argument);
  // What it touches is what it sees, also the cells that it will overwrite.
  for (const Effect &effect : info.effects) {
    if (effect.key >= 0) {
      seen = hash(seen, read(effect.resource, arguments[effect.key]));
      continue;
    }
    for (const auto &[where, value] : cells)
      if (where.first == effect.resource)
        seen = hash(hash(seen, where.second), value);
  }
  bool fails = hash(seen, 1) % 1'000'000 < failuresPerMillion;
  bool lies = fails && hash(seen, 2) % 2;
  if (fails && !lies) {
    std::string message = std::string(info.name) + " failed on";
    for (int64_t argument : arguments)
      message += ' ' + std::to_string(argument);
    return {Answer::Form::Failure, 0,
            message + ", having seen " + std::to_string(seen)};
  }
  int64_t result = seen % modulus;
  for (const Effect &effect : info.effects) {
    if (!effect.writes)
      continue;
    if (effect.key >= 0) {
      write(effect.resource, arguments[effect.key], result);
      continue;
    }
    for (auto &[where, value] : cells)
      if (where.first == effect.resource)
        write(where.first, where.second, (value + result) % modulus);
  }
  if (lies)
    return {Answer::Form::Text, 0, "no number " + std::to_string(seen % 100)};
  bool asFloat = hash(seen, 3) % 4 == 0;
  return {asFloat ? Answer::Form::Float : Answer::Form::Integer, result, ""};
}

} // namespace hocket::stress
