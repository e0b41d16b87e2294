// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A stream of bytes as lines: one message of a server each.
#include "tool/mcp/line_splitter.h"

namespace hocket {

bool LineSplitter::add(std::string_view bytes,
                       std::vector<std::string> &lines) {
  while (true) {
    size_t end = bytes.find('\n');
    std::string_view part = bytes.substr(0, end);
    if (part.size() > limit - begun.size())
      return false;
    begun += part;
    if (end == std::string_view::npos)
      return true;
    if (begun.ends_with('\r'))
      begun.pop_back();
    lines.push_back(std::move(begun));
    begun.clear();
    bytes.remove_prefix(end + 1);
  }
}

} // namespace hocket
