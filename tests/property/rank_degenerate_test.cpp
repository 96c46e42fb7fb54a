// Whatever the survey holds, the rank stage gives figures with honest intervals or none, never NaN, never a
// crash: one response, one quarter, no accounts, no comments, only promoters, accounts without or with odd
// ARR, a theme that everybody mentions, and anything between.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <set>

#include "pipeline/stages/rank/bridge.h"
#include "pipeline/stages/rank/change_drivers.h"
#include "pipeline/stages/rank/nps_figures.h"
#include "pipeline/stages/rank/response_rate.h"
#include "pipeline/stages/rank/revenue_figures.h"
#include "pipeline/stages/rank/theme_figures.h"
#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

const RunConfig kConfig{.bootstrap_draws = 12};

void check(double value) { RC_ASSERT(std::isfinite(value)); }
void check(const std::optional<double>& value) {
  if (value) check(*value);
}
void check(const Estimate& estimate) {
  check(estimate.value);
  check(estimate.low);
  check(estimate.high);
  RC_ASSERT(estimate.low <= estimate.value && estimate.value <= estimate.high);
}
void check(const std::optional<Estimate>& estimate) {
  if (estimate) check(*estimate);
}

/// A figure, or a word for why there is none.
void check_all(const StoredData& data) {
  std::vector<ThemeResult> themes;
  for (const SurveyKind survey : {SurveyKind::kNps, SurveyKind::kEnps}) {
    const SurveyView view = make_survey_view(survey, data);
    if (view.responses.empty()) continue;
    RevenueFigures revenue;
    if (survey == SurveyKind::kNps) {
      revenue = revenue_figures(view, data);
      const ChangeDrivers drivers = change_drivers(view, data, kConfig);
      RC_ASSERT(drivers.reason.empty() != drivers.rows.empty());
      for (const DriverResult& row : drivers.rows) {
        check(row.total);
        check(row.prevalence);
        check(row.severity);
      }
      const ParticipationResult answering = participation(view, data);
      RC_ASSERT(answering.reason.empty() != answering.segments.empty());
      check(answering.shift);
    }
    for (const NpsResult& row : nps_figures(view)) {
      check(row.nps);
      check(row.change);
      check(row.p_value);
      check(row.weighted_nps);
      check(row.effective_n);
      check(row.response_rate);
      if (survey == SurveyKind::kNps) {
        RC_ASSERT(row.weighted_nps.has_value() == row.weighted_reason.empty());
      }
    }
    CoverageResult coverage;
    for (const ThemeResult& row : theme_figures(view, data, revenue, kConfig, coverage)) {
      for (const auto& estimate : {row.share, row.impact, row.net_impact, row.arr_at_risk, row.trend,
                                   row.penalty, row.reward, row.contrast})
        check(estimate);
      for (const auto& figure : {row.p_top5, row.nps, row.trend_q, row.polarity, row.ordinal_impact,
                                 row.relative_weight, row.success_gap})
        check(figure);
      themes.push_back(row);
    }
  }
  for (const BridgeResult& row : make_bridge(themes, data, 2, 1).rows) check(row.similarity);
}

/// `responses` answers by up to `accounts` accounts over `quarters` quarters about up to `themes` themes.
StoredData any_data(int responses, int accounts, int quarters, int themes) {
  StoredData data;
  for (int theme = 1; theme <= themes; ++theme) {
    place_unit(data, "u" + std::to_string(theme), theme);
    data.themes[theme].centroid = {static_cast<std::int16_t>(theme),
                                   static_cast<std::int16_t>(*rc::gen::inRange(-3, 4))};
  }
  const char* const currencies[] = {"", "JPY", "USD"};
  for (int account = 0; account < accounts; ++account) {
    Account entry{.account_id = "A" + std::to_string(account), .segment = account % 2 == 0 ? "smb" : ""};
    const int money = *rc::gen::inRange(-2, 5);
    if (money != 0) entry.arr = money < 0 ? *rc::gen::element(-7.0, 0.0) : 1000.0 * money;
    entry.currency = currencies[*rc::gen::inRange(0, 3)];
    data.accounts.push_back(entry);
  }
  const bool all_promoters = *rc::gen::arbitrary<bool>();
  for (int i = 0; i < responses; ++i) {
    const int theme = themes == 0 ? 0 : *rc::gen::inRange(0, themes + 1);
    const SurveyKind survey = *rc::gen::inRange(0, 4) == 0 ? SurveyKind::kEnps : SurveyKind::kNps;
    add_response(
        data,
        survey == SurveyKind::kNps && accounts > 0 ? "A" + std::to_string(*rc::gen::inRange(0, accounts))
                                                   : "",
        all_promoters ? 10 : *rc::gen::inRange(0, 11), theme == 0 ? "" : "u" + std::to_string(theme),
        {2026, *rc::gen::inRange(1, quarters + 1)}, static_cast<Polarity>(*rc::gen::inRange(0, 4)), survey);
    store::StoredResponse& last = data.responses.back();
    if (*rc::gen::inRange(0, 6) == 0) last.score.reset();
    if (*rc::gen::inRange(0, 6) == 0) last.period.reset();
    if (*rc::gen::arbitrary<bool>()) last.respondent_id = "P" + std::to_string(*rc::gen::inRange(0, 9));
  }
  return data;
}

RC_GTEST_PROP(RankStage, GivesFiguresOrReasonsForAnySurvey, ()) {
  check_all(any_data(*rc::gen::inRange(0, 60), *rc::gen::inRange(0, 6), *rc::gen::inRange(1, 5),
                     *rc::gen::inRange(0, 5)));
}

TEST(RankStage, SurvivesAThemeThatEverybodyMentions) {
  StoredData data;
  place_unit(data, "all", 1);
  place_unit(data, "some", 2);
  for (const int quarter : {2, 3})
    for (int i = 0; i < 25; ++i) {
      add_response(data, "A" + std::to_string(i), i % 11, "all", {2026, quarter});
      if (i % 3 == 0) {
        data.segments.push_back(data.segments.back());
        data.segments.back().ordinal = 1;
        data.segments.back().unit_key = "some";
      }
    }
  ASSERT_NO_THROW(check_all(data));
  const SurveyView view = make_survey_view(SurveyKind::kNps, data);
  CoverageResult coverage;
  for (const ThemeResult& row : theme_figures(view, data, {}, kConfig, coverage)) {
    if (row.theme_id != "T0001") continue;
    EXPECT_FALSE(row.impact);  // the score without it is unknown
    EXPECT_FALSE(row.net_impact);
    EXPECT_FALSE(row.relative_weight);
    EXPECT_TRUE(row.uncertain);
  }
}

}  // namespace
}  // namespace koe::stages
