// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One execution of a program. Every device executes runs through the same
// steps; it differs in where ready nodes wait, and in what time is.
#ifndef HOCKET_EXEC_RUN_H
#define HOCKET_EXEC_RUN_H

#include "exec/frame.h"
#include "exec/resources.h"
#include "exec/session.h"
#include "journal/run_journal.h"
#include "trace/recorder.h"

#include <chrono>
#include <condition_variable>

namespace hocket {

class Simulator;

/// A thread that neither is a worker nor simulates: what it makes ready goes to
/// the workers.
class ForeignContext final : public Context {
public:
  explicit ForeignContext(WorkerPool &workers) : workers(workers) {}
  void push(Work work, double priority) override {
    workers.inject(work, priority);
  }
  void pushShared(Work work, double priority) override {
    workers.inject(work, priority);
  }
  unsigned lane() const override { return foreign; }
  /// For what step functions return; may be null.
  void pushNext(NodeCell *cell);

private:
  WorkerPool &workers;
};

/// "5 s", "250 ms", for messages.
std::string formatDuration(uint64_t ns);

/// Progress of a tool call or an approval.
struct RunEvent {
  hocket_event_kind_t kind;
  std::string_view label;
  const Location *location;
  uint64_t timeNs;
  uint64_t sequence;
  std::string_view name; // the caller's id, if there is one
};

struct RunOptions {
  uint64_t timeoutNs = 0; // 0: none
  bool failFast = false;
  bool sequential = false; // one node after another, in program order
  bool trace = false;
  std::function<void(const RunEvent &)> onEvent;
  /// Where calls are recorded, and found that an earlier process recorded.
  std::shared_ptr<RunJournal> journal;
};

struct RunStats {
  uint64_t wallNs = 0;
  uint64_t firstTaskNs = 0;
  uint64_t nodesRun = 0;
  uint64_t nodesFailed = 0;
  uint64_t nodesSkipped = 0;
  uint64_t nodesInterrupted = 0;
};

/// A named output: a value, or why there is none.
struct RunOutput {
  Value value;
  Status status;
  hocket_event_kind_t state = HOCKET_EVENT_FINISHED;
};

class Run final : public Job, public std::enable_shared_from_this<Run> {
public:
  /// INVALID_ARGUMENT if the arguments do not fit the program's parameters.
  static Result<std::shared_ptr<Run>> create(std::shared_ptr<Session> session,
                                             const Program &program,
                                             const Value &arguments,
                                             RunOptions options);
  ~Run();

  /// Hands it to the session's device; returns at once.
  void start();
  /// True once it has ended, false after the timeout. Any thread.
  bool wait(std::chrono::nanoseconds timeout);
  /// Stops issuing and cancels what runs; before start(), nothing will run. Any
  /// thread; returns at once.
  void cancel();
  bool finished() const { return done.load(std::memory_order_acquire); }

  // After the end:
  const Status &status() const { return finalStatus; }
  const std::optional<Value> &result() const { return finalResult; }
  const std::vector<RunOutput> &outputs() const { return finalOutputs; }
  RunStats stats() const;
  const TraceRecorder *trace() const { return recorder.get(); }

  const std::shared_ptr<Session> session;
  const std::shared_ptr<const Plan> plan;
  const Program &program;
  const RunOptions options;

  // --- for the executor -----------------------------------------------------

  /// The first step: instantiates the program's body. A worker or the
  /// simulator.
  void run(Context &context) override;
  /// Performs a ready node; returns the next one of a chain, or null.
  NodeCell *step(Context &context, NodeCell *cell);
  /// The part of step() after the node has all that it acquires, and, in
  /// virtual time, after its cost has passed.
  NodeCell *perform(Context &context, Frame &frame, uint32_t node,
                    uint64_t startNs);
  /// Ends a node that runs: stores its results or its failure, releases what it
  /// acquired, makes its successors ready. Returns the next of a chain.
  NodeCell *complete(Context &context, Frame &frame, uint32_t node,
                     uint64_t startNs, Result<Value> result);
  /// The same for a call: what the tool gave must fit its declared type.
  NodeCell *completeCall(Context &context, Frame &frame, uint32_t node,
                         uint64_t startNs, Result<Value> &&result);
  NodeCell *completeMany(Context &context, Frame &frame, uint32_t node,
                         uint64_t startNs, std::vector<Value> results,
                         const std::vector<std::optional<Absence>> &absences);
  NodeCell *completeUnknown(Context &context, Frame &frame, uint32_t node,
                            uint64_t startNs);
  NodeCell *fail(Context &context, Frame &frame, uint32_t node,
                 uint64_t startNs, const Status &failure);
  /// Ends a node that did not begin: the program did not get to it, or no longer
  /// wants it.
  NodeCell *skip(Context &context, Frame &frame, uint32_t node,
                 uint64_t startNs);
  /// Starts an instance of a region; returns a node to go on with.
  NodeCell *startFrame(Context &context, Frame &frame);
  /// For the threads that are neither a worker nor the simulator.
  void resume(NodeCell *cell);

  // With a journal (journalled_call.cpp):

  /// Ends a call that did not begin after all.
  NodeCell *skipCall(Context &context, Frame &frame, uint32_t node,
                     uint64_t startNs);
  /// What tools get as Invocation::idempotencyKey.
  std::string idempotencyKey(const Frame &frame, uint32_t node) const;

