// Did it help? The change of one group since something was done to it, against the change of the groups to which nothing
// was done: they tell what would have happened anyway, and how much such a group moves by itself.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "models/stats/estimate.h"

namespace koe::models::stats {

/// A group's figure after minus its figure before, with the sampling variance of that difference.
struct GroupChange {
  double value = 0;
  double variance = 0;  ///< > 0
};

/// The treated group's change beyond that of the untouched ones, in the unit of the changes.
struct InterventionEffect {
  Estimate effect;
  double p_value = 1;      ///< two-sided, of no effect
  double drift = 0;        ///< mean change of the untouched groups
  double drift_spread = 0; ///< standard deviation of their true changes, >= 0
};

/// The least number of untouched groups from which a spread can be told.
inline constexpr std::size_t kFewestUntouched = 3;

/// Difference in differences with one treated group and several untouched ones. The untouched groups' true changes are
/// taken to scatter around a common drift; the treated one would have been one more of them. The interval therefore counts
/// three things: its own sampling error, the scatter of changes that nobody caused, and the error of the drift.
/// In: `untouched`, finite values, variances > 0.
/// Out: nullopt for fewer than kFewestUntouched groups.
/// Cost: O(untouched) an iteration. Errors: none.
/// Source: inference from the scatter of untouched groups, Conley and Taber (2011), Review of Economics and Statistics
///     93(1), 113-125; predictive interval of a random-effects model, Higgins, Thompson and Spiegelhalter (2009), JRSS A
///     172(1), 137-159; degrees of freedom by Satterthwaite (1946), Biometrics Bulletin 2: K - 1 for the part that comes
///     from K untouched groups; scatter by Paule and Mandel (1982), J. Res. NBS 87(5). Checked in
///     tests/unit/models/stats/intervention_test.cpp; false alarms in tests/property/intervention_test.cpp.
[[nodiscard]] std::optional<InterventionEffect> difference_in_differences(const GroupChange& treated,
                                                                          std::span<const GroupChange> untouched,
                                                                          double level = 0.95);

/// Change of the logarithm of a share: log of (share after / share before).
/// In: `mentions`, `is_after`: n of 0 or 1; `cluster`, n or empty (estimate.h).
/// Out: with half a mention added to each side, so that none on one side stays finite; variance over clusters, never less
///     than that of independent responses. nullopt when a side has no responses, or none mentions it on either.
/// Cost: O(n log n). Errors: none.
/// Source: Gart and Zweifel (1967), Biometrika 54, 181-187 (half-counts and their variance); clusters by influence.h.
///     Checked in tests/unit/models/stats/intervention_test.cpp.
[[nodiscard]] std::optional<GroupChange> log_share_change(std::span<const std::uint8_t> mentions,
                                                          std::span<const std::uint8_t> is_after,
                                                          std::span<const std::uint32_t> cluster);

}  // namespace koe::models::stats
