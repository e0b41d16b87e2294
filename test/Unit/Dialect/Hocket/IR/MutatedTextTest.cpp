// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Damaged programs: whatever the text, the parser, the verifier, the printer and
// the folders end with a diagnostic or a program, never with a crash.

#include "RandomValues.h"
#include "hocket/InitAll.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::hocket::test;

namespace {
constexpr unsigned rounds = 10000;

/// The lit tests of the dialect, in pieces as they are split there.
std::vector<std::string> seeds() {
  std::vector<std::string> result;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator it(HOCKET_TEST_DIR "/Dialect/Hocket/IR", error), end;
       it != end && !error; it.increment(error)) {
    if (llvm::sys::path::extension(it->path()) != ".mlir")
      continue;
    auto buffer = llvm::MemoryBuffer::getFile(it->path());
    SmallVector<StringRef> pieces;
    (*buffer)->getBuffer().split(pieces, "// -----");
    for (StringRef piece : pieces) {
      std::string code;
      SmallVector<StringRef> lines;
      piece.split(lines, '\n');
      for (StringRef line : lines)
        if (!line.trim().starts_with("//"))
          code += (line + "\n").str();
      result.push_back(std::move(code));
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

/// Words, numbers and single characters.
std::vector<std::string> tokens(StringRef text) {
  std::vector<std::string> result;
  while (!text.empty()) {
    size_t length = text.find_if_not([](char c) { return llvm::isAlnum(c) || c == '_' || c == '.'; });
    length = std::max<size_t>(1, std::min(length, text.size()));
    result.push_back(text.take_front(length).str());
    text = text.drop_front(length);
  }
  return result;
}
/// What takes the place of a token is mostly of its kind: other damage seldom
/// gets past the parser.
std::string replacement(StringRef token, ArrayRef<std::string> donor, RandomValues &random) {
  auto kind = [](StringRef text) {
    return llvm::isDigit(text[0]) ? 0 : llvm::isAlpha(text[0]) ? 1 : llvm::isSpace(text[0]) ? 2 : 3;
  };
  bool any = random.chance(20);
  for (unsigned tries = 0; tries < 50; ++tries)
    if (StringRef other = donor[random.below(donor.size())]; any || kind(other) == kind(token))
      return other.str();
  return token.str();
}

/// Damages one to three tokens.
std::string damage(std::vector<std::string> tokens, ArrayRef<std::string> donor,
                   RandomValues &random) {
  for (unsigned count = 1 + random.below(3); count > 0 && !tokens.empty(); --count) {
    auto at = tokens.begin() + random.below(tokens.size());
    switch (random.below(8)) {
    case 0:
      tokens.erase(at);
      break;
    case 1:
      tokens.insert(at, donor[random.below(donor.size())]);
      break;
    case 2:
      std::swap(*at, tokens[random.below(tokens.size())]);
      break;
    default:
      *at = replacement(*at, donor, random);
    }
  }
  return llvm::join(tokens, "");
}
} // namespace

TEST(MutatedText, NeverCrashes) {
  DialectRegistry registry;
  ::hocket::registerAllDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  context.loadAllAvailableDialects();
  context.allowUnregisteredDialects();
  ScopedDiagnosticHandler silence(&context, [](Diagnostic &) { return success(); });
  std::vector<std::string> programs = seeds();
  ASSERT_GT(programs.size(), 100u);
  std::vector<std::vector<std::string>> tokenized;
  for (const std::string &program : programs) {
    tokenized.push_back(tokens(program));
    // In the generic form, damage gets past the parser more often.
    if (OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(program, &context)) {
      std::string generic;
      llvm::raw_string_ostream out(generic);
      module->print(out, OpPrintingFlags().printGenericOpForm());
      tokenized.push_back(tokens(generic));
    }
  }

  RandomValues random(&context, 10);
  unsigned accepted = 0;
  for (unsigned round = 0; round < rounds; ++round) {
    std::string text = damage(tokenized[random.below(tokenized.size())],
                              tokenized[random.below(tokenized.size())], random);
    SCOPED_TRACE(text);
    OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(text, &context);
    if (!module)
      continue;
    ++accepted;
    // Upstream's functions may have an empty name, which has no text form.
    if (module->walk([](SymbolOpInterface symbol) {
                return symbol.getNameAttr() && symbol.getName().empty() ? WalkResult::interrupt()
                                                                        : WalkResult::advance();
              })
            .wasInterrupted())
      continue;
    // What was accepted prints as something that is accepted, and folds to it.
    std::string printed;
    llvm::raw_string_ostream(printed) << *module;
    OwningOpRef<ModuleOp> again = parseSourceString<ModuleOp>(printed, &context);
    ASSERT_TRUE(again) << printed;
    PassManager passes(&context);
    passes.addPass(createCanonicalizerPass());
    passes.addPass(createCSEPass());
    passes.addPass(createSCCPPass());
    ASSERT_TRUE(succeeded(passes.run(*again))) << printed;
  }
  EXPECT_GT(accepted, rounds / 50) << "the damage is too great to test more than the parser";
}
