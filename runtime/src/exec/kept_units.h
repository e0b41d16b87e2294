// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a call that was given up holds: its tool may still touch the resources,
// so their units stay taken until the tool has really ended.
#ifndef HOCKET_EXEC_KEPT_UNITS_H
#define HOCKET_EXEC_KEPT_UNITS_H

#include "exec/run.h"

namespace hocket {

/// Lives as long as the tool may work: part of what the tool completes.
class KeptUnits {
public:
  KeptUnits(std::shared_ptr<Session> session, std::span<const Acquire> units)
      : session(std::move(session)), units(units) {}
  KeptUnits(const KeptUnits &) = delete;
  ~KeptUnits() {
    if (taken)
      session->resources.release(units);
  }
  /// Takes the units over from the node, if it holds them: the end of the call
  /// no longer releases them. Before the call is completed.
  void takeFrom(Frame &frame, uint32_t node) {
    if (!units.empty() && frame.run.unmarkHeld(frame, node))
      taken = true;
  }

private:
  const std::shared_ptr<Session> session; // keeps the plan, and the units in it
  const std::span<const Acquire> units;
  bool taken = false;
};

} // namespace hocket

#endif // HOCKET_EXEC_KEPT_UNITS_H
