// Did the NPS change, when some of the same people answered both times? A person who answers twice brings her
// mood along: what she said before predicts what she says now, and a test that knows it sees smaller changes.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "models/stats/nps.h"

namespace koe::models::stats {

/// One side's answers, who gave them, and the unit they were sampled with.
struct PersonAnswers {
  std::span<const std::int8_t> value;     ///< n of -1, 0, +1
  std::span<const std::uint32_t> person;  ///< n; the same number on both sides = the same person
  std::span<const std::uint32_t>
      unit;  ///< n; account, or the person where there are none; holds whole persons
};

/// Which test the answers allow.
enum class ChangeMethod : std::uint8_t {
  kIndependent,  ///< nobody answered on both sides; other people of the same accounts may have
  kPaired,       ///< the same people answered on both sides, once each
  kOverlapping,  ///< some did
};

/// A change with the test behind it.
struct PanelChange {
  NpsChange change;
  ChangeMethod method = ChangeMethod::kIndependent;
  std::int64_t people_on_both_sides = 0;
};

/// Units fewer than these do not show how units differ.
inline constexpr std::size_t kFewestUnits = 10;

/// Change of the NPS between two sets of answers that may share people and accounts. The value is always the
/// plain difference of the two scores; only its uncertainty knows who answered twice.
/// In: both sides; answers of unknown people get a person and a unit of their own.
/// Out: nullopt when a side has no answers. Everybody on both sides, once each: as paired_nps_change. Every
///     answer a unit of its own: as nps_change. Otherwise the variance of the difference of two means that
///     share units: the sum over units of (deviations after / n2 - deviations before / n1)^2 x G/(G-1), each
///     side with the three pseudo-responses of nps_change, and Student's t with G-1 degrees of freedom. Fewer
///     than kFewestUnits units understate it; people are then the units.
/// Cost: O(n log n). Errors: none.
/// Source: Looney and Jones (2003), Statistics in Medicine 22(9), 1601-1610: the difference of two partly
///     overlapping samples' means with the covariance of the pairs; written as a sum over units, Liang and
///     Zeger (1986). Checked in tests/unit/models/stats/panel_change_test.cpp; false alarms in
///     tests/property/stats_null_test.cpp.
[[nodiscard]] std::optional<PanelChange> panel_nps_change(const PersonAnswers& before,
                                                          const PersonAnswers& after, double level = 0.95);

}  // namespace koe::models::stats
