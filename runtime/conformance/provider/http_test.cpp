// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "http_servers.h"

namespace hocket {
namespace {

using namespace hocket::testing;
using ::testing::HasSubstr;
using ::testing::Not;

class HttpTools : public ::testing::Test {
protected:
  HttpTools() { box.permissions.hosts = {"127.0.0.1"}; }

  static Value args(const std::string &url, const std::string &more = "") {
    return json(R"({"url": ")" + url + "\"" + more + "}");
  }
  Result<Value> call(const char *tool, const Value &arguments) {
    std::unique_ptr<Tool> bound = box.builtin(tool);
    Call call(*bound, tool, arguments);
    return call.result();
  }
  Result<Value> get(const std::string &path, const std::string &more = "") {
    return call("http.get", args(server.url(path), more));
  }

  ToolBox box;
  WebServer server;
};

TEST_F(HttpTools, GetsText) {
  EXPECT_THAT(get("/text"), IsValue(R"("héllo $1 {0}")"));
  EXPECT_THAT(get("/latin1"), IsValue(R"("héllo")"));
  EXPECT_THAT(
      get("/binary"),
      IsError(HOCKET_TYPE_ERROR, "is not text; http.fetch takes any bytes"));
}

TEST_F(HttpTools, StatusIsAnError) {
  EXPECT_THAT(get("/status/404"),
              IsError(HOCKET_NOT_FOUND,
                      "answered with status 404: the server's reason"));
  EXPECT_THAT(get("/status/400"),
              IsError(HOCKET_INVALID_ARGUMENT, "status 400"));
  EXPECT_THAT(get("/status/408"), IsError(HOCKET_UNAVAILABLE, "status 408"));
  EXPECT_THAT(get("/status/500"), IsError(HOCKET_TOOL_ERROR, "status 500"));
  EXPECT_THAT(get("/status/503"), IsError(HOCKET_UNAVAILABLE, "status 503"));
  EXPECT_THAT(get("/status/429"), IsError(HOCKET_UNAVAILABLE, "status 429"));
  EXPECT_THAT(get("/no/such/path"), IsError(HOCKET_NOT_FOUND, "404"));
  EXPECT_TRUE(get("/status/201").ok());
}

// What a converter keeps back until it knows what follows is part of the text.
TEST_F(HttpTools, ConvertsToTheLastCharacter) {
  EXPECT_THAT(get("/cantonese"), IsValue(R"("\u00CA")"));
}

TEST_F(HttpTools, FetchTellsEverything) {
  Result<Value> answer = call("http.fetch", args(server.url("/status/404")));
  ASSERT_TRUE(answer.ok()) << answer.status().toString();
  EXPECT_EQ(answer->get("status")->asInt(), 404);
  EXPECT_EQ(answer->get("body")->asString(), "the server's\nreason");
  EXPECT_EQ(answer->get("headers")->get("content-type")->asString(),
            "text/plain");
  answer = call("http.fetch", args(server.url("/binary")));
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->get("encoding")->asString(), "base64");
  EXPECT_EQ(answer->get("body")->asString(), "/wAB");
  answer =
      call("http.fetch", args(server.url("/hops/2"), R"(, "method": "HEAD")"));
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->get("url")->asString(), server.url("/text"));
  EXPECT_EQ(answer->get("body")->asString(), "");
}

