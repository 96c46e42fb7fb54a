#include "pipeline/stages/rank/account_indicators.h"

#include <gtest/gtest.h>

#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

struct Scene {
  StoredData data;
  SurveyView view;
  std::vector<Customer> customers;

  explicit Scene(StoredData given) : data(std::move(given)), view(make_survey_view(SurveyKind::kNps, data)) {
    customers = customers_of(view, data);
  }
  [[nodiscard]] Indicators on(const std::string& day, std::size_t customer = 0) const {
    return indicators_of(customers, view, survey_state(customers, *day_of(day), true))[customer];
  }
};

double value(const Indicators& indicators, AccountSign sign) {
  return indicators.value[static_cast<std::size_t>(sign)];
}
std::optional<double> figure(const Indicators& indicators, AccountSign sign) {
  return indicators.figure[static_cast<std::size_t>(sign)];
}

TEST(SurveyState, WeighsAThemeByHowMuchLowerItsPeopleScore) {
  StoredData data;
  for (int i = 0; i < 10; ++i) add_response(data, "A", 3, "slow");  // value -1
  for (int i = 0; i < 30; ++i) add_response(data, "B", 9, "good");  // value +1
  place_unit(data, "slow", 1);
  place_unit(data, "good", 2);
  const Scene scene(std::move(data));
  const SurveyState state = survey_state(scene.customers, *day_of("2026-12-31"), false);
  EXPECT_NEAR(state.weights.at(1), 1.0 * 10 / (10 + 10), 1e-12);  // gap 1, shrunk by ten mentions
  EXPECT_EQ(state.weights.at(2), 0);
}

TEST(Indicators, KnowNothingOfLaterAnswers) {
  StoredData data;
  data.accounts = {{.account_id = "A"}};
  add_response(data, "A", 9, "", {2026, 1});
  add_response(data, "A", 0, "", {2026, 3});
  const Scene scene(std::move(data));
  EXPECT_EQ(figure(scene.on("2026-04-01"), AccountSign::kLevel), 9);
  EXPECT_EQ(figure(scene.on("2026-10-01"), AccountSign::kLevel), 4.5);
}

TEST(Indicators, LevelIsHowFarTheCustomerFeelsBelowTheMiddle) {
  StoredData data;
  add_response(data, "A", 2, "");
  add_response(data, "B", 8, "");
  const Scene scene(std::move(data));
  // mean of all 5; half of what sets one answer apart is the moment: (2 + 5) / 2 = 3.5, so 4 below 7.5
  EXPECT_NEAR(value(scene.on("2026-10-01"), AccountSign::kLevel), 4, 1e-12);
}

TEST(Indicators, MovementIsTheFallToTheLatestQuarter) {
  StoredData data;
  add_response(data, "A", 9, "", {2026, 1});
  add_response(data, "A", 7, "", {2026, 2});
  add_response(data, "A", 4, "", {2026, 3});
  const Scene scene(std::move(data));
  const Indicators indicators = scene.on("2026-10-01");
  EXPECT_EQ(figure(indicators, AccountSign::kMovement), 4);  // from 8 to 4
  // worth of 1 answer against 2: 2/3; shrunk by 2/3 / (2/3 + 1) = 0.4
  EXPECT_NEAR(value(indicators, AccountSign::kMovement), 1.6, 1e-12);
}

TEST(Indicators, AComplaintIsResolvedWhenTheLatestWordIsNoComplaint) {
  StoredData data;
  add_response(data, "A", 3, "slow", {2026, 1});
  for (int i = 0; i < 10; ++i) add_response(data, "B", 9, "", {2026, 1});
  place_unit(data, "slow", 1);
  const Scene open(data);
  EXPECT_EQ(figure(open.on("2026-10-01"), AccountSign::kBurden), 1);
  EXPECT_EQ(open.on("2026-10-01").heaviest_theme, 1);
  add_response(data, "A", 9, "slow", {2026, 3}, Polarity::kPositive);
  const Scene resolved(std::move(data));
  EXPECT_FALSE(figure(resolved.on("2026-10-01"), AccountSign::kBurden));
}

TEST(Indicators, CountSilenceAndPeopleWhoStopped) {
  StoredData data;
  add_response(data, "A", 8, "", {2026, 1});  // 2026-01-15
  add_response(data, "A", 8, "", {2026, 3});  // 2026-07-15
  data.responses[0].respondent_id = "P1";
  data.responses[1].respondent_id = "P2";
  const Scene scene(std::move(data));
  const Indicators indicators = scene.on("2026-07-25");
  EXPECT_EQ(figure(indicators, AccountSign::kSilence), 10);
  EXPECT_EQ(figure(indicators, AccountSign::kQuiet), 1);
  EXPECT_NEAR(value(indicators, AccountSign::kQuiet), 0.5, 1e-12);
  EXPECT_EQ(value(indicators, AccountSign::kNever), 0);
}

TEST(Indicators, ReadTheContract) {
  StoredData data;
  data.accounts = {{.account_id = "A", .started_on = "2025-10-01", .renewal_on = "2026-12-30"}};
  add_response(data, "B", 8, "");
  const Scene scene(std::move(data));
  const Indicators indicators = scene.on("2026-10-01");  // 90 of 180 days before the renewal, a year after the start
  EXPECT_NEAR(value(indicators, AccountSign::kRenewal), 0.5, 1e-12);
  EXPECT_NEAR(value(indicators, AccountSign::kYoung), 0.5 - 0.4, 1e-12);
  EXPECT_EQ(value(indicators, AccountSign::kNever), 1);
  EXPECT_FALSE(indicators.answered);
  EXPECT_FALSE(figure(scene.on("2027-01-01"), AccountSign::kRenewal)) << "a renewal in the past is not near";
}

}  // namespace
}  // namespace koe::stages
