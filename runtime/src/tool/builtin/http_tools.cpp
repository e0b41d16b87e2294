// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// http.get, http.fetch, http.post.
#include "base/utf8.h"
#include "tool/builtin/async_tools.h"
#include "tool/builtin/base64.h"
#include "tool/builtin/charset.h"

#include <algorithm>

namespace hocket {

/// A line end in a header would let its text add further headers.
static bool isHeaderText(const std::string &text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t';
  });
}

static bool isHeaderName(const std::string &name) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || marks.find(c) != std::string_view::npos;
  });
}

static Result<HttpRequest> readRequest(const Arguments &args,
                                       const AsyncContext &context) {
  HttpRequest request;
  request.url = args.text("url");
  for (const auto &[name, value] : args.value("headers").asObject()) {
    if (!isHeaderName(name))
      return Status(HOCKET_INVALID_ARGUMENT,
                    "argument 'headers': '" + name + "' is no header name");
    if (!value.isString() || !isHeaderText(value.asString()))
      return Status(HOCKET_INVALID_ARGUMENT,
                    "argument 'headers': expected a text of one line for '" +
                        name + "', found " + value.toJson());
    request.headers.emplace_back(name, value.asString());
  }
  request.maxBytes = args.size("max_bytes");
  request.maxRedirects = args.size("max_redirects");
  request.checkHost = [permissions = context.permissions](
                          const std::string &host, uint16_t port) {
    return permissions->checkHost(host, port);
  };
  return request;
}

static void setHeaderIfAbsent(HttpRequest &request, const std::string &name,
                              const std::string &value) {
  auto sameName = [&](const auto &header) {
    return std::equal(header.first.begin(), header.first.end(), name.begin(),
                      name.end(),
                      [](char a, char b) { return (a | 0x20) == (b | 0x20); });
  };
  if (std::none_of(request.headers.begin(), request.headers.end(), sameName))
    request.headers.emplace_back(name, value);
}

/// What a status other than 2xx means, with the beginning of what the server
/// says about it.
static Status statusError(const HttpResponse &response) {
  Code code = HOCKET_TOOL_ERROR;
  if (response.status == 404 || response.status == 410)
    code = HOCKET_NOT_FOUND;
  else if (response.status == 408 || response.status == 425 ||
           response.status == 429 ||
           (response.status >= 502 && response.status <= 504))
    code = HOCKET_UNAVAILABLE; // overload and restarts pass
  else if (response.status >= 400 && response.status <= 499)
    code = HOCKET_INVALID_ARGUMENT; // the same request gets the same answer
  std::string message =
      response.url + " answered with status " + std::to_string(response.status);
  std::string said = sanitizeUtf8(response.body.substr(0, 200));
  for (char &c : said)
    if (static_cast<unsigned char>(c) < 0x20)
      c = ' ';
  if (!said.empty())
    message += ": " + said;
  return Status(code, std::move(message));
}

static Result<Value> textOf(Result<HttpResponse> response) {
  if (!response)
    return response.status();
  if (response->status < 200 || response->status > 299)
    return statusError(*response);
  const std::string *type = response->header("content-type");
  std::optional<std::string> text =
      decodeText(std::move(response->body), type ? charsetOf(*type) : "");
  if (!text)
    return Status(HOCKET_TYPE_ERROR,
                  "the answer of " + response->url +
                      " is not text; http.fetch takes any bytes");
  return Value::string(std::move(*text));
}

static Result<Value> recordOf(Result<HttpResponse> response) {
  if (!response)
    return response.status();
  const std::string *type = response->header("content-type");
  std::optional<std::string> text =
      decodeText(response->body, type ? charsetOf(*type) : "");
  Value::Object headers;
  for (const auto &[name, value] : response->headers)
    headers.emplace_back(sanitizeUtf8(name),
                         Value::string(sanitizeUtf8(value)));
  std::string body = text ? std::move(*text) : encodeBase64(response->body);
  return Value::object({{"status", Value::integer(response->status)},
                        {"url", Value::string(sanitizeUtf8(response->url))},
                        {"headers", Value::object(std::move(headers))},
                        {"encoding", Value::string(text ? "utf-8" : "base64")},
                        {"body", Value::string(std::move(body))}});
}

using Convert = Result<Value> (*)(Result<HttpResponse>);

static bool changesNothing(const std::string &method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

static void send(std::shared_ptr<Invocation> invocation, HttpRequest request,
                 const AsyncContext &context, Convert convert) {
  if (!invocation->idempotencyKey.empty() && !changesNothing(request.method))
    setHeaderIfAbsent(request, "Idempotency-Key", invocation->idempotencyKey);
  HttpClient::RequestId id = context.http->send(
      std::move(request), [invocation, convert](Result<HttpResponse> response) {
        invocation->cancel.clearHandler();
        invocation->complete(convert(std::move(response)));
      });
  // If it has completed meanwhile, the handler stays and does nothing: it holds
  // no invocation.
  invocation->cancel.onCancel([client = std::weak_ptr(context.http), id] {
    if (std::shared_ptr<HttpClient> alive = client.lock())
      alive->cancel(id);
  });
}

static void getTool(std::shared_ptr<Invocation> invocation,
                    const Arguments &args, const AsyncContext &context) {
  Result<HttpRequest> request = readRequest(args, context);
  if (!request)
    return invocation->complete(request.status());
  send(std::move(invocation), std::move(*request), context, textOf);
}

static void fetchTool(std::shared_ptr<Invocation> invocation,
                      const Arguments &args, const AsyncContext &context) {
  Result<HttpRequest> request = readRequest(args, context);
  if (!request)
    return invocation->complete(request.status());
  request->method = args.text("method");
  send(std::move(invocation), std::move(*request), context, recordOf);
}

static void postTool(std::shared_ptr<Invocation> invocation,
                     const Arguments &args, const AsyncContext &context) {
  Result<HttpRequest> request = readRequest(args, context);
  if (!request)
    return invocation->complete(request.status());
  const Value &body = args.value("body");
  request->method = "POST";
  request->body = body.isString() ? body.asString() : body.toJson();
  if (!isHeaderText(args.text("content_type")))
    return invocation->complete(
        Status(HOCKET_INVALID_ARGUMENT,
               "argument 'content_type': expected a text of one line"));
  setHeaderIfAbsent(*request, "Content-Type", args.text("content_type"));
  send(std::move(invocation), std::move(*request), context, textOf);
}

std::vector<AsyncEntry> httpTools() {
  return {{"http.get", getTool},
          {"http.fetch", fetchTool},
          {"http.post", postTool}};
}

} // namespace hocket
