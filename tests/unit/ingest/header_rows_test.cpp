#include "pipeline/ingest/header_rows.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::vector<std::string> names(const std::vector<HeaderName>& columns) {
  std::vector<std::string> out;
  for (const HeaderName& column : columns) out.push_back(column.name);
  return out;
}

TEST(NameColumns, RenamesBlankAndRepeatedHeaders) {
  const auto columns = name_columns(Rows{{"x", "", "x", "x__2", " x "}}, "generic");
  EXPECT_EQ(names(columns), (std::vector<std::string>{"x", "col_2", "x__2", "x__2__2", "x__3"}));
  EXPECT_FALSE(columns[0].renamed);
  EXPECT_TRUE(columns[1].renamed);
  EXPECT_EQ(columns[2].given, "x");
}

TEST(NameColumns, PutsAHeaderWithLineBreaksOnOneLine) {
  const auto columns = name_columns(Rows{{"本サービスを同僚に\r\nすすめたいですか？"}}, "google-forms");
  EXPECT_EQ(columns[0].name, "本サービスを同僚に すすめたいですか？");
  EXPECT_FALSE(columns[0].renamed);
}

TEST(NameColumns, QualtricsNamesComeFromRowOneAndQuestionsFromRowTwo) {
  const auto columns =
      name_columns(Rows{{"ResponseId", "Q1"}, {"Response ID", "How likely?"}, {"{}", "{}"}}, "qualtrics-csv");
  EXPECT_EQ(names(columns), (std::vector<std::string>{"ResponseId", "Q1"}));
  EXPECT_EQ(columns[1].label, "How likely?");
}

TEST(NameColumns, LegacyQualtricsNumbersItsColumnsAndNamesThemInRowTwo) {
  const auto columns = name_columns(Rows{{"V1", "V2"}, {"ResponseID", "ResponseSet"}}, "qualtrics-legacy");
  EXPECT_EQ(names(columns), (std::vector<std::string>{"ResponseID", "ResponseSet"}));
}

TEST(NameColumns, SurveyMonkeyContinuesAQuestionOverBlankCells) {
  const auto columns = name_columns(
      Rows{{"Respondent ID", "Which plan?", "", "Why?"}, {"", "Basic", "Pro", "Open-Ended Response"}},
      "surveymonkey");
  EXPECT_EQ(names(columns),
            (std::vector<std::string>{"Respondent ID", "Which plan?", "Which plan? - Pro", "Why?"}));
  EXPECT_EQ(columns[1].label, "Which plan? - Basic");
}

TEST(NameColumns, CutsAnEndlessHeaderBetweenCodePoints) {
  std::string endless;
  for (int i = 0; i < 1000; ++i) endless += "あ";
  const auto columns = name_columns(Rows{{endless}}, "generic");
  EXPECT_LE(columns[0].name.size(), kMaxHeaderBytes);
  EXPECT_EQ(columns[0].name.size() % 3, 0U);
}

TEST(NameColumns, CoversTheLongestRow) {
  EXPECT_EQ(name_columns(Rows{{"a"}, {"b", "c"}}, "qualtrics-csv").size(), 2U);
}

}  // namespace
}  // namespace koe
