# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Serves calls of one module's functions, until its input ends. The first line is
# what to load, {"file" | "module": …}; each further one a call,
# {"id", "function", "arguments", "limit"}, or {"cancel": id}. Answers are lines
# "<id> <kind> <JSON>". Runs from a text, on the standard library of Python 3.9.
import sys

if sys.path and sys.path[0] == "":  # no file of the user's takes a library's place
    del sys.path[0]

import inspect
import json
import os
import re
import signal

OURS = (lambda: 0).__code__.co_filename


class Refusal(Exception):
    """What goes wrong beside the function itself."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Channel:
    """The runtime's end of the pipes, on descriptors that user code does not know."""

    def __init__(self):
        self.input, self.output = os.dup(0), os.dup(1)
        self.buffer, self.searched = bytearray(), 0
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)  # what is printed goes to standard error
        sys.stdout.reconfigure(line_buffering=True, errors="backslashreplace")

    def fill(self):
        """Waits for more; false at the end."""
        data = os.read(self.input, 1 << 16)
        self.buffer += data
        return bool(data)

    def next(self):
        """The next message that is there."""
        end = self.buffer.find(b"\n", self.searched)
        if end < 0:
            self.searched = len(self.buffer)
            return None
        line = bytes(self.buffer[:end])
        del self.buffer[: end + 1]
        self.searched = 0
        return json.loads(line)

    def wait(self):
        while True:
            message = self.next()
            if message is not None:
                return message
            if not self.fill():
                return None

    def send(self, number, kind, data):
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                pass  # replaced or closed by user code
        rest = memoryview(b"%d %s %s\n" % (number, kind.encode(), data))
        while rest:
            rest = rest[os.write(self.output, rest) :]


# --- Results -----------------------------------------------------------------


def plain(value):
    """What json does not know, as something that it does."""
    kind = type(value)
    if hasattr(kind, "__dataclass_fields__"):
        return {name: getattr(value, name) for name in kind.__dataclass_fields__}
    enum = sys.modules.get("enum")
    if enum and isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (set, frozenset)):
        try:
            return sorted(value)
        except TypeError:
            return sorted(value, key=text)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "total_seconds"):
        return value.total_seconds()
    if hasattr(value, "tolist"):  # arrays and their numbers
        return value.tolist()
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    from collections.abc import Mapping, Sequence, ValuesView, KeysView

    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (Sequence, KeysView, ValuesView)) and not isinstance(
        value, (bytes, bytearray, memoryview)
    ):
        return list(value)
    if kind.__name__ == "UUID":
        return str(value)
    raise TypeError


def text(value):
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=plain
    )


def misfit(value, place, depth=0):
    """Where and what it is that has no JSON; none if that cannot be found."""
    if depth > 600:
        return f"more than {depth} levels, or a value that contains itself"
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return None if -(1 << 63) <= value < 1 << 63 else f"{place}: an integer beyond 64 bits"
    if isinstance(value, str):
        try:
            value.encode()
            return None
        except UnicodeEncodeError:
            return f"{place}: a text that is not Unicode"
    if isinstance(value, float):
        if value - value == 0:
            return None
        return f"{place}: the number {value}"
    if isinstance(value, dict):
        for key, member in value.items():
            if not isinstance(key, (str, int, float, bool, type(None))):
                return f"{place}: a key of type {type(key).__qualname__}"
            found = misfit(member, f"{place}.{key}", depth + 1)
            if found:
                return found
        return None
    if isinstance(value, (list, tuple)):
        for index, member in enumerate(value):
            found = misfit(member, f"{place}[{index}]", depth + 1)
            if found:
                return found
        return None
    try:
        return misfit(plain(value), place, depth + 1)
    except Exception:
        return f"{place}: a value of type {type(value).__qualname__}"


LARGE = re.compile(rb"[0-9]{19}")  # may be an integer beyond 64 bits


