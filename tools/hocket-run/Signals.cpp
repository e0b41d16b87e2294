// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Signals.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

static volatile std::sig_atomic_t arrived = 0; // how many
static int pipeEnds[2] = {-1, -1};

// Only async-signal-safe calls: the thread that waits does the cancelling.
static void handle(int signal) {
  if (arrived == 2)
    _exit(128 + signal);
  arrived = arrived + 1;
  char byte = 0;
  [[maybe_unused]] ssize_t written = write(pipeEnds[1], &byte, 1);
}

void hocket::run::watchSignals() {
  if (pipe2(pipeEnds, O_CLOEXEC | O_NONBLOCK) != 0)
    return;
  struct sigaction action = {};
  action.sa_handler = handle;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // The terminal that goes away; a program under nohup shall outlive it.
  struct sigaction before = {};
  if (sigaction(SIGHUP, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
    sigaction(SIGHUP, &action, nullptr);
  // A reader of our output that goes away is an error of write(), not our end.
  std::signal(SIGPIPE, SIG_IGN);
}

int hocket::run::signalDescriptor() { return pipeEnds[0]; }

bool hocket::run::interrupted() { return arrived != 0; }
