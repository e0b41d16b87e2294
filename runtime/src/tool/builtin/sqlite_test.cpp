// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/test_support.h"

#include <sqlite3.h>

namespace hocket {
namespace {

using namespace hocket::testing;

class Sqlite : public ::testing::Test {
protected:
  Sqlite() { box.allow(folder); }
  Result<Value> run(const std::string &tool, const std::string &sql,
                    const std::string &more = "") {
    return box.call(tool, R"({"path": ")" + folder.path("test.db") +
                              R"(", "sql": )" + Value::string(sql).toJson() +
                              more + "}");
  }
  Result<Value> exec(const std::string &sql, const std::string &more = "") {
    return run("sqlite.exec", sql, more);
  }
  Result<Value> query(const std::string &sql, const std::string &more = "") {
    return run("sqlite.query", sql, more);
  }
  TempFolder folder;
  ToolBox box;
};

TEST_F(Sqlite, WritesAndReads) {
  EXPECT_THAT(exec("create table t (a integer, b text); insert into t values "
                   "(1, 'x'), (2, null); -- the end"),
              IsValue(R"({"changes": 2, "last_insert_rowid": 2})"));
  EXPECT_THAT(query("select a, b from t order by a"),
              IsValue(R"([{"a": 1, "b": "x"}, {"a": 2, "b": null}])"));
  EXPECT_THAT(query("select 1.5 as f, x'ff00' as blob, 'é' as \"t x\";"),
              IsValue(R"([{"f": 1.5, "blob": "/wA=", "t x": "é"}])"));
  EXPECT_THAT(query("pragma table_info(t)"),
              ::testing::Truly([](const Result<Value> &rows) {
                return rows.ok() && rows->asList().size() == 2;
              }));
}

