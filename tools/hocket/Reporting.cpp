// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Messages on standard error, coloured on a terminal.

#include "Reporting.h"

#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace hocket::driver {

int reportFailure(const Twine &message) {
  WithColor::error(errs(), "hocket") << message << '\n';
  return UsageError;
}

int reportUsage(const Twine &message) {
  reportFailure(message);
  WithColor::note(errs(), "hocket") << "'hocket --help' lists the commands\n";
  return UsageError;
}

} // namespace hocket::driver
