// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Depth and expanded size of a textual module.

#include "hocket/Frontend/SourceLimits.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace mlir::hocket::frontend;

namespace {

/// What is known of a piece of text: an alias's definition, or all the rest.
struct Piece {
  uint64_t bytes = 0;
  unsigned depth = 0;
  size_t deepest = 0; ///< its offset
  /// Uses of an alias: how many, and how deep the deepest.
  struct Use {
    uint64_t count = 0;
    unsigned depth = 0;
    size_t deepest = 0;
  };
  MapVector<StringRef, Use> uses;
  // For a definition, once it is resolved:
  size_t offset = 0;
  enum { Unresolved, InProgress, Resolved } state = Unresolved;
};

class Scanner {
public:
  Scanner(StringRef text, const SourceLimits &limits) : text(text), limits(limits) {}
  std::optional<SourceProblem> check();

private:
  struct Bracket {
    char open;
    bool affine;
    unsigned operators;
  };

  void scan();
  void scanToken();
  void skipString();
  void scanWord();
  void scanAlias();
  void open(char bracket);
  void close(char bracket);
  void noteOperator();
  void note();
  bool isDefinition(size_t afterName) const;
  size_t skipBlank(size_t from) const;
  void resolve(StringRef name);
  /// Adds what its uses stand for, which are resolved.
  void expand(Piece &piece);
  std::optional<SourceProblem> judge(const Piece &piece, StringRef alias) const;

  unsigned depth() const { return stack.size() + operators; }

  StringRef text;
  const SourceLimits &limits;
  size_t at = 0;
  SmallVector<Bracket> stack;
  /// Operators since the last comma in an affine expression, each of which the parser
  /// takes for one level more.
  unsigned operators = 0;
  Piece rest;
  MapVector<StringRef, Piece> aliases;
  Piece *piece = &rest;
  /// The token before, as far as it tells whether a definition goes on.
  enum { None, Goes, Ended } last = None;
  bool lineStart = true;
};

} // namespace

void Scanner::note() {
  if (depth() <= piece->depth)
    return;
  // The first that is too deep is the one to tell.
  if (piece->depth <= limits.depth)
    piece->deepest = at;
  piece->depth = depth();
}

void Scanner::open(char bracket) {
  bool inAffine = !stack.empty() && stack.back().affine;
  StringRef before = text.take_front(at);
  bool affine = inAffine || (bracket == '<' && (before.ends_with("affine_map") ||
                                                before.ends_with("affine_set")));
  stack.push_back({bracket, affine, operators});
  note();
}

/// Brackets that no other one closes, as of a comparison, end with those around them.
void Scanner::close(char bracket) {
  for (size_t i = stack.size(); i-- > 0;) {
    if (stack[i].open == bracket) {
      operators = stack[i].operators;
      stack.truncate(i);
      return;
    }
    if (stack[i].open != '<')
      return;
  }
}

void Scanner::noteOperator() {
  if (stack.empty() || !stack.back().affine)
    return;
  ++operators;
  note();
}

void Scanner::skipString() {
  size_t end = at + 1;
  while (end < text.size() && text[end] != '"' && text[end] != '\n')
    end += text[end] == '\\' ? 2 : 1;
  at = std::min(end + 1, text.size());
}

size_t Scanner::skipBlank(size_t from) const {
  while (from < text.size()) {
    if (isSpace(text[from]))
      ++from;
    else if (text.substr(from).starts_with("//"))
      from = std::min(text.find('\n', from), text.size());
    else
      break;
  }
  return from;
}

bool Scanner::isDefinition(size_t afterName) const {
  if (!stack.empty())
    return false;
  size_t next = skipBlank(afterName);
  return next < text.size() && text[next] == '=';
}

static bool isNameChar(char c) { return isAlnum(c) || c == '_' || c == '$' || c == '.' || c == '-'; }

/// `#name` or `!name`: a use of an alias, or with `=` behind it the start of one. With
/// a dot or a bracket it is a dialect's own.
void Scanner::scanAlias() {
  size_t end = at + 1;
  while (end < text.size() && isNameChar(text[end]) && !text.substr(end).starts_with("->"))
    ++end;
  StringRef name = text.slice(at, end);
  if (isDefinition(end)) {
    piece = &aliases.insert({name, Piece()}).first->second;
    piece->offset = at;
    at = skipBlank(end) + 1;
    last = Goes;
    return;
  }
  if (name.size() > 1 && !name.contains('.')) {
    Piece::Use &use = piece->uses[name];
    ++use.count;
    if (depth() >= use.depth) {
      use.depth = depth();
      use.deepest = at;
    }
  }
  at = std::max(end, at + 1);
  last = Ended;
}

