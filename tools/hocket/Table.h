// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tables for people.
#ifndef HOCKET_TOOLS_TABLE_H
#define HOCKET_TOOLS_TABLE_H

#include "llvm/Support/raw_ostream.h"

#include <string>
#include <vector>

namespace hocket::driver {

/// Columns as wide as their widest cell, two spaces apart. A table whose columns
/// have no titles has no head.
class Table {
public:
  enum Alignment { Left, Right };
  struct Column {
    std::string title;
    Alignment alignment = Left;
  };
  explicit Table(std::vector<Column> columns) : columns(std::move(columns)) {}

  /// One cell for each column.
  void addRow(std::vector<std::string> cells);
  void print(llvm::raw_ostream &os) const;

private:
  void printRow(llvm::ArrayRef<std::string> cells, llvm::ArrayRef<unsigned> widths,
                llvm::raw_ostream &os) const;

  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

/// A duration with three digits that count: "1.24 s", "350 ms", "12.0 us".
std::string formatSeconds(double seconds);
/// "37 %"; "-" if the whole is nothing.
std::string formatPercent(double part, double whole);

} // namespace hocket::driver

#endif // HOCKET_TOOLS_TABLE_H
