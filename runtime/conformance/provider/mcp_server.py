# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# An MCP server on standard input and output that does what a test wants, also
# what no server should. Options:
#
#   --version V      the revision it speaks (default: the newest)
#   --silent         gives no answer to what it does not know
#   --strict         ends at a message before 'initialize'
#   --deaf           gives no answer to anything
#   --greet          begins with a line that is no message
#   --stubborn       ignores the end of its input, and SIGTERM
#   --endless        lists its tools in a circle
#   --starts FILE    appends a line to the file whenever it starts
import json
import os
import signal
import sys

NEWEST = "2026-07-28"


class Refused(Exception):
    def __init__(self, code, message, data=None):
        self.error = {"code": code, "message": message}
        if data is not None:
            self.error["data"] = data


def option(name, default=None):
    if name in sys.argv:
        return sys.argv[sys.argv.index(name) + 1]
    return default


version = option("--version", NEWEST)
received = []
waiting = {}  # what a tool waits for -> numbers of the calls


def write(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def send(message, padding=0):
    text = json.dumps({"jsonrpc": "2.0", **message})
    write(text + " " * (padding - len(text)))


def text_result(text, **more):
    return {"content": [{"type": "text", "text": text}], **more}


def fault(kind, number):
    """Breaks the rules in the middle of a call."""
    good = {"id": number, "result": text_result("first")}
    if kind == "twice":
        send(good)
        send({"id": number, "result": text_result("second")})
    elif kind == "garbage":
        write("Segmentation fault (core dumped)")
    elif kind == "unknown":
        send({"id": 1 << 40, "result": text_result("whose?")})
    elif kind == "text id":
        send({"id": str(number), "result": text_result("whose?")})
    elif kind == "no version":
        write(json.dumps(good))
    elif kind == "neither":
        send({"id": number})
    elif kind == "array":
        write(json.dumps([{"jsonrpc": "2.0", **good}]))
    elif kind == "unread":
        send({"id": None, "error": {"code": -32700, "message": "parse error"}})
    elif kind == "long":
        for _ in range(1 << 14):
            sys.stdout.write("x" * (1 << 16))
    elif kind == "closed":
        os.close(1)
        signal.pause()
    elif kind == "half":
        sys.stdout.write('{"jsonrpc": "2.0", "id": %d, "res' % number)
        sys.stdout.flush()
        os._exit(3)
    elif kind == "chatty":
        send({"method": "notifications/progress",
              "params": {"progressToken": 7, "progress": 0.5}})
        send({"method": "notifications/unheard-of"})
        send({"id": "q1", "method": "ping"})
        send({"id": "q2", "method": "sampling/createMessage", "params": {}})
        send(good)


def call(name, arguments, number):
    if name == "raw":
        return arguments["result"]
    if name == "fault":
        return fault(arguments["kind"], number)
    if name == "log":
        return {"structuredContent": list(received)}
    if name == "variable":
        return {"structuredContent": os.environ.get(arguments["name"])}
    if name == "process":
        return {"structuredContent": os.getpid()}
    # One tool for the rest, like tool.py beside this file.
    if "fail" in arguments:
        return text_result(arguments["fail"], isError=True)
    if "die" in arguments:
        print(arguments["die"], file=sys.stderr, flush=True)
        os._exit(3)
    if "wait" in arguments:
        return None
    if "size" in arguments:
        if not isinstance(arguments["size"], int):
            raise Refused(-32602, "expected a number as 'size'")
        size = arguments["size"]
        send({"id": number, "result": text_result("x" * size)}, size + 200)
        return None
    return {"content": [], "structuredContent": arguments["value"]}


def handle(method, params, number):
    if version == NEWEST:
        asked = params["_meta"]["io.modelcontextprotocol/protocolVersion"]
        if asked != NEWEST:
            raise Refused(-32022, "unsupported", {"supported": [NEWEST]})
        if method == "server/discover":
            return {"supportedVersions": [NEWEST], "capabilities": {"tools": {}},
                    "serverInfo": {"name": "test", "version": "1"},
                    "resultType": "complete"}
    elif method == "server/discover" and version.startswith("both "):
        raise Refused(-32022, "unsupported", {"supported": [version[5:]]})
    elif method == "initialize":
        return {"protocolVersion": version.removeprefix("both "),
                "capabilities": {"tools": {}},
                "serverInfo": {"name": "test", "version": "1"}}
    if method == "tools/call":
        return call(params["name"], params.get("arguments", {}), number)
    if method == "tools/list":
        # A tool on each page, the pages named by numbers.
        page = int(params.get("cursor", "1"))
        result = {"tools": [{"name": f"tool{page}", "description": f"Tool {page}.",
                             "inputSchema": {"type": "object",
                                             "properties": {"value": {}},
                                             "required": ["value"]}}]}
        if page < 3 or "--endless" in sys.argv:
            result["nextCursor"] = str(page % 3 + 1)
        return result
    raise Refused(-32601, "method not found: " + method)


def serve():
    for line in sys.stdin:
        message = json.loads(line)
        received.append(message)
        if "--deaf" in sys.argv or "id" not in message or "method" not in message:
            continue
        number = message["id"]
        if len(received) == 1 and message["method"] != "initialize":
            if "--strict" in sys.argv:
                sys.exit("expected initialize first")
            if "--silent" in sys.argv:
                continue
        try:
            result = handle(message["method"], message.get("params", {}), number)
        except Refused as refused:
            send({"id": number, "error": refused.error})
            continue
        if result is not None:
            send({"id": number, "result": result})


if option("--starts"):
    with open(option("--starts"), "a") as file:
        file.write(f"{os.getpid()}\n")
if "--greet" in sys.argv:
    write("test server, ready to serve on stdio")
if "--stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
try:
    serve()
except KeyboardInterrupt:
    pass
while "--stubborn" in sys.argv:
    signal.pause()
