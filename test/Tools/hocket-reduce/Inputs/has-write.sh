#!/bin/sh
# Interesting (exit code 1): the program verifies, and still calls @write.
hocket-opt "$1" > "$1.out" 2> /dev/null
status=$?
found=0
grep -q 'hocket.call @write' "$1.out" && found=1
rm -f "$1.out"
[ $status -eq 0 ] && [ $found -eq 1 ] && exit 1
exit 0
