#include "pipeline/ingest/column_map.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

using enum ColumnRole;

ColumnProfile column(std::string header, std::vector<std::string> cells, std::string label = "") {
  ColumnProfile profile;
  profile.header = std::move(header);
  profile.label = std::move(label);
  for (const std::string& cell : cells) add_cell(profile, cell);
  return profile;
}

std::vector<ColumnRole> roles(const std::vector<ColumnProfile>& columns, std::string_view layout = "generic",
                              const std::map<ColumnRole, std::string>& overrides = {}) {
  std::vector<ColumnRole> out;
  for (const ColumnFinding& finding : map_export_columns(columns, layout, overrides)) {
    EXPECT_FALSE(finding.why.empty()) << finding.header;
    out.push_back(finding.role);
  }
  return out;
}

const std::vector<std::string> kReasons = {"The import breaks every week", "Support answers within the hour",
                                           "Too expensive for us"};

TEST(ColumnProfile, CountsWhatTheCellsLookLike) {
  const ColumnProfile p = column("x", {"9", "", "2026-07-01", "a@b.example", "10.0.0.7", "Promoter", "12.5"});
  EXPECT_EQ(p.records, 7U);
  EXPECT_EQ(p.filled, 6U);
  EXPECT_EQ(p.scores, 1U);
  EXPECT_EQ(p.numbers, 2U);
  EXPECT_EQ(p.dates, 1U);
  EXPECT_EQ(p.e_mails, 1U);
  EXPECT_EQ(p.ip_addresses, 1U);
  EXPECT_EQ(p.band_words, 1U);
  EXPECT_EQ(p.values.size(), 6U);
}

TEST(ColumnMap, PlainHeadersInBothLanguages) {
  EXPECT_EQ(roles({column("response_id", {"R1"}), column("responded_at", {"2026-07-01"}),
                   column("respondent_id", {"C1"}), column("account_id", {"A1"}), column("score", {"9"}),
                   column("comment", {"fine"})}),
            (std::vector{kResponseId, kRespondedAt, kRespondentId, kAccountId, kScore, kVerbatim}));
  EXPECT_EQ(roles({column("回答ID", {"R1"}), column("回答日時", {"2026/7/1"}), column("顧客ID", {"A1"}),
                   column("推奨度", {"9"}), column("その点数の理由をお聞かせください", {"速い"})}),
            (std::vector{kResponseId, kRespondedAt, kAccountId, kScore, kVerbatim}));
}

TEST(ColumnMap, ReadsTheQuestionWhereTheNameSaysNothing) {
  EXPECT_EQ(roles({column("Q1", {"9", "3"}, "How likely is it that you would recommend us?"),
                   column("Q2", kReasons, "What is the main reason for your score?")}),
            (std::vector{kScore, kVerbatim}));
}

TEST(ColumnMap, TheNumberWinsOverItsGroup) {
  EXPECT_EQ(roles({column("Q1_NPS_GROUP", {"Promoter", "Passive"}, "How likely to recommend - Group"),
                   column("Q1", {"9", "7"}, "How likely to recommend")}),
            (std::vector{kScoreGroup, kScore}));
  EXPECT_EQ(roles({column("Q1_NPS_GROUP", {"3", "2"}, "How likely to recommend - Group"),
                   column("Q1", {"9", "7"}, "How likely to recommend")}),
            (std::vector{kScoreGroup, kScore}));
}

TEST(ColumnMap, AQuestionAboutTheScoreIsNotTheScore) {
  EXPECT_EQ(roles({column("Why did you give this score?", kReasons), column("Score", {"8", "2", "9"})}),
            (std::vector{kVerbatim, kScore}));
}

TEST(ColumnMap, ARatingOfSomethingElseIsNotTheRecommendation) {
  EXPECT_EQ(roles({column("Satisfaction score", {"5", "4"}), column("Overall score", {"9", "3"})}),
            (std::vector{kOtherRating, kScore}));
  EXPECT_EQ(roles({column("満足度の評価", {"5", "4"}), column("comment", kReasons)})[0], kOtherRating);
}

TEST(ColumnMap, TakesTheLongestFreeTextWhenNoHeaderHelps) {
  EXPECT_EQ(
      roles({column("score", {"9", "2", "7"}),
             column("q3", {"some words here", "more words here", "other words"}), column("q4", kReasons)})[2],
      kVerbatim);
}

TEST(ColumnMap, OneVerbatimTheOtherFreeTextsAreNoted) {
  const auto findings = map_export_columns(
      std::vector{column("理由", {"使いやすいからです", "料金が高いと感じます", "サポートが遅いです"}),
                  column("ご要望があればお書きください",
                         {"検索を速くしてほしいです", "一括で書き出したいです", "請求書を分けたいです"})},
      "generic", {});
  EXPECT_EQ(findings[0].role, kVerbatim);
  EXPECT_EQ(findings[1].role, kOtherText);
  EXPECT_NE(findings[1].why.find("one text a response"), std::string::npos);
}

TEST(ColumnMap, PersonalDataByHeaderOrByValue) {
  EXPECT_EQ(
      roles({column("score", {"9"}), column("氏名", {"架空太郎"}), column("Email Address", {"a@b.example"}),
             column("IP Address", {"10.0.0.1"}), column("社員番号", {"E1"}),
             column("contact", {"x@y.example", "z@y.example"}), column("from", {"10.0.0.2", "10.0.0.3"})}),
      (std::vector{kScore, kPersonal, kPersonal, kPersonal, kPersonal, kPersonal, kPersonal}));
}

