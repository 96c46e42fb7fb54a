#include "pipeline/stages/codes_stage.h"

#include <gtest/gtest.h>

#include "pipeline/store/response_store.h"
#include "pipeline/store/theme_store.h"
#include "tests/support/temp_dir.h"

namespace koe::stages {
namespace {

class Codes : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string export_bytes =
        "response_id,responded_at,account_id,score,comment\n"
        "R-0001,2026-07-01 09:00:00,A1,9,good\n"
        "R-0002,2026-07-02 09:00:00,A2,3,dear\n";
    koe::testing::write_file(folder_.path() / "nps.csv", export_bytes);
    ASSERT_EQ(ingest_export(database_, folder_.path() / "nps.csv", {}).stored, 2U);
  }
  FileSummary import(const std::string& bytes) {
    koe::testing::write_file(folder_.path() / "codes.csv", bytes);
    return import_codes(database_, folder_.path() / "codes.csv");
  }

  koe::testing::TempDir folder_;
  store::Database database_ = store::Database::in_memory();
};

TEST_F(Codes, GiveAResponseSeveralThemes) {
  const FileSummary summary = import("response_id,code\nR-0002,price\nR-0002,support\nR-0001,price\n");
  EXPECT_EQ(summary.stored, 3U);
  EXPECT_TRUE(summary.issues.empty());
  const auto themes = store::ThemeStore(database_).themes(SurveyKind::kNps);
  ASSERT_EQ(themes.size(), 2U);
  EXPECT_EQ(themes[0].label_en, "price");
  EXPECT_EQ(themes[0].origin, store::ThemeOrigin::kCoded);
  const auto codes = store::ThemeStore(database_).response_codes();
  EXPECT_EQ(codes.at(2), (std::vector<std::int64_t>{themes[0].theme_no, themes[1].theme_no}));
  EXPECT_EQ(codes.at(1), (std::vector<std::int64_t>{themes[0].theme_no}));
}

TEST_F(Codes, ImportedAgainReplaceTheCodingAndKeepTheNumbers) {
  import("response_id,code\nR-0001,price\nR-0002,price\n");
  const auto before = store::ThemeStore(database_).themes(SurveyKind::kNps).at(0).theme_no;
  import("response_id,code\nR-0002,price\n");
  const auto codes = store::ThemeStore(database_).response_codes();
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_EQ(codes.at(2).at(0), before);
}

TEST_F(Codes, OfUnknownResponsesAreNamed) {
  const FileSummary summary = import("response_id,code\nR-9999,price\nR-0001,\n");
  EXPECT_EQ(summary.stored, 0U);
  EXPECT_EQ(summary.rejected, 1U);
  ASSERT_EQ(summary.issues.size(), 2U);
  EXPECT_EQ(summary.issues[0].code, IssueCode::kCodeIncomplete);
  EXPECT_EQ(summary.issues[0].line, 3U);
  EXPECT_EQ(summary.issues[1].code, IssueCode::kUnknownResponse);
  EXPECT_EQ(summary.issues[1].args, (std::vector<std::string>{"R-9999"}));
}

TEST_F(Codes, WithoutTheirColumnsAreRefused) {
  const FileSummary summary = import("id,label\nR-0001,price\n");
  EXPECT_TRUE(summary.refused);
  EXPECT_EQ(summary.issues.at(0).code, IssueCode::kCodesColumns);
}

}  // namespace
}  // namespace koe::stages
