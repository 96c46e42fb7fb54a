#include "models/stats/regression.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "fixture.h"
#include "survey_fixture.h"

namespace koe::models::stats {
namespace {

/// Compares one fitted figure with every fixture row of that model, penalty and name.
template <typename Figure>
void expect_reference(const std::string& model, double penalty, const std::string& what, double tolerance,
                      const Figure& figure) {
  int rows = 0;
  for (const auto& row : read_fixture("regression.tsv")) {
    if (row[0] != model || std::stod(row[1]) != penalty || row[2] != what) continue;
    EXPECT_NEAR(figure(std::stoul(row[3])), std::stod(row[4]), tolerance)
        << model << penalty << what << row[3];
    ++rows;
  }
  EXPECT_GT(rows, 0) << model << penalty << what;
}

TEST(MembershipDesign, PutsAOneWhereAThemeIsMentioned) {
  const std::vector<std::vector<std::uint32_t>> members = {{0, 2}, {2}};
  EXPECT_EQ(membership_design(members, 3), (std::vector<double>{1, 0, 0, 0, 1, 1}));
}

TEST(RidgeRegression, AgreesWithNumpy) {
  const SurveyFixture survey = read_survey();
  const std::vector<double> response(survey.value.begin(), survey.value.end());
  for (const double penalty : {1e-9, 1.0, 25.0}) {
    const auto fit = ridge_regression(survey.view(), response, penalty);
    ASSERT_TRUE(fit);
    expect_reference("ridge", penalty, "intercept", 1e-10, [&](std::size_t) { return fit->intercept; });
    expect_reference("ridge", penalty, "r_squared", 1e-10, [&](std::size_t) { return fit->r_squared; });
    expect_reference("ridge", penalty, "coefficient", 1e-10,
                     [&](std::size_t j) { return fit->coefficients[j]; });
  }
}

TEST(RidgeRegression, WorkedByHandWithOnePredictor) {
  // x = 0 0 1 1, y = 1 3 4 8: sxx = 1, sxy = 4, so b = 4 / (1 + penalty)
  const std::vector<double> x = {0, 0, 1, 1};
  const std::vector<double> y = {1, 3, 4, 8};
  const auto fit = ridge_regression({x, 4, 1}, y, 1);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->coefficients[0], 2, 1e-12);
  EXPECT_NEAR(fit->intercept, 3, 1e-12);
  // residuals -2 0 -1 3, centred x -1/2 -1/2 1/2 1/2, (sxx + penalty)^-1 = 1/2
  const std::vector<double> influence = {0.5, 0, -0.25, 0.75};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(fit->influence[i], influence[i], 1e-12) << i;
}

TEST(RidgeRegression, AWeightOfTwoIsTheSameAsTheRowTwice) {
  const std::vector<double> x = {0, 1, 1};
  const std::vector<double> y = {1, 4, 8};
  const std::vector<double> twice_x = {0, 1, 1, 1};
  const std::vector<double> twice_y = {1, 4, 8, 8};
  const auto weighted = ridge_regression({x, 3, 1}, y, 1, std::vector<double>{1, 1, 2});
  const auto repeated = ridge_regression({twice_x, 4, 1}, twice_y, 1);
  ASSERT_TRUE(weighted && repeated);
  EXPECT_NEAR(weighted->coefficients[0], repeated->coefficients[0], 1e-12);
  EXPECT_NEAR(weighted->intercept, repeated->intercept, 1e-12);
  EXPECT_NEAR(weighted->r_squared, repeated->r_squared, 1e-12);
}

TEST(RidgeRegression, SurvivesColumnsThatSayNothingOrTheSame) {
  const std::vector<double> y = {0, 1, 1, 0};
  const std::vector<double> twins = {0, 0, 1, 1, 1, 1, 0, 0};  // rows (0 0) (1 1) (1 1) (0 0): sxx = sxy = 1
  const auto fit = ridge_regression({twins, 4, 2}, y, 1);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->coefficients[0], 1.0 / 3, 1e-12);
  EXPECT_NEAR(fit->coefficients[1], 1.0 / 3, 1e-12);
  const std::vector<double> constant = {1, 1, 1, 1};
  EXPECT_EQ(ridge_regression({constant, 4, 1}, y, 1)->coefficients[0], 0);
  EXPECT_EQ(ridge_regression({constant, 4, 1}, constant, 1)->r_squared, 0);
  EXPECT_FALSE(ridge_regression({{}, 0, 3}, {}, 1));
}

