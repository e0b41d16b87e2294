// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Labelled calls, whose arguments refer to earlier results: "$var1.id$".

#include "CallReader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir::hocket::frontend;

namespace {

/// Finds the references in one string.
class ReferenceScanner {
public:
  ReferenceScanner(CallReader &reader, const llvm::StringSet<> &labels,
                   const json::Value &string)
      : reader(reader), labels(labels), string(string), text(string.string()),
        positions(reader.document.positionsIn(string)) {}

  Literal scan();

private:
  /// Reads a reference at `at`, where a dollar sign stands, and moves past it.
  bool readReference(size_t &at, Literal &reference);
  bool readSteps(size_t &at, Literal &reference);
  void warnIfHalf();

  CallReader &reader;
  const llvm::StringSet<> &labels;
  const json::Value &string;
  llvm::StringRef text;
  json::Positions positions;
};

class LabelledReader : public CallReader {
public:
  using CallReader::CallReader;
  bool read();

private:
  bool collectLabels(llvm::ArrayRef<json::Value> list);
  void readCall(const json::Value &value);
  Literal literal(const json::Value &value);

  llvm::StringSet<> labels;
};

} // namespace

static size_t wordLength(llvm::StringRef text) {
  if (text.empty() || !(llvm::isAlpha(text[0]) || text[0] == '_'))
    return 0;
  return text.take_while([](char c) { return llvm::isAlnum(c) || c == '_'; })
      .size();
}

bool ReferenceScanner::readSteps(size_t &at, Literal &reference) {
  while (at < text.size() && text[at] != '$') {
    if (text[at] == '.') {
      // A field name may contain anything but what ends it, spaces included.
      llvm::StringRef name = text.substr(at + 1).take_until(
          [](char c) { return c == '.' || c == '[' || c == ']' || c == '$'; });
      if (name.trim().empty())
        return false;
      reference.path.push_back({name.str(), positions(at + 1)});
      at += 1 + name.size();
      continue;
    }
    size_t close = text.find(']', at);
    int64_t index;
    if (text[at] != '[' || close == llvm::StringRef::npos ||
        text.slice(at + 1, close).getAsInteger(10, index))
      return false;
    reference.path.push_back({index, positions(at)});
    at = close + 1;
  }
  return at < text.size();
}

bool ReferenceScanner::readReference(size_t &at, Literal &reference) {
  llvm::StringRef label = text.substr(at + 1, wordLength(text.substr(at + 1)));
  if (label.empty())
    return false;
  reference = Literal(Literal::Kind::Reference, positions(at));
  reference.text = label.str();
  bool isKnown = labels.contains(label);
  size_t end = at + 1 + label.size();
  if (!readSteps(end, reference)) {
    if (isKnown)
      reader.warning(
          positions(at),
          "'$" + label +
              "' starts like a reference but does not end with '$'; it "
              "is read as text");
    return false;
  }
  ++end;
  // A price or a formula may well have two dollar signs; a string that is
  // nothing but a reference, or says "var", is meant as one.
  bool isAll = at == 0 && end == text.size();
  llvm::StringRef digits = label;
  bool isVar = digits.consume_front("var") && !digits.empty() &&
               llvm::all_of(digits, [](char c) { return llvm::isDigit(c); });
  if (!isKnown && !isAll && !isVar) {
    reader.warning(
        positions(at),
        "'" + text.slice(at, end) +
            "' looks like a reference, but no call has this label; it "
            "is read as text");
    return false;
  }
  at = end;
  return true;
}

/// "var1.id$" has lost its first dollar sign, most likely.
void ReferenceScanner::warnIfHalf() {
  size_t length = wordLength(text);
  if (length && length < text.size() &&
      labels.contains(text.take_front(length)) &&
      llvm::StringRef(".[$").contains(text[length]) && text.ends_with("$") &&
      text.count('$') == 1)
    reader.warning(
        string.pos(),
        "\"" + text +
            "\" looks like a reference that lacks its first '$'; it is "
            "read as text");
}

