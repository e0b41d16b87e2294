// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tools that a program could call, for people and for programs.
#ifndef HOCKET_TOOLS_TOOLLIST_H
#define HOCKET_TOOLS_TOOLLIST_H

#include "Command.h"

#include "hocket/Frontend/Catalog.h"
#include "llvm/Support/raw_ostream.h"

namespace hocket::driver {

/// Writes the tools of a catalogue in the order of their declarations: what they
/// take, what they touch and who carries them out.
void writeTools(const mlir::hocket::frontend::Catalog &catalog, Format format,
                llvm::raw_ostream &os);

} // namespace hocket::driver

#endif // HOCKET_TOOLS_TOOLLIST_H