void Scanner::scanWord() {
  size_t end = at + 1;
  while (end < text.size() && (isAlnum(text[end]) || text[end] == '_' || text[end] == '$' ||
                               text[end] == '.'))
    ++end;
  StringRef word = text.slice(at, end);
  if (word == "mod" || word == "floordiv" || word == "ceildiv")
    noteOperator();
  at = end;
  last = Ended;
}

void Scanner::scanToken() {
  char c = text[at];
  // An alias ends where the next operation begins.
  bool begins = stack.empty() && lineStart && (c == '"' || c == '%' || isAlpha(c) || c == '_');
  if (begins && last == Ended)
    piece = &rest;
  lineStart = false;
  if (c == '"') {
    skipString();
    last = Ended;
  } else if (c == '#' || c == '!') {
    scanAlias();
  } else if (isAlnum(c) || c == '_') {
    scanWord();
  } else if (text.substr(at).starts_with("->") || text.substr(at).starts_with(">=") ||
             text.substr(at).starts_with("<=")) {
    at += 2;
    last = Goes;
  } else {
    if (StringRef("({[<").contains(c))
      open(c);
    else if (size_t kind = StringRef(")}]>").find(c); kind != StringRef::npos)
      close("({[<"[kind]);
    else if (c == ',')
      operators = stack.empty() ? 0 : stack.back().operators;
    else if (c == '+' || c == '-' || c == '*')
      noteOperator();
    last = c == ':' || c == '=' || c == ',' ? Goes : Ended;
    ++at;
  }
}

void Scanner::scan() {
  while (at < text.size()) {
    size_t start = at;
    if (isSpace(text[at])) {
      lineStart |= text[at++] == '\n';
    } else if (text.substr(at).starts_with("//")) {
      at = std::min(text.find('\n', at), text.size());
    } else {
      scanToken();
    }
    piece->bytes += at - start;
  }
}

void Scanner::expand(Piece &piece) {
  for (auto &[name, use] : piece.uses) {
    auto alias = aliases.find(name);
    if (alias == aliases.end() || alias->second.state != Piece::Resolved)
      continue;
    uint64_t bytes = alias->second.bytes;
    piece.bytes = SaturatingMultiplyAdd(use.count, bytes, piece.bytes);
    if (use.depth + alias->second.depth > piece.depth) {
      piece.depth = use.depth + alias->second.depth;
      piece.deepest = use.deepest;
    }
  }
}

/// Depth first, without recursion: aliases may use each other in a long chain. One
/// that uses itself is the parser's business.
void Scanner::resolve(StringRef name) {
  SmallVector<StringRef> work{name};
  while (!work.empty()) {
    auto alias = aliases.find(work.back());
    if (alias == aliases.end() || alias->second.state == Piece::Resolved) {
      work.pop_back();
      continue;
    }
    Piece &piece = alias->second;
    if (piece.state == Piece::InProgress) {
      expand(piece);
      piece.state = Piece::Resolved;
      work.pop_back();
      continue;
    }
    piece.state = Piece::InProgress;
    for (auto &[used, use] : piece.uses)
      if (auto other = aliases.find(used);
          other != aliases.end() && other->second.state == Piece::Unresolved)
        work.push_back(used);
  }
}

std::optional<SourceProblem> Scanner::judge(const Piece &piece, StringRef alias) const {
  if (piece.depth > limits.depth)
    return SourceProblem{piece.deepest,
                         "nested deeper than " + std::to_string(limits.depth) + " brackets"};
  uint64_t most = limits.expandedBytes + 16 * uint64_t(text.size());
  if (piece.bytes <= most)
    return std::nullopt;
  std::string subject = alias.empty() ? "the aliases stand" : ("'" + alias + "' stands").str();
  return SourceProblem{piece.offset, subject + " for more than " + std::to_string(most) +
                                         " bytes of text"};
}

std::optional<SourceProblem> Scanner::check() {
  scan();
  for (auto &[name, alias] : aliases)
    resolve(name);
  for (auto &[name, alias] : aliases)
    if (auto problem = judge(alias, name))
      return problem;
  expand(rest);
  return judge(rest, "");
}

std::optional<SourceProblem>
mlir::hocket::frontend::checkSourceLimits(StringRef text, const SourceLimits &limits) {
  return Scanner(text, limits).check();
}
