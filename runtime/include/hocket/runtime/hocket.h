/* Part of the Hocket project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The C interface of the Hocket runtime.
 *
 *   instance   process-wide: processors, event loop, providers.   thread-safe
 *      plan    an immutable program.                              thread-safe
 *      session a plan bound to providers and permissions.         thread-safe
 *         call one execution: start, wait, cancel, outputs.       thread-safe unless stated
 *
 * Objects are reference-free handles: the creator destroys them, children
 * before parents (call, session, plan, instance). Destroying NULL is a no-op.
 *
 * Strings are UTF-8. A hocket_string_t view does not need a terminating zero;
 * the views that the library returns live as long as the object they came from
 * unless stated.
 *
 * Every option struct starts with `struct_size`; set it to sizeof(the struct)
 * (HOCKET_INIT does) so that a newer library can serve an older program. Zero is
 * refused: then nobody has filled in the struct.
 *
 * Errors are values: a function that can fail returns `hocket_status_t *`,
 * NULL on success. The caller frees a non-NULL status with
 * hocket_status_free().
 */
#ifndef HOCKET_RUNTIME_HOCKET_H
#define HOCKET_RUNTIME_HOCKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(HOCKET_RUNTIME_STATIC)
#define HOCKET_API
#elif defined(HOCKET_RUNTIME_BUILD)
#define HOCKET_API __attribute__((visibility("default")))
#else
#define HOCKET_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define HOCKET_VERSION_MAJOR 0
#define HOCKET_VERSION_MINOR 1
#define HOCKET_VERSION_PATCH 0

/* Zero-initialises an option struct and fills in its size:
 *   hocket_call_options_t options = HOCKET_INIT(hocket_call_options_t); */
#ifdef __cplusplus
extern "C++" {
template <typename Type> inline Type hocket_init() {
  Type value{};
  value.struct_size = sizeof(Type);
  return value;
}
}
#define HOCKET_INIT(type) hocket_init<type>()
#else
#define HOCKET_INIT(type) {.struct_size = sizeof(type)}
#endif

/* "0.1.0"; static storage. */
HOCKET_API const char *hocket_version(void);

/* A view of `size` bytes; `data` may be NULL if size is 0. */
typedef struct hocket_string_t {
  const char *data;
  size_t size;
} hocket_string_t;

/* A view of a zero-terminated string. */
HOCKET_API hocket_string_t hocket_string(const char *text);

/*===-- Status ------------------------------------------------------------===*/

/* Codes are stable; new ones are added at the end. */
typedef enum hocket_code_t {
  HOCKET_OK = 0,
  HOCKET_CANCELLED = 1,          /* the caller cancelled, or fail-fast did */
  HOCKET_INVALID_ARGUMENT = 2,   /* the caller's mistake */
  HOCKET_NOT_FOUND = 3,          /* a file, tool, program or field */
  HOCKET_DEADLINE_EXCEEDED = 4,  /* timeout of a call or of the whole run */
  HOCKET_PERMISSION_DENIED = 5,  /* not allowed by the session's permissions */
  HOCKET_RESOURCE_EXHAUSTED = 6, /* a size limit, memory of this library */
  HOCKET_INCOMPATIBLE = 7,       /* a plan of another version or with unknown features */
  HOCKET_CORRUPT = 8,            /* a plan file that violates the format */
  HOCKET_TOOL_ERROR = 9,         /* a tool reported failure */
  HOCKET_TYPE_ERROR = 10,        /* a value of the wrong kind */
  HOCKET_OVERFLOW = 11,          /* an integer left 64 bits, a float its range */
  HOCKET_DIVISION_BY_ZERO = 12,
  HOCKET_UNAVAILABLE = 13,       /* refused connection, dead process, no descriptors; may pass */
  HOCKET_INTERNAL = 14,          /* a bug in the library */
  HOCKET_DENIED = 15             /* a person, or the approval callback, said no */
} hocket_code_t;

typedef struct hocket_status_t hocket_status_t;

/* Where in the user's file something comes from. line 0: unknown. */
typedef struct hocket_location_t {
  hocket_string_t file;
  uint32_t line;
  uint32_t column;
} hocket_location_t;

