// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes over the hocket dialect. One pass, one file, one test, one flag.

#ifndef HOCKET_DIALECT_HOCKET_TRANSFORMS_PASSES_TD
#define HOCKET_DIALECT_HOCKET_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

def CheckPass : Pass<"hocket-check", "::mlir::ModuleOp"> {
  let summary = "reports what verifies but cannot be meant";
  let description = [{
    Errors: functions that call themselves, directly or through others (a plan is
    a finite tree); calls whose costs are given for different numbers of
    processors in one function; constant arguments that are not among the values
    to which a parameter is limited; tools whose provider is a built-in that there
    is not, or that has other parameters or another result than declared.

    Warnings: tools that nothing calls; a call that says `idempotent` of a tool
    that writes and does not say so itself; a time limit shorter than the
    expected duration; maps that want more elements in flight than a resource
    allows; resources with a capacity or a rate that no tool uses; parameters that
    calls of a built-in tool may leave out, but should not.

    Types, missing and unknown arguments, unknown tools and resources, keys that
    are no parameters, and capacities below one are errors of the verifier.

    Example: a warning, because eight calls never run at once.

    ```mlir
    hocket.resource @api capacity 4
    hocket.tool @ask(q: !hocket.string) -> !hocket.string effects [reads @api]
    func.func @f(%questions: !hocket.list<!hocket.string>) {
      %0 = hocket.map (%q, %i) in %questions width 8 : !hocket.list<!hocket.string> -> !hocket.list<!hocket.string> {
        %1 = hocket.call @ask(%q) : (!hocket.string) -> !hocket.string
        hocket.yield %1 : !hocket.string
      }
      return
    }
    ```
  }];
}

def ForgetPass : Pass<"hocket-forget", "::mlir::ModuleOp"> {
  let summary = "removes what earlier runs of the passes found out";
  let description = [{
    Removes the order, the placement, the summaries and the predictions that
    `hocket-infer-effects`, `hocket-parallelize` and `hocket-place` leave as
    attributes; the order is that of the text again. A program that was scheduled
    before has to be forgotten before it is simplified: an operation that goes
    away would take the order that leads through it along.

    Example: after the pass, the calls wait for each other as the text says.

    ```mlir
    hocket.tool @log(text: !hocket.string) -> i64
    func.func @f(%a: !hocket.string) attributes {hocket.parallel} {
      %0 = hocket.call @log(%a) {hocket.id = 0} : (!hocket.string) -> i64
      %1 = hocket.call @log(%a) {hocket.id = 1, hocket.after = array<i64: 0>} : (!hocket.string) -> i64
      return
    }
    ```
  }];
}

def InferEffectsPass : Pass<"hocket-infer-effects", "::mlir::ModuleOp"> {
  let summary = "summarises what functions read and write";
  let description = [{
    Writes `hocket.effects` on every function with a body: a list of effects, or
    "world" if it may do anything. Effects of called functions are included, with
    their keys in terms of the caller's parameters (`arg0`, `arg1` …); a key that
    is neither a parameter nor known outside widens to the whole resource.
    Recursive functions may do anything.

    Example: after the pass, `@save` below carries
    `hocket.effects = [#hocket.effect<writes @fs[arg0]>]`.

    ```mlir
    hocket.resource @fs
    hocket.tool @write(path: !hocket.string, text: !hocket.string) -> i64 effects [writes @fs[path]]
    func.func @save(%path: !hocket.string, %text: !hocket.string) {
      %0 = hocket.call @write(%path, %text) : (!hocket.string, !hocket.string) -> i64
      return
    }
    ```
  }];
}

