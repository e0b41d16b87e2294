/* Part of the Hocket project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * A program in C that answers the tool calls of a model: it offers one tool of
 * its own, runs a compiled plan, and prints the messages that go back. */

#include <hocket/runtime/hocket.h>

#include <stdio.h>
#include <string.h>

/* The tool: how many of an article are in stock. Called on several threads at
 * once, so it only reads. */
static hocket_status_t *look_up_stock(void *user, hocket_invocation_t *invocation,
                                      hocket_value_t **result) {
  static const struct {
    const char *article;
    int64_t count;
  } stock[] = {{"lamp", 12}, {"desk", 3}, {"chair", 0}};
  (void)user;
  const hocket_value_t *arguments = hocket_invocation_arguments(invocation);
  hocket_string_t article =
      hocket_value_as_string(hocket_value_get(arguments, hocket_string("article")));
  for (size_t i = 0; i < sizeof stock / sizeof *stock; ++i) {
    if (strlen(stock[i].article) == article.size &&
        !memcmp(stock[i].article, article.data, article.size)) {
      *result = hocket_value_int(stock[i].count);
      return NULL;
    }
  }
  char message[128];
  snprintf(message, sizeof message, "there is no article '%.*s'", (int)article.size, article.data);
  return hocket_status_create(HOCKET_NOT_FOUND, hocket_string(message));
}

/* Prints an error, frees it, and says whether there was one. */
static bool failed(hocket_status_t *status) {
  if (!status)
    return false;
  hocket_string_t text = hocket_status_to_string(status);
  fprintf(stderr, "%.*s\n", (int)text.size, text.data);
  hocket_status_free(status);
  return true;
}

/* Runs the plan in a session and prints what goes back to the model. */
static bool run_plan(hocket_session_t *session) {
  hocket_call_options_t options = HOCKET_INIT(hocket_call_options_t);
  options.timeout_ns = 10ull * 1000 * 1000 * 1000;
  hocket_call_t *call = NULL;
  if (failed(hocket_call_start(session, &options, &call)))
    return false;
  bool done = false;
  while (!done)
    hocket_call_wait(call, UINT64_MAX, &done);
  /* A call that failed is reported to the model in its message, so the messages
   * are printed in any case. An empty format means that of the calls. */
  char *messages = NULL;
  bool ok = !failed(hocket_call_export(call, hocket_string(""), &messages));
  if (ok)
    fputs(messages, stdout);
  hocket_free(messages);
  hocket_call_destroy(call);
  return ok;
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s PLAN.hkt\n", argv[0]);
    return 2;
  }
  hocket_instance_t *instance = NULL;
  hocket_plan_t *plan = NULL;
  hocket_session_t *session = NULL;

  hocket_native_tool_t tool = HOCKET_INIT(hocket_native_tool_t);
  tool.name = hocket_string("look_up_stock");
  tool.kind = HOCKET_TOOL_COMPUTE;
  tool.invoke = look_up_stock;

  /* No permissions: the plan can reach nothing but the tool above. */
  hocket_session_options_t options = HOCKET_INIT(hocket_session_options_t);
  bool ok = !failed(hocket_instance_create(NULL, &instance)) &&
            !failed(hocket_instance_register_tool(instance, &tool)) &&
            !failed(hocket_plan_load_file(argv[1], &plan)) &&
            !failed(hocket_session_create(instance, plan, &options, &session)) && run_plan(session);

  hocket_session_destroy(session);
  hocket_plan_destroy(plan);
  hocket_instance_destroy(instance);
  return ok ? 0 : 1;
}
