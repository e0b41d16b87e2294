// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hash.sha256, fs.sha256.
#include "base/system_error.h"
#include "tool/builtin/file_io.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <openssl/evp.h>
#include <unistd.h>

namespace hocket {

namespace {
class Sha256 {
public:
  Sha256() : context(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    good = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  }

  void add(std::string_view bytes) {
    good = good && EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
  }

  Result<Value> finish() {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (!good || !EVP_DigestFinal_ex(context.get(), digest, &size))
      return Status(HOCKET_INTERNAL, "libcrypto cannot compute SHA-256");
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
      text += "0123456789abcdef"[digest[i] >> 4];
      text += "0123456789abcdef"[digest[i] & 15];
    }
    return Value::string(std::move(text));
  }

private:
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX *)> context;
  bool good;
};
} // namespace

static Result<Value> textTool(const Arguments &args, const ToolCall &) {
  Sha256 hash;
  hash.add(args.text("text"));
  return hash.finish();
}

static Result<Value> fileTool(const Arguments &args, const ToolCall &call) {
  const std::string &path = args.text("path");
  Result<std::string> canonical = call.permissions.checkRead(path);
  if (!canonical)
    return canonical.status();
  Result<FileDescriptor> file = openRegularFile(*canonical, path);
  if (!file)
    return file.status();
  Sha256 hash;
  std::string buffer(1 << 18, '\0');
  while (true) {
    HOCKET_RETURN_IF_ERROR(call.checkCancelled());
    ssize_t count = ::read(file->get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return systemError(errno, "read", path);
    if (count == 0)
      return hash.finish();
    hash.add(std::string_view(buffer.data(), static_cast<size_t>(count)));
  }
}

std::vector<BuiltinEntry> hashTools() {
  return {{"hash.sha256", textTool}, {"fs.sha256", fileTool}};
}

} // namespace hocket
