// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random programs in a form of their own, for comparing the executor with a
// sequential interpreter that shares no code with it.
#ifndef HOCKET_EXEC_STRESS_MODEL_H
#define HOCKET_EXEC_STRESS_MODEL_H

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace hocket::stress {

/// An integer, a truth value (as 0 or 1) or a list of integers.
struct Datum {
  int64_t number = 0;
  std::vector<int64_t> list;
  bool isList = false;
  bool operator==(const Datum &) const = default;
};

/// An error as the program's caller sees it.
struct Failure {
  std::string code;
  uint32_t line = 0; // every operation has one of its own
  bool operator==(const Failure &) const = default;
};

/// A constant, or a value of the block.
struct Source {
  bool isConstant = false;
  int64_t constant = 0;
  uint32_t slot = 0;
};

enum class Kind {
  Call,
  Add,
  Divide,
  Modulo,
  Less,
  List,
  Sum,
  Map,
  If,
  For,
  While
};

struct Block;

struct Operation {
  Kind kind;
  std::vector<Source> operands; // as in the plan
  std::vector<Block> blocks;
  uint32_t firstResult = 0;
  uint32_t numResults = 1;
  uint32_t line = 0;
  uint32_t carried = 0; // FOR, WHILE
  bool ordered = false;
  bool early = false;
  uint32_t tool = 0;
  bool typed = false; // the tool declares that it returns integers
  int resource = -1;
  uint32_t width = 0;
  double priority = 0;
  std::set<uint32_t> after; // further operations it waits for
};

struct Block {
  uint32_t numArgs = 0;
  uint32_t numSlots = 0;
  std::vector<Operation> operations;
  std::vector<Source> yields;
};

struct Program {
  Block body;
  std::vector<uint32_t> outputs; // slots
  std::vector<uint32_t> capacities;
};

Program generate(std::mt19937 &random, unsigned size);

/// What a tool says: a number in either form, or what is no number.
struct Answer {
  enum class Form { Integer, Float, Text, Refused };
  Form form;
  int64_t number;
};

/// What a call with these arguments does, whenever and wherever it runs. One in
/// `failureRate` fails; 0: none. Only a typed tool gives anything but integers,
/// and the executor makes integers of what fits.
Answer callAnswer(uint32_t line, const std::vector<int64_t> &arguments,
                  unsigned failureRate, bool typed);

struct Outcome {
  std::optional<Datum> result;
  std::optional<Failure> failure;
  struct Output {
    bool reached = false;
    std::optional<Datum> value;
    std::optional<Failure> failure;
  };
  std::vector<Output> outputs;
  /// Any operation failed that was not `early`, even if it changed nothing.
  bool anyFailure = false;
};

Outcome interpret(const Program &program, unsigned failureRate);

/// The program as a plan file. Tools: "compute", "blocking", "async", and the
/// same with "typed" in front.
std::string toPlan(const Program &program);

} // namespace hocket::stress

#endif // HOCKET_EXEC_STRESS_MODEL_H
