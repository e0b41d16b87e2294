// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hocket check: everything that is wrong with a program; nothing runs.

#include "Commands.h"
#include "Program.h"
#include "Reporting.h"

#include "llvm/Support/raw_ostream.h"