/* Code of a status; HOCKET_OK for NULL. */
HOCKET_API hocket_code_t hocket_status_code(const hocket_status_t *status);
/* Stable upper-case name of a code: "DEADLINE_EXCEEDED". */
HOCKET_API const char *hocket_code_name(hocket_code_t code);
/* The message without location and context; lower-case, no full stop. */
HOCKET_API hocket_string_t hocket_status_message(const hocket_status_t *status);
/* Source location of the failing operation. */
HOCKET_API hocket_location_t hocket_status_location(const hocket_status_t *status);
/* "file:line:column: message [CODE]" plus a line per context note. */
HOCKET_API hocket_string_t hocket_status_to_string(const hocket_status_t *status);
/* Makes a status, for tools and callbacks. Never NULL unless code is HOCKET_OK. */
HOCKET_API hocket_status_t *hocket_status_create(hocket_code_t code, hocket_string_t message);
HOCKET_API void hocket_status_free(hocket_status_t *status);

/*===-- Values ------------------------------------------------------------===*/

/* An immutable, reference-counted JSON value. Retain and release are
 * thread-safe; so is reading. Accessors of the wrong kind return zero, an
 * empty view or NULL. Elements and members are borrowed from their parent. */
typedef struct hocket_value_t hocket_value_t;

typedef enum hocket_kind_t {
  HOCKET_NULL = 0,
  HOCKET_BOOL = 1,
  HOCKET_INT = 2,
  HOCKET_FLOAT = 3,
  HOCKET_STRING = 4,
  HOCKET_LIST = 5,
  HOCKET_OBJECT = 6
} hocket_kind_t;

HOCKET_API hocket_value_t *hocket_value_null(void);
HOCKET_API hocket_value_t *hocket_value_bool(bool value);
HOCKET_API hocket_value_t *hocket_value_int(int64_t value);
/* null for an infinity or NaN, which JSON has not. */
HOCKET_API hocket_value_t *hocket_value_float(double value);
/* Copies the bytes; they must be valid UTF-8 (invalid bytes become U+FFFD). */
HOCKET_API hocket_value_t *hocket_value_string(hocket_string_t value);
/* Strict JSON (RFC 8259), depth at most 512. */
HOCKET_API hocket_status_t *hocket_value_parse(hocket_string_t json, hocket_value_t **out);
HOCKET_API hocket_value_t *hocket_value_retain(hocket_value_t *value);
HOCKET_API void hocket_value_release(hocket_value_t *value);

HOCKET_API hocket_kind_t hocket_value_kind(const hocket_value_t *value);
HOCKET_API bool hocket_value_as_bool(const hocket_value_t *value);
HOCKET_API int64_t hocket_value_as_int(const hocket_value_t *value);
HOCKET_API double hocket_value_as_float(const hocket_value_t *value);
HOCKET_API hocket_string_t hocket_value_as_string(const hocket_value_t *value);
/* Elements of a list or members of an object. */
HOCKET_API size_t hocket_value_size(const hocket_value_t *value);
HOCKET_API const hocket_value_t *hocket_value_at(const hocket_value_t *value, size_t index);
HOCKET_API hocket_string_t hocket_value_key_at(const hocket_value_t *value, size_t index);
HOCKET_API const hocket_value_t *hocket_value_get(const hocket_value_t *value, hocket_string_t key);
/* JSON text; the caller frees it with hocket_free(). indent 0: compact; the first
 * 32 levels are indented. NULL if it exceeds 256 MiB, or memory is short. */
HOCKET_API char *hocket_value_to_json(const hocket_value_t *value, unsigned indent);
HOCKET_API void hocket_free(void *memory);

/*===-- Instance ----------------------------------------------------------===*/

typedef struct hocket_instance_t hocket_instance_t;
typedef struct hocket_session_t hocket_session_t;

/* Runs work on the embedder's own threads. `submit` must run `task(arg)` once,
 * on any thread, not before submit returns control to its caller's caller if
 * the pool has one thread (that is: never recursively inside submit). */
typedef struct hocket_executor_t {
  size_t struct_size;
  void *user;
  uint32_t concurrency; /* how many tasks the pool runs at once */
  void (*submit)(void *user, void (*task)(void *arg), void *arg);
} hocket_executor_t;

typedef struct hocket_instance_options_t {
  size_t struct_size;
  uint32_t workers;                  /* 0: one per processor available to the process; <= 1024 */
  const hocket_executor_t *executor; /* NULL: the library's own work-stealing pool */
  uint32_t blocking_threads;         /* most threads for blocking tools; 0: 64 */
  /* Most programs that process tools run at once; other calls wait, first come,
   * first served. 0: 64, or four per processor if that is more, but no more than an
   * eighth of the descriptors that the process may open. */
  uint32_t max_processes;
} hocket_instance_options_t;

/* `options` may be NULL. */
HOCKET_API hocket_status_t *hocket_instance_create(const hocket_instance_options_t *options,
                                                   hocket_instance_t **out);