Literal ReferenceScanner::scan() {
  warnIfHalf();
  std::vector<std::string> texts(1);
  std::vector<Literal> references;
  for (size_t at = 0; at < text.size();) {
    Literal reference;
    if (text[at] == '$' && readReference(at, reference)) {
      references.push_back(std::move(reference));
      texts.emplace_back();
    } else {
      texts.back() += text[at++];
    }
  }
  return Literal::pieces(std::move(texts), std::move(references), string.pos());
}

Literal LabelledReader::literal(const json::Value &value) {
  if (value.isString() && value.string().contains('$'))
    return ReferenceScanner(*this, labels, value).scan();
  if (!value.isArray() && !value.isObject())
    return Literal::fromJson(value);
  Literal result(value.isArray() ? Literal::Kind::List : Literal::Kind::Object,
                 value.pos());
  if (value.isArray())
    for (const json::Value &item : value.items())
      result.items.push_back(literal(item));
  else
    for (const json::Member &member : value.members()) {
      result.keys.push_back({member.name.str(), member.pos});
      result.items.push_back(literal(member.value));
    }
  return result;
}

/// The label of a call; null if it has none, which null says as well.
static const json::Value *labelOf(const json::Value &call) {
  const json::Value *label = call.get("label");
  return label && label->kind() != json::Value::Kind::Null ? label : nullptr;
}

bool LabelledReader::collectLabels(llvm::ArrayRef<json::Value> list) {
  for (const json::Value &value : list) {
    const json::Value *label = labelOf(value);
    if (!label)
      continue;
    llvm::StringRef name = label->isString() ? label->string().ltrim('$') : "";
    if (name.empty() || wordLength(name) != name.size())
      error(label->pos(), "a label must be a string of letters, digits and '_' "
                          "that starts with no digit");
    else
      labels.insert(name);
  }
  return !failed;
}

void LabelledReader::readCall(const json::Value &value) {
  const json::Value *name = requiredString(value, "name");
  if (!name)
    return;
  if (program.result) {
    error(value.pos(), "expected 'var_result' to be the last entry");
    return;
  }
  const json::Value *arguments = value.get("arguments");
  if (arguments && !arguments->isObject()) {
    error(arguments->pos(), "the arguments of '" + name->string() +
                                "' must be an object, found " +
                                json::describe(arguments->kind()));
    return;
  }
  if (name->string() == "var_result") {
    program.result = arguments ? literal(*arguments)
                               : Literal(Literal::Kind::Object, value.pos());
    return;
  }
  ProgramCall call;
  call.pos = value.pos();
  call.tool = name->string().str();
  call.toolPos = name->pos();
  if (arguments)
    for (const json::Member &member : arguments->members()) {
      if (member.name.empty())
        error(member.pos, "an argument needs a name");
      else
        call.arguments.push_back(
            {member.name.str(), member.pos, literal(member.value), ""});
    }
  if (const json::Value *label = labelOf(value)) {
    call.id = label->string().ltrim('$').str();
  } else {
    // Nobody can refer to it, but its result has to be called something.
    call.id = "call_" + std::to_string(program.calls.size() + 1);
    while (labels.contains(call.id))
      call.id += "_";
  }
  program.calls.push_back(std::move(call));
}

bool LabelledReader::read() {
  program.sourceFormat = "labelled-json";
  const json::Value *output = root.get("output");
  const json::Value &value = output ? *output : root;
  // One call need not stand in a list.
  bool isCall = !output && root.get("name");
  if (!value.isArray() && !isCall)
    return error(value.pos(), "expected a list of calls with 'name', "
                              "'arguments' and 'label', found " +
                                  json::describe(value.kind()));
  llvm::ArrayRef<json::Value> list = isCall ? root : value.items();
  if (!collectLabels(list))
    return false;
  for (const json::Value &value : list) {
    size_t numCalls = program.calls.size();
    readCall(value);
    const json::Value *label = labelOf(value);
    if (label && program.calls.size() == numCalls)
      program.broken.push_back(label->string().ltrim('$').str());
  }
  return (program.result && !failed) || finish();
}

bool mlir::hocket::frontend::readLabelledJson(const json::Document &document,
                                              const json::Value &root,
                                              Program &program,
                                              ProblemHandler problem) {
  return LabelledReader(document, root, program, problem).read();
}