def encode(value, limit):
    try:
        data = text(value).encode()
    except Exception as error:
        found = misfit(value, "$") or str(error)
        raise Refusal("TYPE_ERROR", "the function returned what JSON cannot hold: " + found)
    # Rarely, and only then is the value walked through.
    if LARGE.search(data):
        found = misfit(value, "$")
        if found:
            raise Refusal("TYPE_ERROR", "the function returned what JSON cannot hold: " + found)
    if len(data) > limit:
        raise Refusal(
            "RESOURCE_EXHAUSTED", f"the output is longer than the limit of {limit} bytes"
        )
    return data


# --- Arguments ---------------------------------------------------------------


def converter(hint):
    """Makes of a JSON value what a type hint asks for; none if it is that already."""
    import typing

    origin, members = typing.get_origin(hint), typing.get_args(hint)
    if origin is getattr(typing, "Annotated", None) and members:
        return converter(members[0])
    if hasattr(hint, "__metadata__"):
        return converter(hint.__origin__)
    union = getattr(sys.modules.get("types"), "UnionType", None)
    if origin is typing.Union or (union and origin is union):
        return union_converter(members)
    if not isinstance(hint, type) and origin is None:
        return None
    kind = origin or hint
    if not isinstance(kind, type):
        return None
    if kind is float:
        return lambda value: float(value) if type(value) is int else value
    if issubclass(kind, tuple) and not hasattr(kind, "_fields"):
        fixed = members and members[-1] is not Ellipsis
        each = [converter(member) for member in members] if fixed else None
        one = converter(members[0]) if members and not fixed else None

        def to_tuple(value):
            if not isinstance(value, list):
                return value
            if each is None:
                return tuple(one(v) if one else v for v in value)
            if len(each) != len(value):
                raise ValueError(f"expected {len(each)} elements, found {len(value)}")
            return tuple(c(v) if c else v for c, v in zip(each, value))

        return to_tuple
    import collections.abc as abc

    if issubclass(kind, (list, set, frozenset)) or kind in (abc.Sequence, abc.Iterable, abc.Set):
        one = converter(members[0]) if members else None
        make = {abc.Sequence: list, abc.Iterable: list, abc.Set: set}.get(kind, kind)
        if make is list and not one:
            return None
        return lambda value: (
            make(one(v) if one else v for v in value) if isinstance(value, list) else value
        )
    if issubclass(kind, dict) or kind is abc.Mapping:
        one = converter(members[1]) if len(members) == 2 else None
        if not one:
            return None
        return lambda value: (
            {k: one(v) for k, v in value.items()} if isinstance(value, dict) else value
        )
    return class_converter(kind)


def union_converter(members):
    choices = [(member, converter(member)) for member in members]
    if all(convert is None for _, convert in choices):
        return None

    def convert_union(value):
        for member, convert in choices:
            if convert is None:
                if isinstance(member, type) and isinstance(value, member):
                    return value
                continue
            try:
                converted = convert(value)
            except Exception:
                continue
            if converted is not value or type(value) is member:
                return converted
        return value

    return convert_union


def class_converter(kind):
    if hasattr(kind, "__dataclass_fields__"):
        fields = converters(kind)
        return lambda value: (
            kind(**{k: fields[k](v) if fields.get(k) else v for k, v in value.items()})
            if isinstance(value, dict)
            else value
        )
    enum = sys.modules.get("enum")
    if enum and issubclass(kind, enum.Enum):
        return kind
    if kind.__module__ == "datetime" and hasattr(kind, "fromisoformat"):

        def to_time(value):
            if not isinstance(value, str):
                return value
            if kind.__name__ != "date" and value.endswith(("Z", "z")):
                value = value[:-1] + "+00:00"
            return kind.fromisoformat(value)

        return to_time
    if issubclass(kind, os.PathLike) and kind.__module__.startswith("pathlib"):
        return lambda value: kind(value) if isinstance(value, str) else value
    return None


def converters(annotated):
    import typing

    try:
        hints = typing.get_type_hints(annotated)
    except Exception:  # hints may name what is not there when it runs
        return {}
    return {name: converter(hint) for name, hint in hints.items() if name != "return"}


