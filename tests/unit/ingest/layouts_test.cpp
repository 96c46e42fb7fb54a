#include "pipeline/ingest/layouts.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

using Rows = std::vector<std::vector<std::string>>;

TEST(Layouts, QualtricsByItsRowOfImportIds) {
  const Rows rows = {{"StartDate", "Q1"},
                     {"Start Date", "How likely?"},
                     {R"({"ImportId":"startDate","timeZone":"Asia/Tokyo"})", R"({"ImportId":"QID1"})"}};
  EXPECT_EQ(detect_layout(rows, ',', "").name, "qualtrics-csv");
  EXPECT_EQ(detect_layout(rows, '\t', "").name, "qualtrics-tsv");
  EXPECT_EQ(detect_layout(rows, ',', "").header_rows, 3U);
  EXPECT_EQ(detect_layout(rows, ',', "").score, 1);
}

TEST(Layouts, EachToolByItsHeaders) {
  const std::pair<Rows, std::string> cases[] = {
      {{{"V1", "V2", "V3"}, {"ResponseID", "ResponseSet", "Name"}}, "qualtrics-legacy"},
      {{{"Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
         "First Name", "How likely?"},
        {"", "", "", "", "", "", "", "Response"}},
       "surveymonkey"},
      {{{"respondent_id", "collector_id", "date_created", "date_modified", "ip_address", "email_address"}},
       "surveymonkey"},
      {{{"#", "How likely?", "Why?", "Response Type", "Start Date (UTC)", "Stage Date (UTC)",
         "Submit Date (UTC)", "Network ID"}},
       "typeform"},
      {{{"Score", "Comment", "Delighted Source"}}, "delighted"},
      {{{"ID", "Start time", "Completion time", "Email", "Name", "How likely?"}}, "microsoft-forms"},
      {{{"ID", "開始時刻", "完了時刻", "メール", "名前", "推奨度"}}, "microsoft-forms"},
      {{{"Timestamp", "How likely?"}}, "google-forms"},
      {{{"タイムスタンプ", "おすすめ度"}}, "google-forms"},
      {{{"フォームID", "フォーム名", "フォーム登録日時", "Synergy!ID", "推奨度"}}, "synergy"},
      {{{"response_id", "score", "comment"}}, "generic"}};
  for (const auto& [rows, name] : cases) EXPECT_EQ(detect_layout(rows, ',', "").name, name);
}

TEST(Layouts, SurveyMonkeyHasOneOrTwoHeaderRows) {
  const std::vector<std::string> header = {"Respondent ID", "Collector ID",  "Start Date", "End Date",
                                           "IP Address",    "Email Address", "How likely?"};
  const std::vector<std::string> labels = {"", "", "", "", "", "", "Response"};
  const std::vector<std::string> data = {"118", "42", "07/01/2026", "07/01/2026", "", "", "9"};
  EXPECT_EQ(detect_layout(Rows{header, labels}, ',', "").header_rows, 2U);
  EXPECT_EQ(detect_layout(Rows{header, data}, ',', "").header_rows, 1U);
}

TEST(Layouts, TheUserDecides) {
  const LayoutGuess guess = detect_layout(Rows{{"Timestamp", "x"}}, ',', "generic");
  EXPECT_EQ(guess.name, "generic");
  EXPECT_EQ(guess.why, "set by the user");
}

TEST(Layouts, TheReasonNamesTheHeaders) {
  EXPECT_EQ(detect_layout(Rows{{"Score", "Comment", "Delighted Source"}}, ',', "").why,
            "row 1 has 3 of 3 headers: Score, Comment, Delighted Source");
}

}  // namespace
}  // namespace koe
