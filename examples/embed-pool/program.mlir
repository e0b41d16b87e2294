// Reads a file of the allowed folder, asks whether its text may be shown, and
// counts its characters.
hocket.resource @fs
hocket.tool @read(path: !hocket.string) -> !hocket.string
    effects [reads @fs[path]] provider #hocket.builtin<"fs.read">

func.func @main() -> i64 {
  %path = hocket.constant "notes.txt" : !hocket.string
  %text = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
  %question = hocket.constant "show this text?" : !hocket.string
  hocket.approve %question about %text : !hocket.string
  %length = hocket.apply len(%text) : (!hocket.string) -> i64
  return %length : i64
}
