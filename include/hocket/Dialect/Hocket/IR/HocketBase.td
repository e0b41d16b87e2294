// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The hocket dialect.

#ifndef HOCKET_DIALECT_HOCKET_IR_HOCKETBASE_TD
#define HOCKET_DIALECT_HOCKET_IR_HOCKETBASE_TD

include "mlir/IR/OpBase.td"

def Hocket_Dialect : Dialect {
  let name = "hocket";
  let cppNamespace = "::mlir::hocket";
  let summary = "Programs of tool calls and model generations";
  let description = [{
    The source level of Hocket: tools with declared effects, calls of them, the
    JSON values that flow between calls, and the control structure that upstream
    dialects lack. Programs are `func.func`, control flow is `scf`.

    The meaning of a function is what running its operations one after another,
    in the order of the text, would do. A call marked `unordered` is ordered
    only by its operands.
  }];
  let dependentDialects = ["::mlir::func::FuncDialect", "::mlir::scf::SCFDialect", "::mlir::arith::ArithDialect"];
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let extraClassDeclaration = [{
    void registerTypes();
    void registerAttributes();
  }];
  let hasOperationAttrVerify = 1;
  let hasRegionArgAttrVerify = 1;
  let hasRegionResultAttrVerify = 1;
}

class Hocket_Op<string mnemonic, list<Trait> traits = []>
    : Op<Hocket_Dialect, mnemonic, traits>;

#endif // HOCKET_DIALECT_HOCKET_IR_HOCKETBASE_TD
