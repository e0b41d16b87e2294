// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the text tools work on.
#include "tool/builtin/text_sources.h"

#include "base/utf8.h"
#include "tool/builtin/file_io.h"
#include "tool/builtin/walk.h"
#include "tool/path.h"

#include <array>
#include <sys/stat.h>

namespace hocket {

Result<TextSources> TextSources::collect(const Arguments &args,
                                         const ToolCall &call) {
  constexpr size_t maxFiles = 1'000'000;
  Result<Glob> include = Glob::compile(args.text("include"));
  if (!include)
    return include.status();
  TextSources result;
  result.maxFileBytes = args.size("max_file_bytes");
  for (const Value &file : args.list("files")) {
    const std::string &shown = file.asString();
    Result<std::string> path = call.permissions.checkRead(shown);
    if (!path)
      return path.status();
    struct stat info;
    if (stat(path->c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) {
      // What is wrong with it, if anything, shows when it is read.
      result.sources.push_back({shown, std::move(*path)});
      continue;
    }
    Result<std::vector<std::string>> found =
        findFiles(*path, shown, *include, maxFiles, call);
    if (!found)
      return found.status();
    for (const std::string &name : *found)
      result.sources.push_back(
          {sanitizeUtf8(shown == "." ? name : joinPath(shown, name)),
           joinPath(*path, name)});
  }
  if (args.has("texts")) {
    const Value::List &texts = args.list("texts");
    for (size_t i = 0; i < texts.size(); ++i)
      result.sources.push_back(
          {"texts[" + std::to_string(i) + "]", "", &texts[i]});
  }
  return result;
}

Result<std::string> TextSources::load(size_t index,
                                      const ToolCall &call) const {
  const Source &source = sources[index];
  if (source.text)
    return source.text->asString();
  Result<FileDescriptor> file = openRegularFile(source.path, source.name);
  if (!file)
    return file.status();
  return readAll(*file, source.name, maxFileBytes, call);
}

bool looksBinary(std::string_view content) {
  return content.substr(0, 8192).find('\0') != std::string_view::npos;
}

static constexpr auto wordBytes = [] {
  std::array<bool, 256> table = {};
  for (int c = 0; c < 256; ++c)
    table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               (c >= '0' && c <= '9') || c == '_' || c >= 0x80;
  return table;
}();

std::string_view takeWord(std::string_view &text) {
  auto isWordByte = [&](size_t i) {
    return wordBytes[static_cast<unsigned char>(text[i])];
  };
  size_t begin = 0;
  while (begin < text.size() && !isWordByte(begin))
    ++begin;
  size_t end = begin;
  while (end < text.size() && isWordByte(end))
    ++end;
  std::string_view word = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return word;
}

} // namespace hocket
