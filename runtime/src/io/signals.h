// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Keeps signals away from the runtime's own threads.
#ifndef HOCKET_IO_SIGNALS_H
#define HOCKET_IO_SIGNALS_H

#include <pthread.h>
#include <signal.h>

namespace hocket {

/// Blocks every signal in this thread while it lives, except those that report
/// a crash of the thread itself. A thread started
/// meanwhile inherits that: the program's signals go to the program's threads,
/// and writing to a closed pipe is an error code, not SIGPIPE.
class SignalBlock {
public:
  SignalBlock() {
    sigset_t all;
    sigfillset(&all);
    for (int crash : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT})
      sigdelset(&all, crash);
    pthread_sigmask(SIG_SETMASK, &all, &before);
  }
  ~SignalBlock() { pthread_sigmask(SIG_SETMASK, &before, nullptr); }
  SignalBlock(const SignalBlock &) = delete;
  SignalBlock &operator=(const SignalBlock &) = delete;

private:
  sigset_t before;
};

} // namespace hocket

#endif // HOCKET_IO_SIGNALS_H
