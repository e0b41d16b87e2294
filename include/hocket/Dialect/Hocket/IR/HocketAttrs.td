// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Attributes: constants, effects, parameters, policies, costs, providers.

#ifndef HOCKET_DIALECT_HOCKET_IR_HOCKETATTRS_TD
#define HOCKET_DIALECT_HOCKET_IR_HOCKETATTRS_TD

include "hocket/Dialect/Hocket/IR/HocketBase.td"
include "hocket/Dialect/Hocket/IR/HocketInterfaces.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"

class Hocket_Attr<string name, string attrMnemonic, list<Trait> traits = []>
    : AttrDef<Hocket_Dialect, name, traits> {
  let mnemonic = attrMnemonic;
}

/// Text that leaves the compiler: JSON and protobuf accept UTF-8 alone.
def Hocket_TextAttr : StringBasedAttr<
    CPred<"::llvm::isa<::mlir::StringAttr>($_self) && "
          "::llvm::json::isUTF8(::llvm::cast<::mlir::StringAttr>($_self).getValue())">,
    "text in UTF-8"> {
  let valueType = NoneType;
}

//===----------------------------------------------------------------------===//
// Constants that builtin attributes cannot express
//===----------------------------------------------------------------------===//

def Hocket_NullAttr : Hocket_Attr<"Null", "null"> {
  let summary = "the JSON value null";
  let description = [{
    The constant `null`, of type `!hocket.json`.

    Example:

    ```mlir
    %0 = hocket.constant null : !hocket.json
    %1 = hocket.constant [1, #hocket.null] : !hocket.list<!hocket.json>
    ```
  }];
}

def Hocket_ObjectAttr : Hocket_Attr<"Object", "object"> {
  let summary = "a JSON object constant whose members keep their order";
  let description = [{
    Members are strings, `i1`, `i64` and `f64` numbers, arrays, `#hocket.null`
    and further objects. A builtin dictionary would sort them.

    Example:

    ```mlir
    %0 = hocket.constant [#hocket.object<{city = "Oslo", "zip code" = 150 : i64}>]
    ```
  }];
  let parameters = (ins ArrayRefParameter<"::mlir::hocket::ObjectMember">:$members);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// The member of this name, or null.
    ::mlir::Attribute lookup(::llvm::StringRef name) const;
  }];
}

//===----------------------------------------------------------------------===//
// Effects
//===----------------------------------------------------------------------===//

def Hocket_EffectKind : I32EnumAttr<"EffectKind", "how a tool touches a resource", [
    I32EnumAttrCase<"Reads", 0, "reads">,
    I32EnumAttrCase<"Writes", 1, "writes">]> {
  let cppNamespace = "::mlir::hocket";
}

def Hocket_EffectAttr : Hocket_Attr<"Effect", "effect"> {
  let summary = "one declared effect of a tool";
  let description = [{
    The tool reads or writes a resource, optionally only the part of it that the
    named parameter selects (E1, E3). Two calls conflict if they touch the same
    resource, one of them writes, and their keys may be equal (E2).

    Example: on a tool, and on a function, where an analysis has found it.

    ```mlir
    hocket.resource @fs
    hocket.tool @save(path: !hocket.string) -> i64 effects [writes @fs[path]]
    func.func private @g() attributes {hocket.effects = [#hocket.effect<writes @fs[path]>]}
    ```
  }];
  let parameters = (ins "::mlir::hocket::EffectKind":$kind,
                        "::mlir::FlatSymbolRefAttr":$resource,
                        OptionalParameter<"::mlir::StringAttr">:$key);
  let hasCustomAssemblyFormat = 1;
}

//===----------------------------------------------------------------------===//
// Tool declarations
//===----------------------------------------------------------------------===//

def Hocket_ParamAttr : Hocket_Attr<"Param", "param"> {
  let summary = "a parameter of a tool";
  let description = [{
    A name, a type, whether a call may leave it out, and the values it is limited
    to, if it is an enumeration (T7).

    Example: in a declaration, and as the attribute that the declaration keeps.

    ```mlir
    hocket.tool @far(unit?: !hocket.string in ["km", "mi"]) -> f64 pure
    "hocket.tool"() <{sym_name = "near", result_type = f64,
        params = [#hocket.param<unit?: !hocket.string in ["km", "mi"]>]}> : () -> ()
    ```
  }];
  let parameters = (ins "::mlir::StringAttr":$name, "::mlir::Type":$type, "bool":$optional,
                        OptionalParameter<"::mlir::ArrayAttr">:$values);
  let hasCustomAssemblyFormat = 1;
  let extraClassDeclaration = [{
    /// True if the parameter's enumeration, if it has one, lists the constant.
    /// No verifier asks this: folding must not turn a program that would fail
    /// at a call, if it ever came there, into one that is malformed.
    bool allows(::mlir::Attribute constant) const;
  }];
}

def Hocket_PolicyAttr : Hocket_Attr<"Policy", "policy"> {
  let summary = "how a call is attempted";
  let description = [{
    Each attempt may take `timeout` (units: ns, us, ms, s, m, h), and an idempotent
    call is attempted up to `retry` times more after a failure (L5). Without
    `timeout` the runtime's default holds.

    Example: of a tool, and of one call, whose timeout takes the place of the tool's.

    ```mlir
    hocket.tool @search() -> !hocket.json policy #hocket.policy<timeout = "5s", retry = 3, idempotent>
    func.func @f() {
      %0 = hocket.call @search() {policy = #hocket.policy<timeout = "250ms">} : () -> !hocket.json
      return
    }
    ```
  }];
  let parameters = (ins "uint64_t":$timeoutNs, "unsigned":$retries, "bool":$idempotent);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
}

