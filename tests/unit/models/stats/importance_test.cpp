#include "models/stats/importance.h"

#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

#include "fixture.h"
#include "survey_fixture.h"

namespace koe::models::stats {
namespace {

TEST(RelativeWeights, AgreeWithNumpy) {
  const SurveyFixture survey = read_survey();
  const auto importance =
      relative_weights(survey.view(), std::vector<double>(survey.value.begin(), survey.value.end()));
  ASSERT_TRUE(importance);
  for (const auto& row : read_fixture("regression.tsv")) {
    if (row[0] != "relative_weights") continue;
    const double actual =
        row[2] == "r_squared" ? importance->r_squared : importance->weights[std::stoul(row[3])];
    EXPECT_NEAR(actual, std::stod(row[4]), 1e-10) << row[2] << row[3];
  }
  EXPECT_NEAR(std::accumulate(importance->weights.begin(), importance->weights.end(), 0.0),
              importance->r_squared, 1e-12);
}

TEST(RelativeWeights, OfUncorrelatedPredictorsAreTheirSquaredCorrelations) {
  // a 2x2 design, y = 3 a + b + noise orthogonal to both
  const std::vector<double> x = {0, 0, 0, 1, 1, 0, 1, 1};
  const std::vector<double> y = {0.5, 0.5, 2.5, 4.5};
  const auto importance = relative_weights({x, 4, 2}, y);
  ASSERT_TRUE(importance);
  // deviations -1.5 -1.5 .5 2.5 (squares 11); covariances with the centred columns 3 and 1, their squares 1
  EXPECT_NEAR(importance->weights[0], 9.0 / 11, 1e-12);
  EXPECT_NEAR(importance->weights[1], 1.0 / 11, 1e-12);
}

TEST(RelativeWeights, TwinsShareWhatOneOfThemWouldExplain) {
  const std::vector<double> one = {0, 1, 1, 0, 1};
  const std::vector<double> twins = {0, 0, 1, 1, 1, 1, 0, 0, 1, 1};
  const std::vector<double> y = {0, 1, 0, 0, 1};
  const auto alone = relative_weights({one, 5, 1}, y);
  const auto both = relative_weights({twins, 5, 2}, y);
  ASSERT_TRUE(alone && both);
  EXPECT_NEAR(both->r_squared, alone->r_squared, 1e-12);
  EXPECT_NEAR(both->weights[0], alone->r_squared / 2, 1e-12);
  EXPECT_NEAR(both->weights[1], alone->r_squared / 2, 1e-12);
}

TEST(RelativeWeights, OfThemesThatAllOrNobodyMentionAreZero) {
  const std::vector<double> x = {1, 0, 1, 0, 1, 0};
  const auto importance = relative_weights({x, 3, 2}, std::vector<double>{1, 0, 1});
  ASSERT_TRUE(importance);
  EXPECT_EQ(importance->weights, (std::vector<double>{0, 0}));
  EXPECT_EQ(importance->r_squared, 0);
}

TEST(RelativeWeights, NeedAResponseThatVaries) {
  const std::vector<double> x = {1, 0, 1};
  EXPECT_FALSE(relative_weights({x, 3, 1}, std::vector<double>{0.1, 0.1, 0.1}));
  EXPECT_FALSE(relative_weights({std::span(x).first(1), 1, 1}, std::vector<double>{1}));
  EXPECT_FALSE(relative_weights({{}, 0, 1}, {}));
  EXPECT_EQ(relative_weights({{}, 2, 0}, std::vector<double>{0, 1})->r_squared, 0);
}

}  // namespace
}  // namespace koe::models::stats
