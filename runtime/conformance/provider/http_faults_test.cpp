// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What can go wrong between the HTTP tools and a server.
#include "http_servers.h"

#include <dirent.h>

namespace hocket {
namespace {

using namespace hocket::testing;

class HttpFaults : public ::testing::Test {
protected:
  HttpFaults() { box.permissions.hosts = {"127.0.0.1"}; }

  static Value args(const std::string &url, const std::string &more = "") {
    return json(R"({"url": ")" + url + "\"" + more + "}");
  }
  Result<Value> get(const std::string &url, const std::string &more = "") {
    std::unique_ptr<Tool> tool = box.builtin("http.get");
    Call call(*tool, "http.get", args(url, more));
    return call.result();
  }
  static size_t openDescriptors() {
    size_t count = 0;
    DIR *stream = opendir("/proc/self/fd");
    while (readdir(stream))
      ++count;
    closedir(stream);
    return count;
  }
  /// Waits until the loop has run what was posted before.
  void settle() {
    std::promise<void> done;
    box.loop().post([&] { done.set_value(); });
    done.get_future().wait();
  }

  ToolBox box;
};

TEST_F(HttpFaults, NobodyListens) {
  EXPECT_THAT(get("http://127.0.0.1:" + std::to_string(unusedPort()) + "/"),
              IsError(HOCKET_UNAVAILABLE,
                      "cannot get an answer from http://127.0.0.1:"));
}

TEST_F(HttpFaults, BrokenAnswers) {
  using Then = RawServer::Then;
  RawServer nothing("", Then::Close);
  EXPECT_THAT(get(nothing.url()),
              IsError(HOCKET_UNAVAILABLE, "cannot get an answer"));
  RawServer cut("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                Then::Close);
  EXPECT_THAT(get(cut.url()),
              IsError(HOCKET_UNAVAILABLE, "cannot get an answer"));
  RawServer reset("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                  Then::Reset);
  EXPECT_THAT(get(reset.url()),
              IsError(HOCKET_UNAVAILABLE, "cannot get an answer"));
  RawServer garbage("\x01\x02 this is not HTTP\r\n\r\n", Then::Close);
  EXPECT_FALSE(get(garbage.url()).ok());
  RawServer badZip("HTTP/1.1 200 OK\r\nContent-Encoding: "
                   "gzip\r\nContent-Length: 4\r\n\r\nnope",
                   Then::Close);
  EXPECT_FALSE(get(badZip.url()).ok());
}

TEST_F(HttpFaults, TooLong) {
  WebServer server;
  EXPECT_TRUE(get(server.url("/bytes/1000"), R"(, "max_bytes": 1000)").ok());
  EXPECT_THAT(get(server.url("/bytes/1001"), R"(, "max_bytes": 1000)"),
              IsError(HOCKET_RESOURCE_EXHAUSTED,
                      "longer than the limit of 1000 bytes"));
  EXPECT_THAT(get(server.url("/endless"), R"(, "max_bytes": 100000)"),
              IsError(HOCKET_RESOURCE_EXHAUSTED,
                      "longer than the limit of 100000 bytes"));
}

// A certificate that nobody vouches for is refused.
TEST_F(HttpFaults, CertificatesAreVerified) {
  WebServer server(/*tls=*/true);
  EXPECT_THAT(get(server.url("/text")),
              IsError(HOCKET_TOOL_ERROR, "certificate"));
  EXPECT_EQ(server.requests(), 0);
}

// Cancellation closes the socket: the server sees it go.
TEST_F(HttpFaults, CancellationClosesTheSocket) {
  RawServer server("", RawServer::Then::Keep);
  std::future<void> requested = server.requested();
  std::future<void> closed = server.closedByPeer();
  std::unique_ptr<Tool> tool = box.builtin("http.get");
  Call call(*tool, "http.get", args(server.url()));
  requested.wait();
  call.cancel();
  EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, "cancelled"));
  EXPECT_EQ(closed.wait_for(std::chrono::seconds(60)),
            std::future_status::ready);
}

// A server that takes the request and never answers, and one that does so
// a byte at a time for ever: both are left when the deadline cancels.
TEST_F(HttpFaults, SlowServersAreLeft) {
  for (const char *path : {"/never", "/drip"}) {
    WebServer server;
    std::unique_ptr<Tool> tool = box.builtin("http.get");
    Call call(*tool, "http.get", args(server.url(path)));
    while (server.requests() == 0)
      std::this_thread::yield();
    call.cancel();
    EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, "cancelled")) << path;
  }
}

TEST_F(HttpFaults, CancelledAtAnyMoment) {
  WebServer server;
  std::unique_ptr<Tool> tool = box.builtin("http.get");
  for (int i = 0; i < 100; ++i) {
    Call call(*tool, "http.get", args(server.url("/text")));
    box.loop().after(
        std::chrono::microseconds(10 * i),
        [invocation = call.get()] { invocation->cancel.cancel(); });
    Result<Value> result = call.result();
    if (!result.ok()) {
      EXPECT_THAT(result, IsError(HOCKET_CANCELLED, "cancelled"));
    }
  }
}

// Many at a time, one tool; then everything is given back.
TEST_F(HttpFaults, ConcurrentRequestsLeaveNothing) {
  settle();
  size_t before = 0;
  for (int round = 0; round < 2; ++round) {
    {
      RawServer server("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                       RawServer::Then::Close);
      std::unique_ptr<Tool> tool = box.builtin("http.get");
      std::vector<std::unique_ptr<Call>> calls;
      for (int i = 0; i < 40; ++i)
        calls.push_back(
            std::make_unique<Call>(*tool, "http.get", args(server.url())));
      for (std::unique_ptr<Call> &call : calls)
        EXPECT_THAT(call->result(), IsValue(R"("hello")"));
    }
    settle(); // the client is closed on the loop
    if (round == 0)
      before = openDescriptors();
  }
  EXPECT_EQ(openDescriptors(), before);
}

// Calls at the same time get their own answers. (Not more of them than the
// server's queue of new connections holds.)
TEST_F(HttpFaults, ConcurrentRequestsGetTheirAnswers) {
  WebServer server;
  std::unique_ptr<Tool> tool = box.builtin("http.get");
  for (int round = 0; round < 5; ++round) {
    std::vector<std::unique_ptr<Call>> calls;
    for (int i = 0; i < 4; ++i)
      calls.push_back(std::make_unique<Call>(
          *tool, "http.get",
          args(server.url("/bytes/" + std::to_string(1000 + i)))));
    for (int i = 0; i < 4; ++i) {
      Result<Value> result = calls[i]->result();
      ASSERT_TRUE(result.ok()) << result.status().toString();
      EXPECT_EQ(result->asString().size(), 1000u + i);
    }
  }
}

// The tool goes while its requests run: they end, and nothing is touched.
TEST_F(HttpFaults, ToolIsDestroyedWhileItRuns) {
  WebServer server;
  std::unique_ptr<Tool> tool = box.builtin("http.get");
  Call call(*tool, "http.get", args(server.url("/never")));
  while (server.waiting() == 0)
    std::this_thread::yield();
  tool.reset();
  EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, "cancelled"));
}

} // namespace
} // namespace hocket
