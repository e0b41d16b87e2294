// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// text.similarity: the Jaccard index of every pair's shingle sets.
#include "tool/builtin/text_sources.h"
#include "tool/builtin/text_tools.h"

#include <algorithm>
#include <queue>

namespace hocket {

using Shingles = std::vector<uint64_t>; // sorted, unique hashes

static uint64_t hashWord(std::string_view word) {
  uint64_t hash = 0xcbf29ce484222325; // FNV-1a
  for (char c : word)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

/// Order matters in a shingle, so each step mixes before it adds.
static uint64_t combine(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15;
  return hash ^ hash >> 29;
}

/// The set of runs of `size` words; a shorter text is one run.
static Shingles shinglesOf(std::string_view text, size_t size) {
  std::vector<uint64_t> words;
  for (std::string_view word = takeWord(text); !word.empty();
       word = takeWord(text))
    words.push_back(hashWord(word));
  Shingles shingles;
  if (words.empty())
    return shingles;
  size = std::min(size, words.size());
  for (size_t i = 0; i + size <= words.size(); ++i) {
    uint64_t hash = 0;
    for (size_t j = i; j < i + size; ++j)
      hash = combine(hash, words[j]);
    shingles.push_back(hash);
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

static size_t countShared(const Shingles &a, const Shingles &b) {
  size_t shared = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    shared += a[i] == b[j];
    // Without branches: the order of random hashes cannot be predicted.
    bool stepA = a[i] <= b[j], stepB = b[j] <= a[i];
    i += stepA;
    j += stepB;
  }
  return shared;
}

namespace {
struct Pair {
  double similarity;
  size_t a, b, shared;
  /// More similar first, then in the order of the items.
  bool operator<(const Pair &other) const {
    if (similarity != other.similarity)
      return similarity > other.similarity;
    return a != other.a ? a < other.a : b < other.b;
  }
};
} // namespace

Result<Value> similarityTool(const Arguments &args, const ToolCall &call) {
  Result<TextSources> sources = TextSources::collect(args, call);
  if (!sources)
    return sources.status();
  if (sources->size() > args.size("max_items"))
    return Status(HOCKET_RESOURCE_EXHAUSTED,
                  "expected at most " + std::to_string(args.size("max_items")) +
                      " files and texts, found " +
                      std::to_string(sources->size()));
  std::vector<Shingles> sets(sources->size());
  for (size_t i = 0; i < sets.size(); ++i) {
    HOCKET_RETURN_IF_ERROR(call.checkCancelled());
    Result<std::string> content = sources->load(i, call);
    if (!content)
      return content.status();
    if (!looksBinary(*content))
      sets[i] = shinglesOf(*content, args.size("shingle"));
  }

  size_t top = args.size("top");
  double least = args.number("min_similarity");
  std::priority_queue<Pair> best; // the worst of the best on top
  for (size_t a = 0; a < sets.size(); ++a)
    for (size_t b = a + 1; b < sets.size(); ++b) {
      HOCKET_RETURN_IF_ERROR(call.checkCancelled());
      size_t shared = countShared(sets[a], sets[b]);
      size_t either = sets[a].size() + sets[b].size() - shared;
      double similarity =
          either ? static_cast<double>(shared) / static_cast<double>(either)
                 : 0;
      if (similarity < least)
        continue;
      best.push({similarity, a, b, shared});
      if (best.size() > top)
        best.pop();
    }
  Value::List result(best.size());
  for (size_t i = result.size(); i-- > 0; best.pop()) {
    const Pair &pair = best.top();
    result[i] = Value::object(
        {{"a", Value::string(sources->name(pair.a))},
         {"b", Value::string(sources->name(pair.b))},
         {"similarity", Value::number(pair.similarity)},
         {"shared", Value::integer(static_cast<int64_t>(pair.shared))}});
  }
  return Value::list(std::move(result));
}

std::vector<BuiltinEntry> textTools() {
  return {{"text.search", searchTool},
          {"text.count", countTool},
          {"text.words", wordsTool},
          {"text.similarity", similarityTool}};
}

} // namespace hocket
