# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

import os

import lit.formats

config.name = "Hocket"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test", ".txt", ".py"]
config.excludes = ["Fuzz", "Stress", "Inputs", "Unit", "CMakeLists.txt", "lit.cfg.py", "lit.site.cfg.py", "README.md"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.hocket_obj_root, "test")

# The tools under test come first: a tool installed elsewhere must not stand in.
config.environment["PATH"] = os.pathsep.join([
    os.path.join(config.hocket_obj_root, "bin"),
    config.llvm_tools_dir,
    config.environment.get("PATH", ""),
])
for name in ("HOME", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

config.substitutions.append(("%python", config.python))
# "%exit 2 command" succeeds if the command ends with code 2.
config.substitutions.append(
    ("%exit", config.python + " " + os.path.join(config.test_source_root, "Inputs", "exit-code.py")))
config.substitutions.append(("%path", config.environment["PATH"]))
config.substitutions.append(("%src_root", config.hocket_src_root))
config.substitutions.append(("%obj_root", config.hocket_obj_root))

if config.runtime == "ON":
    config.available_features.add("runtime")
if config.runtime == "ON" and config.examples == "ON":
    config.available_features.add("examples")
if config.sanitizers:
    config.available_features.add("sanitizers")
