// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nodes that own regions: the numbers of arguments and yields fit together.
#include "plan/plan_reader.h"

namespace hocket {

static Status bad(std::string problem) {
  return {HOCKET_CORRUPT, std::move(problem)};
}

Status PlanReader::checkRegion(const plan::v1::Node &from, int region,
                               uint32_t args, uint32_t yields) const {
  std::string name = "region " + std::to_string(region);
  const plan::v1::Region &body = from.regions(region);
  if (body.num_args() != args)
    return bad(name + ": expected " + std::to_string(args) +
               " arguments, found " + std::to_string(body.num_args()));
  if (uint32_t(body.yields_size()) != yields)
    return bad(name + ": expected " + std::to_string(yields) +
               " yields, found " + std::to_string(body.yields_size()));
  return {};
}

static Status checkRegionCount(const plan::v1::Node &from, int expected) {
  if (from.regions_size() == expected)
    return {};
  return bad("expected " + std::to_string(expected) + " regions, found " +
             std::to_string(from.regions_size()));
}

Status PlanReader::readMap(const plan::v1::Node &from, Node &node) {
  HOCKET_RETURN_IF_ERROR(checkRegionCount(from, 1));
  HOCKET_RETURN_IF_ERROR(checkOperandCount(from, 1, UINT32_MAX));
  HOCKET_RETURN_IF_ERROR(checkResults(from, 0, 1));
  node.payload = from.width_limit();
  // The element and its index take the list's place.
  uint32_t captures = uint32_t(from.operands_size()) - 1;
  uint32_t yields = uint32_t(from.regions(0).yields_size());
  if (yields > 1 || yields < from.num_results())
    return bad("region 0: expected " +
               std::string(from.num_results() ? "1 yield" : "0 to 1 yields") +
               ", found " + std::to_string(yields));
  return checkRegion(from, 0, captures + 2, yields);
}

Status PlanReader::readIf(const plan::v1::Node &from) const {
  HOCKET_RETURN_IF_ERROR(checkRegionCount(from, 2));
  HOCKET_RETURN_IF_ERROR(checkOperandCount(from, 1, UINT32_MAX));
  uint32_t captures = uint32_t(from.operands_size()) - 1;
  HOCKET_RETURN_IF_ERROR(checkRegion(from, 0, captures, from.num_results()));
  return checkRegion(from, 1, captures, from.num_results());
}

Status PlanReader::readFor(const plan::v1::Node &from, Node &node) {
  HOCKET_RETURN_IF_ERROR(checkRegionCount(from, 1));
  if (from.num_inits() > uint32_t(from.operands_size()))
    return bad(std::to_string(from.num_inits()) + " carried values, but " +
               std::to_string(from.operands_size()) + " operands");
  HOCKET_RETURN_IF_ERROR(
      checkOperandCount(from, 3 + from.num_inits(), UINT32_MAX));
  HOCKET_RETURN_IF_ERROR(
      checkResults(from, from.num_inits(), from.num_inits()));
  node.payload = from.num_inits();
  // The induction variable takes the place of the three bounds.
  uint32_t args = uint32_t(from.operands_size()) - 2;
  return checkRegion(from, 0, args, from.num_inits());
}

Status PlanReader::readWhile(const plan::v1::Node &from, Node &node) {
  HOCKET_RETURN_IF_ERROR(checkRegionCount(from, 2));
  if (from.num_inits() > uint32_t(from.operands_size()))
    return bad(std::to_string(from.num_inits()) + " carried values, but " +
               std::to_string(from.operands_size()) + " operands");
  node.payload = from.num_inits();
  uint32_t captures = uint32_t(from.operands_size()) - from.num_inits();
  HOCKET_RETURN_IF_ERROR(checkRegion(from, 0, from.num_inits() + captures,
                                     from.num_results() + 1));
  return checkRegion(from, 1, from.num_results() + captures, from.num_inits());
}

} // namespace hocket
