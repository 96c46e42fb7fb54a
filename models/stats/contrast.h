// Is a theme a must-be, a pleasure, or both ways? What complaints about it cost set against what praise of it
// gains: a theme that only ever costs is taken for granted, one that only ever gains is a delight.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/stats/estimate.h"

namespace koe::models::stats {

/// What can be said of a theme's role.
enum class QualityClass : std::uint8_t {
  kUnclear,      ///< cannot be told from these answers
  kMustBe,       ///< complaints cost more than praise gains: expected, noticed when missing
  kPerformance,  ///< both move the score, neither clearly more
  kAttractive,   ///< praise gains more than complaints cost: not expected, delights
};

/// Who complains about a theme and who praises it; a response is in at most one of the two.
struct ToneMembers {
  std::vector<std::uint32_t> complaints;  ///< as `members` of estimate.h
  std::vector<std::uint32_t> praises;
};

/// One theme's penalty and reward, in NPS points a response: how much lower, or higher, the score of those
/// who complain, or praise, is than of those who do neither, with the other themes held fixed.
struct PenaltyReward {
  std::optional<Estimate> penalty;   ///< absent below kSmallestSide complaints
  std::optional<Estimate> reward;    ///< absent below kSmallestSide praises
  std::optional<Estimate> contrast;  ///< reward + penalty: > 0 praise weighs more, < 0 complaints do
  QualityClass quality = QualityClass::kUnclear;
};

/// Fewer complaints, or praises, than this say nothing about their effect.
inline constexpr std::size_t kSmallestSide = 5;

/// Penalty-reward contrast analysis of all themes at once.
/// In: `value`, n; `themes`; `cluster`, n or empty (estimate.h).
/// Out: one entry a theme. Must-be: penalty and contrast surely below 0; attractive: reward and contrast
/// surely
///     above 0; performance: penalty surely below and reward surely above 0, the contrast not surely either;
///     otherwise unclear. "Surely" = the interval of this level excludes 0.
/// Cost: O(n (2 themes)^2 + themes^3). Errors: none.
/// Source: penalty-reward contrast, Brandt (1988), and Matzler and Sauerwein (2002), International Journal of
///     Service Industry Management 13(4), 314-332, with complaints and praises as the two dummy variables;
///     ridge and intervals as net_impacts of impact.h. Checked in tests/unit/models/stats/contrast_test.cpp.
[[nodiscard]] std::vector<PenaltyReward> penalty_reward(std::span<const std::int8_t> value,
                                                        std::span<const ToneMembers> themes,
                                                        std::span<const std::uint32_t> cluster,
                                                        double level = 0.95);

}  // namespace koe::models::stats
