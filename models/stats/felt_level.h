// How does a customer feel, when every score also holds the mood of a moment? Scores taken together with what the same
// answers say in words, and with the customer's other answers.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace koe::models::stats {

/// The score that goes with what an answer says: ridge regression of the scores on the marks of the answers.
/// In: `score`, n finite numbers; `marks`, n lists of distinct indices below `mark_count` (themes that the answer mentions,
///     its tone); `penalty` > 0: as if so many answers with a mark had a score as everybody gives it.
/// Out: n numbers; all equal to the mean score when no answer has a mark.
/// Cost: O(sum over answers of marks^2 + mark_count^3). Errors: none.
/// Source: Hoerl and Kennard (1970), Technometrics 12(1). Checked in tests/unit/models/stats/felt_level_test.cpp against
///     ridge_regression.
[[nodiscard]] std::vector<double> expected_scores(std::span<const double> score,
                                                  std::span<const std::vector<std::uint32_t>> marks,
                                                  std::size_t mark_count, double penalty);

/// What the people of each customer feel on average: the mean of the expected scores plus the part of the mean residual that
/// stays. A residual is what belongs to the customer (variance between customers), what belongs to the answer, and the mood
/// of the moment (`momentary` of the variance within customers); the best linear prediction drops the last.
/// In: `score` and `expected`, n finite numbers; `customer`, n indices below `customers`; `momentary` in 0..1.
/// Out: one number a customer; nullopt for those without an answer. Variances by the analysis of variance; where no customer
///     has two answers all of it is variance within.
/// Cost: O(n + customers). Errors: none.
/// Source: best linear unbiased prediction, Robinson (1991), Statistical Science 6(1), 15-32; variance components, Searle,
///     Casella and McCulloch (1992), Variance Components, section 3.6. Checked in
///     tests/unit/models/stats/felt_level_test.cpp.
[[nodiscard]] std::vector<std::optional<double>> felt_levels(std::span<const double> score,
                                                             std::span<const double> expected,
                                                             std::span<const std::uint32_t> customer,
                                                             std::size_t customers, double momentary);

}  // namespace koe::models::stats
