# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A language client: speaks to a server over its standard input and output.

Every message is waited for; a server that hangs is killed and reported."""

import json
import subprocess
import threading


class Client:
    def __init__(self, command, deadline_s=120):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        self.watchdog = threading.Timer(deadline_s, self.process.kill)
        self.watchdog.daemon = True
        self.watchdog.start()
        self.last_id = 0
        self.pending = []  # notifications that nobody has asked for yet

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = None
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError("the server has closed its output")
            line = line.strip()
            if not line:
                break
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length is None:
            raise RuntimeError("a message without a length")
        body = b""
        while len(body) < length:
            part = self.process.stdout.read(length - len(body))
            if not part:
                raise RuntimeError("the server has closed its output within a message")
            body += part
        return json.loads(body)

    def notify(self, method, params=None):
        self.send({"method": method, "params": params})

    def request(self, method, params=None):
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.last_id and "method" not in message:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.pending.append(message)

    def wait_for(self, method, accept=lambda params: True):
        """The parameters of the next notification of this kind that is accepted."""
        while True:
            for index, message in enumerate(self.pending):
                if message.get("method") == method and accept(message["params"]):
                    return self.pending.pop(index)["params"]
            self.pending.append(self.receive())

    def start(self):
        result = self.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self.notify("initialized", {})
        return result

    def stop(self):
        """Ends the session; returns the server's exit code."""
        self.request("shutdown")
        self.notify("exit")
        self.process.stdin.close()
        code = self.process.wait()
        self.watchdog.cancel()
        self.process.stdout.close()
        return code
