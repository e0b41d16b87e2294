// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A server that is a child process: a line of JSON for each message on its
// standard input and output.
#ifndef HOCKET_TOOL_MCP_STDIO_TRANSPORT_H
#define HOCKET_TOOL_MCP_STDIO_TRANSPORT_H

#include "io/event_loop.h"
#include "tool/mcp/line_splitter.h"
#include "tool/mcp/settings.h"
#include "tool/mcp/transport.h"
#include "tool/process/descriptor_watch.h"

namespace hocket {

/// Keeps itself alive from start() until onEnd, by when the process is reaped,
/// its group is dead and the streams are closed.
class StdioTransport : public McpTransport,
                       public std::enable_shared_from_this<StdioTransport> {
public:
  StdioTransport(EventLoop &loop, std::shared_ptr<const McpServerConfig> config)
      : loop(loop), config(std::move(config)), lines(this->config->maxMessage) {
  }

  void start(Events events) override;
  void send(const Value &message) override;
  void fail(Status why) override;
  void close(bool atOnce) override;

private:
  using Watch = std::unique_ptr<DescriptorWatch>;

  Watch watch(FileDescriptor fd, DescriptorWatch::Wanted wanted,
              void (StdioTransport::*onReady)());
  void onInputReady();
  void onOutputReady();
  void onErrorReady();
  void onExit();
  void onLine(const std::string &line);
  void terminate();
  void finishIfDone();
  Status withErrorTail(Status status) const;

  EventLoop &loop;
  std::shared_ptr<const McpServerConfig> config;
  Events events;
  std::shared_ptr<StdioTransport> self;
  pid_t pid = -1; // while the child is not reaped
  Watch exit, input, output, error;
  std::string unsent;
  size_t written = 0;
  LineSplitter lines;
  std::string errorTail;   // the last part of standard error
  bool sawMessage = false; // a line that is JSON
  bool closing = false;
  int lastSignal = 0; // that it was sent
  Status reason;      // why it ends, if it was not the server that ended
  EventLoop::TimerId timer = 0;
};

} // namespace hocket

#endif // HOCKET_TOOL_MCP_STDIO_TRANSPORT_H
