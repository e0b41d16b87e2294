# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The program that the conformance suite runs as a tool.
import json
import os
import signal
import sys

arguments = json.load(sys.stdin)["arguments"]
if "fail" in arguments:
    print(json.dumps({"error": {"message": arguments["fail"]}}))
    sys.exit(1)
if "die" in arguments:
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGSEGV)
if "wait" in arguments:
    while True:
        signal.pause()
if "size" in arguments:
    print('"' + "x" * arguments["size"] + '"')
    sys.exit(0)
print(json.dumps(arguments["value"]))
