#include "pipeline/stages/rank/nps_figures.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "pipeline/stages/rank/response_groups.h"
#include "pipeline/stages/rank/weighted_score.h"
#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

const NpsResult* find(const std::vector<NpsResult>& rows, const std::string& by, const std::string& value,
                      const std::string& period) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const NpsResult& row) {
    return row.by == by && row.value == value && row.period == period;
  });
  return found == rows.end() ? nullptr : &*found;
}

TEST(NpsFigures, GiveEverybodyPerQuarterWithTheChange) {
  StoredData data;
  for (int score : {9, 9, 3, 8}) add_response(data, "A", score, "", {2026, 2});
  for (int score : {9, 2, 3, 8}) add_response(data, "A", score, "", {2026, 3});
  const auto rows = nps_figures(make_survey_view(SurveyKind::kNps, data));
  const NpsResult* second = find(rows, "", "", "2026Q2");
  const NpsResult* third = find(rows, "", "", "2026Q3");
  const NpsResult* all = find(rows, "", "", "");
  ASSERT_TRUE(second && third && all);
  EXPECT_DOUBLE_EQ(second->nps->value, 25);   // (2 - 1) / 4
  EXPECT_DOUBLE_EQ(third->nps->value, -25);   // (1 - 2) / 4
  EXPECT_DOUBLE_EQ(third->change->value, -50);
  EXPECT_FALSE(second->change);
  EXPECT_EQ(all->n, 8);
  EXPECT_EQ(all->detractors, 3);
}

TEST(NpsFigures, SplitByAccountSegmentAndTenure) {
  StoredData data;
  data.accounts = {{.account_id = "A1", .segment = "smb", .started_on = "2026-06-20"},
                   {.account_id = "A2", .segment = "enterprise", .started_on = "2020-01-01"}};
  add_response(data, "A1", 9, "");
  add_response(data, "A2", 3, "");
  const auto rows = nps_figures(make_survey_view(SurveyKind::kNps, data));
  EXPECT_DOUBLE_EQ(find(rows, "segment", "smb", "2026Q3")->nps->value, 100);
  EXPECT_DOUBLE_EQ(find(rows, "phase", "expansion_renewal", "")->nps->value, -100);
  EXPECT_DOUBLE_EQ(find(rows, "phase", "onboarding", "")->nps->value, 100);
}

TEST(NpsFigures, OfEmployeesHaveNoAllQuartersRowOfAGroup) {
  StoredData data;
  for (int i = 0; i < 9; ++i) {
    add_response(data, "", 9, "", {2026, 3}, Polarity::kNeutral, SurveyKind::kEnps);
    data.responses.back().attributes = {{"department", "Sales"}};
  }
  const auto rows = nps_figures(make_survey_view(SurveyKind::kEnps, data));
  EXPECT_EQ(find(rows, "department", "Sales", ""), nullptr);  // a hidden quarter could be subtracted from it
  EXPECT_EQ(find(rows, "department", "Sales", "2026Q3")->n, 9);
}

/// Two quarters of `people` customers of one account each, with a respondent id if `named`.
StoredData two_quarters(int people, bool named) {
  StoredData data;
  for (const int quarter : {2, 3})
    for (int person = 0; person < people; ++person) {
      const int score = person % 3 == 0 ? 9 : person % 3 == 1 ? 8 : quarter == 2 ? 7 : 3;
      add_response(data, "A" + std::to_string(person), score, "", {2026, quarter});
      if (named) data.responses.back().respondent_id = "P" + std::to_string(person);
    }
  return data;
}

TEST(NpsFigures, TestTheChangeInPairsWhenTheSamePeopleAnswered) {
  const auto named = nps_figures(make_survey_view(SurveyKind::kNps, two_quarters(30, true)));
  const NpsResult* paired = find(named, "", "", "2026Q3");
  EXPECT_EQ(paired->change_method, "paired");
  EXPECT_EQ(paired->people_in_both, 30);
  // One in three falls from passive to detractor: -33.3 by both tests, but the pairs hardly differ otherwise.
  EXPECT_NEAR(paired->change->value, -100.0 / 3, 1e-9);
  const auto nameless = nps_figures(make_survey_view(SurveyKind::kNps, two_quarters(30, false)));
  const NpsResult* independent = find(nameless, "", "", "2026Q3");
  EXPECT_EQ(independent->change_method, "independent");
  EXPECT_EQ(independent->people_in_both, 0);
  EXPECT_EQ(independent->change->value, paired->change->value);
}

