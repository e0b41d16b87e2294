// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program that keeps control: it runs Hocket's work on its own threads,
// allows the plan to read one folder, answers approvals itself, shows progress,
// and cancels the run when it takes too long.

#include <hocket/runtime/hocket.h>

#include <condition_variable>
#include <cstdio>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// A plain thread pool, as most programs have one already.
class Pool {
public:
  explicit Pool(unsigned threads) {
    for (unsigned i = 0; i < threads; ++i)
      workers.emplace_back([this] { work(); });
  }
  ~Pool() {
    {
      std::lock_guard<std::mutex> lock(mutex);
      stopping = true;
    }
    changed.notify_all();
    for (std::thread &worker : workers)
      worker.join();
  }

  void submit(std::function<void()> task) {
    {
      std::lock_guard<std::mutex> lock(mutex);
      tasks.push_back(std::move(task));
    }
    changed.notify_one();
  }
  unsigned size() const { return workers.size(); }

private:
  void work() {
    std::unique_lock<std::mutex> lock(mutex);
    while (true) {
      changed.wait(lock, [this] { return stopping || !tasks.empty(); });
      if (tasks.empty())
        return;
      std::function<void()> task = std::move(tasks.front());
      tasks.pop_front();
      lock.unlock();
      task();
      lock.lock();
    }
  }

  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::function<void()>> tasks;
  bool stopping = false;
  std::vector<std::thread> workers;
};

static void submit(void *user, void (*task)(void *), void *argument) {
  static_cast<Pool *>(user)->submit([task, argument] { task(argument); });
}

/// Agrees to everything that is asked about a short text.
static bool approve(void *, hocket_string_t question,
                    const hocket_value_t *subject) {
  bool agreed = hocket_value_as_string(subject).size < 1000;
  std::fprintf(stderr, "%.*s %s\n", static_cast<int>(question.size),
               question.data, agreed ? "yes" : "no");
  return agreed;
}

/// Called from several threads; one line at a time is enough for it.
static void showProgress(void *, const hocket_event_t *event) {
  static const char *const kinds[] = {"started", "finished", "failed",
                                      "skipped"};
  if (event->kind <= HOCKET_EVENT_SKIPPED)
    std::fprintf(stderr, "%8.3f s %.*s %s\n", event->time_ns / 1e9,
                 static_cast<int>(event->label.size), event->label.data,
                 kinds[event->kind]);
}

/// Prints an error, frees it, and says whether there was one.
static bool failed(hocket_status_t *status) {
  if (!status)
    return false;
  hocket_string_t text = hocket_status_to_string(status);
  std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size), text.data);
  hocket_status_free(status);
  return true;
}

/// Waits for the result; gives up after `seconds`.
static int run(hocket_session_t *session, double seconds) {
  hocket_call_options_t options = HOCKET_INIT(hocket_call_options_t);
  options.on_event = showProgress;
  hocket_call_t *call = nullptr;
  if (failed(hocket_call_start(session, &options, &call)))
    return 1;
  bool done = false;
  hocket_call_wait(call, static_cast<uint64_t>(seconds * 1e9), &done);
  if (!done) {
    // Returns at once. What runs is told to stop; the second wait is for that.
    hocket_call_cancel(call);
    hocket_call_wait(call, UINT64_MAX, &done);
  }
  const hocket_status_t *status = hocket_call_status(call);
  if (status) {
    hocket_string_t text = hocket_status_to_string(status);
    std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size), text.data);
  } else {
    char *json = hocket_value_to_json(hocket_call_result(call), 0);
    std::puts(json);
    hocket_free(json);
  }
  int exitCode = status ? 1 : 0;
  hocket_call_destroy(call);
  return exitCode;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: %s PLAN.hkt FOLDER SECONDS\n", argv[0]);
    return 2;
  }
  Pool pool(2); // outlives the instance
  hocket_executor_t executor = HOCKET_INIT(hocket_executor_t);
  executor.user = &pool;
  executor.concurrency = pool.size();
  executor.submit = submit;
  hocket_instance_options_t instanceOptions =
      HOCKET_INIT(hocket_instance_options_t);
  instanceOptions.executor = &executor;

  // The plan may read below FOLDER. It may not write, connect or start
  // anything.
  hocket_string_t folder = hocket_string(argv[2]);
  hocket_permissions_t permissions = HOCKET_INIT(hocket_permissions_t);
  permissions.read_paths = &folder;
  permissions.num_read_paths = 1;
  hocket_session_options_t sessionOptions =
      HOCKET_INIT(hocket_session_options_t);
  sessionOptions.permissions = &permissions;
  sessionOptions.approve = approve;

  hocket_instance_t *instance = nullptr;
  hocket_plan_t *plan = nullptr;
  hocket_session_t *session = nullptr;
  int exitCode = 1;
  if (!failed(hocket_instance_create(&instanceOptions, &instance)) &&
      !failed(hocket_plan_load_file(argv[1], &plan)) &&
      !failed(hocket_session_create(instance, plan, &sessionOptions, &session)))
    exitCode = run(session, std::stod(argv[3]));
  hocket_session_destroy(session);
  hocket_plan_destroy(plan);
  hocket_instance_destroy(instance);
  return exitCode;
}
