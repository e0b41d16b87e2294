// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libcurl's multi interface on the event loop: it says which sockets to watch
// and when to wake it.
#include "tool/builtin/http_client.h"

#include "io/event_loop.h"
#include "tool/builtin/http_transfer.h"

#include <atomic>
#include <unistd.h>
#include <unordered_map>
#include <uv.h>

namespace hocket {

/// Everything but `loop` and `lastId` belongs to the loop thread.
struct HttpClient::Impl : std::enable_shared_from_this<HttpClient::Impl> {
  explicit Impl(EventLoop &loop) : loop(loop) {}

  void send(RequestId id, HttpRequest request, Done done);
  void cancel(RequestId id);
  void close();

  EventLoop &loop;
  std::atomic<RequestId> lastId{0};

private:
  struct Watch {
    uv_poll_t poll;
    Impl *impl;
    curl_socket_t socket;
  };

  Status open();
  void onSocket(curl_socket_t socket, int what);
  void unwatch(curl_socket_t socket);
  void onTimeout(long milliseconds);
  void act(curl_socket_t socket, int events);
  void reap();
  void add(RequestId id, HttpTransfer &transfer);
  void finish(RequestId id, Result<HttpResponse> result);

  CURLM *multi = nullptr; // created by the first request
  uv_timer_t *timer = nullptr;
  bool closed = false;
  std::unordered_map<curl_socket_t, Watch *> watches;
  std::unordered_map<RequestId, std::unique_ptr<HttpTransfer>> transfers;
};

/// libcurl and its TLS library take milliseconds to set up, so a program that
/// makes no request does not.
Status HttpClient::Impl::open() {
  if (multi)
    return Status();
  static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
  multi = global == CURLE_OK ? curl_multi_init() : nullptr;
  if (!multi)
    return Status(HOCKET_RESOURCE_EXHAUSTED, "cannot set up libcurl");
  timer = new uv_timer_t;
  uv_timer_init(loop.uv(), timer);
  timer->data = this;
  curl_socket_callback socketCallback = [](CURL *, curl_socket_t socket,
                                           int what, void *self, void *) {
    static_cast<Impl *>(self)->onSocket(socket, what);
    return 0;
  };
  curl_multi_timer_callback timerCallback = [](CURLM *, long milliseconds,
                                               void *self) {
    static_cast<Impl *>(self)->onTimeout(milliseconds);
    return 0;
  };
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, socketCallback);
  curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, timerCallback);
  curl_multi_setopt(multi, CURLMOPT_TIMERDATA, this);
  return Status();
}

void HttpClient::Impl::onSocket(curl_socket_t socket, int what) {
  if (what == CURL_POLL_REMOVE) {
    unwatch(socket);
    return;
  }
  Watch *&watch = watches[socket];
  if (!watch) {
    watch = new Watch{{}, this, socket};
    watch->poll.data = watch;
    if (uv_poll_init_socket(loop.uv(), &watch->poll, socket) != 0) {
      // Out of memory or descriptors: the request ends with its timeout.
      delete watch;
      watches.erase(socket);
      return;
    }
  }
  int events = (what & CURL_POLL_IN ? UV_READABLE : 0) |
               (what & CURL_POLL_OUT ? UV_WRITABLE : 0);
  uv_poll_start(&watch->poll, events,
                [](uv_poll_t *handle, int status, int events) {
                  auto *watch = static_cast<Watch *>(handle->data);
                  int flags = (events & UV_READABLE ? CURL_CSELECT_IN : 0) |
                              (events & UV_WRITABLE ? CURL_CSELECT_OUT : 0) |
                              (status < 0 ? CURL_CSELECT_ERR : 0);
                  watch->impl->act(watch->socket, flags); // may unwatch it
                });
}

void HttpClient::Impl::unwatch(curl_socket_t socket) {
  auto found = watches.find(socket);
  if (found == watches.end())
    return;
  Watch *watch = found->second;
  watches.erase(found);
  uv_poll_stop(&watch->poll);
  uv_close(
      reinterpret_cast<uv_handle_t *>(&watch->poll),
      [](uv_handle_t *handle) { delete static_cast<Watch *>(handle->data); });
}

