# A type lies in at most 64 others: 64 lists and records pass, one more does not.
# RUN: %python %s 64 | hocket-opt | FileCheck %s
# RUN: %python %s 65 | not hocket-opt 2>&1 | FileCheck %s --check-prefix=DEEP
# CHECK: plan.cast
# DEEP: error: 'plan.cast' op {{.*}}types nest deeper than 64
import sys

depth = int(sys.argv[1])
schema = '"int"'
for level in range(depth):
    schema = '{"list": %s}' % schema if level % 2 else '{"record": {"a": %s}}' % schema
print("plan.program @p(a = %a) {")
print("%%0 = plan.cast %%a to %s" % schema)
print("plan.yield }")
