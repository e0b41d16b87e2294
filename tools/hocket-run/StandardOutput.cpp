// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "StandardOutput.h"

#include <cerrno>
#include <fcntl.h>
#include <iostream>
#include <poll.h>
#include <system_error>
#include <unistd.h>

void hocket::run::reserveStandardStreams() {
  // Opened the wrong way round: what reads or writes there is told.
  constexpr int modes[] = {O_WRONLY, O_RDONLY, O_RDWR};
  for (int stream = 0; stream < 3; ++stream)
    if (fcntl(stream, F_GETFD) < 0 && errno == EBADF)
      // The lowest number that is free is this one.
      [[maybe_unused]] int opened = open("/dev/null", modes[stream]);
}

bool hocket::run::writeStandardOutput(std::string_view text) {
  while (!text.empty()) {
    ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(size_t(written));
    } else if (errno == EAGAIN) {
      // Whoever shares a pipe may have made it non-blocking.
      pollfd output = {STDOUT_FILENO, POLLOUT, 0};
      poll(&output, 1, -1);
    } else if (errno != EINTR) {
      std::cerr << "hocket-run: error: cannot write to standard output: "
                << std::generic_category().message(errno) << "\n";
      return false;
    }
  }
  return true;
}
