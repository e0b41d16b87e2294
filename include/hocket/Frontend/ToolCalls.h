// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Readers of tool calls in JSON: what model services answer with, and labelled
// calls that refer to each other.
#ifndef HOCKET_FRONTEND_TOOLCALLS_H
#define HOCKET_FRONTEND_TOOLCALLS_H

#include "hocket/Frontend/Json.h"
#include "hocket/Frontend/Program.h"

namespace mlir::hocket::frontend {

// Each reads `root`, a value of `document`: its root, or a part of a larger
// file.

/// OpenAI, chat completions: a response, its message, or the list `tool_calls`.
bool readOpenAIChat(const json::Document &document, const json::Value &root,
                    Program &program, ProblemHandler problem);

/// OpenAI, responses: a response, its list `output`, or one item of it.
bool readOpenAIResponses(const json::Document &document,
                         const json::Value &root, Program &program,
                         ProblemHandler problem);

/// Anthropic: a message or its list `content`.
bool readAnthropic(const json::Document &document, const json::Value &root,
                   Program &program, ProblemHandler problem);

/// Labelled calls: a list of {"name", "arguments", "label"}, or an object that
/// has it as `output`. A string `$label.field[0]$` stands for (a part of) the
/// result of the call with that label; the call `var_result` says what is
/// returned.
bool readLabelledJson(const json::Document &document, const json::Value &root,
                      Program &program, ProblemHandler problem);

} // namespace mlir::hocket::frontend

#endif // HOCKET_FRONTEND_TOOLCALLS_H
