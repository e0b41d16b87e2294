// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Declarations: resources and tools.

#ifndef HOCKET_DIALECT_HOCKET_IR_HOCKETSYMBOLOPS_TD
#define HOCKET_DIALECT_HOCKET_IR_HOCKETSYMBOLOPS_TD

include "hocket/Dialect/Hocket/IR/HocketAttrs.td"
include "hocket/Dialect/Hocket/IR/HocketTypes.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/CommonAttrConstraints.td"
include "mlir/IR/SymbolInterfaces.td"

def Hocket_ResourceOp : Hocket_Op<"resource", [Symbol, HasParent<"::mlir::ModuleOp">]> {
  let summary = "declares something that tools read or write";
  let description = [{
    A resource is a piece of state (a file system, a database, an account) or a
    limited good (an API quota, a GPU). `capacity` is how many calls may touch it at
    once, 1 being mutual exclusion (L1); `rate` is how many calls may start per
    second (L2).

    Example:

    ```mlir
    hocket.resource @fs
    hocket.resource @web capacity 8 rate 5.0
    hocket.resource private @gpu0 capacity 1
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       OptionalAttr<StrAttr>:$sym_visibility,
                       OptionalAttr<I64Attr>:$capacity,
                       OptionalAttr<F64Attr>:$rate);
  let assemblyFormat = [{
    custom<Declared>($sym_visibility, $sym_name)
    (`capacity` $capacity^)? (`rate` $rate^)? attr-dict
  }];
  let hasVerifier = 1;
}

def Hocket_ToolOp : Hocket_Op<"tool", [
    Symbol, HasParent<"::mlir::ModuleOp">, DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "declares a tool that programs can call";
  let description = [{
    A tool has named parameters, a result, effects, and a provider that carries
    out its calls. `effects` lists what it reads and writes; `pure` says that it
    touches nothing; without either it is assumed to read and write everything (E4).
    `total` promises that it never fails, `compute` that it computes rather than
    waits. What a tool gives must fit the result type, or the call fails (T8).
    A `?` marks a parameter that calls may leave out. An effect may be narrowed by
    a parameter: `writes @fs[path]` touches only the part of `@fs` that `path`
    names.

    Example:

    ```mlir
    hocket.resource @web capacity 8
    hocket.resource @fs
    hocket.tool @search(query: !hocket.string, limit?: i64) -> !hocket.string
        effects [reads @web] provider #hocket.mcp<server = "wiki", tool = "search">
        policy #hocket.policy<timeout = "5s", retry = 3, idempotent>
        cost #hocket.cost<0.61>
    hocket.tool @write_file(path: !hocket.string, text: !hocket.string) -> i64
        effects [writes @fs[path]] provider #hocket.builtin<"fs.write">
    hocket.tool private @sqrt(x: f64) -> f64 pure compute provider #hocket.native<"sqrt">
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       OptionalAttr<StrAttr>:$sym_visibility,
                       TypedArrayAttrBase<Hocket_ParamAttr, "parameters">:$params,
                       TypeAttr:$result_type,
                       OptionalAttr<TypedArrayAttrBase<Hocket_EffectAttr, "effects">>:$effects,
                       UnitAttr:$total,
                       UnitAttr:$compute,
                       OptionalAttr<Hocket_ProviderAttrInterface>:$provider,
                       OptionalAttr<Hocket_PolicyAttr>:$policy,
                       OptionalAttr<Hocket_CostAttr>:$cost,
                       OptionalAttr<Hocket_TextAttr>:$doc);
  let assemblyFormat = [{
    custom<Declared>($sym_visibility, $sym_name) `` custom<Params>($params) `->` $result_type
    `` custom<Effects>($effects) (`total` $total^)? (`compute` $compute^)?
    (`provider` $provider^)? (`policy` $policy^)? (`cost` $cost^)? (`doc` $doc^)?
    attr-dict
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// Touches no resource.
    bool isPure() { return getEffects() && getEffects()->empty(); }
    /// May change a resource; without declared effects, it may.
    bool mayWrite();
    ::mlir::hocket::ParamAttr getParam(unsigned index) {
      return ::llvm::cast<::mlir::hocket::ParamAttr>(getParams()[index]);
    }
    /// Position of the parameter of this name.
    std::optional<unsigned> findParam(::llvm::StringRef name);
  }];
}

#endif // HOCKET_DIALECT_HOCKET_IR_HOCKETSYMBOLOPS_TD