class Function:
    def __init__(self, name, function):
        self.name, self.function = name, function
        self.is_async = inspect.iscoroutinefunction(function)
        self.converters = converters(function) if getattr(function, "__annotations__", None) else {}
        try:
            self.signature = inspect.signature(function)
        except (TypeError, ValueError):  # of a library in C that does not say
            self.signature = None

    def call(self, arguments):
        for name, value in arguments.items():
            convert = self.converters.get(name)
            if convert is None:
                continue
            try:
                arguments[name] = convert(value)
            except Exception as error:
                raise Refusal(
                    "INVALID_ARGUMENT", f"argument '{name}': {type(error).__qualname__}: {error}"
                )
        positional = []
        if self.signature is not None:
            for name, parameter in self.signature.parameters.items():
                if parameter.kind is parameter.POSITIONAL_ONLY and name in arguments:
                    positional.append(arguments.pop(name))
            try:
                self.signature.bind(*positional, **arguments)
            except TypeError as error:
                raise Refusal("INVALID_ARGUMENT", f"{self.name}(): {error}")
        return self.function(*positional, **arguments)


# --- The user's module -------------------------------------------------------


class Module:
    def __init__(self, setup):
        self.shown = setup.get("file") or setup.get("module")
        self.path = None
        self.functions = {}
        if setup.get("file"):
            self.path = os.path.abspath(setup["file"])
        else:
            sys.path.insert(0, os.getcwd())

    def load(self):
        sys.argv = [self.shown]
        if self.path is None:
            import importlib

            self.module = importlib.import_module(self.shown)
            self.path = getattr(self.module, "__file__", None)
            return
        import importlib.util

        if not os.path.isfile(self.path):
            raise Refusal("NOT_FOUND", f"there is no file '{self.shown}'")
        sys.path.insert(0, os.path.dirname(self.path))
        name = os.path.splitext(os.path.basename(self.path))[0]
        if name in sys.modules:  # of the library: both are needed
            name = "hocket_" + name
        loader = importlib.machinery.SourceFileLoader(name, self.path)
        spec = importlib.util.spec_from_loader(name, loader)
        self.module = importlib.util.module_from_spec(spec)
        sys.modules[name] = self.module
        # Not from a cache, which may be that of a file changed within a second.
        code = loader.source_to_code(loader.get_data(self.path), self.path)
        exec(code, self.module.__dict__)

    def find(self, name):
        known = self.functions.get(name)
        if known:
            return known
        function = getattr(self.module, name, None)
        if callable(function):
            self.functions[name] = Function(name, function)
            return self.functions[name]
        if function is not None:
            raise Refusal(
                "INVALID_ARGUMENT",
                f"'{name}' in '{self.shown}' is no function, but of type "
                f"{type(function).__qualname__}",
            )
        import difflib

        names = [n for n, v in vars(self.module).items() if callable(v) and n[:1] != "_"]
        near = difflib.get_close_matches(name, names, 1, 0.5)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise Refusal("NOT_FOUND", f"'{self.shown}' has no function '{name}'{hint}")

    def describe(self, error):
        """The exception in a line with its place, and its traceback."""
        if isinstance(error, Refusal):
            return {"code": error.code, "message": str(error), "note": ""}
        import traceback

        frames = error.__traceback__
        while frames and frames.tb_frame.f_code.co_filename == OURS:
            frames = frames.tb_next
        message = type(error).__qualname__
        try:
            detail = error.msg if isinstance(error, SyntaxError) else str(error)
        except Exception:
            detail = "its text cannot be made"
        if detail:
            message += ": " + detail[:4000]
        place = self.place(error, [(f.filename, f.lineno) for f in traceback.extract_tb(frames)])
        try:
            note = "".join(traceback.format_exception(type(error), error, frames)).strip()
        except Exception:
            note = ""
        if len(note) > 16000:
            note = note[:4000] + "\n...\n" + note[-12000:]
        return {"code": "TOOL_ERROR", "message": message + place, "note": note}

    def place(self, error, frames):
        if isinstance(error, SyntaxError) and error.filename and error.lineno:
            frames = [(error.filename, error.lineno)]
        frames = [frame for frame in frames if not frame[0].startswith("<frozen")]
        if not frames:
            return ""
        own = [frame for frame in frames if frame[0] == self.path]
        file, line = (own or frames)[-1]
        if file == self.path and self.shown.endswith(".py"):
            file = self.shown
        elif file.startswith(os.getcwd() + os.sep):
            file = os.path.relpath(file)
        return f" ({file}:{line})"


