// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Annotations.h"

using namespace mlir;

void mlir::hocket::setAnnotations(Operation *op,
                                  ArrayRef<std::pair<StringRef, Attribute>> annotations) {
  NamedAttrList attributes(op->getDiscardableAttrDictionary());
  for (auto [name, value] : annotations) {
    if (value)
      attributes.set(name, value);
    else
      attributes.erase(name);
  }
  op->setDiscardableAttrs(attributes.getDictionary(op->getContext()));
}
