#include "models/stats/logistic.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "models/stats/rng.h"

namespace koe::models::stats {
namespace {

constexpr CoefficientBelief kOpen{.mean = 0, .deviation = 1000};

TEST(LogisticRegression, WithoutDataIsTheBelief) {
  const std::vector<CoefficientBelief> beliefs = {{-2, 0.5}, {1, 2}};
  const LogisticFit fit = logistic_regression({{}, 0, 2}, {}, beliefs);
  EXPECT_NEAR(fit.coefficients[0], -2, 1e-12);
  EXPECT_NEAR(fit.coefficients[1], 1, 1e-12);
  EXPECT_NEAR(fit.covariance[0], 0.25, 1e-12);
  EXPECT_NEAR(fit.covariance[1], 0, 1e-12);
  EXPECT_NEAR(fit.covariance[3], 4, 1e-12);
}

TEST(LogisticRegression, TwoByTwoTableGivesTheLogOddsRatioAndWoolfsVariance) {
  // x = 0: 2 of 10 with the event; x = 1: 6 of 10. Log odds log(2/8), log(6/4); log odds ratio log 6, its
  // variance (Woolf 1955) 1/2 + 1/8 + 1/6 + 1/4.
  std::vector<double> design;
  std::vector<std::uint8_t> outcome;
  for (int x = 0; x < 2; ++x)
    for (int i = 0; i < 10; ++i) {
      design.push_back(1);
      design.push_back(x);
      outcome.push_back(i < (x == 0 ? 2 : 6));
    }
  const LogisticFit fit = logistic_regression({design, 20, 2}, outcome, std::vector{kOpen, kOpen});
  EXPECT_NEAR(fit.coefficients[0], std::log(0.25), 1e-4);
  EXPECT_NEAR(fit.coefficients[1], std::log(6), 1e-4);
  EXPECT_NEAR(fit.covariance[3], 1.0 / 2 + 1.0 / 8 + 1.0 / 6 + 1.0 / 4, 1e-4);
}

TEST(LogisticRegression, SeparatedDataStayFinite) {
  const std::vector<double> design = {1, -1, 1, -1, 1, 1, 1, 1};
  const std::vector<std::uint8_t> outcome = {0, 0, 1, 1};
  const std::vector<CoefficientBelief> beliefs = {{0, 1}, {0, 1}};
  const LogisticFit fit = logistic_regression({design, 4, 2}, outcome, beliefs);
  // By symmetry the constant is 0; the slope solves 4 (1 - logistic(b)) = b, at b = 1.0426
  EXPECT_NEAR(fit.coefficients[0], 0, 1e-9);
  EXPECT_NEAR(4 * (1 - 1 / (1 + std::exp(-fit.coefficients[1]))), fit.coefficients[1], 1e-7);
}

TEST(LogisticRegression, OneOutcomeOnlyStaysFinite) {
  const std::vector<double> design = {1, 1, 1};
  const std::vector<std::uint8_t> outcome = {1, 1, 1};
  const LogisticFit fit = logistic_regression({design, 3, 1}, outcome, std::vector{CoefficientBelief{0, 2}});
  EXPECT_GT(fit.coefficients[0], 0);
  EXPECT_TRUE(std::isfinite(fit.coefficients[0]) && fit.covariance[0] > 0);
}

TEST(LogisticRegression, EvidenceIsTheChanceOfTheOutcomes) {
  // One coefficient, x = 1, outcome 1, belief N(0, s): the chance of the outcome is 1/2 by symmetry, and Laplace's
  // approximation is exact in the limit of a sure belief.
  const std::vector<double> design = {1};
  const LogisticFit fit = logistic_regression({design, 1, 1}, std::vector<std::uint8_t>{1}, {{0, 0.01}});
  EXPECT_NEAR(fit.log_evidence, std::log(0.5), 1e-4);
}

TEST(AveragedFit, IsModestAboutNoiseAndBoldAboutAStrongEffect) {
  std::vector<double> design;
  std::vector<std::uint8_t> by_effect, by_nothing;
  Rng rng(9);
  for (int i = 0; i < 400; ++i) {
    const double x = rng.normal();
    design.push_back(x);
    by_effect.push_back(rng.uniform() < 1 / (1 + std::exp(-2 * x)));
    by_nothing.push_back(i % 2 == 1);
  }
  const std::vector<CoefficientBeliefs> candidates = {{{0, 2}}, {{0, 0.05}}};
  const DesignView view{design, 400, 1};
  const auto coefficient = [&](const std::vector<std::uint8_t>& outcome, std::size_t candidate) {
    return logistic_regression(view, outcome, candidates[candidate]).coefficients[0];
  };
  EXPECT_NEAR(averaged_fit(view, by_effect, candidates).coefficients[0], coefficient(by_effect, 0), 1e-6);
  EXPECT_NEAR(averaged_fit(view, by_nothing, candidates).coefficients[0], coefficient(by_nothing, 1), 0.01);
}

TEST(AveragedFit, IsTheMixtureOfItsFits) {
  const std::vector<double> design = {1, -1, 2, 0.5};
  const std::vector<std::uint8_t> outcome = {1, 0, 0, 1};
  const DesignView view{design, 4, 1};
  const LogisticFit a = logistic_regression(view, outcome, {{0, 1}}), b = logistic_regression(view, outcome, {{1, 0.5}});
  const double share = 1 / (1 + std::exp(b.log_evidence - a.log_evidence));  // of a, both equally likely before
  const LogisticFit both = averaged_fit(view, outcome, std::vector<CoefficientBeliefs>{{{0, 1}}, {{1, 0.5}}});
  const double mean = share * a.coefficients[0] + (1 - share) * b.coefficients[0];
  EXPECT_NEAR(both.coefficients[0], mean, 1e-12);
  // variance of a mixture: mean of the variances + variance of the means, share (1 - share) (difference)^2
  const double difference = a.coefficients[0] - b.coefficients[0];
  EXPECT_NEAR(both.covariance[0],
              share * a.covariance[0] + (1 - share) * b.covariance[0] + share * (1 - share) * difference * difference, 1e-12);
  EXPECT_NEAR(both.log_evidence, std::log((std::exp(a.log_evidence) + std::exp(b.log_evidence)) / 2), 1e-12);
}

TEST(AveragedFit, WithoutDataIsTheFirstBelief) {
  const LogisticFit fit = averaged_fit({{}, 0, 1}, {}, std::vector<CoefficientBeliefs>{{{0.4, 1}}, {{0.1, 0.2}}});
  EXPECT_EQ(fit.coefficients[0], 0.4);
  EXPECT_NEAR(fit.covariance[0], 1, 1e-12);
}

TEST(EventChance, IsTheLogisticOfTheRowWithItsInterval) {
  // log odds 1 + 2 x 0.5 = 2, variance 0.04 + 0.25 x 0.16 = 0.08
  const LogisticFit fit{{1, 2}, {0.04, 0, 0, 0.16}};
  const Estimate chance = event_chance(fit, std::vector<double>{1, 0.5});
  EXPECT_NEAR(chance.value, 1 / (1 + std::exp(-2.0)), 1e-12);
  EXPECT_NEAR(chance.low, 1 / (1 + std::exp(-(2 - 1.959963985 * std::sqrt(0.08)))), 1e-9);
  EXPECT_NEAR(chance.high, 1 / (1 + std::exp(-(2 + 1.959963985 * std::sqrt(0.08)))), 1e-9);
}

TEST(CrossValidatedChances, LearnNothingFromTheRowItself) {
  // A column of pure noise: in-sample fits find something in it, held-out ones must not do better than chance.
  Rng rng(3);
  constexpr std::size_t kRows = 60;
  constexpr std::size_t kColumns = 20;
  std::vector<double> design;
  std::vector<std::uint8_t> outcome;
  for (std::size_t i = 0; i < kRows; ++i) {
    outcome.push_back(i % 2 == 1);
    for (std::size_t j = 0; j < kColumns; ++j) design.push_back(rng.normal());
  }
  const std::vector<CoefficientBelief> beliefs(kColumns, {0, 2});
  const DesignView view{design, kRows, kColumns};
  const auto right_side = [&](const std::vector<Estimate>& chance) {
    int right = 0;
    for (std::size_t i = 0; i < kRows; ++i) right += (chance[i].value > 0.5) == (outcome[i] != 0);
    return right;
  };
  const LogisticFit fit = logistic_regression(view, outcome, beliefs);
  std::vector<Estimate> in_sample;
  for (std::size_t i = 0; i < kRows; ++i)
    in_sample.push_back(event_chance(fit, view.values.subspan(i * kColumns, kColumns)));
  const HeldOutChances held_out = cross_validated_chances(view, outcome, {&beliefs, 1}, 10, 1);
  EXPECT_GE(right_side(in_sample), 45);
  EXPECT_LT(right_side(held_out.chance), 42);  // 30 expected, three standard errors are 12
  EXPECT_EQ(held_out, cross_validated_chances(view, outcome, {&beliefs, 1}, 10, 1));
}

TEST(CrossValidatedChances, GiveEveryFoldItsShareOfEvents) {
  // A constant alone, two events in eight rows, two folds: each half holds one event of four, so every
  // prediction is the one from one event in four rows.
  const std::vector<double> design(8, 1);
  const std::vector<std::uint8_t> outcome = {1, 1, 0, 0, 0, 0, 0, 0};
  const CoefficientBeliefs beliefs = {kOpen};
  for (const Estimate& chance : cross_validated_chances({design, 8, 1}, outcome, {&beliefs, 1}, 2, 7).chance)
    EXPECT_NEAR(chance.value, 0.25, 1e-4);
}

}  // namespace
}  // namespace koe::models::stats
