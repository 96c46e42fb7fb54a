#include "pipeline/stages/rank/nps_figures.h"

#include <gtest/gtest.h>

#include <algorithm>

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
  const auto rows = nps_figures(make_survey_view(SurveyKind::kNps, data), 5);
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
  const auto rows = nps_figures(make_survey_view(SurveyKind::kNps, data), 5);
  EXPECT_DOUBLE_EQ(find(rows, "segment", "smb", "2026Q3")->nps->value, 100);
  EXPECT_DOUBLE_EQ(find(rows, "phase", "expansion_renewal", "")->nps->value, -100);
  EXPECT_DOUBLE_EQ(find(rows, "phase", "onboarding", "")->nps->value, 100);
}

TEST(NpsFigures, OfEmployeesHideSmallDepartmentsAndTheNextSmallest) {
  StoredData data;
  const auto add = [&data](const std::string& department, int n) {
    for (int i = 0; i < n; ++i) {
      add_response(data, "", 9, "", {2026, 3}, Polarity::kNeutral, SurveyKind::kEnps);
      data.responses.back().attributes = {{"department", department}};
    }
  };
  add("Engineering", 20);
  add("Sales", 8);
  add("Legal", 3);
  const auto rows = nps_figures(make_survey_view(SurveyKind::kEnps, data), 5);
  EXPECT_FALSE(find(rows, "department", "Engineering", "2026Q3")->suppressed);
  for (const char* hidden : {"Sales", "Legal"}) {
    const NpsResult* row = find(rows, "department", hidden, "2026Q3");
    ASSERT_NE(row, nullptr);
    EXPECT_TRUE(row->suppressed);
    EXPECT_FALSE(row->n);
    EXPECT_FALSE(row->nps);
  }
  EXPECT_EQ(find(rows, "department", "Engineering", ""), nullptr);  // no total to subtract quarters from
  EXPECT_EQ(find(rows, "", "", "2026Q3")->n, 31);
}

TEST(NpsFigures, OfFourEmployeesAreNotShownAtAll) {
  StoredData data;
  for (int i = 0; i < 4; ++i) add_response(data, "", 9, "", {2026, 3}, Polarity::kNeutral, SurveyKind::kEnps);
  for (const NpsResult& row : nps_figures(make_survey_view(SurveyKind::kEnps, data), 5)) {
    EXPECT_TRUE(row.suppressed);
    EXPECT_FALSE(row.nps);
  }
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
