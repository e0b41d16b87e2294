// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The outer shape of a plan file: header, control data, segments. Defined in
// runtime/schema/README.md.
#ifndef HOCKET_LIB_TARGET_PLAN_CONTAINER_H
#define HOCKET_LIB_TARGET_PLAN_CONTAINER_H

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace mlir::hocket::plan {

namespace format {
constexpr StringRef magic = "HOCKETPL";
constexpr uint16_t major = 1;
constexpr uint16_t minor = 2;
// Features: some tool has a result type, some program has typed parameters.
constexpr uint64_t typedResults = 1;
constexpr uint64_t typedParameters = 2;
constexpr uint64_t knownFeatures = typedResults | typedParameters;
constexpr size_t headerSize = 64;
constexpr size_t segmentEntrySize = 32;
constexpr uint32_t segmentAlignment = 8;
constexpr uint32_t maxAlignment = 65536;
constexpr uint32_t maxSegments = 1 << 16;
constexpr uint64_t maxControlSize = 256u << 20;
constexpr uint32_t jsonSegment = 1;
/// Longer constants go to segments.
constexpr size_t maxInlineConstant = 4096;
} // namespace format

/// Views of the parts of a plan file.
struct Container {
  /// What a reader must know.
  uint64_t features = 0;
  StringRef control;
  SmallVector<StringRef> segments;
};

/// Writes the header, the control data and the segments.
void writeContainer(const Container &container, raw_ostream &os);

/// Checks bounds, padding and checksums, and finds the parts. Errors are emitted
/// at `loc`.
FailureOr<Container> readContainer(StringRef file, Location loc);

} // namespace mlir::hocket::plan

#endif // HOCKET_LIB_TARGET_PLAN_CONTAINER_H
