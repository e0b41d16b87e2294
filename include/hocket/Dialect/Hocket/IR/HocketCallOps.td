// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of tools, and the control that surrounds them.

#ifndef HOCKET_DIALECT_HOCKET_IR_HOCKETCALLOPS_TD
#define HOCKET_DIALECT_HOCKET_IR_HOCKETCALLOPS_TD

include "hocket/Dialect/Hocket/IR/HocketAttrs.td"
include "hocket/Dialect/Hocket/IR/HocketTypes.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/CallInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/LoopLikeInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Hocket_CallOp : Hocket_Op<"call", [
    CallOpInterface,
    DeclareOpInterfaceMethods<SymbolUserOpInterface>,
    DeclareOpInterfaceMethods<MemoryEffectsOpInterface>,
    DeclareOpInterfaceMethods<ConditionallySpeculatable>]> {
  let summary = "calls a tool";
  let description = [{
    Arguments are positional, or named, in which case any optional parameter can
    be left out. The effects are those that the tool declares (E1, E4). An
    `unordered` call keeps no order with other calls except through its operands:
    the program's source has said that they are independent (S3). An `early` call
    has been moved before its place in the program; its failure counts only where
    its result is used (F3). `cost` takes the place of the tool's, and what `policy` says that of the
    tool's policy;
    `transfer` gives, for each operand, the seconds it takes to move it to another
    processor.

    Example:

    ```mlir
    hocket.resource @web
    hocket.tool @search(query: !hocket.string, limit?: i64, site?: !hocket.string) -> !hocket.json
        effects [reads @web]
    func.func @f(%q: !hocket.string) -> !hocket.json {
      %0 = hocket.call @search(%q) : (!hocket.string) -> !hocket.json
      %1 = hocket.call @search(query = %q, site = %q) unordered
          : (!hocket.string, !hocket.string) -> !hocket.json
      %2 = hocket.call @search(%q) {cost = #hocket.cost<2.5>} : (!hocket.string) -> !hocket.json
      return %2 : !hocket.json
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee,
                       Variadic<Hocket_Value>:$arguments,
                       OptionalAttr<StrArrayAttr>:$arg_names,
                       UnitAttr:$unordered,
                       UnitAttr:$early,
                       OptionalAttr<Hocket_PolicyAttr>:$policy,
                       OptionalAttr<Hocket_CostAttr>:$cost,
                       OptionalAttr<DenseF64ArrayAttr>:$transfer);
  let results = (outs Hocket_Value:$result);
  let assemblyFormat = [{
    $callee `` custom<CallArguments>($arguments, $arg_names)
    (`unordered` $unordered^)? (`early` $early^)? attr-dict
    `:` functional-type($arguments, $result)
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// The declaration that the callee names, or null.
    ::mlir::hocket::ToolOp getTool();
    /// Positions in the tool's parameter list of the operands.
    ::llvm::SmallVector<unsigned> getParamIndices(::mlir::hocket::ToolOp tool);
    /// The operand for the parameter of this name, or null if it is left out.
    ::mlir::Value getArgument(::mlir::hocket::ToolOp tool, ::llvm::StringRef param);

    // CallOpInterface.
    ::mlir::CallInterfaceCallable getCallableForCallee() { return getCalleeAttr(); }
    void setCalleeFromCallable(::mlir::CallInterfaceCallable callee) {
      setCalleeAttr(::llvm::cast<::mlir::FlatSymbolRefAttr>(::llvm::cast<::mlir::SymbolRefAttr>(callee)));
    }
    ::mlir::Operation::operand_range getArgOperands() { return getArguments(); }
    ::mlir::MutableOperandRange getArgOperandsMutable() { return getArgumentsMutable(); }
    ::mlir::ArrayAttr getArgAttrsAttr() { return nullptr; }
    ::mlir::ArrayAttr getResAttrsAttr() { return nullptr; }
    void setArgAttrsAttr(::mlir::ArrayAttr) {}
    void setResAttrsAttr(::mlir::ArrayAttr) {}
    ::mlir::Attribute removeArgAttrsAttr() { return nullptr; }
    ::mlir::Attribute removeResAttrsAttr() { return nullptr; }
  }];
}

def Hocket_ApproveOp : Hocket_Op<"approve", [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "continues only if a person agrees";
  let description = [{
    Shows the question, and the subject if there is one, to a person. If the
    answer is no, the operation fails, and with it everything that comes after.
    Nothing crosses it in either direction (S5).

    Example:

    ```mlir
    func.func @f(%question: !hocket.string, %draft: !hocket.json) {
      hocket.approve %question
      hocket.approve %question about %draft : !hocket.json
      return
    }
    ```
  }];
  let arguments = (ins Hocket_StringType:$question, Optional<Hocket_Value>:$subject);
  let assemblyFormat = "$question (`about` $subject^ `:` type($subject))? attr-dict";
}

def Hocket_MapOp : Hocket_Op<"map", [
    SingleBlockImplicitTerminator<"::mlir::hocket::YieldOp">, RecursiveMemoryEffects,
    DeclareOpInterfaceMethods<ConditionallySpeculatable>,
    DeclareOpInterfaceMethods<LoopLikeOpInterface>]> {
  let summary = "applies its body to every element of a list";
  let description = [{
    The length is known only at run time. In the sequential meaning the elements
    are taken in order; the results keep that order (S6). `width` limits how many
    elements are in flight at once (L3). The body has the element and its index
    (from 0) and yields one value. Over a `json` value that turns out to be no
    list the operation fails.

    Example:

    ```mlir
    hocket.tool @search(query: !hocket.string) -> !hocket.json effects []
    func.func @f(%names: !hocket.list<!hocket.string>) -> !hocket.list<!hocket.json> {
      %0 = hocket.map (%name, %index) in %names width 8 : !hocket.list<!hocket.string> -> !hocket.list<!hocket.json> {
        %1 = hocket.call @search(%name) : (!hocket.string) -> !hocket.json
        hocket.yield %1 : !hocket.json
      }
      return %0 : !hocket.list<!hocket.json>
    }
    ```
  }];
  let arguments = (ins Hocket_Value:$list, OptionalAttr<I64Attr>:$width);
  let results = (outs Hocket_ListType:$result);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
}

def Hocket_YieldOp : Hocket_Op<"yield", [
    Terminator, Pure, ReturnLike, HasParent<"::mlir::hocket::MapOp">]> {
  let summary = "ends the body of a map with its value";
  let description = [{
    Example:

    ```mlir
    func.func @f(%rows: !hocket.list<!hocket.json>) {
      %0 = hocket.map (%row, %index) in %rows : !hocket.list<!hocket.json> -> !hocket.list<i64> {
        hocket.yield %index : i64
      }
      return
    }
    ```
  }];
  let arguments = (ins Variadic<Hocket_Value>:$values);
  let assemblyFormat = "attr-dict ($values^ `:` type($values))?";
  let builders = [OpBuilder<(ins), "">];
}

def Hocket_OutputOp : Hocket_Op<"output", [
    HasParent<"::mlir::func::FuncOp">, DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "makes a value visible to the program's caller";
  let description = [{
    The value, or its failure, is reported under the caller's own name for it,
    such as the id of the tool call that asked for it. A failure does not keep
    other outputs from being reported (F8). Names are unique in a block.

    Example:

    ```mlir
    func.func @f(%v: !hocket.json) {
      hocket.output "call_8Xw3" %v : !hocket.json
      hocket.output "call_9Yt1" of "search" %v : !hocket.json
      return
    }
    ```
  }];
  let arguments = (ins Hocket_TextAttr:$name, OptionalAttr<Hocket_TextAttr>:$tool,
                       Hocket_Value:$value);
  let assemblyFormat = "$name (`of` $tool^)? $value attr-dict `:` type($value)";
  let hasVerifier = 1;
}

#endif // HOCKET_DIALECT_HOCKET_IR_HOCKETCALLOPS_TD
