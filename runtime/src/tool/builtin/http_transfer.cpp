// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One HTTP request on its way.
//
// Redirects are followed here and not by libcurl, so that each target is
// checked against the permissions and no header meant for one server goes to
// another.
#include "tool/builtin/http_transfer.h"

#include <algorithm>
#include <strings.h>

namespace hocket {

const std::string *HttpResponse::header(std::string_view name) const {
  for (const auto &[key, value] : headers)
    if (key == name)
      return &value;
  return nullptr;
}

HttpTransfer::HttpTransfer(HttpRequest request, HttpClient::Done done)
    : done(std::move(done)), request(std::move(request)),
      curl(curl_easy_init()) {}

HttpTransfer::~HttpTransfer() {
  curl_easy_cleanup(curl);
  curl_url_cleanup(url);
  curl_slist_free_all(headerList);
}

Status HttpTransfer::prepare() {
  if (!curl)
    return Status(HOCKET_RESOURCE_EXHAUSTED, "cannot create an HTTP request");
  response = HttpResponse();
  errorText[0] = 0;
  curl_easy_reset(curl);
  HOCKET_RETURN_IF_ERROR(setUrl());
  // The last resort against whatever the checks above have not thought of.
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  // A cancelled request does not wait for the name server's answer.
  curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_2TLS));
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "hocket");
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, errorText);
  curl_easy_setopt(curl, CURLOPT_PRIVATE, this);
  curl_write_callback onHeaderLine = [](char *data, size_t, size_t size,
                                        void *self) {
    return static_cast<HttpTransfer *>(self)->onHeader({data, size});
  };
  curl_write_callback onBodyPart = [](char *data, size_t, size_t size,
                                      void *self) {
    return static_cast<HttpTransfer *>(self)->onBody({data, size});
  };
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, onHeaderLine);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, onBodyPart);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
  setMethod();
  setHeaders();
  return Status();
}

static std::string urlPart(CURLU *url, CURLUPart part) {
  char *text = nullptr;
  std::string result;
  if (curl_url_get(url, part, &text, CURLU_DEFAULT_PORT) == CURLUE_OK)
    result = text;
  curl_free(text);
  return result;
}

