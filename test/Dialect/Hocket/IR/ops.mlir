// Every operation, with each of its forms, reads back as it was printed.
// RUN: hocket-opt %s | hocket-opt | FileCheck %s

module {
  // CHECK: hocket.resource @web capacity 8 rate 5.000000e+00
  hocket.resource @web capacity 8 rate 5.000000e+00
  // CHECK: hocket.resource private @fs
  hocket.resource private @fs
  // CHECK: hocket.tool @search(query: !hocket.string, limit?: i64, unit?: !hocket.string in ["km", "mi"]) -> !hocket.string effects [reads @web] provider #hocket.mcp<server = "wiki", tool = "search"> policy <timeout = "5s", retry = 3, idempotent> cost <6.100000e-01> doc "finds"
  hocket.tool @search(query: !hocket.string, limit?: i64, unit?: !hocket.string in ["km", "mi"]) -> !hocket.string effects [reads @web] provider #hocket.mcp<server = "wiki", tool = "search"> policy <timeout = "5s", retry = 3, idempotent> cost <6.100000e-01> doc "finds"
  // CHECK: hocket.tool private @write_file(path: !hocket.string, text: !hocket.string) -> !hocket.json effects [writes @fs[path]] provider #hocket.builtin<"fs.write">
  hocket.tool private @write_file(path: !hocket.string, text: !hocket.string) -> !hocket.json effects [writes @fs[path]] provider #hocket.builtin<"fs.write">
  // CHECK: hocket.tool private @sq(x: f64) -> f64 pure total compute provider #hocket.process<command = ["a", "b"]>
  hocket.tool private @sq(x: f64) -> f64 pure total compute provider #hocket.process<command = ["a", "b"]>
  func.func @f(%arg0: !hocket.string, %arg1: !hocket.list<!hocket.string>) -> !hocket.list<!hocket.string> attributes {hocket.source_format = "plan-text"} {
    // CHECK: hocket.call @search(%{{.*}}) : (!hocket.string) -> !hocket.string
    %0 = hocket.call @search(%arg0) : (!hocket.string) -> !hocket.string
    // CHECK: hocket.call @search(query = %{{.*}}, unit = %{{.*}}) unordered {cost = #hocket.cost<[1.000000e+00, 2.500000e+00]>} : (!hocket.string, !hocket.string) -> !hocket.string
    %1 = hocket.call @search(query = %0, unit = %arg0) unordered {cost = #hocket.cost<[1.000000e+00, 2.500000e+00]>} : (!hocket.string, !hocket.string) -> !hocket.string
    // CHECK: hocket.map (%{{.*}}, %{{.*}}) in %{{.*}} width 4 : !hocket.list<!hocket.string> -> !hocket.list<!hocket.string> {
    %2 = hocket.map (%arg2, %arg3) in %arg1 width 4 : !hocket.list<!hocket.string> -> !hocket.list<!hocket.string> {
      // CHECK: hocket.call @search(%{{.*}}, %{{.*}}) : (!hocket.string, i64) -> !hocket.string
      %20 = hocket.call @search(%arg2, %arg3) : (!hocket.string, i64) -> !hocket.string
      // CHECK: hocket.yield %{{.*}} : !hocket.string
      hocket.yield %20 : !hocket.string
    }
    // CHECK: hocket.constant "Oslo" : !hocket.string
    %3 = hocket.constant "Oslo" : !hocket.string
    // CHECK: hocket.constant 3 : i64
    %4 = hocket.constant 3 : i64
    // CHECK: hocket.constant ["a", 1, true, 2.000000e+00] : !hocket.list<!hocket.json>
    %5 = hocket.constant ["a", 1, true, 2.000000e+00] : !hocket.list<!hocket.json>
    // CHECK: hocket.constant {city = "Oslo", "zip code" = 150 : i64, x = #hocket.object<{a = [#hocket.null]}>} : !hocket.record<{city: !hocket.string, "zip code"?: i64}>
    %6 = hocket.constant {city = "Oslo", "zip code" = 150 : i64, x = #hocket.object<{a = [#hocket.null]}>} : !hocket.record<{city: !hocket.string, "zip code"?: i64}>
    // CHECK: hocket.constant null : !hocket.json
    %7 = hocket.constant null : !hocket.json
    // CHECK: hocket.constant true : i1
    %8 = hocket.constant true : i1
    // CHECK: hocket.constant 3 : i64 : !hocket.json
    %9 = hocket.constant 3 : i64 : !hocket.json
    // CHECK: hocket.get %{{.*}}["city"] : !hocket.record<{city: !hocket.string, "zip code"?: i64}> -> !hocket.string
    %10 = hocket.get %6["city"] : !hocket.record<{city: !hocket.string, "zip code"?: i64}> -> !hocket.string
    // CHECK: hocket.get %{{.*}}[-1] at %{{.*}} : !hocket.list<!hocket.json>, i64 -> !hocket.json
    %11 = hocket.get %5[-1] at %4 : !hocket.list<!hocket.json>, i64 -> !hocket.json
    // CHECK: hocket.record {a = %{{.*}}, "b c" = %{{.*}}} : !hocket.string, i64
    %12 = hocket.record {a = %arg0, "b c" = %4} : !hocket.string, i64
    // CHECK: hocket.list[%{{.*}}, %{{.*}}] : !hocket.string, i64
    %13 = hocket.list[%arg0, %4] : !hocket.string, i64
    // CHECK: hocket.list[]
    %14 = hocket.list[]
    // CHECK: hocket.format "{0} is {{[{][{]x[}][}]}} {1}"(%{{.*}}, %{{.*}}) : !hocket.string, i64
    %15 = hocket.format "{0} is {{x}} {1}"(%arg0, %4) : !hocket.string, i64
    // CHECK: hocket.format "{{[{][{]x[}][}]}}"
    %16 = hocket.format "{{x}}"
    // CHECK: hocket.cast %{{.*}} : !hocket.json -> i64
    %17 = hocket.cast %7 : !hocket.json -> i64
    // CHECK: hocket.apply add(%{{.*}}, %{{.*}}) : (i64, i64) -> i64
    %18 = hocket.apply add(%4, %17) : (i64, i64) -> i64
    // CHECK: hocket.approve %{{.*}}
    hocket.approve %15
    // CHECK: hocket.approve %{{.*}} about %{{.*}} : i64
    hocket.approve %15 about %18 : i64
    // CHECK: hocket.call @write_file(%{{.*}}, %{{.*}}) : (!hocket.string, !hocket.string) -> !hocket.json
    %19 = hocket.call @write_file(%10, %16) : (!hocket.string, !hocket.string) -> !hocket.json
    // CHECK: hocket.output "1" %{{.*}} : !hocket.string
    hocket.output "1" %0 : !hocket.string
    // CHECK: hocket.output "call_2" of "search" %{{.*}} : !hocket.string
    hocket.output "call_2" of "search" %1 : !hocket.string
    return %2 : !hocket.list<!hocket.string>
  }
}