TEST_F(HttpTools, Posts) {
  std::string url = server.url("/echo");
  EXPECT_THAT(call("http.post", args(url, R"(, "body": {"a": "$1"})")),
              IsValue(R"("application/json|{\"a\":\"$1\"}")"));
  EXPECT_THAT(call("http.post",
                   args(url, R"(, "body": "é", "content_type": "text/x")")),
              IsValue(R"("text/x|é")"));
  EXPECT_THAT(
      call("http.post",
           args(url, R"(, "body": "", "headers": {"content-type": "a/b"})")),
      IsValue(R"("a/b|")"));
  // A redirect keeps the body only where the standard says so.
  EXPECT_THAT(
      call("http.post", args(server.url("/moved/307"), R"(, "body": "x")")),
      IsValue(R"("application/json|x")"));
  EXPECT_THAT(
      call("http.post", args(server.url("/moved/303"), R"(, "body": "x")")),
      IsValue(R"("héllo $1 {0}")"));
}

TEST_F(HttpTools, Redirects) {
  EXPECT_TRUE(get("/hops/3").ok());
  EXPECT_TRUE(get("/hops/3", R"(, "max_redirects": 3)").ok());
  EXPECT_THAT(
      get("/hops/3", R"(, "max_redirects": 2)"),
      IsError(HOCKET_RESOURCE_EXHAUSTED, "the limit of 2 redirects is reached"));
  EXPECT_THAT(get("/file"),
              IsError(HOCKET_INVALID_ARGUMENT, "file:///etc/passwd"));
}

// Each target of a redirect is checked; no header goes to another server.
TEST_F(HttpTools, RedirectsStayWithinThePermissions) {
  EXPECT_THAT(get("/elsewhere"), IsError(HOCKET_PERMISSION_DENIED,
                                         "connecting to 'localhost:" +
                                             std::to_string(server.port())));
  EXPECT_THAT(get("/elsewhere").status().toString(),
              HasSubstr("redirected from " + server.url("/elsewhere")));
  box.permissions.hosts.push_back("localhost:" + std::to_string(server.port()));
  std::string secret =
      R"(, "headers": {"Authorization": "s3cret", "X-Key": "s3cret"})";
  EXPECT_TRUE(get("/elsewhere", secret).ok());
  EXPECT_THAT(server.lastHeaders(), Not(HasSubstr("s3cret")));
  EXPECT_TRUE(get("/hops/1", secret).ok());
  EXPECT_THAT(server.lastHeaders(), HasSubstr("X-Key: s3cret"));
  // A body that goes along is still what it was.
  EXPECT_THAT(call("http.post", args(server.url("/moved/elsewhere"),
                                     R"(, "body": 1)" + secret)),
              IsValue(R"("application/json|1")"));
  EXPECT_THAT(server.lastHeaders(), Not(HasSubstr("s3cret")));
}

TEST_F(HttpTools, Permissions) {
  int before = server.requests();
  EXPECT_THAT(call("http.get", args("http://localhost/")),
              IsError(HOCKET_PERMISSION_DENIED, "--allow-net=localhost:80"));
  EXPECT_THAT(call("http.get", args("https://localhost/")),
              IsError(HOCKET_PERMISSION_DENIED, "--allow-net=localhost:443"));
  // What is checked is the host that would be connected to.
  EXPECT_THAT(call("http.get", args("http://127.0.0.1@localhost/")),
              IsError(HOCKET_PERMISSION_DENIED, "'localhost:80'"));
  EXPECT_THAT(call("http.get", args("http://127.0.0.1:80%40localhost/")),
              IsError(HOCKET_INVALID_ARGUMENT, "expected an address"));
  EXPECT_EQ(server.requests(), before);
}

TEST_F(HttpTools, BadArguments) {
  auto error = [&](const std::string &url, const std::string &more,
                   const char *text) {
    EXPECT_THAT(call("http.get", args(url, more)),
                IsError(HOCKET_INVALID_ARGUMENT, text));
  };
  error("", "", "expected an address such as");
  error("127.0.0.1/x", "", "expected an address such as");
  error("http://", "", "expected an address such as");
  error("ftp://127.0.0.1/", "", "expected an address with http or https");
  error("file:///etc/passwd", "", "expected an address with http or https");
  error("http://127.0.0.1/\\u0000x", "", "expected an address such as");
  error(server.url("/text"), R"(, "headers": {"A": "x\r\nB: y"})",
        "a text of one line for 'A'");
  error(server.url("/text"), R"(, "headers": {"A b": "x"})",
        "'A b' is no header name");
  error(server.url("/text"), R"(, "headers": {"A": 1})", "a text of one line");
}

} // namespace
} // namespace hocket
