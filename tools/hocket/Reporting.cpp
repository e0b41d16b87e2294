// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Messages on standard error, coloured on a terminal.

#include "Reporting.h"

#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

using namespace llvm;

namespace hocket::driver {

void reserveStandardStreams() {
  // Opened the wrong way round: what reads or writes there is told.
  constexpr int modes[] = {O_WRONLY, O_RDONLY, O_RDWR};
  for (int stream = 0; stream < 3; ++stream)
    if (fcntl(stream, F_GETFD) < 0 && errno == EBADF)
      // The lowest number that is free is this one.
      [[maybe_unused]] int opened = open("/dev/null", modes[stream]);
}

static void checkStandardOutput() {
  outs().flush();
  if (!outs().has_error())
    return;
  reportFailure("cannot write to standard output: " + outs().error().message());
  outs().clear_error();
  // An exit handler cannot change the code otherwise.
  _exit(OutputError);
}

void checkStandardOutputAtExit() {
  // Handlers run in reverse order: this one before the stream is destroyed, which
  // would end the process with a message of LLVM's.
  outs();
  std::atexit(checkStandardOutput);
}

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
