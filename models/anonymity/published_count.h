// What is printed about a group of answers? Its counts by band; of a theme that nearly everybody answers alike, only that
// they nearly do.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "models/anonymity/answers.h"

namespace koe::models::anonymity {

/// Of fewer answers a theme's counts are never replaced by a bound: the bound must leave two answers or more open, so that
/// one who answered otherwise is not sure of all the others.
inline constexpr std::int64_t kFewestBounded = 10;

/// The fewest of `n` answers that are 80 % or more of them. Out: 0.8 n, rounded up.
/// Checked in tests/unit/models/anonymity/published_count_test.cpp.
[[nodiscard]] std::int64_t fewest_of_most(std::int64_t n);

/// The band of 80 % or more of a theme's answers, if it has one and kFewestBounded answers. Its counts are then not printed,
/// but "80 % or more": whether everybody answered alike or not, for a bound that is printed only of themes of one band
/// would say that they are. Out: nothing for a theme whose counts may be printed.
/// Checked in tests/unit/models/anonymity/published_count_test.cpp.
[[nodiscard]] std::optional<Band> dominant_band(const Counts& counts);

/// One published line: who is in the group, and at least and at most how many of them answered what. Equal where the counts
/// themselves are printed.
struct PublishedCount {
  Group members;
  Counts low{}, high{};

  [[nodiscard]] bool is_exact() const { return low == high; }
};

/// A line that prints its counts. Cost: O(group). Checked in tests/unit/models/anonymity/published_count_test.cpp.
[[nodiscard]] PublishedCount exact_line(std::span<const Answer> answers, const Group& group);

/// A line about a theme, as dominant_band says. Cost: O(group).
/// Checked in tests/unit/models/anonymity/published_count_test.cpp.
[[nodiscard]] PublishedCount theme_line(std::span<const Answer> answers, const Group& group);

}  // namespace koe::models::anonymity
