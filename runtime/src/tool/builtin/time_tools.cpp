// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// time.now, time.sleep.
#include "io/event_loop.h"
#include "tool/builtin/async_tools.h"

#include <cstdio>
#include <ctime>

namespace hocket {

static void nowTool(std::shared_ptr<Invocation> invocation, const Arguments &,
                    const AsyncContext &) {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  tm parts;
  gmtime_r(&now.tv_sec, &parts);
  char date[40], text[64];
  strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &parts);
  snprintf(text, sizeof text, "%s.%03ldZ", date, now.tv_nsec / 1'000'000);
  double seconds =
      static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
  invocation->complete(Value::object(
      {{"seconds", Value::number(seconds)}, {"iso", Value::string(text)}}));
}

static void sleepTool(std::shared_ptr<Invocation> invocation,
                      const Arguments &args, const AsyncContext &context) {
  EventLoop &loop = context.loop;
  std::chrono::duration<double> delay(args.number("seconds"));
  EventLoop::TimerId timer =
      loop.after(std::chrono::duration_cast<std::chrono::nanoseconds>(delay),
                 [invocation, value = args.value("value")] {
                   invocation->cancel.clearHandler();
                   invocation->complete(value);
                 });
  // The handler must not keep the invocation alive, as it is part of it; who
  // cancels has it in hand.
  invocation->cancel.onCancel(
      [&loop, timer, weak = std::weak_ptr<Invocation>(invocation)] {
        loop.cancel(timer);
        if (std::shared_ptr<Invocation> cancelled = weak.lock())
          cancelled->complete(Status(HOCKET_CANCELLED, "cancelled"));
      });
}

std::vector<AsyncEntry> timeTools() {
  return {{"time.now", nowTool}, {"time.sleep", sleepTool}};
}

} // namespace hocket