TEST(ColumnMap, AQuestionAboutMailOrPhonesIsNotPersonalData) {
  EXPECT_EQ(
      roles({column("本メールサービスを同僚にすすめますか", {"9", "3"}),
             column("電話サポートについてのご意見", {"つながるまでが長いです", "いつも助かっています"})}),
      (std::vector{kScore, kVerbatim}));
  EXPECT_EQ(roles({column("How delighted are you to recommend our email editor?", {"9", "3"})}),
            std::vector{kScore});
}

TEST(ColumnMap, AnAnswerAboutADepartmentIsNoGroup) {
  EXPECT_EQ(roles({column("score", {"9", "8", "3"}), column("コメント", kReasons),
                   column("所属部署への要望", {"会議を減らしてほしいです", "席を増やしてほしいです",
                                               "目標を共有してほしいです"})})[2],
            kOtherText);
}

TEST(ColumnMap, GroupsBecomeAttributesEverythingElseSaysWhyNot) {
  const auto columns =
      std::vector{column("score", {"9", "8", "7", "6"}),
                  column("部署", {"営業", "開発", "総務", "法務"}),  // known name, all different
                  column("channel", {"web", "app", "web", "app"}),   // repeats
                  column("constant", {"x", "x", "x", "x"}),
                  column("token", {"t1", "t2", "t3", "t4"}),  // all different
                  column("empty", {"", "", "", ""}),
                  column("満足度", {"3", "4", "5", "3"}),
                  column("opened", {"2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"})};
  EXPECT_EQ(roles(columns), (std::vector{kScore, kAttribute, kAttribute, kUnused, kUnused, kUnused,
                                         kOtherRating, kTechnical}));
}

TEST(ColumnMap, MoreThanFortyValuesAreNoGroups) {
  std::vector<std::string> cells;
  for (int i = 0; i < 100; ++i) cells.push_back("v" + std::to_string(i % 41));
  EXPECT_EQ(roles({column("score", {"9"}), column("bucket", cells)})[1], kUnused);
  cells.clear();
  for (int i = 0; i < 100; ++i) cells.push_back("v" + std::to_string(i % 40));
  EXPECT_EQ(roles({column("score", {"9"}), column("bucket", cells)})[1], kAttribute);
}

TEST(ColumnMap, TheLatestDateOfTheToolIsTheAnswers) {
  EXPECT_EQ(roles({column("StartDate", {"2026-07-01"}), column("EndDate", {"2026-07-02"}),
                   column("RecordedDate", {"2026-07-03"}), column("Q1", {"9"}, "recommend")}),
            (std::vector{kTechnical, kTechnical, kRespondedAt, kScore}));
}

TEST(ColumnMap, SurveyMonkeysRespondentIdNumbersSubmissions) {
  const auto columns =
      std::vector{column("Respondent ID", {"11801", "11802"}), column("recommend", {"9", "3"})};
  EXPECT_EQ(roles(columns, "surveymonkey")[0], kResponseId);
  EXPECT_EQ(roles(columns, "generic")[0], kRespondentId);
}

TEST(ColumnMap, TheUserWins) {
  const auto columns = std::vector{column("score", {"9", "8"}), column("Q7", {"1", "2"}, "Overall"),
                                   column("comment", kReasons)};
  const auto mapped = roles(columns, "generic", {{kScore, "q7"}});
  EXPECT_EQ(mapped[1], kScore);
  EXPECT_NE(mapped[0], kScore);
  EXPECT_EQ(roles(columns, "generic", {{kScore, "Overall"}})[1], kScore);  // by the question's text
  EXPECT_FALSE(unmatched_override(columns, {{kScore, "Q7"}}));
  EXPECT_EQ(unmatched_override(columns, {{kScore, "Q8"}}), kScore);
}

TEST(ColumnMap, Accounts) {
  std::vector<ColumnRole> mapped;
  for (const auto& finding :
       map_account_columns(std::vector{column("顧客ID", {"A1"}), column("会社名", {"架空商事"}),
                                       column("セグメント", {"smb"}), column("地域", {"JP"}),
                                       column("年間契約金額", {"1,200,000"}),
                                       column("契約開始日", {"2024/4/1"}), column("契約更新日", {"2027/4/1"}),
                                       column("解約日", {""}), column("担当営業", {"架空花子"})},
                           {}))
    mapped.push_back(finding.role);
  EXPECT_EQ(mapped, (std::vector{kAccountId, kAccountName, kSegment, kRegion, kArr, kStartedOn, kRenewalOn,
                                 kChurnedOn, kUnused}));
}

TEST(ColumnRoles, EveryRoleHasAName) {
  EXPECT_EQ(name_of(kResponseId), "response_id");
  EXPECT_EQ(name_of(kVerbatim), "verbatim");
  EXPECT_EQ(name_of(kAccountName), "name");
  EXPECT_EQ(name_of(kTechnical), "technical");
  EXPECT_EQ(name_of(kUnused), "unused");
  EXPECT_EQ(override_flag(kScore), "--score-column");
  EXPECT_EQ(override_flag(kPersonal), "");
}

}  // namespace
}  // namespace koe