HOCKET_API void hocket_instance_destroy(hocket_instance_t *instance);

/*===-- Tools of the embedding program ------------------------------------===*/

/* One invocation of a tool; valid until the tool has completed it. */
typedef struct hocket_invocation_t hocket_invocation_t;

/* An object value: argument name -> value. Borrowed. */
HOCKET_API const hocket_value_t *hocket_invocation_arguments(const hocket_invocation_t *invocation);
/* The tool's declared name. */
HOCKET_API hocket_string_t hocket_invocation_tool(const hocket_invocation_t *invocation);
/* With a journal: the same text whenever this call is made again, also by a run that
 * goes on after a crash, for servers that take one. Otherwise empty. */
HOCKET_API hocket_string_t hocket_invocation_idempotency_key(const hocket_invocation_t *invocation);
/* True once the call was cancelled or timed out: stop early. Any thread. */
HOCKET_API bool hocket_invocation_cancelled(const hocket_invocation_t *invocation);
/* Asynchronous tools only: completes the call, once, from any thread. Takes
 * ownership of `value` (when status is NULL) or of `status`. A second
 * completion is ignored and its arguments are freed. */
HOCKET_API void hocket_invocation_complete(hocket_invocation_t *invocation, hocket_status_t *status,
                                           hocket_value_t *value);

typedef enum hocket_tool_kind_t {
  HOCKET_TOOL_COMPUTE = 0,  /* computes without waiting: runs on a processor */
  HOCKET_TOOL_BLOCKING = 1, /* may wait: runs on a thread of its own */
  HOCKET_TOOL_ASYNC = 2     /* returns at once, completes later */
} hocket_tool_kind_t;

typedef struct hocket_native_tool_t {
  size_t struct_size;
  hocket_string_t name;    /* what a plan's provider "native" refers to */
  hocket_tool_kind_t kind;
  void *user;
  /* COMPUTE and BLOCKING: returns a status or sets *result (ownership passes
   * to the library). ASYNC: `result` is NULL; a non-NULL status fails the call
   * at once; otherwise hocket_invocation_complete() is owed. No value is null.
   * A value that does not fit the result type of the tool's declaration fails
   * the call with HOCKET_TYPE_ERROR. */
  hocket_status_t *(*invoke)(void *user, hocket_invocation_t *invocation, hocket_value_t **result);
  /* Frees `user` when nothing calls the tool any more; may be NULL. */
  void (*release)(void *user);
} hocket_native_tool_t;

/* Registers a tool under provider "native". Before any session that uses it.
 * The strings are copied. A tool that ignores cancellation may still run after
 * the instance, its sessions and its calls were destroyed: `user` must live
 * until `release` is called, once, from any thread; if the registration fails,
 * too, unless an argument is NULL or struct_size too small. */
HOCKET_API hocket_status_t *hocket_instance_register_tool(hocket_instance_t *instance,
                                                          const hocket_native_tool_t *tool);

/*===-- Plan --------------------------------------------------------------===*/

typedef struct hocket_plan_t hocket_plan_t;

/* Reads, verifies and freezes a plan. The bytes may be freed afterwards. */
HOCKET_API hocket_status_t *hocket_plan_load_file(const char *path, hocket_plan_t **out);
HOCKET_API hocket_status_t *hocket_plan_load_memory(const void *data, size_t size,
                                                    hocket_plan_t **out);
HOCKET_API void hocket_plan_destroy(hocket_plan_t *plan);

/* What the compiler wrote into the plan about one of its programs. */
typedef struct hocket_program_info_t {
  size_t struct_size;
  hocket_string_t source_format; /* "plan-text", "openai-chat", … of the whole plan */
  hocket_string_t name;
  double predicted_makespan_s;   /* from the cost model; 0: unknown */
  double lower_bound_s;          /* likewise */
  uint64_t num_calls;            /* tool calls and approvals in the text, loop bodies once */
} hocket_program_info_t;

/* NOT_FOUND if the plan has no program of this name; an empty name is the first. */
HOCKET_API hocket_status_t *hocket_plan_program_info(const hocket_plan_t *plan,
                                                     hocket_string_t program,
                                                     hocket_program_info_t *out);

/* What can be asked of a plan, as JSON: {"programs": [{"name": …, "parameters":
 * [{"name": …, "type": "list of int"}], "outputs": [{"name": …, "tool": …}]}]}. Later versions may add
 * members. The caller frees it with hocket_free(). */
HOCKET_API char *hocket_plan_describe(const hocket_plan_t *plan);

/* The declarations of the built-in tools as JSON, in the format of a tool
 * catalogue. Static storage. */
