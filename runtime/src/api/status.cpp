// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The C interface of statuses.

#include "api/handles.h"

#include <cstdlib>
#include <new>
#include <system_error>

using namespace hocket;

hocket_status_t *hocket::toHandle(Status status) {
  if (status.ok())
    return nullptr;
  std::string text = status.toString();
  return new hocket_status_t{std::move(status), std::move(text)};
}

Status hocket::wrongStructSize(const char *type, size_t found, size_t least) {
  return Status(HOCKET_INVALID_ARGUMENT,
                std::string(type) + ": expected a struct_size of at least " +
                    std::to_string(least) + ", found " + std::to_string(found));
}

/// There may be no memory left to say so. Never freed.
static hocket_status_t outOfMemory{Status(HOCKET_RESOURCE_EXHAUSTED, "out of memory"),
                                   "out of memory [RESOURCE_EXHAUSTED]"};

static hocket_status_t *describeCaught() {
  try {
    throw;
  } catch (const std::bad_alloc &) {
    return &outOfMemory;
  } catch (const std::system_error &error) {
    return toHandle(Status(HOCKET_RESOURCE_EXHAUSTED,
                           std::string("the system refused: ") + error.what()));
  } catch (const std::exception &error) {
    return toHandle(Status(HOCKET_INTERNAL, error.what()));
  } catch (...) {
    return toHandle(Status(HOCKET_INTERNAL, "an exception that is no std::exception"));
  }
}

hocket_status_t *hocket::caughtHandle() noexcept {
  try {
    return describeCaught();
  } catch (...) {
    return &outOfMemory;
  }
}

Status hocket::fromHandle(hocket_status_t *status) {
  if (!status)
    return {};
  if (status == &outOfMemory)
    return status->status;
  Status result = std::move(status->status);
  delete status;
  return result;
}

extern "C" {

const char *hocket_version(void) {
#define HOCKET_TEXT2(x) #x
#define HOCKET_TEXT(x) HOCKET_TEXT2(x)
  return HOCKET_TEXT(HOCKET_VERSION_MAJOR) "." HOCKET_TEXT(HOCKET_VERSION_MINOR) "." HOCKET_TEXT(
      HOCKET_VERSION_PATCH);
}

hocket_string_t hocket_string(const char *text) {
  return view(text ? std::string_view(text) : std::string_view());
}

hocket_code_t hocket_status_code(const hocket_status_t *status) {
  return status ? status->status.code() : HOCKET_OK;
}

// The names are string literals, so they end in a zero.
const char *hocket_code_name(hocket_code_t code) { return codeName(code).data(); }

hocket_string_t hocket_status_message(const hocket_status_t *status) {
  return status ? view(status->status.message()) : hocket_string_t{};
}

hocket_location_t hocket_status_location(const hocket_status_t *status) {
  const Location *where = status ? status->status.location() : nullptr;
  return where ? hocket_location_t{view(where->file.str()), where->line, where->column}
               : hocket_location_t{};
}

hocket_string_t hocket_status_to_string(const hocket_status_t *status) {
  return status ? view(status->text) : view("ok");
}

hocket_status_t *hocket_status_create(hocket_code_t code, hocket_string_t message) {
  return guarded([&]() -> hocket_status_t * {
    if (code == HOCKET_OK)
      return nullptr;
    return toHandle(Status(code, std::string(view(message))));
  });
}

void hocket_status_free(hocket_status_t *status) {
  if (status != &outOfMemory)
    delete status;
}

void hocket_free(void *memory) { std::free(memory); }

} // extern "C"
