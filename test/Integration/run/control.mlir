// Control flow, from the text to the values that the runtime finds: with the
// order of the text, and with the order that the compiler found out.
// REQUIRES: runtime
// RUN: hocket-opt --convert-hocket-to-plan %s | hocket-translate --mlir-to-plan -o %t.hkt
// RUN: hocket-run %t.hkt --format=json --arg n=5 --arg 'names=["a", "b", "c"]' | FileCheck %s
// RUN: hocket-opt --hocket-compile %s | hocket-translate --mlir-to-plan -o %t.parallel.hkt
// RUN: hocket-run %t.parallel.hkt --format=json --arg n=5 --arg 'names=["a", "b", "c"]' | FileCheck %s
// RUN: hocket-run %t.parallel.hkt --sequential --format=json --arg n=5 --arg 'names=["a", "b", "c"]' | FileCheck %s

// CHECK: "status": "OK"
// CHECK: "result": {"gcd":6,"nested":[18,36]}
// CHECK: {"name": "map", "value": ["a0 of 5","b1 of 5","c2 of 5"]}
// CHECK: {"name": "if", "value": "many"}
// CHECK: {"name": "for", "value": {{[[]}}10,120]}
// CHECK: {"name": "while", "value": 8}
// CHECK: {"name": "never", "value": 5}
func.func @main(%n: i64 {hocket.name = "n"}, %names: !hocket.list<!hocket.string> {hocket.name = "names"})
    -> !hocket.record<{gcd: i64, nested: !hocket.list<i64>}> {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c3 = arith.constant 3 : i64

  // A map over a list known at run time, with a captured value.
  %map = hocket.map (%e, %i) in %names width 2 : !hocket.list<!hocket.string> -> !hocket.list<!hocket.string> {
    %text = hocket.format "{0}{1} of {2}" (%e, %i, %n) : !hocket.string, i64, i64
    hocket.yield %text : !hocket.string
  }
  hocket.output "map" %map : !hocket.list<!hocket.string>

  // A branch, with a constant of each region's own.
  %many = arith.cmpi sgt, %n, %c3 : i64
  %if = scf.if %many -> (!hocket.string) {
    %text = hocket.constant "many" : !hocket.string
    scf.yield %text : !hocket.string
  } else {
    %text = hocket.constant "few" : !hocket.string
    scf.yield %text : !hocket.string
  }
  hocket.output "if" %if : !hocket.string

  // A loop that carries two values: the sum and the product of 1 to n.
  %end = arith.addi %n, %c1 : i64
  %for:2 = scf.for %i = %c1 to %end step %c1 iter_args(%sum = %c0, %product = %c1) -> (i64, i64) : i64 {
    %0 = arith.addi %sum, %i : i64
    %1 = arith.muli %product, %i : i64
    scf.yield %0, %1 : i64, i64
  }
  %minus = arith.subi %for#0, %n : i64
  %pair = hocket.list [%minus, %for#1] : i64, i64
  hocket.output "for" %pair : !hocket.list<i64>

  // The first power of two that is not below n.
  %while = scf.while (%x = %c1) : (i64) -> (i64) {
    %below = arith.cmpi slt, %x, %n : i64
    scf.condition(%below) %x : i64
  } do {
  ^bb0(%x: i64):
    %double = arith.addi %x, %x : i64
    scf.yield %double : i64
  }
  hocket.output "while" %while : i64

  // A loop that runs zero times gives back what it was given.
  %never = scf.for %i = %c3 to %c0 step %c1 iter_args(%x = %n) -> (i64) : i64 {
    %0 = arith.addi %x, %i : i64
    scf.yield %0 : i64
  }
  hocket.output "never" %never : i64

  // Euclid's algorithm: two carried values, of which the results are the same two.
  %a = arith.constant 54 : i64
  %b = arith.constant 24 : i64
  %gcd:2 = scf.while (%x = %a, %y = %b) : (i64, i64) -> (i64, i64) {
    %more = arith.cmpi ne, %y, %c0 : i64
    scf.condition(%more) %x, %y : i64, i64
  } do {
  ^bb0(%x: i64, %y: i64):
    %rest = arith.remsi %x, %y : i64
    scf.yield %y, %rest : i64, i64
  }

  // A loop in a map in a branch, which uses what is outside of all of them.
  %nested = scf.if %many -> (!hocket.list<i64>) {
    %list = hocket.apply range(%c3, %n) : (i64, i64) -> !hocket.list<i64>
    %inner = hocket.map (%e, %i) in %list : !hocket.list<i64> -> !hocket.list<i64> {
      %total = scf.for %k = %c0 to %e step %c1 iter_args(%t = %c0) -> (i64) : i64 {
        %0 = arith.addi %t, %k : i64
        scf.yield %0 : i64
      }
      %product = arith.muli %total, %gcd#0 : i64
      %r = arith.select %many, %product, %n : i64
      hocket.yield %r : i64
    }
    scf.yield %inner : !hocket.list<i64>
  } else {
    %empty = hocket.constant [] : !hocket.list<i64>
    scf.yield %empty : !hocket.list<i64>
  }
  %record = hocket.record {gcd = %gcd#0, nested = %nested} : i64, !hocket.list<i64>
  return %record : !hocket.record<{gcd: i64, nested: !hocket.list<i64>}>
}
