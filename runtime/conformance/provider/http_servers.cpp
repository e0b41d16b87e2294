// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loopback servers for the tests of HTTP tools.
#include "http_servers.h"

#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hocket::testing {

/// A certificate for 127.0.0.1 that is its own issuer.
static std::unique_ptr<httplib::Server> createTlsServer() {
  EVP_PKEY *key = EVP_EC_gen("P-256");
  X509 *certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME *name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(
      name, "CN", MBSTRING_ASC,
      reinterpret_cast<const unsigned char *>("127.0.0.1"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_sign(certificate, key, EVP_sha256());
  auto server = std::make_unique<httplib::SSLServer>(certificate, key);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return server;
}

WebServer::WebServer(bool tls)
    : server(tls ? createTlsServer() : std::make_unique<httplib::Server>()),
      tls(tls) {
  // Each kept connection occupies a thread.
  server->new_task_queue = [] { return new httplib::ThreadPool(64); };
  server->set_keep_alive_timeout(1);
  addRoutes();
  number = server->bind_to_any_port("127.0.0.1");
  EXPECT_GT(number, 0);
  thread = std::thread([this] { server->listen_after_bind(); });
  while (!server->is_running())
    std::this_thread::yield();
}

WebServer::~WebServer() {
  stopping.set_value();
  server->stop();
  thread.join();
}

std::string WebServer::url(const std::string &path, const char *host) const {
  return std::string(tls ? "https://" : "http://") + host + ":" +
         std::to_string(number) + path;
}

std::string WebServer::lastHeaders() {
  std::lock_guard lock(mutex);
  return headers;
}

/// The server does not spend its time on compressing content of this type.
static constexpr const char *incompressible = "application/octet-stream";

void WebServer::addRoutes() {
  using httplib::Request;
  using httplib::Response;
  server->set_pre_routing_handler([this](const Request &request, Response &) {
    ++served;
    std::lock_guard lock(mutex);
    headers.clear();
    for (const auto &[name, value] : request.headers)
      headers += name + ": " + value + "\n";
    return httplib::Server::HandlerResponse::Unhandled;
  });
  server->Get("/text", [](const Request &, Response &response) {
    response.set_content("héllo $1 {0}", "text/plain; charset=utf-8");
  });
  server->Get("/latin1", [](const Request &, Response &response) {
    response.set_content("h\xe9llo", "text/plain; charset=\"ISO-8859-1\"");
  });
  server->Get("/cantonese", [](const Request &, Response &response) {
    response.set_content("\x88\x66", "text/plain; charset=BIG5-HKSCS");
  });
  server->Get("/binary", [](const Request &, Response &response) {
    response.set_content(std::string("\xff\x00\x01", 3), "image/x-test");
  });
  server->Get(R"(/status/(\d+))",
              [](const Request &request, Response &response) {
                response.status = std::stoi(request.matches[1]);
                response.set_content("the server's\nreason", "text/plain");
              });
  server->Get(
      R"(/bytes/(\d+))", [](const Request &request, Response &response) {
        response.set_content(std::string(std::stoul(request.matches[1]), 'x'),
                             incompressible);
      });
  server->Get(R"(/hops/(\d+))", [](const Request &request, Response &response) {
    int left = std::stoi(request.matches[1]);
    response.set_redirect(left > 1 ? "/hops/" + std::to_string(left - 1)
                                   : "/text");
  });
  server->Get("/elsewhere", [this](const Request &, Response &response) {
    response.set_redirect(url("/text", "localhost"));
  });
  server->Get("/file", [](const Request &, Response &response) {
    response.set_redirect("file:///etc/passwd");
  });
  server->Get("/endless", [](const Request &, Response &response) {
    response.set_chunked_content_provider(
        incompressible, [](size_t, httplib::DataSink &sink) {
          static const std::string block(4096, 'x');
          return sink.write(block.data(), block.size());
        });
  });
  server->Get("/drip", [this](const Request &, Response &response) {
    response.set_chunked_content_provider(
        "text/plain", [this](size_t, httplib::DataSink &sink) {
          bool over = stopped.wait_for(std::chrono::milliseconds(1)) ==
                      std::future_status::ready;
          return !over && sink.write("x", 1);
        });
  });
  server->Get("/never", [this](const Request &, Response &response) {
    ++waitingRequests;
    stopped.wait();
    response.set_content("too late", "text/plain");
  });
  server->Post("/echo", [](const Request &request, Response &response) {
    response.set_content(request.get_header_value("Content-Type") + "|" +
                             request.body,
                         "text/plain");
  });
  server->Post(
      R"(/moved/(\d+))", [](const Request &request, Response &response) {
        int status = std::stoi(request.matches[1]);
        response.set_redirect(status == 303 ? "/text" : "/echo", status);
      });
  server->Post("/moved/elsewhere", [this](const Request &, Response &response) {
    response.set_redirect(url("/echo", "localhost"), 308);
  });
}

static int listenAnywhere(int &port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(bind(fd, reinterpret_cast<sockaddr *>(&address), size), 0);
  EXPECT_EQ(getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size), 0);
  port = ntohs(address.sin_port);
  return fd;
}

RawServer::RawServer(std::string answer, Then then)
    : answer(std::move(answer)), then(then) {
  listener = listenAnywhere(number);
  listen(listener, 128);
  thread = std::thread([this] { serve(); });
}

RawServer::~RawServer() {
  shutdown(listener, SHUT_RDWR); // ends accept()
  thread.join();
  ::close(listener);
}

std::string RawServer::url() const {
  return "http://127.0.0.1:" + std::to_string(number) + "/";
}

void RawServer::serve() {
  bool told = false;
  while (true) {
    int fd = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0)
      return;
    char request[4096];
    (void)!read(fd, request, sizeof request);
    if (!told)
      arrived.set_value();
    (void)!send(fd, answer.data(), answer.size(), MSG_NOSIGNAL);
    if (then == Then::Keep) {
      while (read(fd, request, sizeof request) > 0) {
      }
      if (!told)
        closed.set_value();
    }
    told = true;
    if (then == Then::Reset) {
      linger hard = {1, 0};
      setsockopt(fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    }
    ::close(fd);
  }
}

int unusedPort() {
  int port = 0;
  ::close(listenAnywhere(port)); // bound, so nobody else had it
  return port;
}

} // namespace hocket::testing
