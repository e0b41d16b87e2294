// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Attributes: parsing, printing, verifying.

#include "HocketAssembly.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

#include <cmath>

using namespace mlir;
using namespace mlir::hocket;

#include "hocket/Dialect/Hocket/IR/HocketAttrInterfaces.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "hocket/Dialect/Hocket/IR/HocketAttrs.cpp.inc"

void HocketDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "hocket/Dialect/Hocket/IR/HocketAttrs.cpp.inc"
      >();
}

llvm::hash_code mlir::hocket::hash_value(const ObjectMember &member) {
  return llvm::hash_combine(member.name, member.value);
}

//===----------------------------------------------------------------------===//
// ObjectAttr
//===----------------------------------------------------------------------===//

Attribute ObjectAttr::lookup(StringRef name) const {
  for (const ObjectMember &member : getMembers())
    if (member.name.getValue() == name)
      return member.value;
  return {};
}

LogicalResult ObjectAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                 ArrayRef<ObjectMember> members) {
  llvm::SmallDenseSet<StringAttr> names;
  for (const ObjectMember &member : members) {
    if (!llvm::json::isUTF8(member.name))
      return emitError() << "member name " << member.name << " is not UTF-8";
    if (!names.insert(member.name).second)
      return emitError() << "duplicate member " << member.name;
    if (!inferConstantType(member.value))
      return emitError() << "member " << member.name << " is not a JSON value: " << member.value;
  }
  return success();
}

Attribute ObjectAttr::parse(AsmParser &parser, Type) {
  if (parser.parseLess())
    return {};
  FailureOr<ObjectAttr> object = parseMembers(parser);
  if (failed(object) || parser.parseGreater())
    return {};
  return *object;
}

void ObjectAttr::print(AsmPrinter &printer) const {
  printer << '<';
  printMembers(printer, *this);
  printer << '>';
}

//===----------------------------------------------------------------------===//
// EffectAttr, ParamAttr
//===----------------------------------------------------------------------===//

Attribute EffectAttr::parse(AsmParser &parser, Type) {
  if (parser.parseLess())
    return {};
  FailureOr<EffectAttr> effect = parseEffect(parser);
  if (failed(effect) || parser.parseGreater())
    return {};
  return *effect;
}

void EffectAttr::print(AsmPrinter &printer) const {
  printer << '<';
  printEffect(printer, *this);
  printer << '>';
}

Attribute ParamAttr::parse(AsmParser &parser, Type) {
  if (parser.parseLess())
    return {};
  FailureOr<ParamAttr> param = parseParam(parser);
  if (failed(param) || parser.parseGreater())
    return {};
  return *param;
}

bool ParamAttr::allows(Attribute constant) const {
  return !getValues() ||
         llvm::any_of(getValues(), [&](Attribute value) { return constantsEqual(value, constant); });
}

void ParamAttr::print(AsmPrinter &printer) const {
  printer << '<';
  printParam(printer, *this);
  printer << '>';
}

//===----------------------------------------------------------------------===//
// PolicyAttr, CostAttr
//===----------------------------------------------------------------------===//

namespace {
struct Unit {
  StringRef suffix;
  uint64_t nanoseconds;
};
} // namespace

static constexpr Unit units[] = {{"h", 3600000000000}, {"m", 60000000000}, {"s", 1000000000},
                                 {"ms", 1000000},      {"us", 1000},       {"ns", 1}};

/// Reads "5s", "250ms" …; whole numbers only.
static std::optional<uint64_t> parseDuration(StringRef text) {
  size_t digits = text.find_first_not_of("0123456789");
  uint64_t count;
  if (digits == StringRef::npos || text.take_front(digits).getAsInteger(10, count))
    return std::nullopt;
  for (const Unit &unit : units)
    if (text.drop_front(digits) == unit.suffix && count <= UINT64_MAX / unit.nanoseconds)
      return count * unit.nanoseconds;
  return std::nullopt;
}

/// Writes a duration in the largest unit that divides it.
static std::string durationText(uint64_t nanoseconds) {
  for (const Unit &unit : units)
    if (nanoseconds % unit.nanoseconds == 0)
      return std::to_string(nanoseconds / unit.nanoseconds) + unit.suffix.str();
  llvm_unreachable("every duration is a whole number of nanoseconds");
}

