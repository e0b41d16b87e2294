// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Messages on standard error, coloured on a terminal.

#include "Reporting.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace hocket::driver {

int reportFailure(const Twine &message) {
  WithColor::error(errs(), "hocket") << message << '\n';
  return ProgramError;
}

int reportUsage(const Twine &message) {
  WithColor::error(errs(), "hocket") << message << '\n';
  WithColor::note(errs(), "hocket") << "'hocket --help' lists the commands\n";
  return UsageError;
}

StringRef findNearest(StringRef name, ArrayRef<StringRef> candidates) {
  // A third of the letters may be wrong: more than that is another word.
  unsigned best = std::max<size_t>(1, name.size() / 3) + 1;
  StringRef nearest;
  for (StringRef candidate : candidates) {
    unsigned distance = name.edit_distance(candidate, /*AllowReplacements=*/true, best);
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

} // namespace hocket::driver
