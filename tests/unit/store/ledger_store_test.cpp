#include "pipeline/store/ledger_store.h"

#include <gtest/gtest.h>

#include "tests/unit/store/store_builders.h"

namespace koe::store {
namespace {

TEST(Ledger, CountsEveryDispositionInItsSource) {
  Database database = Database::in_memory();
  LedgerStore ledger(database);
  const std::int64_t source = ledger.add_source({.sha256 = "f00", .settings = "", .name = "q3.csv", .content = "enps",
                                                 .layout = "qualtrics", .encoding = "UTF-8", .records = 4});
  ledger.note(source, 2, Disposition::kRejected, std::nullopt);
  ledger.note(source, 3, Disposition::kRejected, std::nullopt);
  ledger.note(source, 4, Disposition::kRejected, std::nullopt);
  ledger.note(source, 5, Disposition::kDuplicate, std::nullopt);
  const auto sources = ledger.survey_sources();
  ASSERT_EQ(sources.size(), 1U);
  EXPECT_EQ(sources[0].name, "q3.csv");
  EXPECT_EQ(sources[0].survey, SurveyKind::kEnps);
  EXPECT_EQ(sources[0].rejected, 3);
  EXPECT_EQ(sources[0].duplicates, 1);
  EXPECT_EQ(sources[0].records,
            sources[0].stored + sources[0].revised + sources[0].duplicates + sources[0].rejected);
}

TEST(Ledger, KnowsASourceByItsBytesAndSettings) {
  Database database = Database::in_memory();
  add_survey_source(database, "abc");
  EXPECT_TRUE(LedgerStore(database).knows("abc", ""));
  EXPECT_FALSE(LedgerStore(database).knows("abc", "survey=enps"));
  EXPECT_FALSE(LedgerStore(database).knows("abd", ""));
}

TEST(Ledger, KeepsRejectsWithTheirPlaceAndArguments) {
  Database database = Database::in_memory();
  const std::int64_t source = add_survey_source(database);
  Issue issue{.code = IssueCode::kScoreOutOfRange, .severity = Severity::kReject, .line = 7, .byte = 123};
  issue.column = "Q1";
  issue.excerpt = "11";
  issue.args = {"11", "0..10"};
  issue.raw = std::string("R7,11,\0x", 8);
  LedgerStore(database).add_issue(source, 0, issue);
  const auto rejects = LedgerStore(database).issues(Severity::kReject);
  ASSERT_EQ(rejects.size(), 1U);
  EXPECT_EQ(rejects[0].code, IssueCode::kScoreOutOfRange);
  EXPECT_EQ(rejects[0].file, "export.csv");
  EXPECT_EQ(rejects[0].line, 7U);
  EXPECT_EQ(rejects[0].byte, 123U);
  EXPECT_EQ(rejects[0].args, (std::vector<std::string>{"11", "0..10"}));
  EXPECT_TRUE(LedgerStore(database).issues(Severity::kWarning).empty());
}

}  // namespace
}  // namespace koe::store
