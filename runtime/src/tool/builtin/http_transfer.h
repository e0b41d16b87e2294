// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One HTTP request on its way: a libcurl handle, and what has arrived so far.
#ifndef HOCKET_TOOL_BUILTIN_HTTP_TRANSFER_H
#define HOCKET_TOOL_BUILTIN_HTTP_TRANSFER_H

#include "tool/builtin/http_client.h"

#include <curl/curl.h>

namespace hocket {

/// Loop thread only.
class HttpTransfer {
public:
  HttpTransfer(HttpRequest request, HttpClient::Done done);
  ~HttpTransfer();
  HttpTransfer(const HttpTransfer &) = delete;
  HttpTransfer &operator=(const HttpTransfer &) = delete;

  CURL *handle() const { return curl; }
  /// Sets the handle up for request.url, after asking for permission.
  Status prepare();
  /// What a finished handle means: nothing if the request goes on with a
  /// redirect, for which the handle is set up again.
  std::optional<Result<HttpResponse>> finish(CURLcode code);

  HttpClient::Done done;

private:
  Status setUrl();
  void setMethod();
  void setHeaders();
  Status failure(CURLcode code) const;
  Status redirect(long status, const char *target);
  size_t onHeader(std::string_view line);
  size_t onBody(std::string_view bytes);

  HttpRequest request;
  HttpResponse response;
  CURL *curl;
  CURLU *url = nullptr;
  curl_slist *headerList = nullptr;
  std::string origin; // scheme, host and port
  size_t redirects = 0;
  bool tooLong = false;
  char errorText[CURL_ERROR_SIZE] = "";
};

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_HTTP_TRANSFER_H
