// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Executes a compiled program through the C interface and says in what it
// differs from the sequential outcome.
#ifndef HOCKET_TEST_STRESS_COMPARE_H
#define HOCKET_TEST_STRESS_COMPARE_H

#include "program.h"
#include "simulation.h"

namespace hocket::stress {

enum class Mode {
  Parallel,
  Sequential, // the runtime's own sequential mode
  Cancelled,  // cancelled from outside after a random time
};

const char *modeName(Mode mode);

/// An instance, a plan and a session.
class Runtime {
public:
  Runtime(const std::string &planFile, unsigned workers,
          Simulation &simulation);
  ~Runtime();
  Runtime(const Runtime &) = delete;
  hocket_session_t *session() { return theSession; }

private:
  hocket_instance_t *instance = nullptr;
  hocket_plan_t *plan = nullptr;
  hocket_session_t *theSession = nullptr;
};

/// One finished call.
class Execution {
public:
  Execution(hocket_session_t *session, const Program &program, Mode mode,
            uint64_t seed);
  ~Execution();
  Execution(const Execution &) = delete;

  std::vector<std::string> compare(const Outcome &expected,
                                   const World &expectedWorld,
                                   const World &world);

private:
  void compareStatus(const Outcome &expected,
                     std::vector<std::string> &differences);
  void compareOutputs(const Outcome &expected,
                      std::vector<std::string> &differences);
  bool wasCancelled();

  const Program &program;
  Mode mode;
  hocket_call_t *call = nullptr;
};

} // namespace hocket::stress

#endif // HOCKET_TEST_STRESS_COMPARE_H