/// Parses the address once: what is checked is what libcurl connects to.
Status HttpTransfer::setUrl() {
  curl_url_cleanup(url);
  url = curl_url();
  CURLUcode code = curl_url_set(url, CURLUPART_URL, request.url.c_str(), 0);
  if (code != CURLUE_OK || request.url.find('\0') != std::string::npos)
    return Status(HOCKET_INVALID_ARGUMENT,
                  "expected an address such as http://example.org/, found '" +
                      std::string(request.url.c_str()) + "'" +
                      (code != CURLUE_OK
                           ? std::string(": ") + curl_url_strerror(code)
                           : ""));
  std::string scheme = urlPart(url, CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https")
    return Status(HOCKET_INVALID_ARGUMENT,
                  "expected an address with http or https, found '" +
                      request.url + "'");
  std::string host = urlPart(url, CURLUPART_HOST);
  std::string port = urlPart(url, CURLUPART_PORT);
  HOCKET_RETURN_IF_ERROR(
      request.checkHost(host, static_cast<uint16_t>(std::stoul(port))));
  std::string newOrigin = scheme + "://" + host + ":" + port;
  // Meant for the first server only, but for what a body needs to be read.
  if (!origin.empty() && newOrigin != origin)
    std::erase_if(request.headers, [&](const auto &header) {
      return request.method != "POST" ||
             strcasecmp(header.first.c_str(), "content-type") != 0;
    });
  origin = newOrigin;
  response.url = request.url;
  curl_easy_setopt(curl, CURLOPT_CURLU, url);
  return Status();
}

void HttpTransfer::setMethod() {
  if (request.method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (request.method == "POST") {
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
  } else {
    curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
  }
}

void HttpTransfer::setHeaders() {
  curl_slist_free_all(headerList);
  headerList = nullptr;
  // Without asking first whether the body is welcome: that costs a second with
  // servers that do not answer the question.
  headerList = curl_slist_append(headerList, "Expect:");
  for (const auto &[name, value] : request.headers) {
    // libcurl's way to say that a header is there but empty.
    std::string line = value.empty() ? name + ";" : name + ": " + value;
    headerList = curl_slist_append(headerList, line.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headerList);
}

static std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos)
    return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

size_t HttpTransfer::onHeader(std::string_view line) {
  if (line.starts_with("HTTP/")) {
    response.headers.clear(); // those before were of an interim answer
    return line.size();
  }
  size_t colon = line.find(':');
  if (colon == std::string_view::npos)
    return line.size();
  std::string name(trimmed(line.substr(0, colon)));
  for (char &c : name)
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  std::string value(trimmed(line.substr(colon + 1)));
  for (auto &[key, existing] : response.headers)
    if (key == name) {
      existing += ", " + value;
      return line.size();
    }
  response.headers.emplace_back(std::move(name), std::move(value));
  return line.size();
}

size_t HttpTransfer::onBody(std::string_view bytes) {
  if (bytes.size() > request.maxBytes - response.body.size()) {
    tooLong = true;
    return 0; // ends the transfer with an error
  }
  response.body += bytes;
  return bytes.size();
}

Status HttpTransfer::failure(CURLcode code) const {
  if (tooLong)
    return Status(HOCKET_RESOURCE_EXHAUSTED,
                  "the answer of " + request.url +
                      " is longer than the limit of " +
                      std::to_string(request.maxBytes) + " bytes");
  Code mapped = HOCKET_UNAVAILABLE; // it may go better another time
  switch (code) {
  case CURLE_OPERATION_TIMEDOUT:
    mapped = HOCKET_DEADLINE_EXCEEDED;
    break;
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_CACERT_BADFILE:
  case CURLE_BAD_CONTENT_ENCODING:
  case CURLE_WEIRD_SERVER_REPLY:
  case CURLE_UNSUPPORTED_PROTOCOL:
    mapped = HOCKET_TOOL_ERROR;
    break;
  default:
    break;
  }
  const char *text = *errorText ? errorText : curl_easy_strerror(code);
  std::string message =
      "cannot get an answer from " + request.url + ": " + text;
  while (message.ends_with('\n') || message.ends_with('.'))
    message.pop_back();
  return Status(mapped, std::move(message));
}

Status HttpTransfer::redirect(long status, const char *target) {
  if (redirects++ == request.maxRedirects)
    return Status(HOCKET_RESOURCE_EXHAUSTED, request.url +
                                         " redirects, and the limit of " +
                                         std::to_string(request.maxRedirects) +
                                         " redirects is reached");
  std::string from = request.url;
  request.url = target;
  // As browsers do: only 307 and 308 keep a POST.
  if (request.method == "POST" && status != 307 && status != 308) {
    request.method = "GET";
    request.body.clear();
    std::erase_if(request.headers, [](const auto &header) {
      return strcasecmp(header.first.c_str(), "content-type") == 0;
    });
  }
  Status prepared = prepare();
  if (!prepared.ok())
    return std::move(prepared).note("redirected from " + from);
  return Status();
}

std::optional<Result<HttpResponse>> HttpTransfer::finish(CURLcode code) {
  if (code != CURLE_OK)
    return failure(code);
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response.status);
  char *target = nullptr;
  curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &target);
  bool isRedirect = response.status >= 300 && response.status < 400 && target;
  if (!isRedirect)
    return Result<HttpResponse>(std::move(response));
  // The handle owns the text and is about to be reset.
  std::string copy = target;
  Status status = redirect(response.status, copy.c_str());
  if (!status.ok())
    return Result<HttpResponse>(status);
  return std::nullopt;
}

} // namespace hocket
