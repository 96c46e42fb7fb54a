#include "pipeline/stages/rank/employee_release.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "pipeline/store/response_store.h"
#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

constexpr std::int64_t kSmallest = 5;

/// Employees' answers in a database (for the ledger's references) and as the rank stage reads them.
class Employees {
 public:
  /// `n` answers of one department; scores go round detractor, passive, promoter unless `score` is given.
  void answer(const std::string& department, int n, Quarter quarter = {2026, 3}, std::optional<int> score = {},
              const std::string& unit = "") {
    for (int i = 0; i < n; ++i) {
      constexpr std::array kScores = {3, 8, 9};
      add_response(data_, "", score.value_or(kScores[static_cast<std::size_t>(i) % 3]), unit, quarter,
                   Polarity::kNegative, SurveyKind::kEnps);
      if (!department.empty()) data_.responses.back().attributes = {{"department", department}};
      store();
    }
  }

  /// One run: what is shown goes into the ledger.
  EmployeeRelease run(SurveyView* themes = nullptr) {
    StoredData data = data_;
    store::PublicationStore ledger(database_);
    EmployeeRelease release = release_scores(data, ledger, kSmallest);
    SurveyView view = make_survey_view(SurveyKind::kEnps, data);
    release_themes(view, ledger, kSmallest, release);
    ledger.add(release.figures);
    for (const std::string& state : release.states) ledger.add_state(state);
    if (themes != nullptr) *themes = view;
    if (themes != nullptr)
      for (const store::StoredResponse*& response : themes->responses) response = nullptr;  // gone with `data`
    return release;
  }

  StoredData& data() { return data_; }

 private:
  void store() {
    const std::int64_t source = data_.responses.size() > 1 ? 1 : add_source();
    Response response;
    response.survey = SurveyKind::kEnps;
    response.response_id = data_.responses.back().response_id;
    response.score = data_.responses.back().score;
    (void)store::ResponseStore(database_).offer(response, response.response_id, response.response_id, source);
  }

  std::int64_t add_source() {
    return store::LedgerStore(database_).add_source({.sha256 = "sha", .settings = "", .name = "enps.csv",
                                                     .content = "enps", .layout = "generic", .encoding = "UTF-8",
                                                     .records = 0});
  }

  StoredData data_;
  store::Database database_ = store::Database::in_memory();
};

const NpsResult* find(const EmployeeRelease& release, const std::string& value, const std::string& period = "2026Q3") {
  const auto found = std::find_if(release.rows.begin(), release.rows.end(), [&](const NpsResult& row) {
    return row.value == value && row.period == period;
  });
  return found == release.rows.end() ? nullptr : &*found;
}

TEST(EmployeeRelease, HidesADepartmentOfThreeAndTheNextSmallest) {
  Employees employees;
  employees.answer("Engineering", 20);
  employees.answer("Sales", 8);
  employees.answer("Legal", 3);
  const EmployeeRelease release = employees.run();
  EXPECT_EQ(find(release, "Engineering")->n, 20);
  EXPECT_EQ(find(release, "")->n, 31);
  for (const char* hidden : {"Sales", "Legal"}) {
    const NpsResult* row = find(release, hidden);
    ASSERT_NE(row, nullptr);
    EXPECT_TRUE(row->suppressed);
    EXPECT_FALSE(row->n || row->nps || row->change);
  }
  EXPECT_EQ(find(release, "Engineering", ""), nullptr);  // no total to subtract quarters from
}

TEST(EmployeeRelease, WithholdsAQuarterWithOneAnswer) {
  Employees employees;
  employees.answer("", 20, {2026, 2});
  employees.answer("", 1, {2026, 3});
  const EmployeeRelease release = employees.run();
  EXPECT_EQ(release.withheld, 1);
  EXPECT_TRUE(find(release, "", "2026Q3")->suppressed);
  EXPECT_EQ(find(release, "", "2026Q2")->n, 20);
  EXPECT_EQ(find(release, "", "")->n, 20);  // all quarters together hold what is shown, and no more
}

TEST(EmployeeRelease, ShowsNothingWhenEverybodyGaveTheSameScore) {
  Employees employees;
  employees.answer("Sales", 20, {2026, 3}, 9);
  const EmployeeRelease release = employees.run();
  EXPECT_TRUE(find(release, "")->suppressed);
  EXPECT_EQ(release.withheld, 20);
}

TEST(EmployeeRelease, WithoutAttributesShowsEverybody) {
  Employees employees;
  employees.answer("", 12);
  const EmployeeRelease release = employees.run();
  ASSERT_EQ(release.rows.size(), 2u);  // all quarters, and the quarter
  EXPECT_EQ(release.rows[0].n, 12);
  EXPECT_EQ(release.rows[1].n, 12);
}

