// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compiling patterns and matching paths with them.
#include "tool/builtin/glob.h"

#include "tool/builtin/code_points.h"
#include "tool/builtin/glob_braces.h"

#include <algorithm>

namespace hocket {

static Status patternError(const std::string &what) {
  return Status(HOCKET_INVALID_ARGUMENT, "pattern: " + what);
}

Result<Glob> Glob::compile(std::string_view pattern) {
  if (pattern.empty())
    return patternError("expected a pattern, found an empty text");
  if (pattern.size() > 4096)
    return patternError("expected at most 4096 bytes, found " +
                        std::to_string(pattern.size()));
  if (pattern.front() == '/')
    return patternError("expected a path relative to the folder, found '" +
                        std::string(pattern) + "'");
  Result<std::vector<std::string>> expanded = expandBraces(pattern);
  if (!expanded)
    return expanded.status();
  Glob glob;
  for (const std::string &text : *expanded)
    HOCKET_RETURN_IF_ERROR(glob.addAlternative(text));
  return glob;
}

Status Glob::addAlternative(std::string_view pattern) {
  Alternative components;
  while (!pattern.empty()) {
    size_t slash = pattern.find('/');
    std::string_view text = pattern.substr(0, slash);
    pattern.remove_prefix(slash == std::string_view::npos ? pattern.size()
                                                          : slash + 1);
    if (text.empty() || text == ".")
      continue;
    if (text == "..")
      return patternError("a pattern cannot leave its folder with '..'");
    Component component;
    if (text == "**") {
      // Twice in a row says nothing more.
      if (!components.empty() && components.back().anyFolders)
        continue;
      component.anyFolders = true;
    } else {
      Result<Component> compiled = compileComponent(text);
      if (!compiled)
        return compiled.status();
      component = std::move(*compiled);
    }
    components.push_back(std::move(component));
  }
  if (!components.empty() && components.back().anyFolders)
    components.push_back(*compileComponent("*"));
  if (!components.empty()) // "./" alone names nothing
    alternatives.push_back(std::move(components));
  return Status();
}

Result<Glob::Component> Glob::compileComponent(std::string_view text) {
  Component component;
  std::string_view whole = text;
  auto take = [&] {
    if (text.front() == '\\' && text.size() > 1)
      text.remove_prefix(1);
    return takeCodePoint(text);
  };
  while (!text.empty()) {
    Element element;
    char c = text.front();
    if (c == '*') {
      text.remove_prefix(1);
      if (!component.elements.empty() &&
          component.elements.back().kind == Element::Star)
        continue;
      element.kind = Element::Star;
    } else if (c == '?') {
      text.remove_prefix(1);
      element.kind = Element::Any;
    } else if (c == '[') {
      size_t column = whole.size() - text.size() + 1;
      element.kind = Element::Class;
      text.remove_prefix(1);
      if (!text.empty() && (text.front() == '!' || text.front() == '^')) {
        element.negated = true;
        text.remove_prefix(1);
      }
      bool first = true; // "[]a]" contains a bracket
      while (!text.empty() && (first || text.front() != ']')) {
        first = false;
        char32_t low = take(), high = low;
        if (text.size() > 1 && text[0] == '-' && text[1] != ']') {
          text.remove_prefix(1);
          high = take();
        }
        element.ranges.emplace_back(low, high);
      }
      if (text.empty())
        return patternError("a '[' without a ']' in '" + std::string(whole) +
                            "', column " + std::to_string(column));
      text.remove_prefix(1);
    } else {
      element.kind = Element::Char;
      element.character = take();
    }
    component.elements.push_back(std::move(element));
  }
  return component;
}

bool Glob::Element::matches(char32_t c) const {
  switch (kind) {
  case Char:
    return c == character;
  case Any:
    return true;
  case Class:
    return negated !=
           std::any_of(ranges.begin(), ranges.end(), [&](const auto &range) {
             return range.first <= c && c <= range.second;
           });
  case Star:
    break;
  }
  return false;
}

bool Glob::Component::matches(std::string_view name) const {
  if (name.starts_with('.') &&
      (elements.empty() || elements[0].kind != Element::Char))
    return false;
  // On a mismatch the last star takes one more character. Earlier stars need
  // not be reconsidered, so this takes |elements| * |name| steps at most.
  size_t position = 0, afterStar = 0;
  bool haveStar = false;
  std::string_view rest = name, starRest;
  while (true) {
    if (position < elements.size() &&
        elements[position].kind == Element::Star) {
      haveStar = true;
      afterStar = ++position;
      starRest = rest;
      continue;
    }
    if (rest.empty())
      return position == elements.size();
    std::string_view next = rest;
    char32_t c = takeCodePoint(next);
    if (position < elements.size() && elements[position].matches(c)) {
      ++position;
      rest = next;
      continue;
    }
    if (!haveStar)
      return false;
    takeCodePoint(starRest);
    rest = starRest;
    position = afterStar;
  }
}

/// Adds a position, and those behind the "**" there: it may match no folder.
void Glob::addWithSkips(State &state, unsigned alternative,
                        unsigned position) const {
  const Alternative &components = alternatives[alternative];
  std::pair<unsigned, unsigned> entry(alternative, position);
  if (std::find(state.begin(), state.end(), entry) != state.end())
    return;
  state.push_back(entry);
  if (position < components.size() && components[position].anyFolders)
    addWithSkips(state, alternative, position + 1);
}

Glob::State Glob::start() const {
  State state;
  for (unsigned i = 0; i < alternatives.size(); ++i)
    addWithSkips(state, i, 0);
  return state;
}

Glob::State Glob::step(const State &state, std::string_view name) const {
  State next;
  for (auto [alternative, position] : state) {
    const Alternative &components = alternatives[alternative];
    if (position == components.size())
      continue;
    if (components[position].anyFolders) {
      if (!name.starts_with('.'))
        addWithSkips(next, alternative, position);
    } else if (components[position].matches(name)) {
      addWithSkips(next, alternative, position + 1);
    }
  }
  return next;
}

bool Glob::accepts(const State &state) const {
  return std::any_of(state.begin(), state.end(), [&](const auto &entry) {
    return entry.second == alternatives[entry.first].size();
  });
}

bool Glob::canContinue(const State &state) const {
  return std::any_of(state.begin(), state.end(), [&](const auto &entry) {
    return entry.second < alternatives[entry.first].size();
  });
}

bool Glob::matches(std::string_view path) const {
  State state = start();
  while (!state.empty()) {
    size_t slash = path.find('/');
    state = step(state, path.substr(0, slash));
    if (slash == std::string_view::npos)
      return accepts(state);
    path.remove_prefix(slash + 1);
  }
  return false;
}

} // namespace hocket