def Hocket_CostAttr : Hocket_Attr<"Cost", "cost"> {
  let summary = "the expected duration of a call";
  let description = [{
    A duration in seconds, or one for each processor of a heterogeneous target.

    Example:

    ```mlir
    hocket.tool @search() -> !hocket.json cost #hocket.cost<0.61>
    hocket.tool @solve() -> !hocket.json cost #hocket.cost<[14.0, 16.0, 9.0]>
    ```
  }];
  let parameters = (ins "::mlir::DenseF64ArrayAttr":$durations);
  let builders = [AttrBuilder<(ins "::llvm::ArrayRef<double>":$seconds), [{
    return $_get($_ctxt, ::mlir::DenseF64ArrayAttr::get($_ctxt, seconds));
  }]>];
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// 31 years: more than a plan says.
    static constexpr double maxSeconds = 1e9;
    /// One duration, or one for each processor.
    ::llvm::ArrayRef<double> getSeconds() const { return getDurations().asArrayRef(); }
    /// The mean over the processors.
    double getMean() const;
  }];
}

//===----------------------------------------------------------------------===//
// Providers
//===----------------------------------------------------------------------===//

class Hocket_Provider<string name, string mnemonic>
    : Hocket_Attr<name, mnemonic,
        [DeclareAttrInterfaceMethods<Hocket_ProviderAttrInterface>]> {
  let genVerifyDecl = 1;
}

def Hocket_BuiltinProviderAttr : Hocket_Provider<"BuiltinProvider", "builtin"> {
  let summary = "a tool that the runtime contains";
  let description = [{
    Example:

    ```mlir
    hocket.tool @read(path: !hocket.string) -> !hocket.string provider #hocket.builtin<"fs.read">
    ```
  }];
  let parameters = (ins "::mlir::StringAttr":$name);
  let assemblyFormat = "`<` $name `>`";
}

def Hocket_NativeProviderAttr : Hocket_Provider<"NativeProvider", "native"> {
  let summary = "a function that the embedding program registers";
  let description = [{
    Example:

    ```mlir
    hocket.tool @lookup(id: i64) -> !hocket.json provider #hocket.native<"lookup_customer">
    ```
  }];
  let parameters = (ins "::mlir::StringAttr":$name);
  let assemblyFormat = "`<` $name `>`";
}

def Hocket_ProcessProviderAttr : Hocket_Provider<"ProcessProvider", "process"> {
  let summary = "a program: JSON on standard input, JSON on standard output";
  let description = [{
    The command is a program and its arguments; no shell reads it. `cwd` is the
    folder in which it starts. It sees the variables in `env`, those of the
    caller that `inherit_env` names, and a few that hold no secrets. More than
    `max_output_bytes` on standard output end it; told to end, it has
    `kill_grace_ms` to do so.

    Example:

    ```mlir
    hocket.tool @plot(data: !hocket.json) -> !hocket.json
        provider #hocket.process<command = ["python3", "plot.py"], cwd = "tools",
                                 env = {MPLBACKEND = "svg"}, inherit_env = ["DISPLAY"],
                                 max_output_bytes = 1000000, kill_grace_ms = 500>
    ```
  }];
  let parameters = (ins
    "::mlir::ArrayAttr":$command,
    OptionalParameter<"::mlir::StringAttr">:$cwd,
    OptionalParameter<"::mlir::DictionaryAttr">:$env,
    OptionalParameter<"::mlir::ArrayAttr">:$inherit_env,
    OptionalParameter<"std::optional<int64_t>">:$max_output_bytes,
    OptionalParameter<"std::optional<int64_t>">:$kill_grace_ms);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Hocket_PythonProviderAttr : Hocket_Provider<"PythonProvider", "python"> {
  let summary = "a function of a Python file or module";
  let description = [{
    Worker processes that stay import the file, or the module, and call the
    function with keyword arguments. `python` is the interpreter, `python3`
    without it; the other members are those of a program, and `max_output_bytes`
    is the limit of a result.

    Example:

    ```mlir
    hocket.tool @plot(data: !hocket.json) -> !hocket.json
        provider #hocket.python<file = "tools.py", function = "plot">
    hocket.tool @fit(data: !hocket.json) -> f64
        provider #hocket.python<module = "models.fit", function = "fit",
                                python = ".venv/bin/python", cwd = "tools",
                                env = {OMP_NUM_THREADS = "1"}, kill_grace_ms = 500>
    ```
  }];
  let parameters = (ins
    OptionalParameter<"::mlir::StringAttr">:$file,
    OptionalParameter<"::mlir::StringAttr">:$module,
    "::mlir::StringAttr":$function,
    OptionalParameter<"::mlir::StringAttr">:$python,
    OptionalParameter<"::mlir::StringAttr">:$cwd,
    OptionalParameter<"::mlir::DictionaryAttr">:$env,
    OptionalParameter<"::mlir::ArrayAttr">:$inherit_env,
    OptionalParameter<"std::optional<int64_t>">:$max_output_bytes,
    OptionalParameter<"std::optional<int64_t>">:$kill_grace_ms);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Hocket_McpProviderAttr : Hocket_Provider<"McpProvider", "mcp"> {
  let summary = "a tool of a Model Context Protocol server";
  let description = [{
    The server is one of those that the runtime is configured with; the tool is
    known there under the given name.

    Example:

    ```mlir
    hocket.tool @search(query: !hocket.string) -> !hocket.string
        provider #hocket.mcp<server = "wiki", tool = "search">
    ```
  }];
  let parameters = (ins "::mlir::StringAttr":$server, "::mlir::StringAttr":$tool);
  let assemblyFormat = "`<` struct(params) `>`";
}

#endif // HOCKET_DIALECT_HOCKET_IR_HOCKETATTRS_TD
