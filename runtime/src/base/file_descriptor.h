// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An owned file descriptor.
#ifndef HOCKET_BASE_FILE_DESCRIPTOR_H
#define HOCKET_BASE_FILE_DESCRIPTOR_H

#include <unistd.h>
#include <utility>

namespace hocket {

class FileDescriptor {
public:
  explicit FileDescriptor(int fd = -1) : fd(fd) {}
  FileDescriptor(FileDescriptor &&other) noexcept : fd(other.release()) {}
  FileDescriptor &operator=(FileDescriptor &&other) noexcept {
    FileDescriptor moved(std::move(other));
    std::swap(fd, moved.fd);
    return *this;
  }
  ~FileDescriptor() {
    if (fd >= 0)
      ::close(fd);
  }

  int get() const { return fd; }
  bool valid() const { return fd >= 0; }
  int release() { return std::exchange(fd, -1); }

private:
  int fd;
};

} // namespace hocket

#endif // HOCKET_BASE_FILE_DESCRIPTOR_H