LogicalResult PolicyAttr::verify(function_ref<InFlightDiagnostic()> emitError, uint64_t timeoutNs,
                                 unsigned retries, bool idempotent) {
  if (retries && !idempotent)
    return emitError() << "retry needs an idempotent call: a second attempt could do it twice";
  return success();
}

Attribute PolicyAttr::parse(AsmParser &parser, Type) {
  uint64_t timeout = 0;
  unsigned retries = 0;
  bool idempotent = false;
  SmallVector<StringRef, 3> seen;
  auto parseItem = [&]() -> ParseResult {
    SMLoc loc = parser.getCurrentLocation();
    StringRef keyword;
    if (parser.parseKeyword(&keyword))
      return failure();
    if (llvm::is_contained(seen, keyword))
      return parser.emitError(loc, "'") << keyword << "' is given twice";
    seen.push_back(keyword);
    if (keyword == "idempotent") {
      idempotent = true;
      return success();
    }
    if (keyword == "retry") {
      int64_t count;
      if (parser.parseEqual() || parser.parseInteger(count))
        return failure();
      if (count < 0 || count > UINT32_MAX)
        return parser.emitError(loc, "retry must be 0 to 4294967295, found ") << count;
      retries = count;
      return success();
    }
    if (keyword != "timeout")
      return parser.emitError(loc, "expected 'timeout', 'retry' or 'idempotent', found '")
             << keyword << "'";
    std::string text;
    if (parser.parseEqual() || parser.parseString(&text))
      return failure();
    std::optional<uint64_t> duration = parseDuration(text);
    if (!duration || *duration == 0)
      return parser.emitError(loc, "expected a duration such as \"5s\" or \"250ms\", found \"")
             << text << "\"";
    timeout = *duration;
    return success();
  };
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::LessGreater, parseItem,
                                     " in a policy"))
    return {};
  return parser.getChecked<PolicyAttr>(loc, parser.getContext(), timeout, retries, idempotent);
}

void PolicyAttr::print(AsmPrinter &printer) const {
  SmallVector<std::string> items;
  if (getTimeoutNs())
    items.push_back("timeout = \"" + durationText(getTimeoutNs()) + "\"");
  if (getRetries())
    items.push_back("retry = " + std::to_string(getRetries()));
  if (getIdempotent())
    items.push_back("idempotent");
  printer << '<' << llvm::join(items, ", ") << '>';
}

LogicalResult CostAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                               DenseF64ArrayAttr durations) {
  if (durations.empty())
    return emitError() << "a cost needs at least one duration";
  for (double value : durations.asArrayRef())
    if (!(value >= 0) || !std::isfinite(value))
      return emitError() << "a duration must be finite and not negative, found " << value;
    else if (value > CostAttr::maxSeconds)
      return emitError() << "a duration must be at most 1e9 seconds, found " << value;
  return success();
}

double CostAttr::getMean() const {
  double sum = 0;
  for (double value : getSeconds())
    sum += value;
  return sum / getSeconds().size();
}

Attribute CostAttr::parse(AsmParser &parser, Type) {
  SmallVector<double> seconds;
  SMLoc loc = parser.getCurrentLocation();
  auto parseOne = [&]() -> ParseResult { return parser.parseFloat(seconds.emplace_back()); };
  if (parser.parseLess())
    return {};
  if (succeeded(parser.parseOptionalLSquare())) {
    if (failed(parser.parseOptionalRSquare()) &&
        (parser.parseCommaSeparatedList(parseOne) || parser.parseRSquare()))
      return {};
  } else if (parseOne()) {
    return {};
  }
  if (parser.parseGreater())
    return {};
  return parser.getChecked<CostAttr>(loc, parser.getContext(),
                                     parser.getBuilder().getDenseF64ArrayAttr(seconds));
}

void CostAttr::print(AsmPrinter &printer) const {
  auto printOne = [&](double value) { printer.printFloat(llvm::APFloat(value)); };
  printer << '<';
  if (getSeconds().size() == 1) {
    printOne(getSeconds()[0]);
  } else {
    printer << '[';
    llvm::interleaveComma(getSeconds(), printer, printOne);
    printer << ']';
  }
  printer << '>';
}
