// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The C++ interface of the Hocket runtime: RAII over hocket.h, header only,
// C++17. What hocket.h says of threads, lifetimes and units holds here too.
//
// Errors are values: a function that can fail returns Status or Result<T>. No
// function of this header throws, except through the allocator.
//
//   hocket::Instance instance = *hocket::Instance::create();
//   instance.addTool("greet", hocket::ToolKind::Compute,
//                    [](const hocket::Invocation &call) -> hocket::Result<hocket::Value> {
//                      return hocket::Value("hello, " + std::string(call.arguments()["name"].asString()));
//                    });
//   hocket::Plan plan = *hocket::Plan::loadFile("plan.hkt");
//   hocket::Session session = *hocket::Session::create(instance, plan);
//   hocket::Call call = *hocket::Call::start(session);
//   call.wait();
//   if (!call.ok())
//     std::cerr << call.error() << '\n';
//
// Children must not outlive their parents: destroy calls before their session,
// sessions before their plan and instance. Declaring them in that order does it.
#ifndef HOCKET_RUNTIME_HOCKET_HPP
#define HOCKET_RUNTIME_HOCKET_HPP

#include "hocket/runtime/hocket.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// The runtime's own sources have classes of these names; this interface lives in
// an inline namespace so that a program may link the static library and use it.
namespace hocket {
inline namespace api {

/// A view of the library's text as the standard's.
inline std::string_view view(hocket_string_t text) { return {text.data, text.size}; }
/// A view of the standard's text as the library's. Lives as long as `text`.
inline hocket_string_t view(std::string_view text) { return {text.data(), text.size()}; }

/// Success, or an error with code, message, source location and context. Move
/// only; the moved-from status is ok.
class [[nodiscard]] Status {
public:
  Status() = default;
  /// Takes ownership of a status of the C interface; null is success.
  explicit Status(hocket_status_t *status) : handle(status) {}
  /// An error to return from a tool.
  Status(hocket_code_t code, std::string_view message)
      : handle(hocket_status_create(code, view(message))) {}

  bool ok() const { return !handle; }
  hocket_code_t code() const { return hocket_status_code(handle.get()); }
  /// Lower-case, no full stop, without location and context.
  std::string_view message() const { return view(hocket_status_message(handle.get())); }
  /// Where in the user's file the failing operation stands.
  hocket_location_t location() const { return hocket_status_location(handle.get()); }
  /// "file:line:column: message [CODE]" and a line per note.
  std::string_view toString() const { return view(hocket_status_to_string(handle.get())); }
  /// Gives up ownership.
  hocket_status_t *release() { return handle.release(); }

private:
  struct Free {
    void operator()(hocket_status_t *status) const { hocket_status_free(status); }
  };
  std::unique_ptr<hocket_status_t, Free> handle;
};

/// A value or an error. `operator*` requires ok().
template <typename T>
class [[nodiscard]] Result {
public:
  Result(T value) : storage(std::move(value)) {}
  Result(Status error) : error(std::move(error)) {}

  bool ok() const { return storage.has_value(); }
  explicit operator bool() const { return ok(); }
  T &operator*() & { return *storage; }
  T &&operator*() && { return std::move(*storage); }
  T *operator->() { return &*storage; }
  /// The error; ok if there is a value. May be moved from.
  Status &status() { return error; }

private:
  std::optional<T> storage;
  Status error;
};

/// An immutable JSON value. Copying retains, so it is cheap at any size; all
/// reading is thread-safe. Accessors of the wrong kind return zero or nothing.
class Value {
public:
  /// Null.
  Value() : handle(hocket_value_null()) {}
  Value(bool value) : handle(hocket_value_bool(value)) {}
  Value(int value) : handle(hocket_value_int(value)) {}
  Value(int64_t value) : handle(hocket_value_int(value)) {}
  Value(double value) : handle(hocket_value_float(value)) {}
  /// Copies the bytes; invalid UTF-8 becomes U+FFFD.
  Value(std::string_view value) : handle(hocket_value_string(view(value))) {}
  Value(const std::string &value) : Value(std::string_view(value)) {}
  Value(const char *value) : Value(std::string_view(value)) {}

  Value(const Value &other) : handle(hocket_value_retain(other.handle)) {}
  Value(Value &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  Value &operator=(Value other) noexcept {
    std::swap(handle, other.handle);
    return *this;
  }
  ~Value() { hocket_value_release(handle); }

  /// Takes ownership of a value of the C interface.
  static Value adopt(hocket_value_t *value) { return Value(value, Adopt()); }
  /// Shares a borrowed value of the C interface; null becomes the value null.
  static Value share(const hocket_value_t *value) {
    return value ? adopt(hocket_value_retain(const_cast<hocket_value_t *>(value))) : Value();
  }
  /// Strict JSON; the error gives line and column.
  static Result<Value> parse(std::string_view json) {
    hocket_value_t *value = nullptr;
    if (hocket_status_t *status = hocket_value_parse(view(json), &value))
      return Status(status);
    return adopt(value);
  }

  hocket_kind_t kind() const { return hocket_value_kind(handle); }
  bool isNull() const { return kind() == HOCKET_NULL; }
  bool asBool() const { return hocket_value_as_bool(handle); }
  int64_t asInt() const { return hocket_value_as_int(handle); }
  /// Takes integers too.
  double asFloat() const { return hocket_value_as_float(handle); }
  /// Lives as long as this value or a copy of it.
  std::string_view asString() const { return view(hocket_value_as_string(handle)); }

  /// Elements of a list, members of an object.
  size_t size() const { return hocket_value_size(handle); }
  /// The element; null if there is none. A template, so that `value[0]` is an
  /// index and not a null `const char *`.
  template <typename Index, std::enable_if_t<std::is_integral_v<Index>, int> = 0>
  Value operator[](Index index) const {
    return share(hocket_value_at(handle, static_cast<size_t>(index)));
  }
  std::string_view keyAt(size_t index) const { return view(hocket_value_key_at(handle, index)); }
  /// The member of this name, or null.
  Value operator[](std::string_view key) const { return share(hocket_value_get(handle, view(key))); }
  Value operator[](const char *key) const { return (*this)[std::string_view(key)]; }

  /// JSON text; indent 0 is compact. Throws std::bad_alloc beyond 256 MiB.
  std::string toJson(unsigned indent = 0) const {
    std::unique_ptr<char, void (*)(void *)> text(hocket_value_to_json(handle, indent), hocket_free);
    if (!text)
      throw std::bad_alloc();
    return text.get();
  }

  /// Borrowed.
  const hocket_value_t *get() const { return handle; }
  /// Gives up ownership.
  hocket_value_t *release() { return std::exchange(handle, nullptr); }

private:
  struct Adopt {};
  Value(hocket_value_t *value, Adopt) : handle(value) {}
  hocket_value_t *handle;
};

/// One call of a tool of the embedding program; valid until it is completed.
class Invocation {
public:
  explicit Invocation(hocket_invocation_t *handle) : handle(handle) {}
  /// An object: argument name -> value.
  Value arguments() const { return Value::share(hocket_invocation_arguments(handle)); }
  std::string_view tool() const { return view(hocket_invocation_tool(handle)); }
  /// True once the call was cancelled or timed out: stop early. Any thread.
  bool cancelled() const { return hocket_invocation_cancelled(handle); }
  /// Asynchronous tools only; once, from any thread. Later ones are ignored.
  void complete(Result<Value> result) const {
    if (result)
      hocket_invocation_complete(handle, nullptr, (*result).release());
    else
      hocket_invocation_complete(handle, result.status().release(), nullptr);
  }

private:
  hocket_invocation_t *handle;
};

enum class ToolKind {
  Compute = HOCKET_TOOL_COMPUTE,   ///< computes without waiting: runs on a processor
  Blocking = HOCKET_TOOL_BLOCKING, ///< may wait: runs on a thread of its own
};

/// The processors, the event loop and the providers. Thread-safe.
class Instance {
public:
  using Function = std::function<Result<Value>(const Invocation &)>;
  /// Starts the work of the call and returns; the tool owes complete().
  using AsyncFunction = std::function<Status(Invocation)>;

  /// `workers` 0: one per processor available to the process.
  static Result<Instance> create(uint32_t workers = 0) {
    hocket_instance_options_t options = {};
    options.struct_size = sizeof options;
    options.workers = workers;
    return create(options);
  }
  static Result<Instance> create(const hocket_instance_options_t &options) {
    Instance instance;
    hocket_instance_t *raw = nullptr;
    if (hocket_status_t *status = hocket_instance_create(&options, &raw))
      return Status(status);
    instance.handle.reset(raw);
    return instance;
  }

  /// Registers a function as the tool that plans name with provider "native".
  /// It is called from several threads at once; an exception that leaves it
  /// fails the call. Before any session that uses it.
  Status addTool(std::string_view name, ToolKind kind, Function function) {
    return add(name, static_cast<hocket_tool_kind_t>(kind), new Function(std::move(function)),
               &callFunction, &freeFunction<Function>);
  }
  /// The same for a tool that completes later.
  Status addAsyncTool(std::string_view name, AsyncFunction function) {
    return add(name, HOCKET_TOOL_ASYNC, new AsyncFunction(std::move(function)), &callAsyncFunction,
               &freeFunction<AsyncFunction>);
  }

  hocket_instance_t *get() const { return handle.get(); }

private:
  Instance() = default;
  using Invoke = hocket_status_t *(void *, hocket_invocation_t *, hocket_value_t **);

  /// A tool that hangs may outlive the instance: the library frees the function.
  template <typename T>
  static void freeFunction(void *function) {
    delete static_cast<T *>(function);
  }
  Status add(std::string_view name, hocket_tool_kind_t kind, void *user, Invoke *invoke,
             void (*release)(void *)) {
    hocket_native_tool_t tool = {};
    tool.struct_size = sizeof tool;
    tool.name = view(name);
    tool.kind = kind;
    tool.user = user;
    tool.invoke = invoke;
    tool.release = release;
    return Status(hocket_instance_register_tool(handle.get(), &tool));
  }
  static hocket_status_t *callFunction(void *user, hocket_invocation_t *invocation,
                                       hocket_value_t **out) {
    Result<Value> result = (*static_cast<Function *>(user))(Invocation(invocation));
    if (!result)
      return result.status().release();
    *out = (*result).release();
    return nullptr;
  }
  static hocket_status_t *callAsyncFunction(void *user, hocket_invocation_t *invocation,
                                            hocket_value_t **) {
    return (*static_cast<AsyncFunction *>(user))(Invocation(invocation)).release();
  }

  struct Free {
    void operator()(hocket_instance_t *instance) const { hocket_instance_destroy(instance); }
  };
  std::unique_ptr<hocket_instance_t, Free> handle;
};

/// An immutable, verified program. Thread-safe.
class Plan {
public:
  static Result<Plan> loadFile(const std::string &path) {
    hocket_plan_t *raw = nullptr;
    if (hocket_status_t *status = hocket_plan_load_file(path.c_str(), &raw))
      return Status(status);
    return Plan(raw);
  }
  /// The bytes may be freed afterwards.
  static Result<Plan> loadMemory(std::string_view bytes) {
    hocket_plan_t *raw = nullptr;
    if (hocket_status_t *status = hocket_plan_load_memory(bytes.data(), bytes.size(), &raw))
      return Status(status);
    return Plan(raw);
  }
  /// The plan of a run that a journal holds.
  static Result<Plan> loadJournalled(const std::string &path, uint64_t run) {
    hocket_plan_t *raw = nullptr;
    if (hocket_status_t *status = hocket_journal_load_plan(path.c_str(), run, &raw))
      return Status(status);
    return Plan(raw);
  }
  /// The programs of the plan, their parameters and outputs; see hocket_plan_describe().
  Value describe() const {
    std::unique_ptr<char, void (*)(void *)> json(hocket_plan_describe(get()), hocket_free);
    Result<Value> value = Value::parse(json ? json.get() : "null");
    return value ? *value : Value();
  }
  hocket_plan_t *get() const { return handle.get(); }

private:
  struct Free {
    void operator()(hocket_plan_t *plan) const { hocket_plan_destroy(plan); }
  };
  explicit Plan(hocket_plan_t *plan) : handle(plan) {}
  std::unique_ptr<hocket_plan_t, Free> handle;
};

/// What the tools of a session may touch. Empty lists allow nothing.
struct Permissions {
  std::vector<std::string> readPaths, writePaths; ///< a folder allows everything below it
  std::vector<std::string> hosts;                 ///< "host" or "host:port"
  std::vector<std::string> programs;              ///< "python3", "/usr/bin/jq"
  std::vector<std::string> variables;             ///< that plans may give to programs: "NAME", "A_*"
};

struct SessionOptions {
  hocket_device_t device = HOCKET_DEVICE_CPU;
  Permissions permissions;
  /// Answers a hocket.approve; without it every approval is refused. May block;
  /// called from several threads at once.
  std::function<bool(std::string_view question, Value subject)> approve;
  uint32_t nullProcessors = 0; ///< virtual processors of the null device
  /// What providers are to know, whatever the plan, as JSON; empty: nothing.
  std::string providerSettings;
};

/// A plan bound to providers and permissions. Thread-safe.
class Session {
public:
  /// Fails if a tool of the plan has no provider.
  static Result<Session> create(const Instance &instance, const Plan &plan,
                                SessionOptions options = {}) {
    auto views = [](const std::vector<std::string> &texts) {
      std::vector<hocket_string_t> result;
      for (const std::string &text : texts)
        result.push_back(view(text));
      return result;
    };
    auto read = views(options.permissions.readPaths), write = views(options.permissions.writePaths);
    auto hosts = views(options.permissions.hosts), programs = views(options.permissions.programs);
    hocket_permissions_t permissions = {};
    permissions.struct_size = sizeof permissions;
    permissions.read_paths = read.data(), permissions.num_read_paths = read.size();
    permissions.write_paths = write.data(), permissions.num_write_paths = write.size();
    permissions.hosts = hosts.data(), permissions.num_hosts = hosts.size();
    permissions.programs = programs.data(), permissions.num_programs = programs.size();
    auto variables = views(options.permissions.variables);
    permissions.variables = variables.data(), permissions.num_variables = variables.size();
    hocket_session_options_t raw = {};
    raw.struct_size = sizeof raw;
    raw.device = options.device;
    raw.permissions = &permissions;
    raw.null_processors = options.nullProcessors;
    raw.provider_settings = view(options.providerSettings);
    if (options.approve) {
      using Approve = decltype(options.approve);
      // An open question may outlive the session: the library frees the function.
      raw.approve_user = new Approve(std::move(options.approve));
      raw.approve = [](void *user, hocket_string_t question, const hocket_value_t *subject) {
        return (*static_cast<Approve *>(user))(view(question), Value::share(subject));
      };
      raw.approve_release = [](void *user) { delete static_cast<Approve *>(user); };
    }
    hocket_session_t *session = nullptr;
    if (hocket_status_t *status =
            hocket_session_create(instance.get(), plan.get(), &raw, &session))
      return Status(status);
    return Session(session);
  }
  hocket_session_t *get() const { return handle.get(); }

private:
  struct Free {
    void operator()(hocket_session_t *session) const { hocket_session_destroy(session); }
  };
  explicit Session(hocket_session_t *session) : handle(session) {}
  std::unique_ptr<hocket_session_t, Free> handle;
};

/// A named output of a run: a value, or the status that stands in its place.
struct Output {
  std::string_view name, tool;
  std::optional<Value> value;
  std::string_view error; ///< the status as text; empty if there is a value
  hocket_code_t code = HOCKET_OK;
};

/// One execution. Thread-safe, destruction excepted.
class Call {
public:
  /// Starts and returns at once. `options.struct_size` is filled in.
  static Result<Call> start(const Session &session, hocket_call_options_t options = {}) {
    options.struct_size = sizeof options;
    hocket_call_t *raw = nullptr;
    if (hocket_status_t *status = hocket_call_start(session.get(), &options, &raw))
      return Status(status);
    return Call(raw);
  }

  /// Waits for the end, when nothing of the run is running any more.
  void wait() const {
    bool done = false;
    while (!done)
      hocket_call_wait(handle.get(), UINT64_MAX, &done);
  }
  /// True if the run ended within `timeout`.
  bool waitFor(std::chrono::nanoseconds timeout) const {
    bool done = false;
    hocket_call_wait(handle.get(), static_cast<uint64_t>(std::max<int64_t>(timeout.count(), 0)),
                     &done);
    return done;
  }
  /// Stops issuing and cancels what runs; returns at once. Any thread.
  void cancel() const { hocket_call_cancel(handle.get()); }

  /// After the end: the error that running the program one operation after
  /// another would have reported, as code and text; HOCKET_OK if none.
  hocket_code_t code() const { return hocket_status_code(hocket_call_status(handle.get())); }
  std::string_view error() const {
    const hocket_status_t *status = hocket_call_status(handle.get());
    return status ? view(hocket_status_to_string(status)) : std::string_view();
  }
  bool ok() const { return code() == HOCKET_OK; }
  /// After the end: the returned value; null if there is none.
  Value result() const { return Value::share(hocket_call_result(handle.get())); }
  std::vector<Output> outputs() const {
    std::vector<Output> all;
    for (size_t i = 0, e = hocket_call_num_outputs(handle.get()); i < e; ++i) {
      hocket_output_t raw = hocket_call_output(handle.get(), i);
      Output output;
      output.name = view(raw.name), output.tool = view(raw.tool);
      if (raw.value)
        output.value = Value::share(raw.value);
      if (raw.status) {
        output.code = hocket_status_code(raw.status);
        output.error = view(hocket_status_to_string(raw.status));
      }
      all.push_back(std::move(output));
    }
    return all;
  }
  hocket_call_stats_t stats() const {
    hocket_call_stats_t stats = {};
    stats.struct_size = sizeof stats;
    hocket_call_stats(handle.get(), &stats);
    return stats;
  }
  /// The number of the run in its journal; 0 without one.
  uint64_t run() const { return hocket_call_run(handle.get()); }
  /// The outputs in the format that the calls came in, or in the named one.
  Result<std::string> exportAs(std::string_view format = {}) const {
    char *text = nullptr;
    if (hocket_status_t *status = hocket_call_export(handle.get(), view(format), &text))
      return Status(status);
    std::unique_ptr<char, void (*)(void *)> owned(text, hocket_free);
    return std::string(owned.get());
  }
  /// Chrome/Perfetto JSON; the call must have been started with `trace`.
  Status writeTrace(const std::string &path) const {
    return Status(hocket_call_write_trace(handle.get(), path.c_str()));
  }
  hocket_call_t *get() const { return handle.get(); }

private:
  struct Free {
    void operator()(hocket_call_t *call) const { hocket_call_destroy(call); }
  };
  explicit Call(hocket_call_t *call) : handle(call) {}
  std::unique_ptr<hocket_call_t, Free> handle;
};

/// The runs of a journal; see hocket_journal_runs().
inline Result<Value> journalRuns(const std::string &path) {
  char *text = nullptr;
  if (hocket_status_t *status = hocket_journal_runs(path.c_str(), &text))
    return Status(status);
  std::unique_ptr<char, void (*)(void *)> owned(text, hocket_free);
  return Value::parse(owned.get());
}

} // namespace api
} // namespace hocket

#endif // HOCKET_RUNTIME_HOCKET_HPP
