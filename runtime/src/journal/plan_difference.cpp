// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Why a plan is not another one: the first difference, in the order in which a
// reader looks for it.
#include "journal/plan_difference.h"

#include <algorithm>

namespace hocket {

namespace {
class Comparison {
public:
  Comparison(const Plan &recorded, const Plan &given)
      : recorded(recorded), given(given) {}

  std::string run() {
    compareCounts("programs", recorded.programs.size(), given.programs.size());
    for (size_t i = 0; !found() && i < given.programs.size(); ++i)
      compareProgram(recorded.programs[i], given.programs[i]);
    for (size_t i = 0; !found() && i < recorded.tools.size() && i < given.tools.size(); ++i)
      compareTool(recorded.tools[i], given.tools[i]);
    compareCounts("tools", recorded.tools.size(), given.tools.size());
    for (size_t i = 0; !found() && i < recorded.resources.size() && i < given.resources.size(); ++i)
      compareResource(recorded.resources[i], given.resources[i]);
    compareCounts("resources", recorded.resources.size(), given.resources.size());
    if (recorded.producer != given.producer)
      differ("the compiler", quote(recorded.producer), quote(given.producer));
    if (!found())
      text = "they differ in places in the source, costs or types only";
    return text;
  }

private:
  bool found() const { return !text.empty(); }
  static std::string quote(std::string_view name) {
    return "'" + std::string(name) + "'";
  }
  /// Only the first counts.
  void differ(const std::string &what, const std::string &was,
              const std::string &is) {
    if (!found())
      text = what + ": the run's has " + was + ", this one " + is;
  }
  void compareCounts(const std::string &what, size_t was, size_t is) {
    if (was != is)
      differ("number of " + what, std::to_string(was), std::to_string(is));
  }
  static std::string flags(const ToolInfo &tool) {
    return std::string(tool.pure ? "no effects"
                       : tool.writes ? "writing effects"
                                     : "reading effects") +
           (tool.policy.idempotent ? ", idempotent" : "");
  }

  void compareTool(const ToolInfo &was, const ToolInfo &is) {
    std::string what = "tool " + quote(is.name);
    if (was.name != is.name)
      differ("tools", quote(was.name), quote(is.name));
    if (was.provider != is.provider)
      differ(what + ", provider", quote(was.provider), quote(is.provider));
    if (!(was.config == is.config))
      differ(what + ", configuration", was.config.toJson(), is.config.toJson());
    if (flags(was) != flags(is))
      differ(what, flags(was), flags(is));
    if (was.parameters != is.parameters)
      differ(what, std::to_string(was.parameters.size()) + " parameters",
             std::to_string(is.parameters.size()) + " of other names or number");
  }

  void compareResource(const Resource &was, const Resource &is) {
    if (was.name != is.name)
      differ("resources", quote(was.name), quote(is.name));
    std::string what = "resource " + quote(is.name);
    if (was.capacity != is.capacity)
      differ(what + ", capacity", std::to_string(was.capacity),
             std::to_string(is.capacity));
    if (was.ratePerSecond != is.ratePerSecond)
      differ(what + ", rate", std::to_string(was.ratePerSecond),
             std::to_string(is.ratePerSecond));
  }

  void compareProgram(const Program &was, const Program &is) {
    std::string what = "program " + quote(is.name);
    if (was.name != is.name)
      differ("programs", quote(was.name), quote(is.name));
    if (was.parameters != is.parameters)
      differ(what, std::to_string(was.parameters.size()) + " parameters",
             std::to_string(is.parameters.size()) + " of other names or number");
    if (was.failFast != is.failFast)
      differ(what + ", fail-fast", was.failFast ? "yes" : "no",
             is.failFast ? "yes" : "no");
    compareRegion(what, recorded.regions[was.region], given.regions[is.region]);
  }

  std::string place(const std::string &outer, const Node &node, uint32_t index) {
    std::string text = outer + ", node " + std::to_string(index);
    const Location &where = given.locations[node.location];
    if (where.line != 0)
      text += " at " + std::string(where.file.str()) + ":" +
              std::to_string(where.line) + ":" + std::to_string(where.column);
    return text;
  }
  static std::string describe(const Plan &plan, const Node &node) {
    std::string text = std::string(nodeKindName(node.kind));
    if (node.kind == NodeKind::Call)
      text += " of " + quote(plan.tools[plan.calls[node.payload].tool].name);
    return "a " + text;
  }
  std::string describe(const Plan &plan, Operand operand) {
    if (!operand.isConstant())
      return "the value " + std::to_string(operand.index());
    std::string json = plan.constants[operand.index()].toJson();
    constexpr size_t most = 200;
    if (json.size() > most) {
      size_t end = most;
      while ((json[end] & 0xC0) == 0x80)
        --end; // not inside a character
      json = json.substr(0, end) + " …";
    }
    return json;
  }

  void compareRegion(const std::string &outer, const Region &was,
                     const Region &is) {
    uint32_t common = std::min(was.nodes.size, is.nodes.size);
    for (uint32_t i = 0; !found() && i < common; ++i)
      compareNode(place(outer, given.nodes[is.nodes.begin + i], i),
                  recorded.nodes[was.nodes.begin + i],
                  given.nodes[is.nodes.begin + i]);
    if (was.nodes.size != is.nodes.size)
      differ(outer, std::to_string(was.nodes.size) + " nodes",
             std::to_string(is.nodes.size));
  }

  void compareNode(const std::string &what, const Node &was, const Node &is) {
    if (describe(recorded, was) != describe(given, is))
      return differ(what, describe(recorded, was), describe(given, is));
    auto before = recorded.operandsOf(was), now = given.operandsOf(is);
    compareCounts("operands of " + what, before.size(), now.size());
    for (size_t i = 0; !found() && i < now.size(); ++i)
      if (before[i].isConstant() || now[i].isConstant()
              ? describe(recorded, before[i]) != describe(given, now[i])
              : before[i].index() != now[i].index())
        differ(what + ", operand " + std::to_string(i),
               describe(recorded, before[i]), describe(given, now[i]));
    if (was.kind == NodeKind::Apply && was.builtin != is.builtin)
      differ(what, "another built-in function", "its own");
    compareCounts("regions of " + what, was.regions.size, is.regions.size);
    for (uint32_t r = 0; !found() && r < is.regions.size; ++r)
      compareRegion(what + ", region " + std::to_string(r),
                    recorded.regions[was.regions.begin + r],
                    given.regions[is.regions.begin + r]);
  }

  const Plan &recorded;
  const Plan &given;
  std::string text;
};
} // namespace

std::string planDifference(const Plan &recorded, const Plan &given) {
  return Comparison(recorded, given).run();
}

} // namespace hocket