# --- Serving -----------------------------------------------------------------


class Server:
    def __init__(self, channel, module):
        self.channel, self.module = channel, module
        self.events, self.tasks, self.waiting = None, {}, None

    def answer(self, request, work):
        """Sends what `work` returns, or how it failed."""
        number = request["id"]
        try:
            self.channel.send(number, "value", encode(work(), request["limit"]))
        except BrokenPipeError:
            raise
        except BaseException as error:
            self.fail(number, error)

    def fail(self, number, error):
        described = self.module.describe(error)
        data = json.dumps(described, ensure_ascii=False).encode(errors="replace")
        self.channel.send(number, "error", data)

    def serve(self):
        while True:
            request = self.channel.wait()
            while request is not None and self.starts_task(request):
                request = self.serve_tasks(request)
            if request is None:
                return
            if "id" in request:
                self.answer(request, lambda: self.run(request))

    def run(self, request):
        result = self.module.find(request["function"]).call(request["arguments"])
        if inspect.isawaitable(result):

            async def wait():
                return await result

            result = self.loop().run_until_complete(wait())
        return result

    def starts_task(self, request):
        try:
            return "id" in request and self.module.find(request["function"]).is_async
        except Refusal:
            return False  # run() reports it

    def loop(self):
        import asyncio

        if self.events is None or self.events.is_closed():
            self.events = asyncio.new_event_loop()
            asyncio.set_event_loop(self.events)
        return self.events

    def serve_tasks(self, request):
        """Calls of `async def`, as many at a time as come; returns the first
        request that is something else."""
        loop = self.loop()
        self.waiting = None
        loop.add_reader(self.channel.input, self.on_readable)
        self.start(request)
        loop.call_soon(self.take)
        try:
            loop.run_forever()
        finally:
            loop.remove_reader(self.channel.input)
        return self.waiting

    def on_readable(self):
        if self.channel.fill():
            self.take()
        else:
            self.events.stop()

    def take(self):
        while True:
            request = self.channel.next()
            if request is None:
                return
            if "cancel" in request:
                task = self.tasks.get(request["cancel"])
                if task:
                    task.cancel()
            elif self.starts_task(request):
                self.start(request)
            else:
                self.waiting = request
                self.events.stop()
                return

    def start(self, request):
        self.tasks[request["id"]] = self.events.create_task(self.run_task(request))

    async def run_task(self, request):
        import asyncio

        number = request["id"]
        try:
            result = await self.module.find(request["function"]).call(request["arguments"])
            self.answer(request, lambda: result)
        except asyncio.CancelledError:
            self.channel.send(number, "cancelled", b"null")
        except BrokenPipeError:
            self.events.stop()
        except BaseException as error:
            self.fail(number, error)
        finally:
            del self.tasks[number]


def main():
    channel = Channel()
    setup = channel.wait()
    if setup is None:
        return
    module = Module(setup)
    try:
        module.load()
    except BaseException as error:
        data = json.dumps(module.describe(error), ensure_ascii=False).encode(errors="replace")
        channel.send(0, "unloadable", data)
        return
    names = [n for n, v in list(vars(module.module).items()) if inspect.iscoroutinefunction(v)]
    channel.send(0, "ready", json.dumps({"async": names}).encode())
    try:
        Server(channel, module).serve()
    except BrokenPipeError:
        pass
    # Whatever runs at exit has two seconds.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(2)


main()
