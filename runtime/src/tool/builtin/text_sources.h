// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the text tools work on: files, the files of folders, and texts.
#ifndef HOCKET_TOOL_BUILTIN_TEXT_SOURCES_H
#define HOCKET_TOOL_BUILTIN_TEXT_SOURCES_H

#include "tool/builtin/builtin.h"

namespace hocket {

class TextSources {
public:
  /// Reads the arguments "files", "include", "max_file_bytes" and, where the
  /// tool has it, "texts"; checks permissions and looks into folders.
  static Result<TextSources> collect(const Arguments &args,
                                     const ToolCall &call);

  size_t size() const { return sources.size(); }
  /// The path as the user would write it, or "texts[2]".
  const std::string &name(size_t index) const { return sources[index].name; }
  /// Reads a file, now; polls for cancellation.
  Result<std::string> load(size_t index, const ToolCall &call) const;

private:
  struct Source {
    std::string name;
    std::string path;            // canonical; of a file
    const Value *text = nullptr; // of a text; lives in the arguments
  };
  std::vector<Source> sources;
  size_t maxFileBytes = 0;
};

/// Content with a zero byte near its beginning is taken as no text.
bool looksBinary(std::string_view content);

/// Takes the next word off the text: letters, digits, _ and everything beyond
/// ASCII. Empty at the end.
std::string_view takeWord(std::string_view &text);

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_TEXT_SOURCES_H
