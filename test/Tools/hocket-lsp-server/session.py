# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# An editor's session with the language server: diagnostics, hover, definitions.
# RUN: %python %s hocket-lsp-server %S/Inputs | FileCheck %s

import sys

sys.path.insert(0, sys.argv[2])
sys.dont_write_bytecode = True
from lsp_client import Client  # pylint: disable=wrong-import-position

URI = "file:///program.mlir"
PROGRAM = """\
hocket.resource @web
hocket.tool @search(query: !hocket.string) -> !hocket.json effects [reads @web]
func.func @main(%query: !hocket.string) -> !hocket.json {
  %found = hocket.call @search(%query) : (!hocket.string) -> !hocket.json
  return %found : !hocket.json
}
"""


def position(text, line_with, needle):
    """Where `needle` stands in the first line that contains `line_with`."""
    for number, line in enumerate(text.splitlines()):
        if line_with in line:
            return {"line": number, "character": line.index(needle) + 1}
    raise ValueError(line_with)


def at(where):
    return {"textDocument": {"uri": URI}, "position": where}


def place(location):
    start = location["range"]["start"]
    return f"{location['uri']} {start['line'] + 1}:{start['character'] + 1}"


def show(params):
    for diagnostic in params["diagnostics"]:
        start = diagnostic["range"]["start"]
        print(f"  {start['line'] + 1}:{start['character'] + 1}: {diagnostic['message']}")
        for note in diagnostic.get("relatedInformation", []):
            print(f"    note at {place(note['location'])}: {note['message']}")


client = Client([sys.argv[1]])

# The server says what it can do.
capabilities = client.start()["capabilities"]
# CHECK: hover: True, definition: True
print(f"hover: {bool(capabilities['hoverProvider'])}, "
      f"definition: {bool(capabilities['definitionProvider'])}")

# A correct program has no diagnostics.
client.notify("textDocument/didOpen", {"textDocument": {
    "uri": URI, "languageId": "mlir", "version": 1, "text": PROGRAM}})
opened = client.wait_for("textDocument/publishDiagnostics")
# CHECK: version 1: 0 diagnostics
print(f"version {opened['version']}: {len(opened['diagnostics'])} diagnostics")

# Hovering over a call shows it in its generic form.
hover = client.request("textDocument/hover", at(position(PROGRAM, "%found =", "hocket.call")))
# CHECK: hover: "hocket.call"
# CHECK: callee = @search
print("hover:", hover["contents"]["value"])

# From the call to the tool, from the effect to the resource, from a use to its operation.
# CHECK: tool: file:///program.mlir 2:1
# CHECK: resource: file:///program.mlir 1:1
# CHECK: value: file:///program.mlir 4:3
for what, where in {"tool": position(PROGRAM, "%found =", "@search"),
                    "resource": position(PROGRAM, "hocket.tool", "@web"),
                    "value": position(PROGRAM, "return", "%found")}.items():
    for definition in client.request("textDocument/definition", at(where)):
        print(f"{what}:", place(definition))

# Back from the tool to its calls.
uses = client.request("textDocument/references", {
    **at(position(PROGRAM, "hocket.tool", "@search")), "context": {"includeDeclaration": False}})
# CHECK: used at: file:///program.mlir 4:24
for use in uses:
    print("used at:", place(use))

# A mistake is reported where it stands, with a note at the declaration.
BROKEN = PROGRAM.replace("hocket.call @search(%query)", "hocket.call @search(text = %query)")
client.notify("textDocument/didChange", {
    "textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"text": BROKEN}]})
changed = client.wait_for("textDocument/publishDiagnostics", lambda params: params["version"] == 2)
# CHECK: version 2:
# CHECK-NEXT: 4:12: 'hocket.call' op tool has no parameter 'text'
# CHECK: note at file:///program.mlir 2:1: tool 'search' is declared here
print("version 2:")
show(changed)

# When it is mended, the diagnostic goes.
client.notify("textDocument/didChange", {
    "textDocument": {"uri": URI, "version": 3}, "contentChanges": [{"text": PROGRAM}]})
mended = client.wait_for("textDocument/publishDiagnostics", lambda params: params["version"] == 3)
# CHECK: version 3: 0 diagnostics
print(f"version 3: {len(mended['diagnostics'])} diagnostics")

# The server ends when it is told to.
# CHECK: exit code 0
print("exit code", client.stop())
