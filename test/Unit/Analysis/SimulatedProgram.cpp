// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "SimulatedProgram.h"

#include <iterator>
#include <optional>

using namespace hocket_test;

std::string SimProgram::print() const {
  std::string text = "hocket.resource @r0\nhocket.resource @r1\nhocket.resource @r2\n";
  const std::string params = "(k: !hocket.string, l: !hocket.string, a?: !hocket.json, b?: "
                             "!hocket.json) -> !hocket.json ";
  std::map<std::string, std::string> tools;
  for (const SimOp &op : ops) {
    if (op.kind != SimOp::Call)
      continue;
    std::string effects;
    for (const SimOp::Access &access : op.accesses) {
      if (access.resource < 0)
        continue;
      effects += std::string(effects.empty() ? "" : ", ") + (access.writes ? "writes" : "reads") +
                 " @r" + std::to_string(access.resource) +
                 (access.key < 0 ? "" : access.key ? "[l]" : "[k]");
    }
    bool world = !op.accesses.empty() && op.accesses.front().resource < 0;
    tools[op.tool] = (world ? "" : effects.empty() ? "pure" : "effects [" + effects + "]") +
                     std::string(op.total ? " total" : "");
  }
  for (const auto &[name, effects] : tools)
    text += "hocket.tool @" + name + params + effects + "\n";
  text += "func.func @main(%p: !hocket.string, %q: !hocket.string) {\n";
  for (size_t i = 0; i < ops.size(); ++i) {
    const SimOp &op = ops[i];
    std::string v = std::to_string(i), operands, types;
    for (unsigned operand : op.operands) {
      operands += ", %" + std::to_string(operand);
      types += ", !hocket.json";
    }
    if (op.kind == SimOp::Cast || op.kind == SimOp::Format) {
      std::string source = "%" + std::to_string(op.operands[0]);
      text += op.kind == SimOp::Cast
                  ? "  %c" + v + " = hocket.cast " + source + " : !hocket.json -> !hocket.string\n"
                  : "  %c" + v + " = hocket.format \"{0}\"(" + source + ") : !hocket.json\n";
      // Everything is passed on as JSON; this cast never fails and is the same
      // node as far as the machine is concerned.
      text += "  %" + v + " = hocket.cast %c" + v + " : !hocket.string -> !hocket.json\n";
      continue;
    }
    if (op.kind == SimOp::Approve) {
      text += "  hocket.approve %p\n";
      continue;
    }
    std::string keys[2];
    for (int k : {0, 1}) {
      keys[k] = op.keys[k];
      if (keys[k][0] == '%')
        continue;
      std::string name = "%k" + v + "_" + std::to_string(k);
      text += "  " + name + " = hocket.constant \"" + keys[k] + "\" : !hocket.string\n";
      keys[k] = name;
    }
    text += "  %" + v + " = hocket.call @" + op.tool + "(" + keys[0] + ", " + keys[1] + operands +
            ")" + (op.unordered ? " unordered" : op.early ? " early" : "") +
            " : (!hocket.string, !hocket.string" + types + ") -> !hocket.json\n";
  }
  return text + "  return\n}\n";
}

SimProgram hocket_test::makeProgram(std::mt19937 &random, unsigned size, bool failures) {
  const char *texts[] = {"a", "a/b", "a/c", "b", "b/a", "/a", "../x", ".", "c", "7"};
  struct Template {
    const char *name;
    std::vector<SimOp::Access> accesses;
  };
  const Template templates[] = {
      {"read0", {{0, false, -1}}},
      {"read0k", {{0, false, 0}}},
      {"read0k", {{0, false, 0}}},
      {"read1k", {{1, false, 0}}},
      {"write0", {{0, true, -1}}},
      {"write0k", {{0, true, 0}}},
      {"write0k", {{0, true, 0}}},
      {"write1k", {{1, true, 0}}},
      {"copy", {{0, false, 0}, {1, true, 1}}},
      {"move", {{0, true, 0}, {0, true, 1}}},
      {"pure", {}},
      {"pure", {}},
      {"fetch", {{2, false, -1}}},
      {"fetch", {{2, false, -1}}},
      {"world", {{-1, true, -1}}},
  };
  SimProgram program;
  program.p = texts[random() % std::size(texts)];
  program.q = texts[random() % std::size(texts)];
  for (unsigned i = 0; i < size; ++i) {
    SimOp op;
    // Only calls and value operations have results.
    auto operand = [&]() -> std::optional<unsigned> {
      unsigned candidate = random() % (i + 1);
      if (candidate == i || program.ops[candidate].kind == SimOp::Approve)
        return std::nullopt;
      return candidate;
    };
    unsigned dice = random() % 24;
    std::optional<unsigned> source = operand();
    if (dice < 3 && source) {
      op.kind = dice == 0 ? SimOp::Format : failures ? SimOp::Cast : SimOp::Format;
      op.operands = {*source};
    } else if (dice == 3 && failures) {
      op.kind = SimOp::Approve;
      op.accesses = {{-1, true, -1}};
    } else {
      const Template &shape = templates[random() % (random() % 4 ? 14 : 15)];
      op.total = !failures || random() % 3 == 0;
      op.tool = std::string(shape.name) + (op.total ? "_total" : "");
      op.accesses = shape.accesses;
      // What nobody writes can be read in any order.
      bool harmless = op.accesses.empty() || op.accesses[0].resource == 2;
      op.unordered = harmless && random() % 2;
      op.early = !op.unordered && op.tool.starts_with("read") && random() % 5 == 0;
      for (unsigned n = random() % 3; n > 0; --n)
        if (std::optional<unsigned> value = operand())
          op.operands.push_back(*value);
      for (std::string &key : op.keys)
        key = random() % 6 == 0 ? (random() % 2 ? "%p" : "%q") : texts[random() % std::size(texts)];
    }
    program.ops.push_back(op);
  }
  return program;
}
