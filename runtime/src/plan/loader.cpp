// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the bytes of a plan file to a plan.
#include "plan/loader.h"

#include "base/file_descriptor.h"
#include "base/system_error.h"
#include "plan/container.h"
#include "plan/plan_reader.h"

#include <cerrno>
#include <fcntl.h>
#include <google/protobuf/io/coded_stream.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hocket {

/// Every level of regions takes two messages: the region and its node.
static constexpr int recursionLimit = 2 * int(PlanReader::maxRegionDepth) + 8;

Result<std::shared_ptr<const Plan>> loadPlan(std::string_view bytes) {
  Result<Container> container = readContainer(bytes);
  if (!container)
    return container.status();
  // The message lives only until the arrays are made.
  auto message = std::make_unique<plan::v1::Plan>();
  google::protobuf::io::CodedInputStream stream(
      reinterpret_cast<const uint8_t *>(container->control.data()),
      static_cast<int>(container->control.size()));
  stream.SetRecursionLimit(recursionLimit);
  if (!message->ParseFromCodedStream(&stream) ||
      !stream.ConsumedEntireMessage())
    return Status(HOCKET_CORRUPT,
                  "plan file: the control data is not a valid message, or "
                  "nests deeper than " +
                      std::to_string(PlanReader::maxRegionDepth) + " regions");
  auto plan = std::make_shared<Plan>();
  HOCKET_RETURN_IF_ERROR(PlanReader(*message, *container, *plan).read());
  if (bytes.size() <= Plan::maxKeptBytes)
    plan->bytes = bytes;
  return std::shared_ptr<const Plan>(std::move(plan));
}

/// For what cannot be mapped, such as a pipe.
static Result<std::string> readAll(const FileDescriptor &file,
                                   const std::string &path) {
  std::string bytes;
  constexpr size_t step = 1 << 16;
  while (true) {
    size_t size = bytes.size();
    if (size > plan_format::maxFileSize)
      return Status(HOCKET_RESOURCE_EXHAUSTED,
                    "'" + path + "' is longer than " +
                        std::to_string(plan_format::maxFileSize) + " bytes");
    bytes.resize(size + step);
    ssize_t count = read(file.get(), bytes.data() + size, step);
    if (count < 0 && errno == EINTR)
      count = 0;
    else if (count == 0) {
      bytes.resize(size);
      return bytes;
    }
    if (count < 0)
      return systemError(errno, "read", path);
    bytes.resize(size + size_t(count));
  }
}

Result<std::shared_ptr<const Plan>> loadPlanFile(const std::string &path) {
  FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid())
    return systemError(errno, "open", path);
  struct stat info;
  if (fstat(file.get(), &info) != 0)
    return systemError(errno, "read", path);
  if (S_ISDIR(info.st_mode))
    return systemError(EISDIR, "read", path);
  if (S_ISREG(info.st_mode) && info.st_size > 0 &&
      lseek(file.get(), 0, SEEK_CUR) == 0) {
    size_t size = size_t(info.st_size);
    void *data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (data != MAP_FAILED) {
      auto plan = loadPlan({static_cast<const char *>(data), size});
      munmap(data, size);
      return plan;
    }
  }
  Result<std::string> bytes = readAll(file, path);
  if (!bytes)
    return bytes.status();
  return loadPlan(*bytes);
}

} // namespace hocket
