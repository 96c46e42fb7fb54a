#include "pipeline/stages/rank/customer_levels.h"

#include <gtest/gtest.h>

#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

std::vector<std::optional<double>> levels(const StoredData& data, const std::string& day = "2026-10-01") {
  const SurveyView view = make_survey_view(SurveyKind::kNps, data);
  return customer_levels(customers_of(view, data), *day_of(day), true);
}

TEST(CustomerLevels, OfOneAnswerEachGoHalfWayToTheMean) {
  StoredData data;
  add_response(data, "A", 2, "");
  add_response(data, "B", 8, "");
  EXPECT_NEAR(levels(data)[0].value(), 3.5, 1e-12);
  EXPECT_NEAR(levels(data)[1].value(), 6.5, 1e-12);
}

TEST(CustomerLevels, WordsThatGoWithLowScoresLowerTheLevel) {
  StoredData data;
  for (int i = 0; i < 20; ++i) add_response(data, "X" + std::to_string(i), 2, "slow");
  for (int i = 0; i < 20; ++i) add_response(data, "Y" + std::to_string(i), 9, "fine", {2026, 3}, Polarity::kPositive);
  add_response(data, "A", 7, "slow");
  add_response(data, "B", 7, "fine", {2026, 3}, Polarity::kPositive);
  place_unit(data, "slow", 1);
  place_unit(data, "fine", 2);
  const auto all = levels(data);
  EXPECT_LT(all[0].value() + 2, all[1].value()) << "A and B, the first two, gave the same score";
}

TEST(CustomerLevels, KnowNothingOfLaterAnswersAndOfSilence) {
  StoredData data;
  data.accounts = {{.account_id = "A"}, {.account_id = "S"}};
  add_response(data, "A", 9, "", {2026, 1});
  add_response(data, "A", 0, "", {2026, 3});
  const auto all = levels(data, "2026-04-01");
  EXPECT_EQ(all[0], 9);
  EXPECT_FALSE(all[1]);
}

}  // namespace
}  // namespace koe::stages