TEST(EmployeeRelease, OfNobodyIsEmpty) {
  StoredData data;
  store::Database database = store::Database::in_memory();
  const EmployeeRelease release = release_scores(data, store::PublicationStore(database), kSmallest);
  EXPECT_TRUE(release.rows.empty());
  EXPECT_EQ(release.withheld, 0);
}

TEST(EmployeeRelease, ShowsTheSameInASecondRunAndAddsNothingToTheLedger) {
  Employees employees;
  employees.answer("Engineering", 20);
  employees.answer("Sales", 8);
  employees.answer("Legal", 3);
  const EmployeeRelease first = employees.run(), second = employees.run();
  ASSERT_EQ(first.rows.size(), second.rows.size());
  for (std::size_t r = 0; r < first.rows.size(); ++r) {
    EXPECT_EQ(first.rows[r].suppressed, second.rows[r].suppressed);
    EXPECT_EQ(first.rows[r].n, second.rows[r].n);
  }
  EXPECT_FALSE(first.figures.empty());
  EXPECT_TRUE(second.figures.empty());
}

TEST(EmployeeRelease, LetsALateAnswerWaitForOthers) {
  Employees employees;
  employees.answer("Engineering", 20);
  EXPECT_EQ(find(employees.run(), "")->n, 20);
  employees.answer("Engineering", 1);
  EmployeeRelease release = employees.run();
  EXPECT_EQ(find(release, "")->n, 20);  // 21 less 20 would be the late one
  EXPECT_EQ(release.withheld, 1);
  employees.answer("Engineering", 4);
  release = employees.run();
  EXPECT_EQ(find(release, "")->n, 25);
  EXPECT_EQ(release.withheld, 0);
}

TEST(EmployeeRelease, KeepsTheScoreThatWasPublishedWhenOneIsChanged) {
  Employees employees;
  employees.answer("", 20);
  const EmployeeRelease before = employees.run();
  employees.data().responses[0].score = 9;  // was 3
  const EmployeeRelease after = employees.run();
  EXPECT_EQ(find(after, "")->promoters, find(before, "")->promoters);
  EXPECT_EQ(find(after, "")->detractors, find(before, "")->detractors);
}

TEST(EmployeeRelease, HidesThemesOfFewAndCountsThem) {
  Employees employees;
  place_unit(employees.data(), "pay", 1);
  place_unit(employees.data(), "noise", 2);
  employees.answer("", 9, {2026, 3}, {}, "pay");
  employees.answer("", 3, {2026, 3}, {}, "noise");
  employees.answer("", 12);
  SurveyView view;
  (void)employees.run(&view);
  ASSERT_EQ(view.themes.size(), 1u);
  EXPECT_EQ(view.themes[0].theme_no, 1);
  EXPECT_EQ(view.coverage.themes_hidden, 1);
}

TEST(EmployeeRelease, SaysOfAThemeOfOneMindNoMoreThanMostly) {
  for (const int others : {0, 2}) {  // ten detractors alone, or eight and two passives: "80 % or more" of both
    Employees employees;
    place_unit(employees.data(), "pay", 1);
    employees.answer("", 10 - others, {2026, 3}, 3, "pay");
    if (others > 0) employees.answer("", others, {2026, 3}, 8, "pay");
    employees.answer("", 30);
    SurveyView view;
    (void)employees.run(&view);
    ASSERT_EQ(view.themes.size(), 1u) << others;
    EXPECT_EQ(view.themes[0].mostly, ScoreBand::kDetractor) << others;
    EXPECT_EQ(view.themes[0].members.size(), 10u) << others;
  }
}

TEST(EmployeeRelease, HidesAThemeOfOneMindThatTooFewMention) {
  Employees employees;
  place_unit(employees.data(), "pay", 1);
  employees.answer("", 9, {2026, 3}, 3, "pay");
  employees.answer("", 30);
  SurveyView view;
  (void)employees.run(&view);
  EXPECT_TRUE(view.themes.empty());
  EXPECT_EQ(view.coverage.themes_hidden, 1);
}

TEST(EmployeeRelease, ListsNoHiddenGroupsWhoseNumberWouldBoundThem) {
  Employees employees;
  for (const char* department : {"a", "b", "c", "d", "e", "f", "g", "h"}) employees.answer(department, 1);
  employees.answer("i", 4);  // 12 people in nine departments: each of 1 to 4
  const EmployeeRelease release = employees.run();
  ASSERT_TRUE(find(release, ""));
  EXPECT_EQ(find(release, "i"), nullptr);
  EXPECT_EQ(find(release, "a"), nullptr);
}

TEST(EmployeeRelease, CountsNoMoreMentionsOfAThemeThanMayBeShown) {
  Employees employees;
  place_unit(employees.data(), "pay", 1);
  employees.answer("", 9, {2026, 2}, {}, "pay");
  employees.answer("", 12, {2026, 2});
  (void)employees.run();
  employees.answer("", 2, {2026, 3}, {}, "pay");  // two more people mention it next quarter
  employees.answer("", 12, {2026, 3});
  SurveyView view;
  EXPECT_EQ(find(employees.run(&view), "", "2026Q3")->n, 14);
  ASSERT_EQ(view.themes.size(), 1u);
  EXPECT_EQ(view.themes[0].mentions.size(), 9u);
}

