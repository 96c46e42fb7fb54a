#include "pipeline/stages/runner.h"

#include <gtest/gtest.h>

#include <set>

#include "pipeline/stages/assets.h"
#include "pipeline/stages/identity.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {
namespace {

const Assets& assets() {
  static const Assets kAssets = Assets::load(KOE_SOURCE_DIR);
  return kAssets;
}

/// A database that takes responses directly and runs the stages.
class Project {
 public:
  void add(SurveyKind survey, const std::string& quarter_day, int score, const std::string& verbatim) {
    Response response;
    response.survey = survey;
    response.response_id = "R-" + std::to_string(++count_);
    response.responded_at = quarter_day + "T10:00:00";
    response.respondent_id = "P" + std::to_string(count_);
    response.account_id = survey == SurveyKind::kNps ? "A" + std::to_string(count_ % 7) : "";
    response.score = score;
    response.verbatim = verbatim;
    const std::string content = content_hash(response);
    store::ResponseStore(database_).offer(response, IdentityRule().identity_of(response, content), content, source_);
  }

  std::vector<StageSummary> stages(unsigned threads = 1, bool enps_rows = false) {
    RunConfig config;
    config.threads = threads;
    config.bootstrap_draws = 100;
    config.enps_rows = enps_rows;
    const Progress silent = [](std::string_view, std::size_t, std::size_t) {};
    result_ = {};
    StageContext context{database_, config, assets(), silent, result_};
    return run_stages(context);
  }

  store::Database database_ = store::Database::in_memory();
  RunResult result_;

