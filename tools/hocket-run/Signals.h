// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ctrl-C: the first one cancels the run, the second does not wait for tools any
// longer, the third ends the process.
#ifndef HOCKET_TOOLS_HOCKET_RUN_SIGNALS_H
#define HOCKET_TOOLS_HOCKET_RUN_SIGNALS_H

namespace hocket::run {

/// Installs the handlers for SIGINT, SIGTERM and, unless it is ignored, SIGHUP.
void watchSignals();

/// A file descriptor that gives a byte for each signal.
int signalDescriptor();

/// True once a signal has arrived.
bool interrupted();

} // namespace hocket::run

#endif // HOCKET_TOOLS_HOCKET_RUN_SIGNALS_H
