// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Journals as files: what they are, who may write them, what breaks them.
#include "journal/journal_fixture.h"

#include <csignal>
#include <fstream>
#include <sys/resource.h>
#include <sys/wait.h>

using namespace hocket;
using namespace hocket::testing;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;

namespace {
class JournalFileTest : public JournalTest {
protected:
  JournalFileTest() {
    addCompute("write", [this](Invocation &) -> Result<Value> {
      ++written;
      return Value::integer(1);
    });
    PlanBuilder builder;
    plan = chain({addTool(builder, "write", true)}, builder);
  }
  static std::string errorOf(const std::string &path) {
    auto journal = Journal::open(path);
    return journal ? "opened" : journal.status().toString();
  }
  /// Executes SQL on the file behind the journal's back.
  void tamper(const char *sql) {
    sqlite3 *db = nullptr;
    ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(db);
    sqlite3_close(db);
  }

  std::string plan;
  std::atomic<int> written{0};
};
} // namespace

TEST_F(JournalFileTest, HoldsSeveralRuns) {
  finish(record(plan, R"({"x": 1})"));
  finish(record(plan, R"({"x": 2})"));
  EXPECT_EQ(written, 2);
  for (int id : {1, 2}) {
    Value run = runInfo(uint64_t(id));
    EXPECT_EQ(run.get("state")->asString(), "succeeded");
    EXPECT_EQ(run.get("arguments")->get("x")->asInt(), id);
    EXPECT_EQ(run.get("finished_calls")->asInt(), 1);
  }
}

TEST_F(JournalFileTest, IsForItsOwnerOnly) {
  finish(record(plan, R"({"x": 1})"));
  EXPECT_EQ(std::filesystem::status(path()).permissions(),
            std::filesystem::perms(0600));
}

TEST_F(JournalFileTest, RefusesWhatIsNoJournal) {
  EXPECT_THAT(errorOf(folder.write("text", std::string(4096, 'x'))),
              HasSubstr("is no SQLite database"));
  tamper("CREATE TABLE other(x)");
  EXPECT_THAT(errorOf(path()), HasSubstr("is a database of something else"));
  EXPECT_THAT(errorOf(folder.path()), HasSubstr("cannot open the journal"));
  EXPECT_THAT(errorOf(folder.path("missing/journal")),
              HasSubstr("cannot open the journal"));
}

TEST_F(JournalFileTest, RefusesOtherVersionsAndTables) {
  finish(record(plan, R"({"x": 1})"));
  tamper("PRAGMA user_version=7");
  EXPECT_THAT(errorOf(path()),
              AllOf(HasSubstr("version 7"), HasSubstr("reads version 1")));
  tamper("PRAGMA user_version=1; CREATE TRIGGER t AFTER INSERT ON calls BEGIN "
         "DELETE FROM calls; END");
  EXPECT_THAT(errorOf(path()), HasSubstr("other tables than a journal has"));
}

TEST_F(JournalFileTest, RefusesADamagedFile) {
  {
    auto database = JournalDatabase::openToWrite(path(), {});
    ASSERT_TRUE(database) << database.status().toString();
    RunRecord run;
    run.uuid = "1";
    run.planHash = "none";
    ASSERT_TRUE((*database)->addRun(run, plan).ok());
  }
  // All pages but the first, which has the header and the tables.
  std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
  auto size = std::filesystem::file_size(path());
  for (uintmax_t at = 4096; at < size; at += 64) {
    file.seekp(std::streamoff(at));
    file.write("\xff\x13\x37", 3);
  }
  file.close();
  auto loaded = loadRunPlan(path(), 1);
  EXPECT_EQ(loaded.status().code(), HOCKET_CORRUPT)
      << loaded.status().toString();
}

TEST_F(JournalFileTest, IsWrittenByOneProcessAtATime) {
  auto journal = Journal::open(path());
  ASSERT_TRUE(journal);
  EXPECT_EQ(Journal::open(path())->get(), journal->get());
  // Another process, which has a journal of its own to open.
  int status = 0;
  pid_t child = fork();
  if (child == 0) {
    auto database = JournalDatabase::openToWrite(path(), {});
    bool refused = database.status().code() == HOCKET_UNAVAILABLE;
    auto reader = JournalDatabase::openToRead(path());
    _exit(refused && reader && (*reader)->runs() ? 0 : 1);
  }
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST_F(JournalFileTest, NothingHappensThatCannotBeRecorded) {
  RunPtr run;
  {
    // No file may grow: as if the disk were full.
    std::signal(SIGXFSZ, SIG_IGN);
    auto journal = Journal::open(path());
    ASSERT_TRUE(journal) << journal.status().toString();
    auto session = sessionOf(plan);
    auto recorded = RunJournal::create(*journal, *session->plan, "main",
                                       parse(R"({"x": 1})"), false);
    ASSERT_TRUE(recorded);
    ASSERT_TRUE((*recorded)->start().ok());
    rlimit before;
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit none = {1, before.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &none), 0);
    RunOptions options;
    options.journal = *recorded;
    run = start(session, parse(R"({"x": 1})"), std::move(options));
    finish(run);
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  }
  EXPECT_THAT(outcome(run), HasSubstr("cannot write the journal"));
  EXPECT_EQ(written, 0);
}
