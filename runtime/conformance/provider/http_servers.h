// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loopback servers for the tests of HTTP tools.
#ifndef HOCKET_CONFORMANCE_PROVIDER_HTTP_SERVERS_H
#define HOCKET_CONFORMANCE_PROVIDER_HTTP_SERVERS_H

#include "tool/test_support.h"

#include <future>
#include <httplib.h>

namespace hocket::testing {

/// A well-behaved server, but for what its paths are made to do.
class WebServer {
public:
  /// Plain, or with TLS and a certificate that nobody vouches for.
  explicit WebServer(bool tls = false);
  ~WebServer();

  int port() const { return number; }
  std::string url(const std::string &path,
                  const char *host = "127.0.0.1") const;
  /// How many requests of /never are being kept waiting.
  int waiting() const { return waitingRequests; }
  int requests() const { return served; }
  std::string lastHeaders();

private:
  void addRoutes();

  std::unique_ptr<httplib::Server> server;
  bool tls;
  int number = 0;
  std::thread thread;
  std::promise<void> stopping;
  std::shared_future<void> stopped{stopping.get_future()};
  std::atomic<int> waitingRequests{0}, served{0};
  std::mutex mutex;
  std::string headers;
};

/// Answers every connection with the same bytes and then closes or resets it,
/// or keeps it open.
class RawServer {
public:
  enum class Then { Close, Reset, Keep };
  RawServer(std::string answer, Then then);
  ~RawServer();

  std::string url() const;
  /// Become ready when the first request has arrived, and when the peer of a
  /// kept connection has closed it.
  std::future<void> requested() { return arrived.get_future(); }
  std::future<void> closedByPeer() { return closed.get_future(); }

private:
  void serve();

  std::string answer;
  Then then;
  int listener = -1;
  int number = 0;
  std::thread thread;
  std::promise<void> arrived, closed;
};

/// A port of this machine where nobody listens.
int unusedPort();

} // namespace hocket::testing

#endif // HOCKET_CONFORMANCE_PROVIDER_HTTP_SERVERS_H
