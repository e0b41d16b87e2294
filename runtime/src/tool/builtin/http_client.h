// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// HTTP over libcurl, driven by the event loop: no thread waits for a socket.
#ifndef HOCKET_TOOL_BUILTIN_HTTP_CLIENT_H
#define HOCKET_TOOL_BUILTIN_HTTP_CLIENT_H

#include "base/status.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hocket {

class EventLoop;

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method = "GET"; // GET, HEAD or POST
  std::string url;
  HttpHeaders headers;
  std::string body; // of a POST
  size_t maxBytes = 0;
  size_t maxRedirects = 0;
  /// Asked before every connection, the redirected ones too. Loop thread.
  std::function<Status(const std::string &host, uint16_t port)> checkHost;
};

struct HttpResponse {
  long status = 0;
  std::string url;     // after redirects
  HttpHeaders headers; // names in lower case, each once
  std::string body;

  const std::string *header(std::string_view name) const;
};

/// Keeps connections between requests. Thread-safe. It may be destroyed while
/// requests run: they end as CANCELLED.
class HttpClient {
public:
  using Done = std::function<void(Result<HttpResponse>)>;
  using RequestId = uint64_t;

  /// `loop` outlives the client.
  explicit HttpClient(EventLoop &loop);
  ~HttpClient();
  HttpClient(const HttpClient &) = delete;
  HttpClient &operator=(const HttpClient &) = delete;

  /// Calls `done` once, on the loop thread.
  RequestId send(HttpRequest request, Done done);
  /// Closes the request's socket and ends it as CANCELLED, if it still runs.
  void cancel(RequestId id);

private:
  struct Impl;
  std::shared_ptr<Impl> impl;
};

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_HTTP_CLIENT_H