TEST(NpsFigures, CountWhoAnsweredTwiceWhenOnlySomeDid) {
  StoredData data = two_quarters(30, true);
  add_response(data, "B", 9, "", {2026, 3});
  const auto rows = nps_figures(make_survey_view(SurveyKind::kNps, data));
  EXPECT_EQ(find(rows, "", "", "2026Q3")->change_method, "overlapping");
  EXPECT_EQ(find(rows, "", "", "2026Q3")->people_in_both, 30);
}

TEST(NpsFigures, NeverRecogniseAnEmployeeAgain) {
  StoredData data = two_quarters(30, true);
  for (store::StoredResponse& response : data.responses) {
    response.survey = SurveyKind::kEnps;
    response.account_id.clear();
  }
  const auto rows = nps_figures(make_survey_view(SurveyKind::kEnps, data));
  EXPECT_EQ(find(rows, "", "", "2026Q3")->change_method, "independent");
  EXPECT_FALSE(find(rows, "", "", "2026Q3")->people_in_both);
}

// A1 (ARR 300) has a promoter and a detractor: each stands for 150; A2 (ARR 100) has a promoter. (150 - 150 + 100) / 400.
// Effective n = 400^2 / (150^2 + 150^2 + 100^2) = 160000 / 55000.
TEST(NpsFigures, LetMoneyVoteOncePerAccount) {
  StoredData data;
  data.accounts = {{.account_id = "A1", .arr = 300.0}, {.account_id = "A2", .arr = 100.0}, {.account_id = "A3"}};
  add_response(data, "A1", 9, "");
  add_response(data, "A1", 2, "");
  add_response(data, "A2", 10, "");
  add_response(data, "A3", 1, "");  // no ARR: left out
  const auto rows = nps_figures(make_survey_view(SurveyKind::kNps, data));
  const NpsResult* all = find(rows, "", "", "");
  ASSERT_TRUE(all->weighted_nps);
  EXPECT_NEAR(all->weighted_nps->value, 25, 1e-9);
  EXPECT_NEAR(*all->effective_n, 160000.0 / 55000, 1e-9);
  EXPECT_EQ(all->weighted_reason, "");
}

TEST(NpsFigures, SayWhyMoneyCannotVote) {
  const auto reason_with = [](std::vector<Account> accounts) {
    StoredData data;
    data.accounts = std::move(accounts);
    add_response(data, "A1", 9, "");
    add_response(data, "A2", 2, "");
    const auto rows = nps_figures(make_survey_view(SurveyKind::kNps, data));
    EXPECT_FALSE(find(rows, "", "", "")->weighted_nps);
    return find(rows, "", "", "")->weighted_reason;
  };
  EXPECT_EQ(reason_with({}), "no_arr");
  EXPECT_EQ(reason_with({{.account_id = "A1"}, {.account_id = "A2", .arr = 0.0}}), "no_arr");
  EXPECT_EQ(reason_with({{.account_id = "A1", .arr = -5.0}, {.account_id = "A2", .arr = 9.0}}), "negative_arr");
  EXPECT_EQ(reason_with({{.account_id = "A1", .arr = 5.0, .currency = "JPY"},
                         {.account_id = "A2", .arr = 9.0, .currency = "USD"}}),
            "mixed_currencies");
  EXPECT_TRUE(has_mixed_currencies({{.account_id = "A1", .arr = 5.0, .currency = "JPY"},
                                    {.account_id = "A2", .arr = 9.0, .currency = "USD"}}));
  EXPECT_FALSE(has_mixed_currencies({{.account_id = "A1", .arr = 5.0, .currency = "JPY"},
                                     {.account_id = "A2", .arr = 9.0},
                                     {.account_id = "A3", .currency = "USD"}}));
}

TEST(TenurePhase, ChangesAtNinetyDaysAndOneYear) {
  Account account{.account_id = "A", .started_on = "2026-01-01"};
  EXPECT_EQ(tenure_phase(&account, "2026-03-31T00:00:00"), "onboarding");  // day 89
  EXPECT_EQ(tenure_phase(&account, "2026-04-01T00:00:00"), "adoption");    // day 90
  EXPECT_EQ(tenure_phase(&account, "2026-12-31T00:00:00"), "adoption");    // day 364
  EXPECT_EQ(tenure_phase(&account, "2027-01-01T00:00:00"), "expansion_renewal");
  account.started_on = "";
  EXPECT_EQ(tenure_phase(&account, "2026-04-01T00:00:00"), "");
  EXPECT_EQ(tenure_phase(nullptr, "2026-04-01T00:00:00"), "");
}

}  // namespace
}  // namespace koe::stages
