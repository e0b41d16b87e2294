// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LLVM's allocators mark free memory for AddressSanitizer where their headers
// are compiled with it, which they are here, but not in the system's libraries.
// What one side has marked, the other hands out: only the marks are wrong.

extern "C" const char *__asan_default_options() { return "allow_user_poisoning=0"; }
