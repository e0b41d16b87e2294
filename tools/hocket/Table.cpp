// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tables for people.

#include "Table.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Unicode.h"

#include <algorithm>
#include <cassert>

using namespace llvm;

namespace hocket::driver {

/// How many columns of a terminal a text takes.
static unsigned getWidth(StringRef text) {
  int width = sys::unicode::columnWidthUTF8(text);
  return width < 0 ? text.size() : width;
}

void Table::addRow(std::vector<std::string> cells) {
  assert(cells.size() == columns.size() && "one cell for each column");
  rows.push_back(std::move(cells));
}

void Table::printRow(ArrayRef<std::string> cells, ArrayRef<unsigned> widths,
                     raw_ostream &os) const {
  std::string line;
  for (auto [cell, column, width] : zip(cells, columns, widths)) {
    std::string padding(width - getWidth(cell), ' ');
    line += "  " + (column.alignment == Right ? padding + cell : cell + padding);
  }
  os << StringRef(line).rtrim() << '\n';
}

void Table::print(raw_ostream &os) const {
  std::vector<std::string> titles;
  std::vector<unsigned> widths;
  for (auto [i, column] : enumerate(columns)) {
    titles.push_back(column.title);
    unsigned width = getWidth(column.title);
    for (const std::vector<std::string> &row : rows)
      width = std::max(width, getWidth(row[i]));
    widths.push_back(width);
  }
  if (llvm::any_of(titles, [](const std::string &title) { return !title.empty(); }))
    printRow(titles, widths, os);
  for (const std::vector<std::string> &row : rows)
    printRow(row, widths, os);
}

/// Three digits that count, and no exponent.
static std::string formatNumber(double number) {
  unsigned decimals = number < 9.995 ? 2 : number < 99.95 ? 1 : 0;
  std::string text;
  raw_string_ostream(text) << format("%.*f", decimals, number);
  return text;
}

std::string formatSeconds(double seconds) {
  // Digits beyond these say nothing.
  if (seconds >= 1e9) {
    std::string text;
    raw_string_ostream(text) << format("%.3g s", seconds);
    return text;
  }
  if (seconds >= 0.9995)
    return formatNumber(seconds) + " s";
  if (seconds >= 0.9995e-3)
    return formatNumber(seconds * 1e3) + " ms";
  if (seconds == 0)
    return "0 s";
  return formatNumber(seconds * 1e6) + " us";
}

std::string formatPercent(double part, double whole) {
  if (whole <= 0)
    return "-";
  return formatNumber(100 * part / whole) + " %";
}

} // namespace hocket::driver
