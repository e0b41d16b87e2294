hocket.tool @slow(n: i64) -> i64 pure provider #hocket.native<"slow"> cost #hocket.cost<7.5>
hocket.tool @quick(n: i64) -> i64 pure provider #hocket.native<"quick"> cost #hocket.cost<2.5>
func.func @other(%n: i64) -> i64 {
  %0 = hocket.call @slow(%n) : (i64) -> i64
  return %0 : i64
}
func.func @main(%n: i64) -> i64 {
  %0 = hocket.call @quick(%n) : (i64) -> i64
  return %0 : i64
}