def ParallelizePass : Pass<"hocket-parallelize", "::mlir::ModuleOp"> {
  let summary = "replaces the order of the text by the order that is needed";
  let description = [{
    Builds the dependence graph of every block (operands, conflicting effects,
    precise errors, approvals) and reduces it transitively. Every operation that
    takes part in execution gets a `hocket.id`, unique in its block; those that
    wait for others beyond their operands get `hocket.after` with the ids. The
    function is marked `hocket.parallel`: from here on, what neither operands nor
    `hocket.after` order may run at the same time.

    A `hocket.map` whose body writes in order gets `width 1`, so that its elements
    keep the order of the list.

    Remarks (`--remarks-filter=hocket-parallelize`): a missed one for each pair of
    operations that stay in order, with the reason; an analysis of each function.

    Example: the second write waits for the first (`hocket.after`); the
    third touches another file and waits for nothing.

    ```mlir
    hocket.resource @fs
    hocket.tool @append(path: !hocket.string, text: !hocket.string) -> i64 effects [writes @fs[path]] total
    func.func @f(%text: !hocket.string) {
      %a = hocket.constant "a.txt"
      %b = hocket.constant "b.txt"
      %0 = hocket.call @append(%a, %text) : (!hocket.string, !hocket.string) -> i64
      %1 = hocket.call @append(%a, %text) : (!hocket.string, !hocket.string) -> i64
      %2 = hocket.call @append(%b, %text) : (!hocket.string, !hocket.string) -> i64
      return
    }
    ```
  }];
}

def PlacePass : Pass<"hocket-place", "::mlir::ModuleOp"> {
  let summary = "decides where and with which priority operations run";
  let description = [{
    Writes on every operation its queue (`hocket.queue`: `cpu` for tools that
    compute, `io` for those that wait, `inline` for the rest), its expected
    duration (`hocket.cost_s`) and its upward rank, the seconds from its start to
    the end of the program along the longest chain (`hocket.priority`). Functions
    get the predicted `hocket.makespan_s`, which respects processors, capacities
    and rates, and `hocket.lower_bound_s`.

    Where calls have one cost for each processor (`cost = #hocket.cost<[14.0, 16.0,
    9.0]>`), processors differ, and operations are assigned to them statically
    with HEFT (`hocket.processor`), counting the `transfer` times of operands.

    The number of processors is the option's, or else the entry
    `"CPU" = #dlti.target_device_spec<"processors" = 4 : i64>` of the module's
    `dlti.target_system_spec`, or else 8.

    Remarks (`--remarks-filter=hocket-place`): an analysis of each function with
    the binding constraint.

    Example: `@search` goes to the queue `io`, `@rank` to `cpu`; the first has the
    higher priority, because the second waits for it.

    ```mlir
    hocket.resource @web
    hocket.tool @search(q: !hocket.string) -> !hocket.json effects [reads @web] cost #hocket.cost<0.6>
    hocket.tool @rank(v: !hocket.json) -> !hocket.json pure compute cost #hocket.cost<0.2>
    func.func @f(%q: !hocket.string) -> !hocket.json {
      %0 = hocket.call @search(%q) : (!hocket.string) -> !hocket.json
      %1 = hocket.call @rank(%0) : (!hocket.json) -> !hocket.json
      return %1 : !hocket.json
    }
    ```
  }];
  let options = [
    Option<"processors", "processors", "unsigned", "0",
           "processors for tools that compute; 0: what the target says">,
    Option<"toolSeconds", "tool-seconds", "double", "1.0",
           "duration of a call whose tool has neither cost nor provider">,
    Option<"approvalSeconds", "approval-seconds", "double", "30.0",
           "duration of a person's answer">,
    Option<"tripCount", "trip-count", "int64_t", "8",
           "iterations of loops and elements of lists of unknown number">];
}

def HoistReadsPass : Pass<"hocket-hoist-reads", "::mlir::ModuleOp"> {
  let summary = "moves calls that only read out of loops";
  let description = [{
    Upstream's loop-invariant code motion, for calls too: a call moves out of
    `scf.for`, `scf.while` and `hocket.map` if its operands come from outside, it
    writes nothing, and nothing in the loop writes what it reads or asks a person.
    Such a call may run although the program would not have reached it, so it
    is marked `early`: its failure counts only where its result is used. If
    something that writes or may fail comes first, `hocket.settle` in the call's
    old place makes it count there.

    Example: `@price` is called once, before the map.

    ```mlir
    hocket.resource @web
    hocket.tool @price(item: !hocket.string) -> f64 effects [reads @web]
    func.func @f(%item: !hocket.string, %counts: !hocket.list<i64>) -> !hocket.list<f64> {
      %0 = hocket.map (%count, %i) in %counts : !hocket.list<i64> -> !hocket.list<f64> {
        %1 = hocket.call @price(%item) : (!hocket.string) -> f64
        %2 = hocket.apply mul(%1, %count) : (f64, i64) -> f64
        hocket.yield %2 : f64
      }
      return %0 : !hocket.list<f64>
    }
    ```
  }];
  let dependentDialects = ["::mlir::hocket::HocketDialect"];
}

