// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What tells texts apart, and runs.
#include "journal/digest.h"

#include <openssl/evp.h>
#include <stdexcept>
#include <sys/random.h>

namespace hocket {

static std::string hexadecimal(const unsigned char *bytes, size_t size) {
  std::string text;
  text.reserve(2 * size);
  for (size_t i = 0; i < size; ++i) {
    text += "0123456789abcdef"[bytes[i] >> 4];
    text += "0123456789abcdef"[bytes[i] & 15];
  }
  return text;
}

std::string sha256(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (!EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(),
                  nullptr))
    throw std::runtime_error("libcrypto cannot compute SHA-256");
  return hexadecimal(digest, size);
}

Result<std::string> randomId() {
  unsigned char bytes[16];
  if (getrandom(bytes, sizeof bytes, 0) != ssize_t(sizeof bytes))
    return Status(HOCKET_UNAVAILABLE, "the system gives no random bytes");
  return hexadecimal(bytes, sizeof bytes);
}

} // namespace hocket
