// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What tells texts apart, and runs.
#ifndef HOCKET_JOURNAL_DIGEST_H
#define HOCKET_JOURNAL_DIGEST_H

#include "base/status.h"

#include <string>
#include <string_view>

namespace hocket {

/// SHA-256 as lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

/// 32 random hexadecimal digits.
Result<std::string> randomId();

} // namespace hocket

#endif // HOCKET_JOURNAL_DIGEST_H
