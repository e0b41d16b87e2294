// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Databases touch no file but their own, and readers change none.
#include "tool/test_support.h"

#include <sqlite3.h>

namespace hocket {
namespace {

using namespace hocket::testing;

class SqliteFiles : public ::testing::Test {
protected:
  SqliteFiles() { box.allow(folder); }
  Result<Value> call(const char *tool, const std::string &sql) {
    return box.call(tool,
                    Value::object({{"path", Value::string(folder.path("a.db"))},
                                   {"sql", Value::string(sql)}})
                        .toJson());
  }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto &entry :
         std::filesystem::directory_iterator(folder.path()))
      names.push_back(entry.path().filename());
    return names;
  }
  TempFolder folder, elsewhere;
  ToolBox box;
};

/// The journal of a transaction over several databases, which names the file
/// that lists their journals. SQLite deletes that one once it is rolled back.
std::string journalNaming(const std::string &other) {
  auto number = [](uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
      bytes += static_cast<char>(value >> shift);
    return bytes;
  };
  uint32_t sum = 0;
  for (char c : other)
    sum += static_cast<uint32_t>(c);
  const std::string magic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7";
  std::string header = magic + number(0) + number(0) + number(2) +
                       number(512) + number(4096);
  header.resize(512);
  return header + number(1 << 30 >> 12) + other +
         number(static_cast<uint32_t>(other.size())) + number(sum) + magic;
}

TEST_F(SqliteFiles, AJournalDoesNotReachOtherFiles) {
  ASSERT_TRUE(call("sqlite.exec", "create table t (a)").ok());
  std::string victim = elsewhere.write("victim", "precious");
  folder.write("a.db-journal", journalNaming(victim));
  EXPECT_THAT(call("sqlite.exec", "insert into t values (1)"),
              IsError(HOCKET_PERMISSION_DENIED, "cannot use database"));
  EXPECT_EQ(elsewhere.read("victim"), "precious");
  // Nor does it tell whether there is such a file.
  folder.write("a.db-journal", journalNaming(elsewhere.path("missing")));
  EXPECT_THAT(call("sqlite.exec", "insert into t values (1)"),
              IsError(HOCKET_PERMISSION_DENIED, "cannot use database"));
}

TEST_F(SqliteFiles, AReaderLeavesNothingBehind) {
  sqlite3 *db = nullptr;
  ASSERT_EQ(sqlite3_open(folder.path("a.db").c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db,
                         "pragma journal_mode = wal; create table t (a);"
                         "insert into t values (1)",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  // While somebody has it open there is a log, which is read.
  EXPECT_THAT(call("sqlite.query", "select a from t"),
              IsValue(R"([{"a": 1}])"));
  sqlite3_close(db);
  EXPECT_THAT(call("sqlite.query", "select a from t"),
              IsValue(R"([{"a": 1}])"));
  EXPECT_THAT(names(), ::testing::ElementsAre("a.db"));
  EXPECT_TRUE(call("sqlite.exec", "insert into t values (2)").ok());
  EXPECT_THAT(call("sqlite.query", "select count(*) as n from t"),
              IsValue(R"([{"n": 2}])"));
}

// A name is a name, whatever it means in a URI.
TEST_F(SqliteFiles, NamesAreTakenLiterally) {
  std::string name = folder.path("a?mode=memory&x#%41 é.db");
  std::string arguments =
      Value::object({{"path", Value::string(name)},
                     {"sql", Value::string("create table t (a)")}})
          .toJson();
  ASSERT_TRUE(box.call("sqlite.exec", arguments).ok());
  EXPECT_TRUE(std::filesystem::exists(name));
}

// Large intermediate values need nothing but temporary files of their own.
TEST_F(SqliteFiles, TemporaryFilesAreAllowed) {
  EXPECT_TRUE(call("sqlite.exec", "create table t (a); with recursive r(i) as "
                                  "(select 1 union all select i + 1 from r "
                                  "limit 100000) insert into t select "
                                  "hex(randomblob(100)) from r")
                  .ok());
  EXPECT_THAT(call("sqlite.query", "select count(*) as n from (select a from t "
                                   "order by a desc limit 90000)"),
              IsValue(R"([{"n": 90000}])"));
}

TEST_F(SqliteFiles, AnswersAreLimitedInBytes) {
  for (const char *sql :
       {"select hex(zeroblob(1000)) as a",
        "with recursive r(i) as (select 1 union all select i + 1 from r) "
        "select 'twelve bytes' as a from r"}) {
    ASSERT_TRUE(call("sqlite.exec", "create table if not exists t (a)").ok());
    EXPECT_THAT(
        box.call("sqlite.query",
                 Value::object({{"path", Value::string(folder.path("a.db"))},
                                {"sql", Value::string(sql)},
                                {"max_bytes", Value::integer(1000)}})
                     .toJson()),
        IsError(HOCKET_RESOURCE_EXHAUSTED, "the limit of 1000 bytes"));
  }
}

} // namespace
} // namespace hocket