 private:
  std::int64_t source_ = store::LedgerStore(database_).add_source(
      {.sha256 = "s", .name = "test", .content = "nps", .layout = "generic", .encoding = "UTF-8"});
  int count_ = 0;
};

/// Texts about price and about speed, in both languages, each a little different.
void add_two_topics(Project& run, const std::string& day) {
  const std::vector<std::string> endings = {"", "本当に", "毎月", "正直", "とても", "今期は"};
  for (const std::string& more : endings) {
    run.add(SurveyKind::kNps, day, 3, more + "料金が高いので予算に合いません。");
    run.add(SurveyKind::kNps, day, 4, more + "値上げが続いて費用の負担が大きいです。");
    run.add(SurveyKind::kNps, day, 2, more + "画面の表示が遅くて作業が止まります。");
    run.add(SurveyKind::kNps, day, 5, more + "読み込みに時間がかかり動作が重いです。");
  }
  for (const std::string more : {"", "Honestly, ", "Every month ", "This year ", "Again, ", "For us "}) {
    run.add(SurveyKind::kNps, day, 3, more + "the price is too high for our budget.");
    run.add(SurveyKind::kNps, day, 4, more + "the cost keeps rising and the fee is expensive.");
    run.add(SurveyKind::kNps, day, 2, more + "the screen loads slowly and work stops.");
    run.add(SurveyKind::kNps, day, 5, more + "pages are slow and loading takes a long time.");
  }
}

std::map<std::string, std::string> theme_of_response(const RunResult& result) {
  std::map<std::string, std::string> theme;
  for (const AssignmentResult& row : result.assignments) theme[row.response_id + "/" + std::to_string(row.segment)] = row.theme_id;
  return theme;
}

TEST(Runner, SecondRunOverTheSameStateSkipsAndSaysTheSame) {
  Project run;
  add_two_topics(run, "2026-04-10");
  run.stages();
  const auto before = theme_of_response(run.result_);
  const auto summaries = run.stages();
  for (const StageSummary& summary : summaries) EXPECT_EQ(summary.skipped, summary.stage != "rank") << summary.stage;
  EXPECT_EQ(theme_of_response(run.result_), before);
}

TEST(Runner, FindsThemesThatHoldBothLanguages) {
  Project run;
  add_two_topics(run, "2026-04-10");
  run.stages();
  std::map<std::string, std::set<Language>> languages;
  for (const AssignmentResult& row : run.result_.assignments) languages[row.theme_id].insert(row.language);
  ASSERT_GE(run.result_.themes.size(), 2U);
  for (const ThemeResult& theme : run.result_.themes) {
    EXPECT_FALSE(theme.label_ja.empty());
    EXPECT_FALSE(theme.label_en.empty());
  }
  std::size_t bilingual = 0;
  for (const auto& [theme, found] : languages) bilingual += found.size() == 2 ? 1U : 0U;
  EXPECT_GE(bilingual, 2U);
}

TEST(Runner, IsTheSameOnAnyNumberOfThreads) {
  Project one, three;
  add_two_topics(one, "2026-04-10");
  add_two_topics(three, "2026-04-10");
  one.stages(1);
  three.stages(3);
  EXPECT_EQ(theme_of_response(one.result_), theme_of_response(three.result_));
}

TEST(Runner, ANewQuarterChangesNoOldResponsesTheme) {
  Project run;
  add_two_topics(run, "2026-04-10");
  run.stages();
  const auto before = theme_of_response(run.result_);
  std::map<std::string, std::string> labels;
  for (const ThemeResult& theme : run.result_.themes) labels[theme.theme_id] = theme.label_en;
  for (int i = 0; i < 5; ++i) {
    run.add(SurveyKind::kNps, "2026-07-10", 1, "請求書の料金がまた高くなった " + std::to_string(i) + "回目");
    run.add(SurveyKind::kNps, "2026-07-10", 1, "ログインできずパスワードの再設定メールも届かない " + std::to_string(i));
  }
  run.stages();
  const auto after = theme_of_response(run.result_);
  for (const auto& [response, theme] : before) EXPECT_EQ(after.at(response), theme) << response;
  for (const ThemeResult& theme : run.result_.themes)
    if (labels.contains(theme.theme_id)) {
      EXPECT_EQ(theme.label_en, labels[theme.theme_id]);
    }
}

TEST(Runner, KeepsEmployeesWordsOutUnlessAsked) {
  Project run;
  for (int i = 0; i < 12; ++i)
    run.add(SurveyKind::kEnps, "2026-07-10", 4, "上司との面談が少なく評価の理由が分からない " + std::to_string(i));
  run.stages();
  EXPECT_TRUE(run.result_.assignments.empty());
  for (const ThemeResult& theme : run.result_.themes) EXPECT_TRUE(theme.quotes.empty());
  run.stages(1, /*enps_rows=*/true);
  EXPECT_EQ(run.result_.assignments.size(), 12U);
}

TEST(Runner, OffsetsLeadBackToTheOriginal) {
  Project run;
  run.add(SurveyKind::kNps, "2026-07-10", 4, "ｻﾎﾟｰﾄが遅い。Call me at 090-1234-5678 please, the price is high.");
  run.stages();
  ASSERT_FALSE(run.result_.assignments.empty());
  EXPECT_EQ(run.result_.assignments[0].begin, 0);
  EXPECT_EQ(run.result_.assignments[0].end, 9) << "ﾎﾟ is two code points of the original, one of the normalised text";
  EXPECT_EQ(run.result_.assignments[0].text, "サポートが遅い。");
  for (const AssignmentResult& row : run.result_.assignments)
    EXPECT_EQ(row.text.find("1234"), std::string::npos) << "personal data left the store";
}

TEST(Runner, OfAnEmptyDatabaseHasNothingToSay) {
  Project run;
  run.stages();
  EXPECT_TRUE(run.result_.themes.empty());
  EXPECT_TRUE(run.result_.coverage.empty());
  EXPECT_TRUE(run.result_.nps.empty());
}

TEST(Runner, OfOneResponseGivesAFigureWithItsInterval) {
  Project run;
  run.add(SurveyKind::kNps, "2026-07-10", 9, "Everything works well.");
  run.stages();
  ASSERT_FALSE(run.result_.nps.empty());
  EXPECT_DOUBLE_EQ(run.result_.nps[0].nps->value, 100);
  EXPECT_LT(run.result_.nps[0].nps->low, 100);
}

}  // namespace
}  // namespace koe::stages
