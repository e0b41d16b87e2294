// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A descriptor that the event loop watches.
#include "tool/process/descriptor_watch.h"

#include <uv.h>

namespace hocket {

struct DescriptorWatch::Handle {
  uv_poll_t poll;
  FileDescriptor fd;
  std::function<void()> onReady;
};

std::unique_ptr<DescriptorWatch>
DescriptorWatch::create(EventLoop &loop, FileDescriptor fd, Wanted wanted,
                        std::function<void()> onReady) {
  auto handle = std::unique_ptr<Handle>(
      new Handle{{}, std::move(fd), std::move(onReady)});
  // Sets the descriptor to non-blocking, too.
  if (uv_poll_init(loop.uv(), &handle->poll, handle->fd.get()) != 0)
    return nullptr;
  handle->poll.data = handle.get();
  std::unique_ptr<DescriptorWatch> watch(new DescriptorWatch(handle.release()));
  watch->want(wanted);
  return watch;
}

DescriptorWatch::~DescriptorWatch() {
  uv_poll_stop(&handle->poll);
  handle->fd = FileDescriptor(); // now; the memory goes in the loop's next turn
  uv_close(
      reinterpret_cast<uv_handle_t *>(&handle->poll),
      [](uv_handle_t *closed) { delete static_cast<Handle *>(closed->data); });
}

int DescriptorWatch::fd() const { return handle->fd.get(); }

void DescriptorWatch::want(Wanted wanted) {
  if (wanted == Wanted::Nothing) {
    uv_poll_stop(&handle->poll);
    return;
  }
  uv_poll_start(&handle->poll,
                wanted == Wanted::Readable ? UV_READABLE : UV_WRITABLE,
                // An error shows when reading or writing.
                [](uv_poll_t *poll, int, int) {
                  static_cast<Handle *>(poll->data)->onReady();
                });
}

} // namespace hocket
