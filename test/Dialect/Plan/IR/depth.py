# Regions nest at most 32 deep: 31 ifs in a program pass, one more does not.
# RUN: %python %s 31 | hocket-opt | FileCheck %s
# RUN: %python %s 32 | not hocket-opt 2>&1 | FileCheck %s --check-prefix=DEEP
# CHECK-COUNT-31: plan.if
# DEEP: error: 'plan.if' op is nested deeper than 32 regions
import sys

depth = int(sys.argv[1])
print("plan.program @p(c = %c) {")
for _ in range(depth):
    print("plan.if %c captures(%c) {")
for _ in range(depth):
    print("plan.yield }")
print("plan.yield }")
