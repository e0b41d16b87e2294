// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors of the operating system as statuses.
#include "base/system_error.h"

#include <cctype>
#include <cerrno>
#include <system_error>

namespace hocket {

std::string errnoText(int error) {
  std::string text = std::system_category().message(error);
  // A sentence of its own there, the end of one here.
  if (text.size() > 1 && std::islower(static_cast<unsigned char>(text[1])))
    text[0] =
        static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}

static Code codeOf(int error) {
  switch (error) {
  case ENOENT:
  case ENOTDIR:
    return HOCKET_NOT_FOUND;
  case EACCES:
  case EPERM:
  case EROFS:
    return HOCKET_PERMISSION_DENIED;
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return HOCKET_RESOURCE_EXHAUSTED;
  case EMFILE:
  case ENFILE:
  case ENOMEM:
  case EAGAIN:
    return HOCKET_UNAVAILABLE; // others give back what is missing
  case EISDIR:
  case ENAMETOOLONG:
    return HOCKET_INVALID_ARGUMENT;
  default:
    return HOCKET_TOOL_ERROR;
  }
}

Status systemError(int error, const std::string &action,
                   const std::string &path) {
  return Status(codeOf(error),
                "cannot " + action + " '" + path + "': " + errnoText(error));
}

} // namespace hocket
