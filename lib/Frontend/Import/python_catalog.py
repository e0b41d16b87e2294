# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Describes the functions of a Python file as a catalogue in the native format, a
# tool a line. Prints one more line before: where each of them is in the file. Of a
# file that cannot be imported it prints the error, and leaves with status 3.
# Runs from a text, on the standard library of Python 3.9.
import sys

if sys.path and sys.path[0] == "":
    del sys.path[0]

import ast
import inspect
import json
import os
import re
import typing

OURS = (lambda: 0).__code__.co_filename


class Mistake(Exception):
    """Something about the file, at a line of it."""

    def __init__(self, message, line=1, column=1):
        super().__init__(message)
        self.line, self.column = line, column


def load(path):
    import importlib.util

    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    sys.argv = [path]
    name = os.path.splitext(os.path.basename(path))[0]
    if name in sys.modules:
        name = "hocket_" + name
    loader = importlib.machinery.SourceFileLoader(name, os.path.abspath(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    sys.modules[name] = module
    source = loader.get_data(loader.path)
    exec(loader.source_to_code(source, loader.path), module.__dict__)
    return module, ast.parse(source)


def describe_error(error, path):
    """The exception, its place in the file and its traceback."""
    import traceback

    if isinstance(error, Mistake):
        return {"message": str(error), "line": error.line, "column": error.column, "note": ""}
    message = f"cannot import '{path}': {type(error).__qualname__}"
    detail = error.msg if isinstance(error, SyntaxError) else str(error)
    if detail:
        message += f": {detail}"
    frames = error.__traceback__
    while frames and frames.tb_frame.f_code.co_filename == OURS:
        frames = frames.tb_next
    own = os.path.abspath(path)
    line, column, note = 1, 1, ""
    if isinstance(error, SyntaxError) and error.filename == own:
        # A column of it counts characters.
        text = (error.text or "")[: max(0, (error.offset or 1) - 1)]
        line, column = error.lineno or 1, len(text.encode()) + 1
    else:
        places = [f.lineno for f in traceback.extract_tb(frames) if f.filename == own]
        line = places[-1] if places else 1
        note = "".join(traceback.format_exception(type(error), error, frames)).strip()[-8000:]
    return {"message": message, "line": line, "column": column, "note": note}


# --- Schemas -----------------------------------------------------------------

SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
TEXTS = {("datetime", "datetime"): "date-time", ("datetime", "date"): "date", ("datetime", "time"): "time"}


def schema(hint, above=()):
    """What JSON Schema says of the values of a type hint; {} for anything."""
    if hint is None:
        return {"type": "null"}
    if hasattr(hint, "__metadata__"):  # Annotated
        inner = schema(hint.__origin__, above)
        texts = [text for text in hint.__metadata__ if isinstance(text, str)]
        return dict(inner, description=texts[0]) if texts else inner
    if hasattr(hint, "__supertype__"):  # NewType
        return schema(hint.__supertype__, above)
    origin, members = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return {"enum": list(members)} if all(type(m) in SIMPLE for m in members) else {}
    union = getattr(sys.modules.get("types"), "UnionType", None)
    if origin is typing.Union or (union and origin is union):
        return {"anyOf": [schema(member, above) for member in members]}
    kind = origin or hint
    if not isinstance(kind, type):
        return {}
    if kind in SIMPLE:
        return {"type": SIMPLE[kind]}
    if kind in above:
        return {}
    try:
        return class_schema(kind, members, above + (kind,))
    except NameError:  # hints that are only there for a type checker
        return {}


def class_schema(kind, members, above):
    import collections.abc as abc
    import enum

    if issubclass(kind, enum.Enum):
        values = [member.value for member in kind]
        return {"enum": values} if values and all(type(v) in SIMPLE for v in values) else {}
    if typing.is_typeddict(kind) if hasattr(typing, "is_typeddict") else hasattr(kind, "__total__"):
        return record(typing.get_type_hints(kind), kind.__required_keys__, above)
    if hasattr(kind, "__dataclass_fields__"):
        import dataclasses

        fields = [field for field in dataclasses.fields(kind) if field.init]
        missing = dataclasses.MISSING
        hints = typing.get_type_hints(kind)
        return record(
            {field.name: hints[field.name] for field in fields},
            [f.name for f in fields if f.default is missing and f.default_factory is missing],
            above,
        )
    if issubclass(kind, tuple):
        items = [schema(member, above) for member in members if member is not Ellipsis]
        same = items and all(item == items[0] for item in items)
        return {"type": "array", "items": items[0]} if same else {"type": "array"}
    if issubclass(kind, (list, set, frozenset)) or kind in (abc.Sequence, abc.Iterable, abc.Set):
        items = schema(members[0], above) if members else {}
        return {"type": "array", "items": items} if items else {"type": "array"}
    if issubclass(kind, dict) or kind is abc.Mapping:
        values = schema(members[1], above) if len(members) == 2 else {}
        return {"type": "object", "additionalProperties": values} if values else {"type": "object"}
    known = TEXTS.get((kind.__module__, kind.__name__))
    if known:
        return {"type": "string", "format": known}
    if issubclass(kind, os.PathLike) and kind.__module__.startswith("pathlib"):
        return {"type": "string"}
    return {}


def record(hints, required, above):
    return {
        "type": "object",
        "properties": {name: schema(hint, above) for name, hint in hints.items()},
        "required": [name for name in hints if name in required],
    }


# --- Docstrings --------------------------------------------------------------


def first_paragraph(doc):
    return " ".join(doc.strip().split("\n\n")[0].split())


def described_parameters(doc):
    """What a docstring says of parameters, in Sphinx's, Google's or NumPy's way."""
    found = {}
    for match in re.finditer(r"^\s*:param\s+(?:[^:]*\s)?\*{0,2}(\w+):(.*(?:\n\s+[^:\s].*)*)", doc, re.M):
        found[match[1]] = " ".join(match[2].split())
    google = re.search(r"^(?:Args|Arguments|Parameters):\n((?:[ \t]+.*\n?|\n)*)", doc, re.M)
    if google:
        # A further line of a description is indented further.
        body = inspect.cleandoc("\n" + google[1])
        for match in re.finditer(r"^\*{0,2}(\w+)(?:\s*\([^)\n]*\))?:(.*(?:\n[ \t]+.*)*)", body, re.M):
            found[match[1]] = " ".join(match[2].split())
    numpy = re.search(r"^Parameters\n-{3,}\n((?:.*\n?)*?)(?=^\w[^\n:]*\n-{3,}|\Z)", doc, re.M)
    if numpy:
        for match in re.finditer(r"^\*{0,2}(\w+)(?:\s*:.*)?\n((?:[ \t]+.*\n?)+)", numpy[1], re.M):
            found[match[1]] = " ".join(match[2].split())
    return found


# --- Functions ---------------------------------------------------------------


def is_tool(name, value, module):
    return (
        name[:1] != "_"
        and callable(value)
        and not isinstance(value, type)
        and hasattr(value, "__name__")
        and getattr(value, "__module__", None) == module.__name__
    )


def parameters_of(function, texts, hints):
    properties, required = {}, []
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return {"type": "object"}
    for parameter in parameters:
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        told = schema(hints[parameter.name]) if parameter.name in hints else {}
        if parameter.name in texts and "description" not in told:
            told = dict(told, description=texts[parameter.name])
        properties[parameter.name] = told
        if parameter.default is parameter.empty:
            required.append(parameter.name)
    return {"type": "object", "properties": properties, "required": required}


def tool(name, function, said, path):
    doc = inspect.getdoc(function) or ""
    try:
        hints = typing.get_type_hints(function, include_extras=True)
    except Exception:  # they may name what is only there for a type checker
        hints = {}
    described = {"name": name}
    if first_paragraph(doc):
        described["description"] = first_paragraph(doc)
    described["parameters"] = parameters_of(function, described_parameters(doc), hints)
    returned = schema(hints["return"]) if "return" in hints else {}
    if returned and returned != {"type": "null"}:
        described["returns"] = returned
    for key, value in said.items():
        if key == "cost" and isinstance(value, (int, float)):
            value = {"seconds": value}
        described[key] = value
    described["provider"] = {"python": {"file": path, "function": name}}
    return described


def place(node):
    skipped = {ast.FunctionDef: len("def "), ast.AsyncFunctionDef: len("async def ")}[type(node)]
    arguments = node.args
    every = arguments.posonlyargs + arguments.args + arguments.kwonlyargs
    return {
        "line": node.lineno,
        "column": node.col_offset + skipped + 1,
        "parameters": {a.arg: [a.lineno, a.col_offset + 1] for a in every},
    }


def resources_of(tools, module):
    """Those that the module declares; or else those that effects name."""
    declared = module.get("resources")
    if declared is not None:
        return declared
    names = {}
    for described in tools:
        effects = described.get("effects")
        for effect in effects if isinstance(effects, list) else []:
            words = effect.split(None, 1) if isinstance(effect, str) else []
            if len(words) == 2 and words[0] in ("reads", "writes"):
                names[words[1].split("[")[0].strip()] = True
    return [{"name": name} for name in names if name]


def check_said(said, what, line):
    if not isinstance(said, dict):
        raise Mistake(f"{what} must be a dict, found {type(said).__qualname__}", line)
    return said


def describe(path):
    if not os.path.isfile(path):
        raise Mistake(f"there is no file '{path}'")
    module, tree = load(path)
    nodes = list(ast.walk(tree)) + tree.body  # of one name, the outermost
    defined = {n.name: place(n) for n in nodes if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))}
    assigned = [
        n.lineno for n in tree.body
        if isinstance(n, ast.Assign) and any(getattr(t, "id", "") == "__hocket__" for t in n.targets)
    ]
    line = assigned[-1] if assigned else 1
    members = vars(module)
    about = check_said(members.get("__hocket__", {}), "__hocket__", line)
    for key in about:
        if key not in ("resources", "tools"):
            raise Mistake(f"__hocket__ has no '{key}', only 'resources' and 'tools'", line)
    by_name = check_said(about.get("tools", {}), "__hocket__['tools']", line)
    names = members.get("__all__")
    if names is None:
        names = [name for name, value in members.items() if is_tool(name, value, module)]
    names = [n for n in names if callable(members.get(n)) and not isinstance(members[n], type)]
    for name in by_name:
        if name not in names:
            import difflib

            near = difflib.get_close_matches(name, names, 1, 0.5)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise Mistake(f"__hocket__ names the function '{name}', which is none of its tools{hint}", line)
    tools, places = [], []
    for name in names:
        function = members[name]
        where = defined.get(name, {"line": line, "column": 1, "parameters": {}})
        said = dict(check_said(getattr(function, "__hocket__", {}), f"{name}.__hocket__", where["line"]))
        said.update(check_said(by_name.get(name, {}), f"__hocket__['tools']['{name}']", line))
        for key in ("name", "parameters", "provider"):
            if key in said:
                raise Mistake(f"'{key}' of '{name}' follows from the function and cannot be said", where["line"])
        tools.append(tool(name, function, said, path))
        places.append(where)
    return places, tools, resources_of(tools, about)


def text(value, path):
    try:
        return json.dumps(value, ensure_ascii=True, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise Mistake(f"'{path}' says what JSON cannot hold: {error}")


def main():
    output = os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)  # what the module prints is no part of the catalogue
    path = sys.argv[1]
    try:
        places, tools, resources = describe(path)
        lines = [text(places, path), '{"resources": ' + text(resources, path) + ', "tools": [']
        lines += [text(t, path) + ("," if t is not tools[-1] else "") for t in tools]
        result, status = "\n".join(lines + ["]}"]) + "\n", 0
    except BaseException as error:
        result, status = json.dumps(describe_error(error, path)) + "\n", 3
    data = result.encode(errors="replace")
    while data:
        data = data[os.write(output, data) :]
    sys.exit(status)


main()