HOCKET_API hocket_string_t hocket_builtin_tools(void);

/*===-- Session -----------------------------------------------------------===*/

typedef enum hocket_device_t {
  HOCKET_DEVICE_CPU = 0,
  HOCKET_DEVICE_NULL = 1 /* virtual time from the cost model: no tool is called */
} hocket_device_t;

/* What the built-in, process and HTTP tools may touch. Empty lists allow
 * nothing; an empty text is no entry but an error. A path entry allows the
 * folder and everything below it; it is resolved when the session is created. */
typedef struct hocket_permissions_t {
  size_t struct_size;
  const hocket_string_t *read_paths;
  size_t num_read_paths;
  const hocket_string_t *write_paths;
  size_t num_write_paths;
  const hocket_string_t *hosts; /* "host", "host:port" */
  size_t num_hosts;
  const hocket_string_t *programs; /* "python3", "/usr/bin/jq" */
  size_t num_programs;
  /* Variables that a plan may set for a program or pass on to it: "NAME",
   * "PREFIX_*", "*". PATH, HOME and the like are always passed on. */
  const hocket_string_t *variables;
  size_t num_variables;
} hocket_permissions_t;

/* Answers a hocket.approve. Called from a thread that may block. */
typedef bool (*hocket_approve_fn)(void *user, hocket_string_t question,
                                  const hocket_value_t *subject);

typedef struct hocket_session_options_t {
  size_t struct_size;
  hocket_device_t device;
  const hocket_permissions_t *permissions; /* NULL: nothing is allowed */
  hocket_approve_fn approve;               /* NULL: every approval is refused */
  void *approve_user;
  uint32_t null_processors; /* HOCKET_DEVICE_NULL: virtual processors; 0: the instance's */
  /* Frees `approve_user` once, from any thread, when nothing asks any more: a
   * question may be open longer than the session. May be NULL. Also called if the
   * session cannot be created, unless an argument is NULL or struct_size zero. */
  void (*approve_release)(void *approve_user);
  /* What providers are to know, whatever the plan, as JSON: an object with a member
   * for each provider concerned, {"mcp": {"mcpServers": {…}}}. See docs/Tools.md. */
  hocket_string_t provider_settings;
} hocket_session_options_t;

/* Binds every tool of the plan to its provider; fails if one cannot be. */
HOCKET_API hocket_status_t *hocket_session_create(hocket_instance_t *instance, hocket_plan_t *plan,
                                                  const hocket_session_options_t *options,
                                                  hocket_session_t **out);
HOCKET_API void hocket_session_destroy(hocket_session_t *session);

/*===-- Call --------------------------------------------------------------===*/

typedef struct hocket_call_t hocket_call_t;

typedef enum hocket_event_kind_t {
  HOCKET_EVENT_STARTED = 0,
  HOCKET_EVENT_FINISHED = 1,
  HOCKET_EVENT_FAILED = 2,
  HOCKET_EVENT_SKIPPED = 3,    /* an input failed, or the run ended first; it never began */
  HOCKET_EVENT_INTERRUPTED = 4 /* it had begun when the run ended: how much it did is unknown */
} hocket_event_kind_t;

/* Progress of a tool call or approval. Views live during the callback only. */
typedef struct hocket_event_t {
  size_t struct_size;
  hocket_event_kind_t kind;
  hocket_string_t label;
  hocket_location_t location;
  uint64_t time_ns;          /* since the call started; virtual on the null device */
  uint64_t sequence;         /* identifies the node instance within the call */
  hocket_string_t name;      /* the source's id of the call, "3", "call_abc"; empty: it has none */
} hocket_event_t;

/* What to do with a call that a crash interrupted, that may have happened and must
 * not happen twice. */
typedef enum hocket_ambiguous_t {
  HOCKET_AMBIGUOUS_FAIL = 0,  /* do not start; the error names the calls */
  HOCKET_AMBIGUOUS_RETRY = 1, /* make it again */
  HOCKET_AMBIGUOUS_SKIP = 2   /* go on as if it had failed */
} hocket_ambiguous_t;

typedef struct hocket_call_options_t {
  size_t struct_size;
  hocket_string_t program;         /* empty: the first */
  const hocket_value_t *arguments; /* object: parameter name -> value; NULL: none */
  uint64_t timeout_ns;             /* deadline of the whole run; 0: none */
  bool fail_fast;                  /* the first failure in time cancels everything still running */
  bool sequential;                 /* one operation after another, in program order */
  bool trace;                      /* record a trace */
  void (*on_event)(void *user, const hocket_event_t *event); /* any thread, may be NULL */
  void *on_event_user;
  /* A file that records what calls do, so that the run can go on after a crash; it
   * is made if it does not exist. Empty: none. See docs/Journal.md. */
  hocket_string_t journal;
  /* The run of the journal to go on with; 0: a new one. Program, arguments and
   * fail_fast are then the journal's; `program` and `arguments` must be empty. */
  uint64_t resume_run;
  hocket_ambiguous_t ambiguous; /* with resume_run */
} hocket_call_options_t;

