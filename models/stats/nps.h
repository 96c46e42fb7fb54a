// What is the net promoter score, how sure is it, and did it change? For the customer score (sample of an
// endless population) and the employee score (finite workforce, where those who answered are no longer
// uncertain).
//
// All intervals are adjusted-Wald: three pseudo-responses (3/4 promoter, 3/2 passive, 3/4 detractor) pull the
// centre towards 0 and keep the interval honest at n = 5 and at 100 % promoters, where the plain Wald
// interval has width 0. Invariant: low <= value <= high, all within -100..100.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "models/stats/estimate.h"

namespace koe::models::stats {

/// Responses by band of the recommend question.
struct NpsCounts {
  std::int64_t promoters = 0;
  std::int64_t passives = 0;
  std::int64_t detractors = 0;

  /// All responses.
  /// Cost: O(1). Errors: none. Checked in tests/unit/models/stats/nps_test.cpp.
  [[nodiscard]] std::int64_t total() const { return promoters + passives + detractors; }
  bool operator==(const NpsCounts&) const = default;
};

/// Counts the bands of `value`.
/// In: n values -1, 0 or +1.
/// Out: counts that sum to n.
/// Cost: O(n). Errors: none.
/// Source: definition. Checked in tests/unit/models/stats/nps_test.cpp.
[[nodiscard]] NpsCounts count_nps(std::span<const std::int8_t> value);

/// Promoters minus detractors as a share of all, without any adjustment.
/// In: counts >= 0.
/// Out: points, -100..100; nullopt when nobody answered.
/// Cost: O(1). Errors: none.
/// Source: Reichheld (2003), Harvard Business Review 81(12). Checked in tests/unit/models/stats/nps_test.cpp.
[[nodiscard]] std::optional<double> net_promoter_score(const NpsCounts& counts);

/// How an NPS interval is made.
struct NpsOptions {
  double level = 0.95;  ///< coverage aimed at, in (0, 1)
  /// All who could have answered (employees on the payroll), for the finite population correction; absent =
  /// endless. Smaller than the number of responses counts as equal to it: everybody answered, no uncertainty
  /// is left.
  std::optional<std::int64_t> population;
};

/// An NPS with its adjusted-Wald interval, in points.
struct NpsEstimate {
  double value = 0;           ///< the plain score
  double adjusted = 0;        ///< centre of the interval: the score with the pseudo-responses
  double standard_error = 0;  ///< of `adjusted`
  double low = 0;             ///< never below -100 nor above `value`
  double high = 0;            ///< never above 100 nor below `value`
  double effective_n = 0;     ///< responses; for weighted scores Kish's effective number
  bool operator==(const NpsEstimate&) const = default;
};

/// NPS with an adjusted-Wald interval.
/// In: counts >= 0.
/// Out: points; nullopt when nobody answered. With a population N the interval is for the score of these N
///     people: n observed ones without error, N - n predicted by the adjusted score; variance times (1 -
///     n/N).
/// Cost: O(1). Errors: none.
/// Source: Rocks (2016), The American Statistician 70(4), 365-372; finite population Cochran (1977), Sampling
///     Techniques, section 2.6. Checked in tests/unit/models/stats/nps_test.cpp.
[[nodiscard]] std::optional<NpsEstimate> nps_estimate(const NpsCounts& counts,
                                                      const NpsOptions& options = {});

/// NPS in which every response counts with its weight (such as the account's ARR), with an interval on Kish's
/// n.
/// In: `value`, `weight`: n each; weights finite, >= 0, on any scale.
/// Out: points; nullopt when no weight is positive. With equal weights the same as nps_estimate without a
///     population.
/// Cost: O(n). Errors: none.
/// Source: Kish (1965), Survey Sampling, section 11.7: effective n = (sum w)^2 / sum w^2; interval as
///     nps_estimate. Checked in tests/unit/models/stats/nps_test.cpp.
[[nodiscard]] std::optional<NpsEstimate> weighted_nps_estimate(std::span<const std::int8_t> value,
                                                               std::span<const double> weight,
                                                               double level = 0.95);

/// A change of the NPS, in points, later minus earlier.
struct NpsChange {
  double value = 0;           ///< plain difference
  double adjusted = 0;        ///< centre of the interval
  double standard_error = 0;  ///< of `adjusted`
  double low = 0;             ///< never below -200 nor above `value`
  double high = 0;            ///< never above 200 nor below `value`
  double z = 0;               ///< adjusted / standard_error
  double p_value = 1;         ///< two-sided, of no change
  bool operator==(const NpsChange&) const = default;
};

/// Change between two independent groups of respondents, such as two quarters.
/// In: counts >= 0; a population in `options` holds for both.
/// Out: nullopt when one side has no responses, or when both populations answered in full (then the change is
///     known and there is nothing to test).
/// Cost: O(1). Errors: none.
/// Source: Rocks (2016) intervals combined: z = (A2 - A1) / sqrt(SE1^2 + SE2^2), each side with its
///     pseudo-responses (measuringu.com/nps-significance-test). Checked in
///     tests/unit/models/stats/nps_test.cpp.
[[nodiscard]] std::optional<NpsChange> nps_change(const NpsCounts& before, const NpsCounts& after,
                                                  const NpsOptions& options = {});

/// Change between two answers of the same people: uses the variance of each person's own difference.
/// In: `before`, `after`: n values -1, 0, +1, one pair a person.
/// Out: nullopt when n = 0.
/// Cost: O(n). Errors: none.
/// Source: Newcombe (1998), Statistics in Medicine 17, 2635-2650 (paired differences), with the
///     pseudo-responses of Agresti and Min (2005), Statistics in Medicine 24, 729-740: half a pair of +1,
///     half a pair of -1 and one of 0. Checked in tests/unit/models/stats/nps_test.cpp.
[[nodiscard]] std::optional<NpsChange> paired_nps_change(std::span<const std::int8_t> before,
                                                         std::span<const std::int8_t> after,
                                                         double level = 0.95);

}  // namespace koe::models::stats
