#include "models/stats/distributions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "fixture.h"

namespace koe::models::stats {
namespace {

TEST(Distributions, AgreeWithScipy) {
  for (const auto& row : read_fixture("quantiles.tsv")) {
    const double argument = std::stod(row[1]);
    const double expected = std::stod(row[3]);
    const double actual = row[0] == "normal"      ? normal_quantile(argument)
                          : row[0] == "student_t" ? student_t_quantile(argument, std::stod(row[2]))
                                                  : two_sided_p(argument);
    EXPECT_NEAR(actual, expected, 1e-9 * std::max(1e-6, std::abs(expected))) << row[0] << " " << row[1];
  }
}

TEST(Distributions, BetaQuantilesOfTheUniformAreTheProbabilities) {
  EXPECT_NEAR(beta_quantile(0.025, 1, 1), 0.025, 1e-14);
  EXPECT_NEAR(beta_quantile(0.975, 1, 1), 0.975, 1e-14);
}

TEST(Distributions, LogBetaGivesBinomialCoefficients) {
  // B(4, 3) = 3! 2! / 6! = 1 / 60
  EXPECT_NEAR(log_beta(4, 3), -std::log(60.0), 1e-13);
}

// Twice the upper tail at the 97.5 % quantile is 5 %, whatever the degrees of freedom.
TEST(TwoSidedTP, IsTheInverseOfTheQuantile) {
  for (const double degrees : {1.0, 2.7, 9.0, 41.5}) {
    EXPECT_NEAR(two_sided_t_p(student_t_quantile(0.975, degrees), degrees), 0.05, 1e-12);
    EXPECT_NEAR(two_sided_t_p(-student_t_quantile(0.975, degrees), degrees), 0.05, 1e-12);
  }
  EXPECT_DOUBLE_EQ(two_sided_t_p(0, 5), 1);
}

}  // namespace
}  // namespace koe::models::stats
