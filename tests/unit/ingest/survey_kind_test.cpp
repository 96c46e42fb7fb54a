#include "pipeline/ingest/survey_kind.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

SurveyKindGuess guess(const std::vector<std::pair<std::string, std::string>>& header_and_cell,
                      std::string_view file) {
  std::vector<ColumnProfile> columns;
  for (const auto& [header, cell] : header_and_cell) {
    ColumnProfile profile;
    profile.header = header;
    add_cell(profile, cell);
    columns.push_back(profile);
  }
  return guess_survey_kind(columns, map_export_columns(columns, "generic", {}), file);
}

TEST(SurveyKind, ByTheQuestion) {
  EXPECT_EQ(guess({{"この会社を職場として親しい友人にすすめますか", "7"}}, "survey.csv").kind,
            SurveyKind::kEnps);
  EXPECT_EQ(guess({{"Would you recommend us as a place to work?", "7"}}, "survey.csv").kind,
            SurveyKind::kEnps);
  EXPECT_EQ(guess({{"本サービスを同僚にすすめますか", "7"}}, "survey.csv").kind, SurveyKind::kNps);
  EXPECT_EQ(guess({{"How likely are you to recommend our product?", "7"}}, "survey.csv").kind,
            SurveyKind::kNps);
}

TEST(SurveyKind, ByTheFileName) {
  EXPECT_EQ(guess({{"score", "7"}}, "/data/eNPS_2026Q3.csv").kind, SurveyKind::kEnps);
  EXPECT_EQ(guess({{"score", "7"}}, "/data/enps/nps_2026Q3.csv").kind,
            SurveyKind::kNps);  // the folder does not count
}

TEST(SurveyKind, ByItsColumns) {
  EXPECT_EQ(guess({{"score", "7"}, {"部署", "営業"}}, "x.csv").kind, SurveyKind::kEnps);
  EXPECT_EQ(guess({{"score", "7"}, {"department", "IT"}, {"account_id", "A1"}}, "x.csv").kind,
            SurveyKind::kNps);
  EXPECT_EQ(guess({{"score", "7"}, {"survey_type", "enps"}, {"account_id", "A1"}}, "x.csv").kind,
            SurveyKind::kEnps);
}

TEST(SurveyKind, WithoutEvidenceItSaysSo) {
  const SurveyKindGuess nothing = guess({{"score", "7"}}, "x.csv");
  EXPECT_EQ(nothing.kind, SurveyKind::kNps);
  EXPECT_EQ(nothing.confidence, 0.5);
}

TEST(SurveyKind, NamesItsReasons) {
  EXPECT_EQ(guess({{"score", "7"}, {"部署", "営業"}}, "x.csv").why,
            "departments and no account column (employees)");
}

}  // namespace
}  // namespace koe
