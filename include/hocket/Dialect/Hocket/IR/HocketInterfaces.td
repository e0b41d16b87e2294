// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Interfaces of the dialect's attributes. TableGen generates an interface only
// from the file that defines it.

#ifndef HOCKET_DIALECT_HOCKET_IR_HOCKETINTERFACES_TD
#define HOCKET_DIALECT_HOCKET_IR_HOCKETINTERFACES_TD

include "mlir/IR/Interfaces.td"

def Hocket_ProviderAttrInterface : AttrInterface<"ProviderAttrInterface"> {
  let cppNamespace = "::mlir::hocket";
  let description = "Who carries out a tool's calls, and what it needs to know for that.";
  let methods = [
    InterfaceMethod<"The provider's name in a plan file.", "::llvm::StringRef", "getScheme">,
    InterfaceMethod<"The configuration as a JSON object, in a stable order of members.",
                    "std::string", "getConfigJson">];
}

#endif // HOCKET_DIALECT_HOCKET_IR_HOCKETINTERFACES_TD
