// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tools of world.h as native tools of an instance. Each takes a random
// time, and the simulation checks what the compiler and the executor have
// promised: no two calls that conflict are under way at once, and no capacity
// is exceeded.
#ifndef HOCKET_TEST_STRESS_SIMULATION_H
#define HOCKET_TEST_STRESS_SIMULATION_H

#include "world.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <queue>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace hocket::stress {

class Simulation {
public:
  Simulation();
  ~Simulation();

  /// Registers every tool; `this` must outlive the instance.
  void registerTools(hocket_instance_t *instance);

  /// Before each run: the world that the tools change from now on, and the
  /// longest time that a call takes.
  void begin(World world, std::chrono::microseconds longest, uint64_t seed);
  /// After each run: the world as it is now. Adds to violations() what is still
  /// under way.
  World end();

  /// What went wrong so far, in words.
  const std::vector<std::string> &violations() const { return problems; }

private:
  struct Activity {
    ToolId tool;
    std::vector<int64_t> arguments;
  };
  using Ticket = std::list<Activity>::iterator;
  struct Registered {
    Simulation *simulation;
    ToolId tool;
  };
  struct Timer {
    std::chrono::steady_clock::time_point due;
    std::function<void()> action;
    bool operator<(const Timer &other) const { return due > other.due; }
  };

  static hocket_status_t *invoke(void *user, hocket_invocation_t *invocation,
                                 hocket_value_t **result);
  /// A call comes in: checks it against those under way.
  Ticket enter(ToolId tool, hocket_invocation_t *invocation,
               std::chrono::microseconds &takes);
  /// Its time is over: does it.
  hocket_status_t *leave(Ticket ticket, hocket_invocation_t *invocation,
                         hocket_value_t **result);
  void check(const Activity &entering);
  void serveTimers();

  std::vector<Registered> registered;
  std::mutex mutex;
  World world;
  std::mt19937_64 random;
  std::chrono::microseconds longest{0};
  std::list<Activity> active;
  std::vector<std::string> problems;

  std::mutex timerMutex;
  std::condition_variable timerAdded;
  std::priority_queue<Timer> timers;
  bool stopping = false;
  std::thread timerThread;
};

} // namespace hocket::stress

#endif // HOCKET_TEST_STRESS_SIMULATION_H
