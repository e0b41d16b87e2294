// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random graphs of calls and computations, and what is known of them.
#ifndef HOCKET_CONFORMANCE_DEVICE_GRAPHS_H
#define HOCKET_CONFORMANCE_DEVICE_GRAPHS_H

#include "device_conformance.h"

namespace hocket::testing {

class Graph {
public:
  enum class Nodes {
    Mixed,     // calls of every kind of tool, computations, joins
    Failing,   // the same, and some nodes that fail
    Computing, // calls that take a processor for some seconds
  };
  /// The same for the same seed, everywhere. A node follows up to three nodes,
  /// which are among the `locality` before it.
  Graph(Nodes kind, unsigned seed, uint32_t size, uint32_t locality);

  /// Adds the nodes to a body that is empty. Calls are labelled "n" and their
  /// number; failing nodes stand on the lines 1 to the number of nodes.
  void addTo(PlanBuilder &builder, RegionBuilder &body,
             const Tools &tools) const;

  // Of graphs that compute:

  /// The labels in the order in which one processor has to start them.
  std::vector<std::string> orderOnOneProcessor() const;
  /// Seconds on the longest path, and of all nodes.
  uint64_t criticalPathS() const;
  uint64_t workS() const;

  enum class Kind { Call, Max, Join, Failure };
  struct Node {
    Kind kind = Kind::Call;
    std::vector<uint32_t> operands; // earlier nodes whose value it takes
    std::vector<uint32_t> after;    // further ones that it follows
    int64_t value = 0;              // how many calls led to it by their values
    unsigned failure = 0;  // the line of the failure that it has instead
    unsigned priority = 0; // no two are equal
    unsigned costS = 0;
  };
  std::vector<Node> nodes;

private:
  const Nodes kind;
};

} // namespace hocket::testing

#endif // HOCKET_CONFORMANCE_DEVICE_GRAPHS_H