def LimitInliningPass : Pass<"hocket-limit-inlining", "::mlir::ModuleOp"> {
  let summary = "refuses functions that inlining would make too long";
  let description = [{
    A plan has no functions, so every call of one is replaced by its body. A chain
    of functions, each of which calls the next twice, doubles with every link: it
    would not end before the memory does. An error for each function that has more
    than `max-operations` operations once all that it calls stands in it, at the
    call that brings it there. A function that calls none may be of any length.

    Example: with `max-operations=10`, an error at the second call.

    ```mlir
    hocket.tool @now() -> i64
    func.func private @five() {
      %0 = hocket.call @now() : () -> i64
      %1 = hocket.call @now() : () -> i64
      %2 = hocket.call @now() : () -> i64
      return
    }
    func.func @f() {
      func.call @five() : () -> ()
      func.call @five() : () -> ()
      return
    }
    ```
  }];
  let dependentDialects = ["::mlir::func::FuncDialect"];
  let options = [Option<"maxOperations", "max-operations", "uint64_t", "1000000",
                        "how many operations a function may have after inlining">];
}

def MergeCallsPass : Pass<"hocket-merge-calls", "::mlir::ModuleOp"> {
  let summary = "makes one call of several equal ones";
  let description = [{
    Two calls of the same tool with the same operands are one if they write nothing
    and nothing between them in the block writes what they read, with keys taken
    into account, or asks a person. Upstream's CSE does the same without knowing
    resources and keys, and compares every pair of equal calls with everything
    between them; this pass takes time linear in the size of the block.

    Example: both reads of "a" become one; the read of "b" after the write does not
    become one with the read before it.

    ```mlir
    hocket.resource @fs
    hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
    hocket.tool @write(path: !hocket.string, text: !hocket.string) -> i64 effects [writes @fs[path]]
    func.func @f(%a: !hocket.string) {
      %p = hocket.constant "a" : !hocket.string
      %q = hocket.constant "b" : !hocket.string
      %0 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
      %1 = hocket.call @read(%q) : (!hocket.string) -> !hocket.string
      %2 = hocket.call @write(%q, %0) : (!hocket.string, !hocket.string) -> i64
      %3 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
      %4 = hocket.call @read(%q) : (!hocket.string) -> !hocket.string
      hocket.output "a" %3 : !hocket.string
      hocket.output "b" %4 : !hocket.string
      return
    }
    ```
  }];
}

def PrintDependenceGraphPass : Pass<"hocket-print-dependence-graph", "::mlir::ModuleOp"> {
  let summary = "prints the dependence graphs of functions";
  let description = [{
    Writes the graph of each function to standard output. Solid edges are data,
    dashed ones order, labelled with what they are for. In DOT, each region is a
    cluster; in JSON, each edge has its reason in words, and `implied` tells that
    other edges already say so.

    Example: the graph has a dashed edge from the write to the read.

    ```mlir
    hocket.resource @fs
    hocket.tool @write(path: !hocket.string) -> i64 effects [writes @fs[path]]
    hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
    func.func @f(%path: !hocket.string) -> !hocket.string {
      %0 = hocket.call @write(%path) : (!hocket.string) -> i64
      %1 = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
      return %1 : !hocket.string
    }
    ```
  }];
  let options = [
    Option<"format", "format", "std::string", "\"dot\"", "dot or json">,
    Option<"reduced", "reduced", "bool", "true",
           "only data edges and those of the transitive reduction">];
}

#endif // HOCKET_DIALECT_HOCKET_TRANSFORMS_PASSES_TD
