#include "pipeline/stages/ingest_stage.h"

#include <gtest/gtest.h>

#include <fstream>

#include "pipeline/store/account_store.h"
#include "pipeline/store/ledger_store.h"
#include "pipeline/store/response_store.h"
#include "tests/support/temp_dir.h"

namespace koe::stages {
namespace {

class IngestStage : public ::testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& bytes) {
    const std::filesystem::path path = folder_.path() / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  FileSummary ingest(const std::string& name, const std::string& bytes) {
    return ingest_export(database_, write(name, bytes), {});
  }

  koe::testing::TempDir folder_;
  store::Database database_ = store::Database::in_memory();
};

constexpr char kHeader[] = "response_id,responded_at,account_id,score,comment\n";

TEST_F(IngestStage, AccountsForEveryRecord) {
  const FileSummary summary = ingest("nps_q3.csv", std::string(kHeader) +
                                                       "R-0001,2026-07-01 09:00:00,A1,9,good\n"
                                                       "R-0002,2026-07-02 09:00:00,A2,11,too high\n"
                                                       "R-0001,2026-07-01 09:00:00,A1,9,good\n"
                                                       "R-0001,2026-07-03 09:00:00,A1,4,changed my mind\n");
  EXPECT_EQ(summary.records, 4U);
  EXPECT_EQ(summary.stored, 1U);
  EXPECT_EQ(summary.rejected, 1U);
  EXPECT_EQ(summary.duplicates, 1U);
  EXPECT_EQ(summary.revised, 1U);
  const auto sources = store::LedgerStore(database_).survey_sources();
  ASSERT_EQ(sources.size(), 1U);
  EXPECT_EQ(sources[0].records,
            sources[0].stored + sources[0].revised + sources[0].duplicates + sources[0].rejected);
  const auto rejects = store::LedgerStore(database_).issues(Severity::kReject);
  ASSERT_EQ(rejects.size(), 1U);
  EXPECT_EQ(rejects[0].code, IssueCode::kScoreOutOfRange);
  EXPECT_EQ(rejects[0].line, 3U);
}

TEST_F(IngestStage, ReadsTheSameBytesOnceUnderAnyName) {
  const std::string bytes = std::string(kHeader) + "R-0001,2026-07-01 09:00:00,A1,9,good\n";
  ingest("nps_a.csv", bytes);
  const FileSummary again = ingest("nps_b.csv", bytes);
  EXPECT_TRUE(again.known);
  EXPECT_EQ(again.stored, 0U);
  EXPECT_EQ(store::ResponseStore(database_).read_all().size(), 1U);
}

TEST_F(IngestStage, AnOverlappingExportAddsOnlyWhatIsNew) {
  ingest("nps_a.csv", std::string(kHeader) + "R-0001,2026-07-01 09:00:00,A1,9,good\n");
  const FileSummary wider = ingest("nps_b.csv", std::string(kHeader) +
                                                    "R-0001,2026-07-01 09:00:00,A1,9,good\n"
                                                    "R-0002,2026-07-02 09:00:00,A2,3,bad\n");
  EXPECT_EQ(wider.duplicates, 1U);
  EXPECT_EQ(wider.stored, 1U);
}

TEST_F(IngestStage, RefusesWithAReasonAndStoresNothing) {
  const FileSummary summary = ingest("empty.csv", "");
  EXPECT_TRUE(summary.refused);
  ASSERT_EQ(summary.issues.size(), 1U);
  EXPECT_EQ(summary.issues[0].code, IssueCode::kFileEmpty);
  EXPECT_TRUE(store::LedgerStore(database_).survey_sources().empty());
}

TEST_F(IngestStage, AMissingFileIsAnIssueNotAnException) {
  const FileSummary summary = ingest_export(database_, folder_.path() / "nowhere.csv", {});
  EXPECT_TRUE(summary.refused);
  EXPECT_EQ(summary.issues.at(0).code, IssueCode::kFileMissing);
}

TEST_F(IngestStage, TakesAccountsWithMissingColumns) {
  const FileSummary summary =
      ingest_accounts(database_, write("accounts.csv", "account_id,arr\nA1,1200000\nA2,\n"), {});
  EXPECT_EQ(summary.stored, 2U);
  const auto accounts = store::AccountStore(database_).read_all();
  ASSERT_EQ(accounts.size(), 2U);
  EXPECT_EQ(accounts[0].arr, 1200000.0);
  EXPECT_FALSE(accounts[1].arr);
}

}  // namespace
}  // namespace koe::stages