TEST(EmployeeRelease, LeavesOutTextsWithoutAScoreAndCountsThem) {
  Employees employees;
  place_unit(employees.data(), "pay", 1);
  employees.answer("", 9, {2026, 3}, {}, "pay");
  employees.answer("", 12);
  employees.data().responses[0].score.reset();  // of the nine
  SurveyView view;
  const EmployeeRelease release = employees.run(&view);
  EXPECT_EQ(release.withheld, 1);
  EXPECT_EQ(find(release, "")->n, 20);
  ASSERT_EQ(view.themes.size(), 1u);
  EXPECT_EQ(view.themes[0].mentions.size(), 8u);
}

TEST(EmployeeRelease, OfASurveyWithoutScoresLeavesTheTexts) {
  Employees employees;
  place_unit(employees.data(), "pay", 1);
  employees.answer("", 9, {2026, 3}, {}, "pay");
  for (store::StoredResponse& response : employees.data().responses) response.score.reset();
  SurveyView view;
  EXPECT_EQ(employees.run(&view).withheld, 0);
  ASSERT_EQ(view.themes.size(), 1u);
  EXPECT_EQ(view.themes[0].mentions.size(), 9u);
}

/// Someone was asked and did not answer.
void add_silent(StoredData& data, const std::string& department) {
  add_response(data, "", 9, "", {2026, 3}, Polarity::kNeutral, SurveyKind::kEnps);
  data.responses.back().score.reset();
  data.responses.back().attributes = {{"department", department}};
}

TEST(EmployeeRelease, SaysTheResponseRateOfEverybodyOnly) {
  Employees employees;
  employees.answer("Engineering", 12);
  employees.answer("Sales", 8);
  for (int i = 0; i < 5; ++i) add_silent(employees.data(), "Sales");
  const EmployeeRelease release = employees.run();
  EXPECT_EQ(find(release, "")->invited, 25);
  EXPECT_DOUBLE_EQ(*find(release, "")->response_rate, 0.8);
  ASSERT_EQ(find(release, "Sales")->n, 8);
  EXPECT_FALSE(find(release, "Sales")->invited || find(release, "Sales")->response_rate);
  EXPECT_EQ(release.withheld, 0);  // who did not answer is not waiting
}

TEST(EmployeeRelease, SaysNoResponseRateBesideACountThatIsBehind) {
  Employees employees;
  employees.answer("", 20);
  (void)employees.run();
  employees.answer("", 1);
  for (int i = 0; i < 5; ++i) add_silent(employees.data(), "Sales");
  const EmployeeRelease release = employees.run();
  EXPECT_EQ(find(release, "")->n, 20);
  EXPECT_FALSE(find(release, "")->response_rate);
}

TEST(EmployeeRelease, TestsChangesAsIfEverybodyAnsweredOnce) {
  Employees employees;
  employees.answer("", 20, {2026, 2});
  employees.answer("", 20, {2026, 3});
  const EmployeeRelease release = employees.run();
  EXPECT_EQ(find(release, "")->change_method, "independent");
  EXPECT_FALSE(find(release, "")->people_in_both);
}

TEST(EmployeeRelease, RecognisesPeopleAgainOnlyWhereEnoughAnsweredTwice) {
  for (const int n_repeating : {4, 5}) {
    Employees employees;
    employees.answer("", 20, {2026, 2});
    employees.answer("", 20, {2026, 3});
    for (int i = 0; i < n_repeating; ++i) {
      const std::string name = "person " + std::to_string(i);
      employees.data().responses[static_cast<std::size_t>(i)].respondent_id = name;
      employees.data().responses[static_cast<std::size_t>(i) + 20].respondent_id = name;
    }
    SurveyView view;
    (void)employees.run(&view);
    const std::set<std::uint32_t> clusters(view.cluster.begin(), view.cluster.end());
    EXPECT_EQ(clusters.size(), n_repeating < kSmallest ? 40u : 35u);
  }
}

TEST(EmployeeRelease, HidesNumbersByLanguageThatWouldFillAHiddenRow) {
  Employees employees;
  employees.answer("", 20, {2026, 3}, {}, "pay");  // stage_builders.h writes English
  employees.answer("", 12, {2026, 3}, {}, "noise");
  SurveyView view;
  (void)employees.run(&view);
  EXPECT_FALSE(view.coverage.languages_hidden);
  EXPECT_EQ(view.coverage.segments_en, 32);
  employees.data().segments[0].language = Language::kJapanese;  // one writer
  (void)employees.run(&view);
  EXPECT_TRUE(view.coverage.languages_hidden);
  EXPECT_EQ(view.coverage.segments_en, 0);
}

}  // namespace
}  // namespace koe::stages
