// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What all tasks have in common.

#ifndef HOCKET_DIALECT_PLAN_IR_PLANINTERFACES_TD
#define HOCKET_DIALECT_PLAN_IR_PLANINTERFACES_TD

include "hocket/Dialect/Plan/IR/PlanAttrs.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/IR/SymbolInterfaces.td"

def Plan_TaskOpInterface : OpInterface<"TaskOpInterface"> {
  let cppNamespace = "::mlir::hocket::plan";
  let description = [{
    An operation that becomes a node of the task graph. Every operand except the
    tokens in `after` is a value that the node takes, in the order of the plan
    schema; the last result may be a token, which exists only if something uses it.
  }];
  let methods = [
    InterfaceMethod<"The tokens to wait for.", "::mlir::Operation::operand_range", "getAfter">,
    InterfaceMethod<"The tokens to wait for, to change them.", "::mlir::MutableOperandRange", "getAfterMutable">,
    InterfaceMethod<"The token, or null.", "::mlir::Value", "getToken">,
    InterfaceMethod<"Upward rank in seconds, or null.", "::mlir::FloatAttr", "getPriorityAttr">,
    InterfaceMethod<"Where it runs, or null for the default.", "::mlir::hocket::plan::QueueAttr", "getQueueAttr">,
    InterfaceMethod<"Its failure ends the program at this point.", "bool", "getOrdered">,
    InterfaceMethod<"Its failure counts only where its value is used.", "bool", "getEarly">,
    InterfaceMethod<"Expected seconds, or null.", "::mlir::FloatAttr", "getCostAttr">,
    InterfaceMethod<"What it holds while it runs, or null.", "::mlir::ArrayAttr", "getAcquiresAttr">,
    InterfaceMethod<"Name for traces and errors, or null.", "::mlir::StringAttr", "getLabelAttr">];
  let extraClassDeclaration = [{
    /// The operands that are values, in the order of the plan schema.
    ::mlir::OperandRange getValueOperands();
    /// The results that are values.
    ::mlir::ResultRange getValueResults();
    /// Where it runs.
    ::mlir::hocket::plan::Queue getQueueOrDefault();
  }];
  let verify = [{ return ::mlir::hocket::plan::detail::verifyTask($_op); }];
}

/// The clauses that every task can have, after what is its own.
class Plan_TaskOp<string mnemonic, dag inputs, dag values, list<Trait> traits = [],
                  list<string> asmMethods = ["getAsmResultNames"]>
    : Plan_Op<mnemonic, !listconcat([
        DeclareOpInterfaceMethods<OpAsmOpInterface, asmMethods>,
        DeclareOpInterfaceMethods<SymbolUserOpInterface>, Plan_TaskOpInterface], traits)> {
  let arguments = !con(inputs, (ins
      Variadic<Plan_Token>:$after,
      OptionalAttr<F64Attr>:$priority,
      OptionalAttr<Plan_QueueAttr>:$queue,
      UnitAttr:$ordered,
      UnitAttr:$early,
      OptionalAttr<F64Attr>:$cost,
      OptionalAttr<TypedArrayAttrBase<Plan_AcquireAttr, "list of what is acquired">>:$acquires,
      OptionalAttr<StrAttr>:$label));
  let results = !con(values, (outs Optional<Plan_Token>:$token));

  string clauseOperands = "$after, $priority, $queue, $ordered, $early, $cost, $acquires, $label";
  string clauses = "`` custom<Clauses>(" # clauseOperands # ", type($token), \"" # !size(values) # "\") attr-dict";

  let extraClassDefinition = [{
    void $cppClass::getAsmResultNames(::mlir::OpAsmSetValueNameFn setNameFn) {
      ::mlir::hocket::plan::detail::nameToken(getToken(), setNameFn);
    }
    ::llvm::LogicalResult $cppClass::verifySymbolUses(::mlir::SymbolTableCollection &tables) {
      return ::mlir::hocket::plan::detail::verifyTaskSymbols(*this, tables);
    }
  }];
}

#endif // HOCKET_DIALECT_PLAN_IR_PLANINTERFACES_TD
