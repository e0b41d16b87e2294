// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Frontend/TerminalText.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"

using namespace mlir::hocket::frontend;

static bool isHarmful(llvm::UTF32 c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) // C0, DEL, C1
    return c != '\n' && c != '\t';
  return c == 0x061C || c == 0x200E || c == 0x200F || // marks of direction
         c == 0x2028 || c == 0x2029 ||                // line ends of their own
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// The text with what `replace` gives in place of every harmful character.
static std::string
replaceHarmful(llvm::StringRef text,
               llvm::function_ref<void(llvm::UTF32, std::string &)> replace) {
  std::string valid = llvm::json::fixUTF8(text), result;
  result.reserve(valid.size());
  const auto *at = reinterpret_cast<const llvm::UTF8 *>(valid.data());
  const auto *end = at + valid.size();
  while (at != end) {
    const auto *start = at;
    llvm::UTF32 c = 0;
    llvm::convertUTF8Sequence(&at, end, &c, llvm::strictConversion);
    if (isHarmful(c))
      replace(c, result);
    else
      result.append(reinterpret_cast<const char *>(start), at - start);
  }
  return result;
}

std::string mlir::hocket::frontend::toTerminalText(llvm::StringRef text) {
  return replaceHarmful(text, [](llvm::UTF32, std::string &result) {
    result += "\xEF\xBF\xBD";
  });
}

std::string mlir::hocket::frontend::escapeInJson(llvm::StringRef json) {
  return replaceHarmful(json, [](llvm::UTF32 c, std::string &result) {
    // All of them have at most sixteen bits.
    llvm::raw_string_ostream(result) << llvm::format("\\u%04x", c);
  });
}

void TerminalStream::write_impl(const char *data, size_t size) {
  line.append(data, size);
  size_t end = line.rfind('\n') + 1; // 0 if there is none
  os << toTerminalText(llvm::StringRef(line).take_front(end));
  line.erase(0, end);
}
