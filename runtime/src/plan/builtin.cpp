// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pure functions of APPLY nodes: names and numbers of operands.
#include "plan/builtin.h"

namespace hocket {

static constexpr uint32_t any = UINT32_MAX;

static constexpr BuiltinInfo infos[] = {
    {"unspecified", 0, 0}, {"add", 2, 2},       {"sub", 2, 2},
    {"mul", 2, 2},         {"div", 2, 2},       {"floordiv", 2, 2},
    {"mod", 2, 2},         {"pow", 2, 2},       {"neg", 1, 1},
    {"abs", 1, 1},         {"min", 1, any},     {"max", 1, any},
    {"sum", 1, 1},         {"round", 1, 2},     {"eq", 2, 2},
    {"ne", 2, 2},          {"lt", 2, 2},        {"le", 2, 2},
    {"gt", 2, 2},          {"ge", 2, 2},        {"and", 2, 2},
    {"or", 2, 2},          {"not", 1, 1},       {"select", 3, 3},
    {"len", 1, 1},         {"contains", 2, 2},  {"sorted", 1, 2},
    {"reversed", 1, 1},    {"range", 1, 3},     {"keys", 1, 1},
    {"values", 1, 1},      {"str", 1, 1},       {"int", 1, 1},
    {"float", 1, 1},       {"bool", 1, 1},      {"upper", 1, 1},
    {"lower", 1, 1},       {"strip", 1, 1},     {"split", 1, 2},
    {"join", 2, 2},        {"replace", 3, 3},   {"startswith", 2, 2},
    {"endswith", 2, 2},    {"concat", 1, 1},    {"slice", 3, 3},
    {"json_parse", 1, 1},  {"json_dump", 1, 1}, {"unique", 1, 1},
    {"truthy", 1, 1},      {"sqrt", 1, 1},      {"floor", 1, 1},
    {"ceil", 1, 1},
};
static_assert(sizeof(infos) / sizeof(infos[0]) == numBuiltins);

const BuiltinInfo &builtinInfo(Builtin builtin) {
  return infos[static_cast<unsigned>(builtin)];
}

} // namespace hocket
