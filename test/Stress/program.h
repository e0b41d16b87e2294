// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random programs over the tools of world.h. The same object is printed as MLIR
// for the compiler and executed, one operation after another, by interpret().
#ifndef HOCKET_TEST_STRESS_PROGRAM_H
#define HOCKET_TEST_STRESS_PROGRAM_H

#include "world.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hocket::stress {

struct Block;

enum class OpKind {
  Constant, // result = literal
  Call,     // result = tool(operands)
  Mix,      // result = (operands[0] * literal + operands[1]) mod 997
  Divide,   // result = operands[0] // operands[1]; fails on zero
  Spread,   // result = operands[0] mod 5: a key that only the run knows
  If,       // operands[0] < operands[1] ? blocks[0] : blocks[1]
  For,      // literal times blocks[0](iteration, carried), from operands[0]
  While,    // blocks[0](counter, carried) while counter < literal, from
            // operands[0]
  Map, // sum of blocks[0](element, index) over the list of the operands, mod
       // 997
};

struct Op {
  explicit Op(OpKind kind);

  OpKind kind;
  unsigned result = 0; // a number of its own in the program
  int64_t literal = 0;
  ToolId tool = ToolId::Pure;
  bool unordered = false;
  std::vector<unsigned> operands;
  std::vector<Block> blocks;
  unsigned line = 0; // in the text; set by print()
};

struct Block {
  std::vector<unsigned> arguments;
  std::vector<Op> ops;
  unsigned yield = 0;
};

inline Op::Op(OpKind kind) : kind(kind) {}

struct Program {
  std::string name;
  Block body;                    // yields the result; no arguments
  std::vector<unsigned> outputs; // values of the body made visible
  unsigned numValues = 0;
};

/// A program of about `size` operations, counted as often as they run.
Program generate(const std::string &name, uint64_t seed, unsigned size);

/// Appends the program to a module whose text is `out`.
void print(Program &program, std::string &out, unsigned &line);

struct Failure {
  hocket_code_t code;
  std::string message;
  unsigned line;
};

/// What the sequential meaning says of a program.
struct Outcome {
  std::unique_ptr<Failure> failure;
  int64_t result = 0; // without failure
  struct Output {
    bool reached = false; // by the sequential run
    std::unique_ptr<Failure> failure;
    int64_t value = 0;
  };
  std::vector<Output> outputs;
};

/// Executes the program in the order of its text on `world`, which changes.
Outcome interpret(const Program &program, World &world);

} // namespace hocket::stress

#endif // HOCKET_TEST_STRESS_PROGRAM_H
