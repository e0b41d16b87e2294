// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The C interface of sessions.

#include "api/objects.h"

using namespace hocket;

/// Copies a list of texts. A null list with a size is the caller's mistake.
static Status readTexts(const hocket_string_t *texts, size_t count, const char *what,
                        std::vector<std::string> &out) {
  if (!texts && count)
    return Status(HOCKET_INVALID_ARGUMENT, std::string("expected ") + what + ", found NULL");
  for (size_t i = 0; i < count; ++i)
    out.emplace_back(view(texts[i]));
  return {};
}

static Status readPermissions(const hocket_permissions_t &given, Permissions &out) {
  HOCKET_RETURN_IF_ERROR(
      readTexts(given.read_paths, given.num_read_paths, "paths to read", out.readPaths));
  HOCKET_RETURN_IF_ERROR(
      readTexts(given.write_paths, given.num_write_paths, "paths to write", out.writePaths));
  HOCKET_RETURN_IF_ERROR(readTexts(given.hosts, given.num_hosts, "hosts", out.hosts));
  HOCKET_RETURN_IF_ERROR(
      readTexts(given.programs, given.num_programs, "programs", out.programs));
  return readTexts(given.variables, given.num_variables, "variables", out.variables);
}

static Status readSettings(std::string_view json, Value &out) {
  if (json.empty())
    return {};
  Result<Value> settings = Value::parse(json);
  if (!settings)
    return Status(settings.status()).note("in provider_settings");
  if (!settings->isObject())
    return Status(HOCKET_INVALID_ARGUMENT,
                  "expected an object of providers as provider_settings, found " +
                      std::string(settings->kindName()));
  for (const auto &[provider, value] : settings->asObject())
    if (!value.isObject())
      return Status(HOCKET_INVALID_ARGUMENT, "expected an object of settings for provider '" +
                                                 provider + "', found " +
                                                 std::string(value.kindName()));
  out = *std::move(settings);
  return {};
}

extern "C" {

hocket_status_t *hocket_session_create(hocket_instance_t *instance, hocket_plan_t *plan,
                                       const hocket_session_options_t *options,
                                       hocket_session_t **out) {
  return guarded([&]() -> hocket_status_t * {
    if (!instance || !plan || !out)
      return toHandle(Status(HOCKET_INVALID_ARGUMENT,
                             "expected an instance, a plan and a place for the session, found NULL"));
    hocket_session_options_t given;
    if (Status status = readOptions("hocket_session_options_t", options, given); !status.ok())
      return toHandle(std::move(status));
    // Released once, when no session, and no approval that hangs, needs it.
    std::shared_ptr<void> keep(given.approve_user, [release = given.approve_release](void *user) {
      if (release)
        release(user);
    });
    SessionOptions internal;
    internal.nullDevice = given.device == HOCKET_DEVICE_NULL;
    internal.nullProcessors = given.null_processors;
    hocket_permissions_t permissions;
    if (Status status = readOptions("hocket_permissions_t", given.permissions, permissions);
        !status.ok())
      return toHandle(std::move(status));
    if (Status status = readPermissions(permissions, internal.permissions); !status.ok())
      return toHandle(std::move(status));
    if (Status status = readSettings(view(given.provider_settings), internal.providerSettings);
        !status.ok())
      return toHandle(std::move(status));
    if (given.approve)
      internal.approve = [approve = given.approve, user = given.approve_user,
                          keep](std::string_view question, const Value *subject) {
        hocket_value_t *handle = subject ? toHandle(*subject) : nullptr;
        bool answer = approve(user, view(question), handle);
        hocket_value_release(handle);
        return answer;
      };
    Result<std::shared_ptr<Session>> session =
        Session::create(instance->instance, plan->plan, std::move(internal));
    if (!session)
      return toHandle(session.status());
    *out = new hocket_session_t{std::move(*session)};
    return nullptr;
  });
}

void hocket_session_destroy(hocket_session_t *session) { delete session; }

} // extern "C"
