// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loaded plan: immutable flat arrays, verified, shared by all sessions. What
// the arrays hold is defined by runtime/schema; indices need no further checks.
#ifndef HOCKET_PLAN_PLAN_H
#define HOCKET_PLAN_PLAN_H

#include "base/value.h"
#include "plan/builtin.h"
#include "plan/cast_type.h"
#include "plan/text_template.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace hocket {

/// Values of the enumeration in the schema.
enum class NodeKind : uint8_t {
  Call = 1,
  Apply = 2,
  Format = 3,
  Record = 4,
  List = 5,
  Get = 6,
  Cast = 7,
  Approve = 8,
  Map = 9,
  If = 10,
  For = 11,
  While = 12,
  Nop = 13,
};
std::string_view nodeKindName(NodeKind kind);

enum class Queue : uint8_t { Inline = 0, Cpu = 1, Io = 2 };

/// Elements [begin, begin + size) of one of the plan's pools.
struct Range {
  uint32_t begin = 0;
  uint32_t size = 0;
};

/// A slot of the region, or a constant.
class Operand {
public:
  explicit Operand(uint32_t encoded = 0) : encoded(encoded) {}
  bool isConstant() const { return encoded & 1; }
  uint32_t index() const { return encoded >> 1; }

private:
  uint32_t encoded;
};

struct Acquire {
  uint32_t resource;
  uint32_t units;
};

struct Policy {
  uint64_t timeoutNs = 0; // 0: none
  uint32_t retries = 0;
  bool idempotent = false;
};

/// One step of a GET: a member's name, or an index.
struct PathStep {
  bool isField;
  uint32_t field; // index into Plan::strings
  int64_t index;
};

struct Node {
  NodeKind kind;
  Queue queue;
  bool ordered; // its failure ends the region
  bool early;   // its failure shows only where its value is used
  bool typed;   // CALL: the tool's results must fit a type
  /// Worth a place in the queue that all workers share by priority; lighter
  /// nodes stay where their inputs are.
  bool heavy;
  Builtin builtin;      // APPLY
  uint32_t readyCount;  // number of predecessors; Plan::readyCounts has it, too
  Range operands;       // Plan::operands
  Range successors;     // Plan::successors, least urgent first
  Range acquires;       // Plan::acquires, by resource
  Range regions;        // Plan::regions
  uint32_t firstResult; // slot
  uint32_t numResults;
  /// CALL: Plan::calls; FORMAT: Plan::templates; CAST: Plan::types; MAP: the
  /// width limit (0: none); FOR, WHILE: the number of carried values.
  uint32_t payload;
  Range names;       // RECORD: Plan::names; GET: Plan::path
  uint32_t location; // Plan::locations
  static constexpr uint32_t noLabel = UINT32_MAX;
  uint32_t label = noLabel; // Plan::strings
  double priority;          // larger runs first
  uint64_t costNs;
};

/// What a CALL calls. Operand i is the argument parameters[i] of the tool.
struct CallInfo {
  uint32_t tool;
  Policy policy;
  std::vector<uint32_t> arguments; // parameters of the tool, one per operand
  /// The object of all arguments if each is a constant and it is not large,
  /// else null.
  Value constantArguments;
};

struct Region {
  uint32_t numArgs;
  uint32_t numSlots;
  Range nodes;       // Plan::nodes
  Range yields;      // Plan::operands
  Range sources;     // Plan::successors: the nodes without predecessors, least
                     // urgent first
  uint32_t numSinks; // nodes without successors
};

struct Resource {
  std::string name;
  uint32_t capacity;    // 0: unlimited
  double ratePerSecond; // 0: unlimited
  uint32_t location;
};

/// In the place of an index into Plan::types: every value fits.
inline constexpr uint32_t anyType = UINT32_MAX;

struct ToolInfo {
  std::string name;
  std::string provider;
  Value config; // object
  std::vector<std::string> parameters;
  Policy policy;
  bool compute;
  bool pure;
  bool writes;
  uint32_t location;
  uint32_t resultType = anyType; // Plan::types: what results must fit
};

struct OutputInfo {
  std::string name;
  Operand value;
  std::string tool;
  uint32_t location;
};

struct Program {
  std::string name;
  uint32_t region;
  std::vector<std::string> parameters;
  std::vector<uint32_t> parameterTypes; // Plan::types: what arguments must fit
  std::vector<OutputInfo> outputs;
  bool failFast;
  double predictedMakespanS;
  double lowerBoundS;
};

struct Plan {
  /// The bytes of the file, for journals; empty if there are more than these.
  static constexpr size_t maxKeptBytes = size_t(256) << 20;
  std::string bytes;
  std::string producer;
  std::string sourceFormat;
  std::vector<Value> constants;
  std::vector<Resource> resources;
  std::vector<ToolInfo> tools;
  std::vector<Program> programs; // never empty
  std::vector<std::string> strings;
  std::vector<Location> locations; // entry 0 is unknown
  std::vector<std::string>
      locationNames; // the caller's ids, beside `locations`

  std::vector<Region> regions;
  std::vector<Node> nodes;
  std::vector<uint32_t>
      readyCounts; // of each node: what an instance starts with
  std::vector<Operand> operands;
  std::vector<uint32_t> successors;
  std::vector<Acquire> acquires;
  std::vector<CallInfo> calls;
  std::vector<TextTemplate> templates;
  std::vector<CastType> types;
  std::vector<uint32_t> names;
  std::vector<PathStep> path;

  std::span<const Operand> operandsOf(const Node &node) const {
    return {operands.data() + node.operands.begin, node.operands.size};
  }
  std::span<const Acquire> acquiresOf(const Node &node) const {
    return {acquires.data() + node.acquires.begin, node.acquires.size};
  }
  std::span<const Node> nodesOf(const Region &region) const {
    return {nodes.data() + region.nodes.begin, region.nodes.size};
  }
  std::span<const Operand> yieldsOf(const Region &region) const {
    return {operands.data() + region.yields.begin, region.yields.size};
  }
  /// The program of this name, or null; the first for an empty name.
  const Program *findProgram(std::string_view name) const;
  /// What to say if there is none: NOT_FOUND, with the names that there are.
  Status noProgram(std::string_view name) const;
  /// What messages and traces call the node: 'search', or "format".
  std::string_view labelOf(const Node &node) const;
};

} // namespace hocket

#endif // HOCKET_PLAN_PLAN_H
