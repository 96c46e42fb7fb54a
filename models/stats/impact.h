// What does a theme cost in NPS points? Leave-out ("gross") impact of one theme, and net impact of all themes
// jointly, so that two themes mentioned in one breath do not both get the whole blame. Both say "associated
// with", not "causes".
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/stats/estimate.h"

namespace koe::models::stats {

/// One theme's leave-out impact; all figures in NPS points.
struct LeaveOutImpact {
  Estimate impact;            ///< NPS(all) - NPS(all who do not mention it); negative = it costs NPS
  double standard_error = 0;  ///< behind the interval
  double nps_with = 0;        ///< NPS of the responses that mention it
  double nps_without = 0;     ///< NPS of the others
  std::int64_t mentions = 0;  ///< responses that mention it
};

/// Leave-out impact (m/n)(T - W) with a calibrated interval: m of n responses mention the theme, T and W are
/// the NPS of those who do and who do not. The interval is for the impact in the population the clusters are
/// drawn from: it counts that m is random too, which the usual formula conditional on m forgets (coverage
/// 0.79 instead of 0.95).
/// In: `value`, `mentions` (0 or 1), n each; `cluster`, n or empty (estimate.h).
/// Out: points; nullopt when nobody or everybody mentions the theme, for then NPS without it, or with it, is
///     unknown. When all responses belong to one cluster the interval is the whole range.
/// Cost: O(n log n). Errors: none.
/// Source: impact as Thematic and Kapiche define it; variance by influence functions, Hampel (1974), JASA 69,
///     383-393, and influence.h; calibration in METHODS.md. Checked in
///     tests/unit/models/stats/impact_test.cpp and, for coverage, tests/property/stats_coverage_test.cpp.
[[nodiscard]] std::optional<LeaveOutImpact> leave_out_impact(std::span<const std::int8_t> value,
                                                             std::span<const std::uint8_t> mentions,
                                                             std::span<const std::uint32_t> cluster,
                                                             double level = 0.95);

/// Ridge penalty of the joint model, on 0/1 columns: a theme's effect is held back as by one response that
/// mentions it and scores like everybody. Enough to share out what two inseparable themes do, too little to
/// bias ten mentions.
inline constexpr double kJointPenalty = 1;

/// One theme's net impact, in NPS points: what NPS loses through it when the other themes of the same
/// responses answer for their own part. The net impacts of all themes sum to NPS(all) - NPS expected of a
/// response without any theme.
struct NetImpact {
  Estimate impact;            ///< the theme's coefficient times its share; negative = it costs NPS
  double standard_error = 0;  ///< behind the interval
};

/// Net impacts of all themes from one ridge regression of the -1/0/+1 value on who mentions what.
/// In: `value`, n; `members`, one list a theme (estimate.h); `cluster`, n or empty.
/// Out: one entry a theme, in order; nullopt for a theme that nobody or everybody mentions. Themes mentioned
///     by exactly the same responses share their effect equally. One cluster alone: the interval is the whole
///     range.
/// Cost: O(n themes^2 + themes^3 + n themes log n); n x themes numbers of memory. Errors: none.
/// Source: linear probability model, Wooldridge (2010), section 15.2; ridge, Hoerl and Kennard (1970);
///     interval as leave_out_impact. Checked in tests/unit/models/stats/impact_test.cpp and
///     tests/property/stats_coverage_test.cpp.
[[nodiscard]] std::vector<std::optional<NetImpact>> net_impacts(
    std::span<const std::int8_t> value, std::span<const std::vector<std::uint32_t>> members,
    std::span<const std::uint32_t> cluster, double level = 0.95);

}  // namespace koe::models::stats
