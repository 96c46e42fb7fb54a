// Which texts belong to a theme of which only a few examples are marked? Nearest examples' centre, and a decision between
// that theme and everything else whose two sides are learned from the examples and from all texts.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/language.h"
#include "models/neighbors/unit_vectors.h"

namespace koe::models::cluster {

/// Marked examples of t themes.
struct TaughtExamples {
  neighbors::UnitVectors vectors;   ///< one row an example
  std::vector<Language> languages;  ///< of each example
  std::vector<std::uint32_t> theme; ///< of each example, below t
};

/// Fewest examples with a direction that a theme can be told by: each is measured against the centre of the others.
inline constexpr std::size_t kFewestExamples = 3;

/// What the examples teach. Shapes: u units, t themes.
struct TaughtThemes {
  neighbors::UnitVectors centres;                     ///< t, direction of each theme's examples
  std::vector<std::optional<std::uint32_t>> theme_of; ///< u, the taught theme a unit belongs to
};

/// Recognises the taught themes among `units`.
/// In: `languages`, one a unit; `themes` = t.
/// Out: a unit's theme is the one whose centre is nearest, if that is at least as likely as "none of the taught themes".
/// How likely: cosines to a centre are expressed in standard deviations of all units of the same language (of their
/// upper side), so that examples of one language gather texts of the other; all units are a mixture of "none" (standard normal) and the themes
/// (normal, mean and common variance from each example's cosine to the centre of the others), whose shares are fitted by
/// expectation-maximisation. A theme with fewer than kFewestExamples directions, or whose examples are no closer to one
/// another than any text is, gets nothing.
/// Cost: O(u t d). No randomness; sums in order of the units.
/// Source: two-groups model, Efron (2008), Statistical Science 23; mixture shares by Dempster, Laird, Rubin (1977).
/// Checked in tests/unit/models/cluster/taught_themes_test.cpp.
[[nodiscard]] TaughtThemes recognise(const neighbors::UnitVectors& units, std::span<const Language> languages,
                                     const TaughtExamples& examples, std::size_t themes);

}  // namespace koe::models::cluster
