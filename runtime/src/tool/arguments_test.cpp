// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/arguments.h"
#include "tool/test_support.h"

namespace hocket {
namespace {

using namespace hocket::testing;

Result<Arguments> check(const char *tool, const std::string &arguments) {
  const ToolSpec *spec = findBuiltinSpec(tool);
  EXPECT_TRUE(spec) << tool;
  return Arguments::check(*spec, json(arguments));
}

TEST(Arguments, FillsInDefaults) {
  Result<Arguments> args = check("fs.read", R"({"path": "a"})");
  ASSERT_TRUE(args.ok()) << args.status().toString();
  EXPECT_EQ(args->text("path"), "a");
  EXPECT_EQ(args->text("encoding"), "utf-8");
  EXPECT_EQ(args->size("max_bytes"), 67108864u);
  EXPECT_TRUE(args->has("encoding"));
  EXPECT_FALSE(args->has("texts"));
}

// Null stands for the default, except where null is a value.
TEST(Arguments, NullIsTheDefault) {
  Result<Arguments> args =
      check("fs.read", R"({"path": "a", "encoding": null, "max_bytes": null})");
  ASSERT_TRUE(args.ok()) << args.status().toString();
  EXPECT_EQ(args->text("encoding"), "utf-8");
  EXPECT_THAT(check("fs.read", R"({"path": null})"),
              IsError(HOCKET_TYPE_ERROR,
                      "argument 'path': expected string, found null"));
  Result<Arguments> document =
      check("json.get", R"({"document": null, "pointer": ""})");
  ASSERT_TRUE(document.ok());
  EXPECT_TRUE(document->value("document").isNull());
}

TEST(Arguments, ReportsMissingUnknownAndMisspelt) {
  EXPECT_THAT(
      check("fs.read", "{}"),
      IsError(HOCKET_INVALID_ARGUMENT, "fs.read needs an argument 'path'"));
  EXPECT_THAT(check("fs.read", R"({"path": "a", "encodign": "x"})"),
              IsError(HOCKET_INVALID_ARGUMENT,
                      "no parameter 'encodign'; did you mean 'encoding'?"));
  EXPECT_THAT(check("fs.read", R"({"path": "a", "colour": "x"})"),
              IsError(HOCKET_INVALID_ARGUMENT, "no parameter 'colour' [INV"));
  EXPECT_THAT(
      check("fs.read", "[1]"),
      IsError(HOCKET_TYPE_ERROR, "expected the arguments as an object"));
}

TEST(Arguments, ChecksTypesLimitsAndChoices) {
  EXPECT_THAT(check("fs.read", R"({"path": 3})"),
              IsError(HOCKET_TYPE_ERROR, "expected string, found 3"));
  EXPECT_THAT(check("fs.read", R"({"path": "a", "encoding": "latin"})"),
              IsError(HOCKET_INVALID_ARGUMENT,
                      R"(expected "utf-8" or "base64", found "latin")"));
  EXPECT_THAT(
      check("fs.read", R"({"path": "a", "max_bytes": -1})"),
      IsError(HOCKET_INVALID_ARGUMENT, "expected at least 0, found -1"));
  EXPECT_THAT(
      check("text.similarity", R"({"shingle": 65})"),
      IsError(HOCKET_INVALID_ARGUMENT, "expected at most 64, found 65"));
  EXPECT_THAT(check("text.count", R"({"files": ["a", 2]})"),
              IsError(HOCKET_TYPE_ERROR,
                      "argument 'files[1]': expected string, found 2"));
  EXPECT_THAT(
      check("sqlite.query", R"({"path": "a", "sql": "", "parameters": 1})"),
      IsError(HOCKET_TYPE_ERROR, "expected array or object, found 1"));
  std::string longText(100, 'x');
  EXPECT_THAT(check("compute.primes", R"({"limit": ")" + longText + "\"}"),
              IsError(HOCKET_TYPE_ERROR, "found string of 102 bytes"));
}

// A number with an integral value is an integer; an integer is a number.
TEST(Arguments, ConvertsNumbers) {
  Result<Arguments> primes = check("compute.primes", R"({"limit": 100.0})");
  ASSERT_TRUE(primes.ok());
  EXPECT_EQ(primes->integer("limit"), 100);
  EXPECT_THAT(check("compute.primes", R"({"limit": 1.5})"),
              IsError(HOCKET_TYPE_ERROR, "expected integer, found 1.5"));
  EXPECT_THAT(check("compute.primes", R"({"limit": 1e300})"),
              IsError(HOCKET_TYPE_ERROR, "expected integer"));
  Result<Arguments> spin = check("compute.spin", R"({"seconds": 0})");
  ASSERT_TRUE(spin.ok());
  EXPECT_EQ(spin->number("seconds"), 0.0);
}

} // namespace
} // namespace hocket