void HttpClient::Impl::onTimeout(long milliseconds) {
  if (milliseconds < 0) {
    uv_timer_stop(timer);
    return;
  }
  // Never at once: libcurl must not be entered from its own callback.
  uv_timer_start(
      timer,
      [](uv_timer_t *handle) {
        static_cast<Impl *>(handle->data)->act(CURL_SOCKET_TIMEOUT, 0);
      },
      static_cast<uint64_t>(milliseconds), 0);
}

void HttpClient::Impl::act(curl_socket_t socket, int events) {
  // What completes below may drop the last reference.
  std::shared_ptr<Impl> self = shared_from_this();
  int running = 0;
  curl_multi_socket_action(multi, socket, events, &running);
  reap();
}

void HttpClient::Impl::reap() {
  int pending = 0;
  while (multi) {
    CURLMsg *message = curl_multi_info_read(multi, &pending);
    if (!message)
      return;
    if (message->msg != CURLMSG_DONE)
      continue;
    CURLcode code = message->data.result;
    CURL *handle = message->easy_handle;
    curl_multi_remove_handle(multi, handle); // frees the message
    for (auto &[id, transfer] : transfers) {
      if (transfer->handle() != handle)
        continue;
      RequestId found = id;
      if (auto result = transfer->finish(code))
        finish(found, std::move(*result));
      else
        add(found, *transfer);
      break; // the map may have changed
    }
  }
}

void HttpClient::Impl::add(RequestId id, HttpTransfer &transfer) {
  // libcurl may close a socket before it says that we need not watch it; by
  // then the number can belong to another thread's file.
  curl_closesocket_callback closeSocket = [](void *self, curl_socket_t socket) {
    static_cast<Impl *>(self)->unwatch(socket);
    return ::close(socket);
  };
  curl_easy_setopt(transfer.handle(), CURLOPT_CLOSESOCKETFUNCTION, closeSocket);
  curl_easy_setopt(transfer.handle(), CURLOPT_CLOSESOCKETDATA, this);
  CURLMcode code = curl_multi_add_handle(multi, transfer.handle());
  if (code != CURLM_OK)
    finish(id, Status(HOCKET_RESOURCE_EXHAUSTED,
                      std::string("cannot start an HTTP request: ") +
                          curl_multi_strerror(code)));
}

void HttpClient::Impl::send(RequestId id, HttpRequest request, Done done) {
  if (closed) {
    done(Status(HOCKET_CANCELLED, "cancelled"));
    return;
  }
  auto transfer =
      std::make_unique<HttpTransfer>(std::move(request), std::move(done));
  HttpTransfer &added = *transfer;
  transfers.emplace(id, std::move(transfer));
  Status status = open();
  if (status.ok())
    status = added.prepare();
  if (status.ok())
    add(id, added);
  else
    finish(id, status);
}

void HttpClient::Impl::finish(RequestId id, Result<HttpResponse> result) {
  auto found = transfers.find(id);
  std::unique_ptr<HttpTransfer> transfer = std::move(found->second);
  transfers.erase(found);
  transfer->done(std::move(result));
}

void HttpClient::Impl::cancel(RequestId id) {
  auto found = transfers.find(id);
  if (found == transfers.end())
    return;
  // Removing an unfinished request closes its connection.
  curl_multi_remove_handle(multi, found->second->handle());
  finish(id, Status(HOCKET_CANCELLED, "cancelled"));
}

void HttpClient::Impl::close() {
  closed = true;
  while (!transfers.empty())
    cancel(transfers.begin()->first);
  if (!multi)
    return;
  curl_multi_cleanup(multi);
  multi = nullptr;
  uv_close(reinterpret_cast<uv_handle_t *>(timer), [](uv_handle_t *handle) {
    delete reinterpret_cast<uv_timer_t *>(handle);
  });
}

HttpClient::HttpClient(EventLoop &loop) : impl(std::make_shared<Impl>(loop)) {}

HttpClient::~HttpClient() {
  impl->loop.post([impl = impl] { impl->close(); });
}

HttpClient::RequestId HttpClient::send(HttpRequest request, Done done) {
  RequestId id = ++impl->lastId;
  impl->loop.post([impl = impl, id, request = std::move(request),
                   done = std::move(done)]() mutable {
    impl->send(id, std::move(request), std::move(done));
  });
  return id;
}

void HttpClient::cancel(RequestId id) {
  impl->loop.post([impl = impl, id] { impl->cancel(id); });
}

} // namespace hocket
