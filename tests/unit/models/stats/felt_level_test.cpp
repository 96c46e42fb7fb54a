#include "models/stats/felt_level.h"

#include <gtest/gtest.h>

#include "models/stats/regression.h"
#include "models/stats/rng.h"

namespace koe::models::stats {
namespace {

using Marks = std::vector<std::vector<std::uint32_t>>;

TEST(ExpectedScores, AreThoseOfRidgeRegression) {
  Rng rng(5);
  std::vector<double> score, design;
  Marks marks;
  for (int i = 0; i < 60; ++i) {
    std::vector<std::uint32_t> marked;
    double mean = 8;
    for (std::uint32_t mark = 0; mark < 4; ++mark) {
      const bool has = rng.uniform() < 0.3;
      design.push_back(has ? 1 : 0);
      if (has) marked.push_back(mark);
      if (has) mean -= mark;
    }
    marks.push_back(marked);
    score.push_back(mean + rng.normal());
  }
  const LinearFit fit = ridge_regression({design, 60, 4}, score, 5).value();
  const std::vector<double> expected = expected_scores(score, marks, 4, 5);
  for (std::size_t i = 0; i < 60; ++i) {
    double prediction = fit.intercept;
    for (std::size_t j = 0; j < 4; ++j) prediction += fit.coefficients[j] * design[i * 4 + j];
    EXPECT_NEAR(expected[i], prediction, 1e-9);
  }
}

TEST(ExpectedScores, WithoutMarksAreTheMean) {
  const std::vector<double> score = {2, 8};
  EXPECT_EQ(expected_scores(score, Marks{{}, {}}, 0, 5), (std::vector<double>{5, 5}));
  EXPECT_EQ(expected_scores(score, Marks{{}, {}}, 3, 5), (std::vector<double>{5, 5}));
  EXPECT_TRUE(expected_scores({}, Marks{}, 3, 5).empty());
}

TEST(FeltLevels, KeepWhatBelongsToTheCustomerAndDropTheMoment) {
  // Two customers of two answers, all expected at 6. Residuals 3, 1 and -1, -3: within = (2 + 2) / (4 - 2) = 2; between
  // squares = 2 x (2^2 + 2^2) = 16, over one degree of freedom; typical size (4 - 8/4) / 1 = 2: between = (16 - 2) / 2 = 7.
  const std::vector<double> score = {9, 7, 5, 3}, expected = {6, 6, 6, 6};
  const std::vector<std::uint32_t> customer = {0, 0, 1, 1};
  const auto felt = felt_levels(score, expected, customer, 3, 0.5);
  // stays (7 + 1/2) of (7 + 1): 6 + 2 x 7.5 / 8
  EXPECT_NEAR(felt[0].value(), 7.875, 1e-12);
  EXPECT_NEAR(felt[1].value(), 4.125, 1e-12);
  EXPECT_FALSE(felt[2]);
  EXPECT_NEAR(felt_levels(score, expected, customer, 2, 0)[0].value(), 8, 1e-12);  // no moods: the mean itself
}

TEST(FeltLevels, OfSingleAnswersGoHalfWayToWhatIsExpected) {
  const auto felt = felt_levels(std::vector<double>{2, 8}, std::vector<double>{5, 6}, std::vector<std::uint32_t>{0, 1}, 2, 0.5);
  EXPECT_NEAR(felt[0].value(), 3.5, 1e-12);
  EXPECT_NEAR(felt[1].value(), 7, 1e-12);
}

TEST(FeltLevels, OfEqualAnswersAreThoseAnswers) {
  const auto felt = felt_levels(std::vector<double>{7, 7}, std::vector<double>{7, 7}, std::vector<std::uint32_t>{0, 0}, 1, 0.5);
  EXPECT_EQ(felt[0], 7);
  EXPECT_TRUE(felt_levels({}, {}, {}, 0, 0.5).empty());
}

/// Who knows what people feel (x) by words, scores and the other answers together errs less than who takes mean scores.
TEST(FeltLevels, AreCloserToTheTruthThanMeanScores) {
  Rng rng(11);
  std::vector<double> score;
  Marks marks;
  std::vector<std::uint32_t> customer;
  std::vector<double> truth(200), mean(200);
  for (std::uint32_t c = 0; c < 200; ++c) {
    const double own = 0.7 * rng.normal();
    for (int i = 0; i < 3; ++i) {
      const bool hurt = rng.uniform() < 0.3;
      const double feels = 8 + own - (hurt ? 3 : 0) + rng.normal();
      truth[c] += feels / 3;
      customer.push_back(c);
      marks.push_back(hurt ? std::vector<std::uint32_t>{0} : std::vector<std::uint32_t>{});
      score.push_back(feels + rng.normal());
      mean[c] += score.back() / 3;
    }
  }
  const auto felt = felt_levels(score, expected_scores(score, marks, 1, 5), customer, 200, 0.5);
  double error = 0, error_of_mean = 0;
  for (std::size_t c = 0; c < 200; ++c) {
    error += (*felt[c] - truth[c]) * (*felt[c] - truth[c]);
    error_of_mean += (mean[c] - truth[c]) * (mean[c] - truth[c]);
  }
  EXPECT_LT(error, 0.95 * error_of_mean);
}

}  // namespace
}  // namespace koe::models::stats
