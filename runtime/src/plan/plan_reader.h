// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Verifies a plan message and turns it into flat arrays. Whatever the executor
// relies on is checked here, so that execution needs no checks.
#ifndef HOCKET_PLAN_PLAN_READER_H
#define HOCKET_PLAN_PLAN_READER_H

#include "plan/container.h"
#include "plan/plan.h"
#include "schema/plan.pb.h"

#include <unordered_map>

namespace hocket {

class PlanReader {
public:
  /// A program's body counts.
  static constexpr unsigned maxRegionDepth = 32;
  static constexpr uint32_t maxNodes = 1u << 26;

  PlanReader(const plan::v1::Plan &in, const Container &container, Plan &out)
      : in(in), container(container), out(out) {}
  Status read();

private:
  // read_tables.cpp
  Status readLocations();
  Status readConstants();
  Status readResources();
  Status readTools();
  /// Adds the type that the text says; `feature` must be among the file's.
  Status readType(const std::string &text, uint64_t feature,
                  const std::string &place, const char *what, uint32_t &type);
  Status readParameterTypes(const plan::v1::Program &from,
                            const std::string &place, Program &program);
  Status readPrograms();
  Status readOutputs(const plan::v1::Program &from, Program &program);

  // read_region.cpp
  Status readRegion(const plan::v1::Region &from, std::string place,
                    unsigned depth, uint32_t regionIndex);
  Status readEdges(const plan::v1::Region &from, const std::string &place,
                   uint32_t firstNode);
  Status checkSlots(const plan::v1::Region &from, const std::string &place);
  Status checkDataEdges(const plan::v1::Region &from, const std::string &place);
  void sortByUrgency(uint32_t firstNode, Range successors);

  // read_node.cpp
  // Errors carry the problem only; the caller adds the place.
  Status readNode(const plan::v1::Node &from, Node &node);
  Status readBody(const plan::v1::Node &from, Node &node);
  Status checkOperandCount(const plan::v1::Node &from, uint32_t least,
                           uint32_t most) const;
  Status checkResults(const plan::v1::Node &from, uint32_t least,
                      uint32_t most) const;
  Status checkRegion(const plan::v1::Node &from, int region, uint32_t args,
                     uint32_t yields) const;
  Status readMap(const plan::v1::Node &from, Node &node);
  Status readIf(const plan::v1::Node &from) const;
  Status readFor(const plan::v1::Node &from, Node &node);
  Status readWhile(const plan::v1::Node &from, Node &node);
  Status readCall(const plan::v1::Node &from, Node &node);
  Value constantArguments(const Node &node, const CallInfo &info);
  Status readFormat(const plan::v1::Node &from, Node &node);
  Status readRecord(const plan::v1::Node &from, Node &node);
  Status readPath(const plan::v1::Node &from, Node &node);
  Status readCast(const plan::v1::Node &from, Node &node);
  Status readAcquires(const plan::v1::Node &from, Node &node);

  Status corrupt(const std::string &place, std::string problem) const;
  Status incompatible(const std::string &place, std::string problem) const;
  Policy readPolicy(const plan::v1::Policy &from) const;

  const plan::v1::Plan &in;
  const Container &container;
  Plan &out;
  std::unordered_map<uint32_t, uint32_t> templates; // of strings
  size_t constantBytes = 0; // of names in prepared arguments
};

} // namespace hocket

#endif // HOCKET_PLAN_PLAN_READER_H
