#include "pipeline/ingest/examples_reader.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

TEST(ReadExamples, GivesTextsAndResponsesInFileOrder) {
  const auto reading = read_examples_bytes(
      "Theme,Text,Response ID,Survey\nBilling,the invoice is wrong,,\nT0003,,R-17:2,NPS\nbreaks,no time to rest,,enps\n",
      "examples.csv");
  ASSERT_TRUE(reading);
  ASSERT_EQ(reading->examples.size(), 3U);
  EXPECT_TRUE(reading->issues.empty());
  EXPECT_EQ(reading->examples[0].text, "the invoice is wrong");
  EXPECT_EQ(reading->examples[0].survey, std::nullopt);
  EXPECT_EQ(reading->examples[1].theme, "T0003");
  EXPECT_EQ(reading->examples[1].response_id, "R-17:2");
  EXPECT_EQ(reading->examples[1].survey, SurveyKind::kNps);
  EXPECT_EQ(reading->examples[2].survey, SurveyKind::kEnps);
  EXPECT_EQ(reading->examples[2].line, 4U);
}

TEST(ReadExamples, RejectsARowThatLacksThemeOrTextOrNamesAnUnknownSurvey) {
  const auto reading =
      read_examples_bytes("theme\ttext\tsurvey\n\tthe invoice\t\nBilling\t\t\nBilling\tthe invoice\tcsat\n", "examples.tsv");
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->records, 3U);
  EXPECT_TRUE(reading->examples.empty());
  ASSERT_EQ(reading->issues.size(), 3U);
  for (const Issue& issue : reading->issues) EXPECT_EQ(issue.code, IssueCode::kExampleIncomplete);
  EXPECT_EQ(reading->issues[2].line, 4U);
}

TEST(ReadExamples, RefusesATableWithoutTheColumns) {
  for (const char* header : {"theme,comment", "text,response_id"}) {
    const auto reading = read_examples_bytes(std::string(header) + "\na,b\n", "examples.csv");
    ASSERT_FALSE(reading) << header;
    EXPECT_EQ(reading.error().code, IssueCode::kExamplesColumns);
    EXPECT_EQ(reading.error().severity, Severity::kRefused);
  }
}

}  // namespace
}  // namespace koe