TEST_F(Sqlite, BindsParameters) {
  ASSERT_TRUE(exec("create table t (a, b)").ok());
  EXPECT_TRUE(
      exec("insert into t values (?, ?)", R"(, "parameters": [1, "'; drop"])")
          .ok());
  EXPECT_TRUE(exec("insert into t values (:a, @b)",
                   R"(, "parameters": {"a": true, "b": [1.5]})")
                  .ok());
  EXPECT_THAT(query("select b from t where a = ?", R"(, "parameters": [1])"),
              IsValue(R"([{"b": "'; drop"}, {"b": "[1.5]"}])"));
  EXPECT_THAT(query("select ?1 + ?1 as s, ?2 is null as n",
                    R"(, "parameters": [2.5, null])"),
              IsValue(R"([{"s": 5.0, "n": 1}])"));
  EXPECT_THAT(
      query("select ?, ?", R"(, "parameters": [1])"),
      IsError(HOCKET_INVALID_ARGUMENT, "a parameter number 2 without a value"));
  EXPECT_THAT(
      query("select :x", R"(, "parameters": {"y": 1})"),
      IsError(HOCKET_INVALID_ARGUMENT, "a parameter ':x' without a value"));
  EXPECT_THAT(
      query("select 1", R"(, "parameters": [1])"),
      IsError(HOCKET_INVALID_ARGUMENT, "has 0 parameters, found 1 values"));
}

// Either all statements take effect or none.
TEST_F(Sqlite, ExecIsATransaction) {
  ASSERT_TRUE(exec("create table t (a unique)").ok());
  EXPECT_THAT(exec("insert into t values (1); insert into t values (1)"),
              IsError(HOCKET_TOOL_ERROR, "UNIQUE constraint failed"));
  EXPECT_THAT(query("select count(*) as n from t"), IsValue(R"([{"n": 0}])"));
  EXPECT_THAT(exec("commit"),
              IsError(HOCKET_PERMISSION_DENIED, "out of a statement's reach"));
}

TEST_F(Sqlite, QueriesCannotWrite) {
  ASSERT_TRUE(exec("create table t (a)").ok());
  EXPECT_THAT(query("insert into t values (1)"),
              IsError(HOCKET_PERMISSION_DENIED, "readonly database"));
  EXPECT_THAT(query("drop table t"),
              IsError(HOCKET_PERMISSION_DENIED, "readonly"));
}

// SQL reaches no file but its own.
TEST_F(Sqlite, StaysInItsFile) {
  ASSERT_TRUE(exec("create table t (a)").ok());
  std::string other = folder.path("other.db");
  EXPECT_THAT(exec("attach '" + other + "' as o"),
              IsError(HOCKET_PERMISSION_DENIED, "out of a statement's reach"));
  EXPECT_FALSE(query("attach '/etc/passwd' as o").ok());
  EXPECT_FALSE(exec("vacuum into '" + other + "'").ok());
  EXPECT_FALSE(exec("pragma temp_store_directory = '/etc'").ok());
  EXPECT_FALSE(exec("pragma writable_schema = 1").ok());
  EXPECT_FALSE(query("select load_extension('x')").ok());
  EXPECT_FALSE(std::filesystem::exists(other));
  EXPECT_THAT(
      box.call("sqlite.query", R"({"path": "/etc/passwd", "sql": "select 1"})"),
      IsError(HOCKET_PERMISSION_DENIED, "--allow-read=/etc"));
  EXPECT_THAT(
      box.call("sqlite.exec", R"({"path": "/etc/x.db", "sql": "select 1"})"),
      IsError(HOCKET_PERMISSION_DENIED, "--allow-write=/etc"));
}

TEST_F(Sqlite, Errors) {
  EXPECT_THAT(query("select 1"),
              IsError(HOCKET_NOT_FOUND, "cannot open database"));
  EXPECT_FALSE(std::filesystem::exists(folder.path("test.db")));
  ASSERT_TRUE(exec("create table t (a)").ok());
  EXPECT_THAT(query("select b from t"),
              IsError(HOCKET_TOOL_ERROR,
                      "no such column: b, column 8 of the statement"));
  EXPECT_THAT(query("select 1; select 2"),
              IsError(HOCKET_INVALID_ARGUMENT, "one statement"));
  EXPECT_THAT(query(" -- nothing"),
              IsError(HOCKET_INVALID_ARGUMENT, "found none"));
  EXPECT_THAT(exec(std::string(100000, ';')),
              IsError(HOCKET_INVALID_ARGUMENT, "found none"));
  EXPECT_THAT(query("select 1 as a, 2 as a"),
              IsError(HOCKET_INVALID_ARGUMENT,
                      "two columns of the result are named 'a'"));
  EXPECT_THAT(
      query("with recursive r(i) as (select 1 union all select i + 1 from r) "
            "select i from r",
            R"(, "max_rows": 10)"),
      IsError(HOCKET_RESOURCE_EXHAUSTED, "more than 10 rows"));
  EXPECT_THAT(
      exec("insert into t values (?); select 1", R"(, "parameters": [1])"),
      IsError(HOCKET_INVALID_ARGUMENT, "as there are parameters"));
  folder.write("text.db",
               "this is no database, but it is long enough to look at it ......"
               "...........................................................");
  EXPECT_THAT(box.call("sqlite.query", R"({"path": ")" +
                                           folder.path("text.db") +
                                           R"(", "sql": "select * from t"})"),
              IsError(HOCKET_TOOL_ERROR, "file is not a database"));
}

// Cancellation reaches a statement that computes, and one that waits for a
// lock.
TEST_F(Sqlite, Cancellation) {
  ASSERT_TRUE(exec("create table t (a)").ok());
  std::string path = R"({"path": ")" + folder.path("test.db") + R"(", "sql": )";
  std::unique_ptr<Tool> tool = box.builtin("sqlite.query");
  Call endless(
      *tool, "sqlite.query",
      json(path + R"("with recursive r(i) as (select 1 union all select i + 1 )"
                  R"(from r) select max(i) as m from r"})"));
  endless.cancel();
  EXPECT_THAT(endless.result(), IsError(HOCKET_CANCELLED, "cancelled"));

  sqlite3 *other = nullptr;
  ASSERT_EQ(sqlite3_open(folder.path("test.db").c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "begin exclusive", nullptr, nullptr, nullptr),
            SQLITE_OK);
  std::unique_ptr<Tool> writer = box.builtin("sqlite.exec");
  Call waiting(*writer, "sqlite.exec",
               json(path + R"("insert into t select 1"})"));
  waiting.cancel();
  EXPECT_THAT(waiting.result(), IsError(HOCKET_CANCELLED, "cancelled"));
  sqlite3_close(other);
}

} // namespace
} // namespace hocket
