// How sure is a share? Intervals for a proportion that hold at small counts and at 0 % and 100 %.
#pragma once
#include <cstdint>
#include <optional>

#include "models/stats/estimate.h"

namespace koe::models::stats {

/// Share with its Agresti-Coull ("adjusted Wald") interval: z^2/2 pseudo-successes and as many
/// pseudo-failures.
/// In: 0 <= `successes` <= `trials`; `level` in (0, 1).
/// Out: the plain share and an interval within 0..1 that holds it; nullopt when trials = 0.
/// Cost: O(1). Errors: none.
/// Source: Agresti and Coull (1998), The American Statistician 52(2), 119-126. Checked in
///     tests/unit/models/stats/proportion_test.cpp against statsmodels.
[[nodiscard]] std::optional<Estimate> agresti_coull_share(std::int64_t successes, std::int64_t trials,
                                                          double level = 0.95);

/// Share with its Wilson score interval, which never needs clipping and is the narrower of the two near 0 and
/// 1.
/// In, Out, Cost, Errors: as agresti_coull_share.
/// Source: Wilson (1927), JASA 22, 209-212; recommended by Brown, Cai and DasGupta (2001), Statistical
///     Science 16(2). Checked in tests/unit/models/stats/proportion_test.cpp against statsmodels.
[[nodiscard]] std::optional<Estimate> wilson_share(std::int64_t successes, std::int64_t trials,
                                                   double level = 0.95);

/// Two-sided mid-p value of the hypothesis that two shares are equal, conditional on the total of successes.
/// In: 0 <= successes <= trials on each side.
/// Out: 0..1: twice the smaller tail of the hypergeometric distribution, what was observed counting half, at
///     most 1; 1 when a side has no trials.
/// Cost: O(successes). Errors: none.
/// Source: Lancaster (1961), JASA 56, 223-234; recommended over Fisher's exact p by Hirji, Tan and Elashoff
///     (1991), Statistics in Medicine 10, 1137-1153. Checked in tests/unit/models/stats/proportion_test.cpp
///     against SciPy.
[[nodiscard]] double equal_shares_mid_p(std::int64_t first_successes, std::int64_t first_trials,
                                        std::int64_t second_successes, std::int64_t second_trials);

/// A Beta(alpha, beta) belief about a chance; alpha and beta are the successes and failures it is worth.
struct BetaBelief {
  double alpha = 0.5;  ///< > 0; the default is Jeffreys' prior
  double beta = 0.5;   ///< > 0
  bool operator==(const BetaBelief&) const = default;
};

/// The belief after seeing `successes` and `failures`.
/// In: counts >= 0.
/// Out: alpha + successes, beta + failures.
/// Cost: O(1). Errors: none.
/// Source: conjugacy of Beta and binomial (Gelman et al. 2013, Bayesian Data Analysis, section 2.4). Checked
///     in tests/unit/models/stats/proportion_test.cpp.
[[nodiscard]] BetaBelief updated(const BetaBelief& prior, std::int64_t successes, std::int64_t failures);

/// Mean and equal-tailed credible interval of a belief.
/// In: alpha, beta > 0; `level` in (0, 1).
/// Out: within 0..1. Where a strongly skewed belief's mean lies outside the equal-tailed interval, that end
///     is moved to the mean.
/// Cost: O(1). Errors: none.
/// Source: as updated(). Checked in tests/unit/models/stats/proportion_test.cpp against SciPy.
[[nodiscard]] Estimate summary(const BetaBelief& belief, double level = 0.95);

}  // namespace koe::models::stats
