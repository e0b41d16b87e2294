// RUN: hocket-opt %s --hocket-infer-effects | FileCheck %s

hocket.resource @fs
hocket.resource @web
hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
hocket.tool @write(path: !hocket.string, text: !hocket.string) -> i64 effects [writes @fs[path]]
hocket.tool @search(query: !hocket.string) -> !hocket.string effects [reads @web]
hocket.tool @undeclared() -> i64

// A key that is a parameter is kept.
// CHECK: func.func @save(%{{.*}}) attributes {hocket.effects = [#hocket.effect<writes @fs[arg0]>]}
func.func @save(%path: !hocket.string, %text: !hocket.string) {
  %0 = hocket.call @write(%path, %text) : (!hocket.string, !hocket.string) -> i64
  return
}

// Through a call the key is the caller's parameter.
// CHECK: func.func @through(%{{.*}}) attributes {hocket.effects = [#hocket.effect<reads @web>, #hocket.effect<writes @fs[arg1]>]}
func.func @through(%query: !hocket.string, %path: !hocket.string) {
  %0 = hocket.call @search(%query) : (!hocket.string) -> !hocket.string
  func.call @save(%path, %0) : (!hocket.string, !hocket.string) -> ()
  return
}

// A key that is computed, or constant, widens; the whole includes its parts.
// CHECK: func.func @widens(%{{.*}}) attributes {hocket.effects = [#hocket.effect<writes @fs>]}
func.func @widens(%path: !hocket.string) {
  %0 = hocket.format "{0}.bak" (%path) : !hocket.string
  func.call @save(%path, %path) : (!hocket.string, !hocket.string) -> ()
  func.call @save(%0, %path) : (!hocket.string, !hocket.string) -> ()
  return
}

// In a loop the key is another one each time.
// CHECK: func.func @loop(%{{.*}}) attributes {hocket.effects = [#hocket.effect<reads @fs>]}
func.func @loop(%paths: !hocket.list<!hocket.string>) {
  %0 = hocket.map (%path, %i) in %paths : !hocket.list<!hocket.string> -> !hocket.list<!hocket.string> {
    %1 = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
    hocket.yield %1 : !hocket.string
  }
  return
}

// CHECK: func.func @nothing(%{{.*}}) -> i64 attributes {hocket.effects = []}
func.func @nothing(%a: i64) -> i64 {
  %0 = hocket.apply add(%a, %a) : (i64, i64) -> i64
  return %0 : i64
}

// CHECK: func.func @asks(%{{.*}}) attributes {hocket.effects = "world"}
func.func @asks(%question: !hocket.string) {
  hocket.approve %question
  return
}

// CHECK: func.func @undeclares() -> i64 attributes {hocket.effects = "world"}
func.func @undeclares() -> i64 {
  %0 = hocket.call @undeclared() : () -> i64
  return %0 : i64
}

// A declaration says what it does, or may do anything.
func.func private @declared(!hocket.string) attributes {hocket.effects = [#hocket.effect<reads @web>]}
func.func private @unknown()
// CHECK: func.func @calls_declared(%{{.*}}) attributes {hocket.effects = [#hocket.effect<reads @web>]}
func.func @calls_declared(%a: !hocket.string) {
  func.call @declared(%a) : (!hocket.string) -> ()
  return
}
// CHECK: func.func @calls_unknown() attributes {hocket.effects = "world"}
func.func @calls_unknown() {
  func.call @unknown() : () -> ()
  return
}

// CHECK: func.func @even() attributes {hocket.effects = "world"}
func.func @even() {
  func.call @odd() : () -> ()
  return
}
// CHECK: func.func @odd() attributes {hocket.effects = "world"}
func.func @odd() {
  func.call @even() : () -> ()
  return
}
