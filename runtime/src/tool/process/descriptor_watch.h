// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A descriptor that the event loop watches.
#ifndef HOCKET_TOOL_PROCESS_DESCRIPTOR_WATCH_H
#define HOCKET_TOOL_PROCESS_DESCRIPTOR_WATCH_H

#include "base/file_descriptor.h"
#include "io/event_loop.h"

#include <functional>
#include <memory>

namespace hocket {

/// Owns the descriptor and closes it at once when it is destroyed, which its
/// own callback may do. Loop thread only.
class DescriptorWatch {
public:
  enum class Wanted { Nothing, Readable, Writable };

  /// Null if there are no resources to watch it with. `onReady` must not own
  /// what owns the watch.
  static std::unique_ptr<DescriptorWatch> create(EventLoop &loop,
                                                 FileDescriptor fd,
                                                 Wanted wanted,
                                                 std::function<void()> onReady);
  ~DescriptorWatch();
  DescriptorWatch(const DescriptorWatch &) = delete;
  DescriptorWatch &operator=(const DescriptorWatch &) = delete;

  int fd() const;
  void want(Wanted wanted);

private:
  struct Handle;
  explicit DescriptorWatch(Handle *handle) : handle(handle) {}

  Handle *handle; // libuv needs it until the close callback: it frees itself
};

} // namespace hocket

#endif // HOCKET_TOOL_PROCESS_DESCRIPTOR_WATCH_H