TEST(OrdinalLogit, AgreesWithStatsmodelsWhenHardlyPenalised) {
  const SurveyFixture survey = read_survey();
  const auto fit = ordinal_logit(survey.view(), survey.value, 1e-9);
  ASSERT_TRUE(fit);
  expect_reference("ordinal", 0, "threshold", 1e-5, [&](std::size_t j) { return fit->thresholds.at(j); });
  expect_reference("ordinal", 0, "coefficient", 1e-5, [&](std::size_t j) { return fit->coefficients[j]; });
  expect_reference("ordinal", 0, "average_effect", 1e-5,
                   [&](std::size_t j) { return fit->average_effects[j]; });
  expect_reference("ordinal", 0, "log_likelihood", 1e-6, [&](std::size_t) { return fit->log_likelihood; });
}

TEST(OrdinalLogit, AgreesWithAGeneralOptimiserWhenPenalised) {
  const SurveyFixture survey = read_survey();
  for (const double penalty : {1.0, 25.0}) {
    const auto fit = ordinal_logit(survey.view(), survey.value, penalty);
    ASSERT_TRUE(fit);
    expect_reference("ordinal", penalty, "threshold", 1e-5,
                     [&](std::size_t j) { return fit->thresholds.at(j); });
    expect_reference("ordinal", penalty, "coefficient", 1e-5,
                     [&](std::size_t j) { return fit->coefficients[j]; });
    expect_reference("ordinal", penalty, "average_effect", 1e-5,
                     [&](std::size_t j) { return fit->average_effects[j]; });
    EXPECT_LT(fit->iterations, 15);
  }
}

TEST(OrdinalLogit, StaysFiniteWhenAThemeSeparatesPerfectly) {
  // everybody who mentions it is a detractor, nobody else is: without a penalty the coefficient runs to
  // -infinity
  const std::vector<double> x = {1, 1, 1, 0, 0, 0, 0};
  const std::vector<std::int8_t> value = {-1, -1, -1, 0, 1, 0, 1};
  const auto fit = ordinal_logit({x, 7, 1}, value, 1);
  ASSERT_TRUE(fit);
  EXPECT_LT(fit->coefficients[0], -1);
  EXPECT_GT(fit->coefficients[0], -10);
  EXPECT_LT(fit->thresholds[0], fit->thresholds[1]);
  EXPECT_GT(fit->average_effects[0], -1);
  EXPECT_LT(fit->average_effects[0], 0);
}

TEST(OrdinalLogit, WithoutPredictorsGivesTheShares) {
  const std::vector<std::int8_t> value = {-1, 0, 0, 1};
  const auto fit = ordinal_logit({{}, 4, 0}, value, 1);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->thresholds[0], std::log(0.25 / 0.75), 1e-9);
  EXPECT_NEAR(fit->thresholds[1], std::log(0.75 / 0.25), 1e-9);
}

TEST(OrdinalLogit, NeedsAllThreeBands) {
  const std::vector<double> x = {1, 0, 1};
  EXPECT_FALSE(ordinal_logit({x, 3, 1}, std::vector<std::int8_t>{1, 1, 0}, 1));
  EXPECT_FALSE(ordinal_logit({x, 3, 1}, std::vector<std::int8_t>{-1, -1, 0}, 1));
  EXPECT_FALSE(ordinal_logit({x, 3, 1}, std::vector<std::int8_t>{-1, 1, 1}, 1));
  EXPECT_FALSE(ordinal_logit({{}, 0, 1}, {}, 1));
}

}  // namespace
}  // namespace koe::models::stats
