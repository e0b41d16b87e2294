// RUN: hocket-opt --convert-hocket-to-plan %s | FileCheck %s
// RUN: hocket-opt --convert-hocket-to-plan %s | hocket-opt --plan-normalize | FileCheck %s

// What no task uses is left out: @idle and @unlimited.
// CHECK: module attributes {plan.source_format = "openai-chat"} {
// CHECK-NEXT: plan.resource @web capacity 8 rate 5.0
// CHECK-NEXT: plan.resource @gpu0 capacity 1
// CHECK-NEXT: plan.resource @spare capacity 3
// CHECK-NEXT: plan.tool @search(query, limit, site) reads provider "mcp" {"server": "wiki", "tool": "search"} policy <timeout = "5s", retry = 3, idempotent>
// CHECK-NEXT: plan.tool @render(scene) pure compute provider "process" {"command": ["render", "-q"], "env": {"A-B": "x", "C": ""}, "inherit_env": ["D"], "max_output_bytes": 10, "kill_grace_ms": 0}
// CHECK-NEXT: plan.tool @post(url, body) -> "string" writes provider "builtin" {"name": "http.post"}
// Without a provider, the embedding program has to bring the function.
// CHECK-NEXT: plan.tool @mystery() writes provider "native" {"name": "mystery"}
hocket.resource @web capacity 8 rate 5.0
hocket.resource @gpu0 capacity 1
hocket.resource @spare capacity 3
hocket.resource @unlimited
hocket.tool @search(query: !hocket.string, limit?: i64, site?: !hocket.string) -> !hocket.json
    effects [reads @web, reads @unlimited] provider #hocket.mcp<server = "wiki", tool = "search">
    policy #hocket.policy<timeout = "5s", retry = 3, idempotent> cost #hocket.cost<0.61>
hocket.tool @render(scene: !hocket.json) -> !hocket.json pure compute
    provider #hocket.process<command = ["render", "-q"], env = {C = "", "A-B" = "x"}, inherit_env = ["D"], max_output_bytes = 10, kill_grace_ms = 0>
hocket.tool @post(url: !hocket.string, body: !hocket.string) -> !hocket.string effects [writes @web, writes @gpu0] provider #hocket.builtin<"http.post">
hocket.tool @idle() -> !hocket.json effects [writes @spare] provider #hocket.builtin<"time.now">

// Tools are found wherever they stand.
func.func @first(%q: !hocket.string) -> !hocket.json attributes {hocket.parallel} {
  %0 = hocket.call @search(%q) : (!hocket.string) -> !hocket.json
  return %0 : !hocket.json
}

// @main is the entry. Parameters are named by hocket.name, or by a location.
// CHECK: plan.program @main(city: "string" = %city, "how many": "int" = %how_many, arg2 = %arg2) fail_fast makespan 2.5 lower_bound 1.25 {
func.func @main(%q: !hocket.string {hocket.name = "city"}, %n: i64 loc("how many"), %s: !hocket.json) -> !hocket.json
    attributes {hocket.parallel, hocket.fail_fast, hocket.makespan_s = 2.5, hocket.lower_bound_s = 1.25,
                hocket.source_format = "openai-chat"} {
  // The tool's cost, limits and defaults arrive at the call.
  // CHECK-NEXT: %0 = plan.call @search(%city) ordered cost 0.61 acquires(@web)
  %0 = hocket.call @search(%q) : (!hocket.string) -> !hocket.json
  // Names that leave no parameter out are dropped; a call's own cost counts.
  // CHECK-NEXT: %1 = plan.call @search(%city, %how_many) cost 2.0 acquires(@web)
  %1 = hocket.call @search(query = %q, limit = %n) unordered {cost = #hocket.cost<[1.0, 3.0]>} : (!hocket.string, i64) -> !hocket.json
  // A call's policy counts where it says something.
  // CHECK-NEXT: %2 = plan.call @search(query = %city, site = %city) policy <timeout = "1s", retry = 3, idempotent> cost 0.61 acquires(@web)
  %2 = hocket.call @search(query = %q, site = %q) unordered {policy = #hocket.policy<timeout = "1s">} : (!hocket.string, !hocket.string) -> !hocket.json
  // One that changes nothing is left out.
  // CHECK-NEXT: %3 = plan.call @search(%city) cost 0.61 acquires(@web)
  %3 = hocket.call @search(%q) unordered {policy = #hocket.policy<retry = 3, idempotent>} : (!hocket.string) -> !hocket.json
  // Tools that compute run on processors, unless annotations say otherwise.
  // CHECK-NEXT: %4 = plan.call @render(%arg2) on cpu ordered early
  %4 = hocket.call @render(%s) early : (!hocket.json) -> !hocket.json
  // CHECK-NEXT: %5 = plan.call @render(%arg2) on inline priority 1.5 cost 0.5
  %5 = hocket.call @render(%s) unordered {hocket.queue = "inline", hocket.priority = 1.5, hocket.cost_s = 0.5} : (!hocket.json) -> !hocket.json
  // CHECK-NEXT: %6 = plan.call @post(%city, %city) ordered acquires(@web, @gpu0)
  %6 = hocket.call @post(%q, %q) : (!hocket.string, !hocket.string) -> !hocket.string
  // A tool without declared effects may touch every limited resource.
  // CHECK-NEXT: %7 = plan.call @mystery() ordered acquires(@web, @gpu0, @spare)
  %7 = hocket.call @mystery() : () -> !hocket.json
  // CHECK-NEXT: plan.approve %city ordered
  hocket.approve %q
  // CHECK-NEXT: plan.approve %city about %arg2 ordered
  hocket.output "a" of "search" %0 : !hocket.json
  hocket.approve %q about %s : !hocket.json
  // Outputs follow all tasks.
  // CHECK-NEXT: plan.output "a" of "search" %0
  // CHECK-NEXT: plan.output "b" %1
  hocket.output "b" %1 : !hocket.json
  // CHECK-NEXT: plan.yield %7
  return %7 : !hocket.json
}

hocket.tool @mystery() -> !hocket.json

// CHECK: plan.program @first(arg0: "string" = %arg0) {
