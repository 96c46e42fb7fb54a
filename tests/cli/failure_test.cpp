// Bad luck: a second koe, a kill in the middle, a full disk, a reader that goes away. Nothing lost, nothing
// half-written.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include "tests/cli/koe_test.h"

namespace koe::testing {
namespace {

class Failures : public KoeTest {};

TEST_F(Failures, while_another_koe_holds_the_database_it_ends_with_5_and_changes_nothing) {
  work_.write("survey.csv", kSmallExport);
  ASSERT_EQ(koe({"run", "survey.csv"}).exit_code, kDone);
  const auto before = files_in(work_ / "koe-report");
  work_.write("more.csv",
              kSmallExport.substr(0, kSmallExport.find("R01")) + "R90,2026-08-01 09:00:00,U90,A9,1,more\n");

  const int lock = ::open((work_ / "koe.db.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  ASSERT_GE(lock, 0);
  ASSERT_EQ(::flock(lock, LOCK_EX | LOCK_NB), 0);
  const ProgramResult busy = koe({"run", "more.csv"});
  EXPECT_EQ(busy.exit_code, kBusy) << busy.err;
  EXPECT_NE(busy.err.find("koe.db"), std::string::npos) << "the message names the database: " << busy.err;
  ::close(lock);

  EXPECT_EQ(differing(before, files_in(work_ / "koe-report")), std::vector<std::string>{});
  ASSERT_EQ(koe({"run"}).exit_code, kDone);
  EXPECT_EQ(differing(before, files_in(work_ / "koe-report")), std::vector<std::string>{});
}

TEST_F(Failures, while_another_program_writes_to_the_database_it_ends_with_5_and_stores_nothing) {
  work_.write("survey.csv", kSmallExport);
  ASSERT_EQ(koe({"run", "survey.csv"}).exit_code, kDone);
  work_.write("more.csv",
              kSmallExport.substr(0, kSmallExport.find("R01")) + "R90,2026-08-01 09:00:00,U90,A9,1,more\n");

  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open((work_ / "koe.db").c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(koe({"run", "more.csv"}).exit_code, kBusy);
  sqlite3_close(other);

  ASSERT_EQ(koe({"run", "more.csv"}).exit_code, kDone);
  EXPECT_EQ(source("more.csv").at("new"), 1) << "the busy run had not stored it";
}

TEST_F(Failures, after_a_kill_at_any_moment_running_again_gives_the_bytes_of_an_undisturbed_run) {
  const auto exports = demo_exports();
  const std::vector<std::string> some = {exports[0], exports[4], exports[5]};  // one eNPS, two NPS files
  const auto arguments = [&](const std::string& name) {
    std::vector<std::string> all = {"run"};
    all.insert(all.end(), some.begin(), some.end());
    for (const std::string& more : {std::string("--db"), name + ".db", std::string("--out"), name})
      all.push_back(more);
    return all;
  };
  const int usual = koe(arguments("undisturbed")).exit_code;
  ASSERT_TRUE(usual == kDone || usual == kWithRejects);
  const auto expected = files_in(work_ / "undisturbed");

  int killed = 0;
  for (const std::int64_t milliseconds : {5, 30, 80, 160, 320, 640, 1280}) {
    const std::string name = "killed" + std::to_string(milliseconds);
    ProgramOptions options;
    options.killed_after_cpu_ms = milliseconds;
    const ProgramResult first = koe(arguments(name), options);
    killed += first.signal == SIGPROF ? 1 : 0;
    const int again = koe(arguments(name)).exit_code;
    ASSERT_TRUE(again == kDone || again == kWithRejects)
        << again << " after a kill at " << milliseconds << " ms";
    EXPECT_EQ(differing(expected, files_in(work_ / name)), std::vector<std::string>{})
        << "after a kill at " << milliseconds << " ms";
  }
  EXPECT_GE(killed, 2) << "the test must kill something";
}

TEST_F(Failures, on_a_full_disk_it_ends_with_6_and_the_next_run_is_whole) {
  work_.write("survey.csv", kSmallExport);
  ProgramOptions options;
  options.largest_file_bytes = 20000;
  const ProgramResult full = koe({"run", "survey.csv"}, options);
  EXPECT_EQ(full.signal, 0) << "told by an error, not killed by a signal";
  EXPECT_EQ(full.exit_code, kEnvironment) << full.err;
  ASSERT_EQ(koe({"run", "survey.csv"}).exit_code, kDone);
  ASSERT_EQ(koe({"run", "survey.csv", "--db", "fresh.db", "--out", "fresh"}).exit_code, kDone);
  EXPECT_EQ(differing(files_in(work_ / "fresh"), files_in(work_ / "koe-report")), std::vector<std::string>{});
}

TEST_F(Failures, when_the_report_cannot_be_written_the_earlier_one_stays_whole) {
  work_.write("survey.csv", kSmallExport);
  ASSERT_EQ(koe({"run", "survey.csv"}).exit_code, kDone);
  const auto before = files_in(work_ / "koe-report");
  work_.write("more.csv",
              kSmallExport.substr(0, kSmallExport.find("R01")) + "R90,2026-08-01 09:00:00,U90,A9,1,高い\n");
  ASSERT_EQ(koe({"ingest", "more.csv"}).exit_code, kDone);
  ProgramOptions options;
  options.largest_file_bytes = before.at("report.html").size() / 2;
  EXPECT_EQ(koe({"report"}, options).exit_code, kEnvironment);
  EXPECT_EQ(differing(before, files_in(work_ / "koe-report")), std::vector<std::string>{})
      << "no mixture, no leftovers";
}

TEST_F(Failures, a_reader_that_goes_away_is_no_error) {
  work_.write("survey.csv", kSmallExport);
  ProgramOptions options;
  options.close_output = true;
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--help"}, {"inspect", "survey.csv"}, {"doctor"}}) {
    const ProgramResult result = koe(arguments, options);
    EXPECT_EQ(result.exit_code, kDone) << arguments[0] << " " << result.err;
    EXPECT_EQ(result.signal, 0) << arguments[0];
    EXPECT_EQ(result.err.find("KOE-"), std::string::npos) << result.err;
  }
}

}  // namespace
}  // namespace koe::testing
