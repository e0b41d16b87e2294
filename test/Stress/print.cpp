// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "program.h"

namespace hocket::stress {

namespace {

class Printer {
public:
  Printer(std::string &out, unsigned &line) : out(out), line(line) {}

  void print(Program &program) {
    emit("func.func @" + program.name + "() -> i64 {");
    print(program.body);
    for (unsigned output : program.outputs)
      emit("hocket.output \"" + std::to_string(output) + "\" " + v(output) +
           " : i64");
    emit("return " + v(program.body.yield) + " : i64");
    emit("}");
  }

private:
  static std::string v(unsigned value) { return "%v" + std::to_string(value); }

  void emit(const std::string &text) {
    out += text + '\n';
    ++line;
  }

  std::string constant(int64_t value) {
    std::string name = "%c" + std::to_string(temporaries++);
    emit(name + " = hocket.constant " + std::to_string(value) + " : i64");
    return name;
  }

  std::string apply(const std::string &function, const std::string &operands,
                    unsigned count) {
    std::string name = "%t" + std::to_string(temporaries++);
    emit(name + " = " + application(function, operands, count, "i64"));
    return name;
  }

  static std::string application(const std::string &function,
                                 const std::string &operands, unsigned count,
                                 const std::string &result) {
    std::string types;
    for (unsigned i = 0; i < count; ++i)
      types += i ? ", i64" : "i64";
    return "hocket.apply " + function + "(" + operands + ") : (" + types +
           ") -> " + result;
  }

  void print(Block &block) {
    for (Op &op : block.ops)
      print(op);
  }

  void printCall(Op &op) {
    const ToolInfo &info = toolInfo(op.tool);
    std::string operands, types;
    for (unsigned operand : op.operands) {
      operands += (operands.empty() ? "" : ", ") + v(operand);
      types += types.empty() ? "i64" : ", i64";
    }
    emit(v(op.result) + " = hocket.call @" + info.name + "(" + operands + ")" +
         (op.unordered ? " unordered" : "") + " : (" + types + ") -> i64");
    op.line = line;
  }

  void printIf(Op &op) {
    std::string condition = "%t" + std::to_string(temporaries++);
    emit(condition + " = " +
         application("lt", v(op.operands[0]) + ", " + v(op.operands[1]), 2,
                     "i1"));
    emit(v(op.result) + " = scf.if " + condition + " -> (i64) {");
    print(op.blocks[0]);
    emit("scf.yield " + v(op.blocks[0].yield) + " : i64");
    emit("} else {");
    print(op.blocks[1]);
    emit("scf.yield " + v(op.blocks[1].yield) + " : i64");
    emit("}");
  }

  void printFor(Op &op) {
    std::string lower = constant(0), upper = constant(op.literal),
                step = constant(1);
    Block &body = op.blocks[0];
    emit(v(op.result) + " = scf.for " + v(body.arguments[0]) + " = " + lower +
         " to " + upper + " step " + step + " iter_args(" +
         v(body.arguments[1]) + " = " + v(op.operands[0]) +
         ") -> (i64) : i64 {");
    print(body);
    emit("scf.yield " + v(body.yield) + " : i64");
    emit("}");
  }

  void printWhile(Op &op) {
    std::string zero = constant(0), limit = constant(op.literal),
                one = constant(1);
    Block &body = op.blocks[0];
    std::string loop = "%w" + std::to_string(op.result);
    emit(loop + ":2 = scf.while (%i = " + zero + ", %x = " + v(op.operands[0]) +
         ") : (i64, i64) -> (i64, i64) {");
    emit("%more = " + application("lt", "%i, " + limit, 2, "i1"));
    emit("scf.condition(%more) %i, %x : i64, i64");
    emit("} do {");
    emit("^bb0(" + v(body.arguments[0]) + ": i64, " + v(body.arguments[1]) +
         ": i64):");
    print(body);
    std::string next = apply("add", v(body.arguments[0]) + ", " + one, 2);
    emit("scf.yield " + next + ", " + v(body.yield) + " : i64, i64");
    emit("}");
    // A name of its own for the second result.
    emit(v(op.result) + " = " +
         application("max", loop + "#1, " + zero, 2, "i64"));
  }

  void printMap(Op &op) {
    std::string list = "%l" + std::to_string(op.result), operands, types;
    for (unsigned operand : op.operands) {
      operands += (operands.empty() ? "" : ", ") + v(operand);
      types += types.empty() ? " : i64" : ", i64";
    }
    emit(list + " = hocket.list [" + operands + "]" + types);
    std::string from = op.operands.empty() ? "!hocket.list<!hocket.json>"
                                           : "!hocket.list<i64>";
    if (op.operands.empty()) {
      emit(list + "i = hocket.cast " + list + " : " + from +
           " -> !hocket.list<i64>");
      list += "i";
    }
    Block &body = op.blocks[0];
    emit(list + "m = hocket.map (" + v(body.arguments[0]) + ", " +
         v(body.arguments[1]) + ") in " + list +
         (op.literal ? " width " + std::to_string(op.literal) : "") +
         " : !hocket.list<i64> -> !hocket.list<i64> {");
    print(body);
    emit("hocket.yield " + v(body.yield) + " : i64");
    emit("}");
    std::string sum = list + "s";
    emit(sum + " = hocket.apply sum(" + list +
         "m) : (!hocket.list<i64>) -> i64");
    std::string bound = constant(modulus);
    emit(v(op.result) + " = " +
         application("mod", sum + ", " + bound, 2, "i64"));
  }

  void print(Op &op) {
    switch (op.kind) {
    case OpKind::Constant:
      emit(v(op.result) + " = hocket.constant " + std::to_string(op.literal) +
           " : i64");
      break;
    case OpKind::Call:
      printCall(op);
      break;
    case OpKind::Mix: {
      std::string product =
          apply("mul", v(op.operands[0]) + ", " + constant(op.literal), 2);
      std::string sum = apply("add", product + ", " + v(op.operands[1]), 2);
      std::string bound = constant(modulus);
      emit(v(op.result) + " = " +
           application("mod", sum + ", " + bound, 2, "i64"));
      break;
    }
    case OpKind::Divide:
      emit(v(op.result) + " = " +
           application("floordiv", v(op.operands[0]) + ", " + v(op.operands[1]),
                       2, "i64"));
      op.line = line;
      break;
    case OpKind::Spread: {
      std::string five = constant(5);
      emit(v(op.result) + " = " +
           application("mod", v(op.operands[0]) + ", " + five, 2, "i64"));
      break;
    }
    case OpKind::If:
      printIf(op);
      break;
    case OpKind::For:
      printFor(op);
      break;
    case OpKind::While:
      printWhile(op);
      break;
    case OpKind::Map:
      printMap(op);
      break;
    }
  }

  std::string &out;
  unsigned &line;
  unsigned temporaries = 0;
};

} // namespace

void print(Program &program, std::string &out, unsigned &line) {
  Printer(out, line).print(program);
}

} // namespace hocket::stress
