// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every tool's calls of MLIR's parser come by here: the linker puts this function
// in its place (see hocket_add_tool). The language server, for one, offers no other
// way to look at a document before it is parsed.

#include "hocket/Frontend/SourceLimits.h"

#include "mlir/AsmParser/AsmParser.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;

#define PARSE_ASM_SOURCE_FILE                                                                      \
  "_ZN4mlir18parseAsmSourceFileERKN4llvm9SourceMgrEPNS_5BlockERKNS_12ParserConfigE"               \
  "PNS_14AsmParserStateEPNS_28AsmParserCodeCompleteContextE"

LogicalResult parseUnguarded(const llvm::SourceMgr &sources, Block *block,
                             const ParserConfig &config, AsmParserState *state,
                             AsmParserCodeCompleteContext *completion)
    __asm__("__real_" PARSE_ASM_SOURCE_FILE);

LogicalResult parseGuarded(const llvm::SourceMgr &sources, Block *block,
                           const ParserConfig &config, AsmParserState *state,
                           AsmParserCodeCompleteContext *completion)
    __asm__("__wrap_" PARSE_ASM_SOURCE_FILE);

LogicalResult parseGuarded(const llvm::SourceMgr &sources, Block *block,
                           const ParserConfig &config, AsmParserState *state,
                           AsmParserCodeCompleteContext *completion) {
  const llvm::MemoryBuffer *buffer = sources.getMemoryBuffer(sources.getMainFileID());
  if (auto problem = hocket::frontend::checkSourceLimits(buffer->getBuffer())) {
    auto place = llvm::SMLoc::getFromPointer(buffer->getBufferStart() + problem->offset);
    auto [line, column] = sources.getLineAndColumn(place, sources.getMainFileID());
    return emitError(FileLineColLoc::get(config.getContext(), buffer->getBufferIdentifier(), line,
                                         column))
           << problem->message;
  }
  return parseUnguarded(sources, block, config, state, completion);
}
