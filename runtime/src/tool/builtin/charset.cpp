// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text that arrives in other encodings than UTF-8.
#include "tool/builtin/charset.h"

#include "base/utf8.h"

#include <cerrno>
#include <iconv.h>
#include <strings.h>

namespace hocket {

std::string charsetOf(std::string_view contentType) {
  while (true) {
    size_t semicolon = contentType.find(';');
    if (semicolon == std::string_view::npos)
      return "";
    contentType.remove_prefix(semicolon + 1);
    while (contentType.starts_with(' '))
      contentType.remove_prefix(1);
    constexpr std::string_view key = "charset=";
    if (contentType.size() < key.size() ||
        strncasecmp(contentType.data(), key.data(), key.size()) != 0)
      continue;
    std::string_view value = contentType.substr(key.size());
    if (value.starts_with('"')) {
      value.remove_prefix(1);
      return std::string(value.substr(0, value.find('"')));
    }
    return std::string(value.substr(0, value.find_first_of("; ")));
  }
}

std::optional<std::string> decodeText(std::string bytes,
                                      const std::string &charset) {
  bool isUtf8 = charset.empty() || strcasecmp(charset.c_str(), "utf-8") == 0 ||
                strcasecmp(charset.c_str(), "utf8") == 0;
  if (isUtf8) {
    if (!isValidUtf8(bytes))
      return std::nullopt;
    return bytes;
  }
  iconv_t converter = iconv_open("UTF-8", charset.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1))
    return std::nullopt;
  std::string text;
  char *input = bytes.data();
  size_t inputLeft = bytes.size();
  bool good = true;
  // The last call, without an input, asks for what the converter kept back.
  for (bool more = true; good && more;) {
    more = inputLeft > 0;
    char buffer[4096];
    char *output = buffer;
    size_t outputLeft = sizeof buffer;
    size_t code = iconv(converter, more ? &input : nullptr, &inputLeft, &output,
                        &outputLeft);
    text.append(buffer, output);
    good = code != static_cast<size_t>(-1) || (more && errno == E2BIG);
  }
  iconv_close(converter);
  if (!good)
    return std::nullopt;
  return text;
}

} // namespace hocket
