// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A stream of bytes as lines: one message of a server each.
#ifndef HOCKET_TOOL_MCP_LINE_SPLITTER_H
#define HOCKET_TOOL_MCP_LINE_SPLITTER_H

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hocket {

class LineSplitter {
public:
  explicit LineSplitter(size_t limit) : limit(limit) {}

  /// Appends the lines that are complete now to `lines`, without their ends.
  /// False if the next one is longer than the limit; then nothing more is to be
  /// added.
  [[nodiscard]] bool add(std::string_view bytes,
                         std::vector<std::string> &lines);

private:
  const size_t limit;
  std::string begun;
};

} // namespace hocket

#endif // HOCKET_TOOL_MCP_LINE_SPLITTER_H
