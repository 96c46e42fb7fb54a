// Why did the NPS change? Because other people answered (mix), because themes became more or less common
// (prevalence), because they hurt more or less (severity), or because of what no theme explains (base). The
// parts sum to the change.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

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
/// Out: nullopt when a period has no responses.
/// Cost: O(n x themes^2). Errors: none.
/// Source: Kitagawa (1955), JASA 50, 1168-1194, symmetric form, over the segments that both periods have, for
///     mix; Oaxaca (1973) and Blinder (1973) in the symmetric form of Reimers (1983) for prevalence and
///     severity, with the ridge coefficients of the net impact. Checked in
///     tests/unit/models/stats/decomposition_test.cpp.
[[nodiscard]] std::optional<NpsDecomposition> decompose_nps_change(const PeriodResponses& before,
                                                                   const PeriodResponses& after,
                                                                   std::uint32_t segments);

}  // namespace koe::models::stats
