// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Plan files to damage: text in, bytes out, and what the reader says of them.
#ifndef HOCKET_TEST_UNIT_TARGET_PLAN_FIXTURE_H
#define HOCKET_TEST_UNIT_TARGET_PLAN_FIXTURE_H

#include "Container.h"
#include "plan.pb.h"

#include "hocket/Dialect/Plan/IR/Plan.h"
#include "hocket/Target/Plan/Plan.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace mlir::hocket::plan::test {

namespace proto = ::hocket::plan::v1;

class PlanFileTest : public ::testing::Test {
protected:
  PlanFileTest();

  /// The plan file of a module.
  std::string write(StringRef text);
  /// The control data of such a file.
  proto::Plan control(StringRef text);
  /// A plan file with this control data.
  static std::string pack(const proto::Plan &plan, ArrayRef<StringRef> segments = {});
  /// What the reader says of the bytes: the messages, or "" if it takes them.
  std::string read(StringRef bytes);
  std::string read(const proto::Plan &plan) { return read(pack(plan)); }
  /// The module that the reader makes, printed.
  std::string print(StringRef bytes);

  /// A program with a call, a region and an order edge.
  static const char *const sample;
  MLIRContext context;
};

} // namespace mlir::hocket::plan::test

#endif // HOCKET_TEST_UNIT_TARGET_PLAN_FIXTURE_H
