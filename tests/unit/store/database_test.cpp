#include "pipeline/store/database.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "pipeline/store/run_lock.h"

namespace koe::store {
namespace {

class DatabaseFile : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("koe-database-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directory(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path path() const { return folder_ / "koe.db"; }

  void run_sql(const char* sql) {
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open(path().c_str(), &raw), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(raw, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(raw);
    sqlite3_close(raw);
  }

  template <typename Action>
  static RunError error_of(Action action) {
    try {
      action();
    } catch (const RunError& error) {
      return error;
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
  }

  std::filesystem::path folder_;
};

TEST_F(DatabaseFile, IsCreatedForItsOwnerOnlyAndReopened) {
  { Database::open(path()).set_stage_fingerprint("theme", "abc"); }
  struct stat status {};
  ASSERT_EQ(::stat(path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  const Database again = Database::open(path());
  EXPECT_EQ(again.stage_fingerprint("theme"), "abc");
  EXPECT_EQ(again.stage_fingerprint("rank"), "");
  EXPECT_EQ(again.integrity_problem(), "");
}

TEST_F(DatabaseFile, OfANewerKoeIsRefusedUntouched) {
  { (void)Database::open(path()); }
  run_sql("PRAGMA user_version = 999");
  const RunError error = error_of([&] { (void)Database::open(path()); });
  EXPECT_EQ(error.issue.code, IssueCode::kStoreTooNew);
  EXPECT_EQ(error.exit_code, 7);
}

TEST_F(DatabaseFile, OfAnotherProgramIsRefused) {
  run_sql("CREATE TABLE theirs (x)");
  const RunError error = error_of([&] { (void)Database::open(path()); });
  EXPECT_EQ(error.issue.code, IssueCode::kStoreDamaged);
}

TEST_F(DatabaseFile, ThatIsNoDatabaseIsReportedAsDamaged) {
  std::ofstream(path()) << "response_id,score\nR1,9\n and some more so that it is longer than a header of a database\n";
  const RunError error = error_of([&] { (void)Database::open(path()); });
  EXPECT_EQ(error.issue.code, IssueCode::kStoreDamaged);
  EXPECT_EQ(error.exit_code, 7);
}

TEST_F(DatabaseFile, InAMissingFolderIsAnEnvironmentError) {
  const RunError error = error_of([&] { (void)Database::open(folder_ / "no" / "koe.db"); });
  EXPECT_EQ(error.issue.code, IssueCode::kStoreUnwritable);
  EXPECT_EQ(error.exit_code, 6);
}

TEST_F(DatabaseFile, TransactionWithoutCommitLeavesNoTrace) {
  Database database = Database::open(path());
  {
    Transaction transaction(database);
    database.set_stage_fingerprint("theme", "half-done");
  }
  EXPECT_EQ(database.stage_fingerprint("theme"), "");
}

TEST_F(DatabaseFile, SecondWriterIsToldThatTheStoreIsBusy) {
  Database first = Database::open(path());
  Database second = Database::open(path());
  Transaction transaction(first);
  try {
    Transaction other(second);
    FAIL() << "two writers at once";
  } catch (const std::exception& error) {
    ASSERT_TRUE(explain(error));
    EXPECT_EQ(explain(error)->exit_code, 5);
  }
}

TEST_F(DatabaseFile, IsReadByOthersWhileItsOwnerHasATransaction) {
  Database owner = Database::open(path());
  owner.set_stage_fingerprint("analyze", "done");
  Transaction transaction(owner);
  std::optional<Database> reader = owner.reader();
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->stage_fingerprint("analyze"), "done");
  EXPECT_ANY_THROW(reader->set_stage_fingerprint("theme", "x")) << "it only reads";
  reader.reset();
  owner.set_stage_fingerprint("theme", "later");
  transaction.commit();
  EXPECT_EQ(owner.reader()->stage_fingerprint("theme"), "later");
}

TEST(DatabaseInMemory, HasOneConnectionOnly) { EXPECT_FALSE(Database::in_memory().reader()); }

TEST_F(DatabaseFile, SecondRunIsRefusedWhileTheFirstHoldsTheLock) {
  {
    RunLock lock(path());
    EXPECT_EQ(error_of([&] { RunLock second(path()); }).exit_code, 5);
  }
  EXPECT_NO_THROW(RunLock third(path()));
}

TEST(Explain, LeavesForeignExceptionsAlone) { EXPECT_FALSE(explain(std::runtime_error("other"))); }

}  // namespace
}  // namespace koe::store
