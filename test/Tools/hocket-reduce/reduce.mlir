// A program is reduced to what is needed to call @write: the second round removes what the
// first has made unused.
// RUN: hocket-reduce %s -reduction-tree="traversal-mode=0 test=%S/Inputs/has-write.sh" -reduction-tree="traversal-mode=0 test=%S/Inputs/has-write.sh" | FileCheck %s

// CHECK-NOT: @web
// CHECK-NOT: @search
// CHECK: hocket.resource @fs
// CHECK-NEXT: hocket.tool @write
// CHECK-NEXT: func.func @main
// CHECK-NOT: hocket.{{map|get|cast|format|apply|output}}
// CHECK-NOT: policy
// CHECK: hocket.call @write
// CHECK-NOT: hocket.{{map|get|cast|format|apply|output}}
// CHECK: return
hocket.resource @fs
hocket.resource @web
hocket.tool @search(query: !hocket.string) -> !hocket.json effects [reads @web]
hocket.tool @write(path: !hocket.string, text: !hocket.string) -> i64 effects [writes @fs[path]]
func.func @main(%names: !hocket.list<!hocket.string>) {
  %path = hocket.constant "out.txt"
  %0 = hocket.map (%name, %i) in %names : !hocket.list<!hocket.string> -> !hocket.list<!hocket.string> {
    %1 = hocket.call @search(%name) : (!hocket.string) -> !hocket.json
    %2 = hocket.get %1["title"] : !hocket.json -> !hocket.json
    %3 = hocket.cast %2 : !hocket.json -> !hocket.string
    hocket.yield %3 : !hocket.string
  }
  %sep = hocket.constant ", "
  %4 = hocket.apply join(%sep, %0) : (!hocket.string, !hocket.list<!hocket.string>) -> !hocket.string
  %5 = hocket.format "found {0}" (%4) : !hocket.string
  %6 = hocket.call @write(%path, %5) {policy = #hocket.policy<timeout = "5s">} : (!hocket.string, !hocket.string) -> i64
  hocket.output "bytes" %6 : i64
  return
}