  /// The thread that computed the first attempt of a call was given up.
  void computeAbandoned(Frame &frame, uint32_t node, uint64_t startNs);
  /// What a node acquired is noted in its cell, so that it is released once.
  static constexpr uint32_t held = UINT32_MAX;
  void markHeld(Frame &frame, uint32_t node) {
    frame.cell(node)->pending.store(held, std::memory_order_relaxed);
  }
  bool unmarkHeld(Frame &frame, uint32_t node) {
    return frame.cell(node)->pending.exchange(0, std::memory_order_relaxed) ==
           held;
  }
  void releaseHeld(Frame &frame, uint32_t node);

  uint64_t nowNs() const;
  uint64_t takeSequences(uint32_t count) {
    return nextSequence.fetch_add(count, std::memory_order_relaxed);
  }
  void emit(hocket_event_kind_t kind, const Frame &frame, uint32_t node);
  /// Cancels what cut() collected, and what the cut reaches otherwise.
  void cancelCut(const std::vector<std::shared_ptr<CallTask>> &running,
                 bool atOnce);
  ResourceSet &resources();
  bool isVirtual() const { return virtualTime; }
  /// Makes ready, to be skipped, what was cut and waits for a resource.
  void withdrawCut();
  /// In virtual time: true if something was cut since the last question. The
  /// simulator's thread.
  bool takeCut() {
    return cutNoted.load(std::memory_order_relaxed) &&
           cutNoted.exchange(false, std::memory_order_acquire);
  }
  Status located(const Node &node, Status status) const;

private:
  friend class Simulator;
  Run(std::shared_ptr<Session> session, const Program &program,
      RunOptions options);

  enum class Stop : uint8_t { None, Cancelled, Deadline, FailFast, Stuck, Journal };
  void stop(Stop reason);
  NodeCell *settle(Context &context, Frame &frame, uint32_t node);
  NodeCell *finishFrame(Context &context, Frame &frame);
  NodeCell *interrupt(Context &context, Frame &frame, uint32_t node,
                      uint64_t startNs);
  NodeCell *poison(Context &context, Frame &frame, uint32_t node,
                   Absence cause);
  std::optional<Absence> missingOperand(Frame &frame, const Node &node);
  void failNode(Frame &frame, uint32_t node, const Absence &cause);
  void noteFailFast(Frame &frame, uint32_t node, const Status &failure);
  void noteStuck(Status failure);
  NodeCell *call(Context &context, Frame &frame, uint32_t node,
                 uint64_t startNs);
  NodeCell *approve(Context &context, Frame &frame, uint32_t node,
                    uint64_t startNs);
  /// Makes a call, after whatever a journal has to say.
  NodeCell *issue(Context &context, Frame &frame, uint32_t node,
                  uint64_t startNs, Value arguments);
  /// What a call is called with, or an approval asked.
  Value argumentsOf(Frame &frame, const Node &node) const;
  /// Looks a call up in the journal, or records that it is about to begin.
  /// Nothing if it is to be made now.
  std::optional<NodeCell *> consultJournal(Context &context, Frame &frame,
                                           uint32_t node, uint64_t startNs,
                                           const Value &arguments);
  NodeCell *recordOutcome(Context &context, Frame &frame, uint32_t node,
                          uint64_t startNs, Result<Value> result);
  CallRecord describeCall(Frame &frame, uint32_t node, Value arguments) const;
  bool isReplayed(Frame &frame, uint32_t node) const;
  void recordEnd();
  /// The journal cannot be written, or is of another run.
  void abort(Status failure);
  static void granted(void *cell, uint32_t);
  NodeCell *begin(Context &context);
  void finish();
  void fillOutputs(uint64_t &total);
  Status finalOutcome();
  static Status notReached();
  void record(Context &context, Frame &frame, uint32_t node, uint64_t startNs,
              SpanState state);

  struct alignas(64) Counts {
    std::atomic<uint64_t> run{0}, failed{0}, skipped{0}, interrupted{0};
  };
  void count(Context &context, std::atomic<uint64_t> Counts::*counter);

  Frame *root = nullptr;
  Value::List argumentValues;
  std::unique_ptr<Counts[]> counts; // one per worker, one for other threads
  unsigned numLanes;
  std::atomic<uint64_t> nextSequence{0};
  std::chrono::steady_clock::time_point startTime;
  std::atomic<uint64_t> firstTaskNs{0};
  const bool virtualTime;
  std::atomic<bool> cutNoted{false}; // in virtual time, for the simulator
  Simulator *simulator = nullptr;    // in virtual time; used on its thread only
  std::unique_ptr<TraceRecorder> recorder;
  uint64_t deadlineTimer = 0;
  std::shared_ptr<Run> self; // while it runs

  std::mutex mutex; // guards what follows
  std::condition_variable ended;
  Stop stopReason = Stop::None;
  bool wasCancelled = false;
  bool rootAlive = false;
  Status failFastFailure;
  Status stuckFailure;
  Status journalFailure;
  bool outcomeKnown = false; // with a journal: before it is recorded
  std::vector<uint32_t> failFastPath; // in program order
  std::atomic<bool> done{false};
  uint64_t wallNs = 0;
  Status finalStatus;
  std::optional<Value> finalResult;
  std::vector<RunOutput> finalOutputs;
};

} // namespace hocket

#endif // HOCKET_EXEC_RUN_H