/* Starts executing; returns at once. */
HOCKET_API hocket_status_t *hocket_call_start(hocket_session_t *session,
                                              const hocket_call_options_t *options,
                                              hocket_call_t **out);
/* Waits until the run has ended and nothing of it is running any more, or until
 * `timeout_ns` has passed (UINT64_MAX: for ever). *done tells which. Any thread. */
HOCKET_API void hocket_call_wait(hocket_call_t *call, uint64_t timeout_ns, bool *done);
/* Stops issuing and cancels what runs. Any thread; returns at once. The second
 * time, what does not stop by itself is not waited for any longer: programs are
 * killed. */
HOCKET_API void hocket_call_cancel(hocket_call_t *call);
/* After the end: NULL, or the error that running the program one operation
 * after another would have reported; with fail_fast, the first in time. Borrowed. */
HOCKET_API const hocket_status_t *hocket_call_status(hocket_call_t *call);
/* After the end: the returned value, or NULL if it has none. Borrowed. */
HOCKET_API const hocket_value_t *hocket_call_result(hocket_call_t *call);

/* A named output of the program: exactly one of value and status is set. */
typedef struct hocket_output_t {
  hocket_string_t name;
  hocket_string_t tool;
  const hocket_value_t *value;
  const hocket_status_t *status;
} hocket_output_t;

HOCKET_API size_t hocket_call_num_outputs(hocket_call_t *call);
HOCKET_API hocket_output_t hocket_call_output(hocket_call_t *call, size_t index);
/* Whether the call that made the output finished, failed, was skipped or was
 * interrupted. The status of one that was skipped because an input failed is
 * that of the input. */
HOCKET_API hocket_event_kind_t hocket_call_output_state(hocket_call_t *call, size_t index);

/* What the run did. Times in nanoseconds, virtual on the null device. */
typedef struct hocket_call_stats_t {
  size_t struct_size;
  uint64_t wall_ns;          /* start to end */
  uint64_t nodes_run;
  uint64_t nodes_failed;
  uint64_t nodes_skipped;          /* never began */
  uint64_t first_task_ns;    /* start to the first node */
  uint64_t work_ns;          /* sum of the durations of all nodes; needs `trace` */
  uint64_t compute_ns;       /* the part of it that needed a processor */
  uint64_t critical_path_ns; /* longest path of dependent durations; needs `trace` */
  uint64_t nodes_interrupted; /* had begun when the run ended */
  uint64_t resource_bound_ns; /* least time that capacities and rates allow; needs `trace` */
} hocket_call_stats_t;

HOCKET_API void hocket_call_stats(hocket_call_t *call, hocket_call_stats_t *out);

/* The outputs in the format that the calls came in ("plan-text",
 * "openai-chat", "openai-responses", "anthropic", "labelled-json", "json"; empty: the
 * plan's own). The caller frees *out with hocket_free(). */
HOCKET_API hocket_status_t *hocket_call_export(hocket_call_t *call, hocket_string_t format,
                                               char **out);
/* The trace as Chrome/Perfetto JSON with dependency arrows. */
HOCKET_API hocket_status_t *hocket_call_write_trace(hocket_call_t *call, const char *path);

/* The number of the run in its journal; 0 without one. */
HOCKET_API uint64_t hocket_call_run(hocket_call_t *call);

/* Cancels the call if it runs, waits for its end, frees it. */
HOCKET_API void hocket_call_destroy(hocket_call_t *call);

/*===-- Journal -----------------------------------------------------------===*/

/* The runs of a journal as JSON, oldest first: [{"run": 1, "state": "running" |
 * "succeeded" | "failed" | "interrupted", "program": …, "arguments": {…}, …}]. Later
 * versions may add members. The caller frees *out with hocket_free(). */
HOCKET_API hocket_status_t *hocket_journal_runs(const char *path, char **out);

/* The plan of a run. A session of it can go on with the run. */
HOCKET_API hocket_status_t *hocket_journal_load_plan(const char *path, uint64_t run,
                                                     hocket_plan_t **out);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* HOCKET_RUNTIME_HOCKET_H */
