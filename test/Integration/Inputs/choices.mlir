// The read fails: it is not allowed.
hocket.resource @fs
hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
    provider #hocket.builtin<"fs.read">

func.func @main(%choice: i1) -> !hocket.string {
  %fine = hocket.constant "fine"
  %path = hocket.constant "/nothing/to/see"
  %text = hocket.call @read(%path) unordered : (!hocket.string) -> !hocket.string
  %0 = scf.if %choice -> !hocket.string {
    scf.yield %fine : !hocket.string
  } else {
    scf.yield %text : !hocket.string
  }
  return %0 : !hocket.string
}
