// What does a theme cost in NPS points when only a bound is public: so many of its mentions or more are of one band?
// Everything here follows from the bound, from everybody's counts and from who mentions the theme, never from who
// answered what.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "models/stats/estimate.h"
#include "models/stats/nps.h"

namespace koe::models::stats {

/// A bound on the values of a theme's mentions.
struct ValueBound {
  std::int8_t value = 0;   ///< -1, 0 or +1: the band that the bound speaks of
  std::int64_t least = 0;  ///< so many mentions or more have it
};

/// The mean value taken for mentions under a bound: half-way between the fewest and all of them in the band, the others in
/// the band beside it (of passives: evenly on both sides); the nearest mean that everybody's counts allow.
/// In: `mentions` >= bound.least, >= 1; `all`, everybody's counts, at least bound.least of the bound's value. Out: -1..1.
/// Cost: O(1). Errors: none. Source: ours. Checked in tests/unit/models/stats/bounded_impact_test.cpp.
[[nodiscard]] double middle_of_bound(const ValueBound& bound, std::int64_t mentions, const NpsCounts& all);

/// How mentions scatter around middle_of_bound where half of those that the bound leaves open are in the band and the others
/// beside it (of passives: on both sides). Out: a standard deviation, > 0 unless the bound is all mentions.
/// Cost: O(1). Errors: none. Source: ours. Checked in tests/unit/models/stats/bounded_impact_test.cpp.
[[nodiscard]] double deviation_under_bound(const ValueBound& bound, std::int64_t mentions);

/// Leave-out impact (m/n)(T - W) = m/(n - m) (T - A) of a theme of whose mentions only a bound is known; A is everybody's
/// NPS. The value is the one at middle_of_bound. The interval runs from the lower end at the lowest T that fits the bound and
/// everybody's counts to the upper end at the highest: it holds what is not published and the sampling error of both ends,
/// taken as leave_out_impact does, the values dealt out evenly over the mentions and over the others.
/// In: `all`, everybody's counts, `mentions` (0 or 1) and `cluster` (or empty) of as many; at least bound.least of `all` have
///     its value.
/// Out: points; nullopt when nobody or everybody mentions the theme.
/// Cost: O(n log n). Errors: none. Source: as leave_out_impact; partial identification, Manski (2003), Partial
///     Identification of Probability Distributions, ch. 1.
/// Checked in tests/unit/models/stats/bounded_impact_test.cpp; coverage in METHODS.md.
[[nodiscard]] std::optional<Estimate> bounded_impact(const NpsCounts& all, std::span<const std::uint8_t> mentions,
                                                     std::span<const std::uint32_t> cluster, const ValueBound& bound,
                                                     double level = 0.95);

}  // namespace koe::models::stats
