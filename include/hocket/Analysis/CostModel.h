// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How long operations take.
#ifndef HOCKET_ANALYSIS_COSTMODEL_H
#define HOCKET_ANALYSIS_COSTMODEL_H

#include "hocket/Analysis/Effects.h"

namespace mlir::hocket::analysis {

/// What a device can do. Read from the module's `dlti.target_system_spec`.
struct Device {
  double operationsPerSecond = 2e9;
  double bytesPerSecond = 10e9;
  /// The least time of anything.
  double latency = 1e-7;
  unsigned processors = 8;
};

/// time = f(work, bytes, device): whichever of computing and moving data takes
/// longer (Williams, Waterman, Patterson: Roofline, CACM 52(4), 2009), plus the
/// device's latency.
double estimateSeconds(double operations, double bytes, const Device &device);

/// The device "CPU" of the enclosing module's `dlti.target_system_spec`, with
/// entries "processors", "operations_per_second", "bytes_per_second", "latency";
/// what it does not say keeps its default.
Device readDevice(Operation *op);

/// What is assumed where a program does not say.
struct CostOptions {
  /// A call of a tool with neither cost nor provider.
  double toolSeconds = 1.0;
  /// A person's answer.
  double approvalSeconds = 30.0;
  /// Iterations of a loop, or elements of a list, of unknown number.
  int64_t tripCount = 8;
};

/// Durations of single operations; regions are the scheduler's business.
class CostModel {
public:
  CostModel(EffectAnalysis &effects, const CostOptions &options, const Device &device)
      : effects(effects), options(options), device(device) {}

  /// The duration of an operation without regions; the mean over processors if
  /// it has one for each. A call's own cost comes first, then its tool's, then
  /// what is usual for the provider.
  double getSeconds(Operation *op);
  /// One duration for each processor, or one for all.
  SmallVector<double, 4> getProcessorSeconds(Operation *op);
  /// The operation computes, so that it needs a processor.
  bool needsProcessor(Operation *op);
  /// "cpu", "io" or "inline".
  StringRef getQueue(Operation *op);
  /// Iterations of a loop or map, as far as they are known.
  int64_t getTripCount(Operation *op);

  const CostOptions &getOptions() const { return options; }
  const Device &getDevice() const { return device; }

private:
  EffectAnalysis &effects;
  CostOptions options;
  Device device;
};

} // namespace mlir::hocket::analysis

#endif // HOCKET_ANALYSIS_COSTMODEL_H
