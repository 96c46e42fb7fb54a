// Why did the NPS change? Because other people answered (mix), because themes became more or less common
// (prevalence), because they hurt more or less (severity), or because of what no theme explains (base). The
// parts sum to the change.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/stats/estimate.h"

namespace koe::models::stats {

/// One period's responses as the decomposition needs them.
struct PeriodResponses {
  std::span<const std::int8_t> value;      ///< n
  std::span<const std::uint32_t> segment;  ///< n, numbers below the number of segments
  /// One list a theme (estimate.h), the same themes in the same order in both periods.
  std::span<const std::vector<std::uint32_t>> members;
};

/// NPS points by cause; value = mix + base + all prevalence + all severity, up to rounding of the last bits.
struct NpsDecomposition {
  double change = 0;               ///< NPS(after) - NPS(before)
  double mix = 0;                  ///< segments became more or less frequent
  double base = 0;                 ///< the level of responses without any theme moved
  std::vector<double> prevalence;  ///< one a theme: it became more or less frequent
  std::vector<double> severity;    ///< one a theme: its mention became better or worse news
};

/// Splits the change of NPS between two periods.
/// In: `before`, `after`; `segments` >= 1.
/// Out: nullopt when a period has no responses. A theme that one period lacks is all prevalence.
/// Cost: O(n + mentions of pairs of themes + themes^3). Errors: none.
/// Source: Kitagawa (1955), JASA 50, 1168-1194, symmetric form, over the segments that both periods have, for
///     mix; Oaxaca (1973) and Blinder (1973) in the symmetric form of Reimers (1983) for prevalence and
///     severity, with the ridge coefficients of the net impact. Checked in
///     tests/unit/models/stats/decomposition_test.cpp.
[[nodiscard]] std::optional<NpsDecomposition> decompose_nps_change(const PeriodResponses& before,
                                                                   const PeriodResponses& after,
                                                                   std::uint32_t segments);

/// How the uncertainty of a decomposition is found.
struct DecompositionOptions {
  std::uint32_t draws = 1000;  ///< bootstrap resamples, >= 1
  std::uint64_t seed = 1;      ///< same seed, same result, at any number of threads
  double level = 0.95;         ///< coverage an interval aims at, in (0, 1)
  unsigned threads = 1;        ///< changes the time only
};

/// NpsDecomposition with an interval for every part, in points.
struct ExplainedNpsChange {
  Estimate change, mix, base;
  std::vector<Estimate> prevalence, severity;  ///< one a theme
  std::vector<Estimate> theme;                 ///< prevalence + severity of a theme
};

/// Decomposes the change and resamples the sampled units (accounts or respondents, with all they said in both
/// periods) to say how sure each part is.
/// In: as decompose_nps_change; `cluster_before`, `cluster_after`: one number a response, the same numbers
/// for
///     the same unit in both periods (estimate.h), never empty.
/// Out: values exactly those of decompose_nps_change; intervals of t x the standard error of the resamples,
/// for
///     a theme with the doubt of three pseudo-responses in each period (impact.cpp) and as many degrees of
///     freedom as units mention it. A single unit, or resamples of which fewer than half hold responses of
///     both periods, say nothing: the intervals are then the whole range, +-200. nullopt when a period has no
///     responses.
/// Cost: draws x (mentions + themes^3). Errors: none.
/// Source: bootstrap standard error of clusters, Efron and Tibshirani (1993), An Introduction to the
/// Bootstrap,
///     sections 6.2, 8.3 and 12.4; the seeded streams of rng.h, one a draw. Checked in
///     tests/unit/models/stats/decomposition_test.cpp; false alarms in tests/property/stats_null_test.cpp.
[[nodiscard]] std::optional<ExplainedNpsChange> explain_nps_change(
    const PeriodResponses& before, const PeriodResponses& after, std::uint32_t segments,
    std::span<const std::uint32_t> cluster_before, std::span<const std::uint32_t> cluster_after,
    const DecompositionOptions& options);

/// Rounds figures to a multiple of `unit` such that the rounded ones add up to the rounded sum: printed parts
/// reconcile with the printed total to the last digit.
/// In: `parts` finite; `unit` > 0.
/// Out: each within one unit of the part it was made from.
/// Cost: O(n log n). Errors: none.
/// Source: largest remainder (Hamilton) method, Balinski and Young (2001), Fair Representation. Checked in
///     tests/unit/models/stats/decomposition_test.cpp.
[[nodiscard]] std::vector<double> rounded_to_sum(std::span<const double> parts, double unit);

}  // namespace koe::models::stats
