// What can be computed back from published counts? The attacker of `koe audit-anonymity`; shares no rule with release.h.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "models/anonymity/answers.h"
#include "models/anonymity/published_count.h"

namespace koe::models::anonymity {

/// What the attack found.
struct AttackResult {
  std::size_t unknowns = 0;   ///< atoms times bands: answers that all groups treat alike are one unknown a band
  std::size_t equations = 0;  ///< published counts and bounds, one a group and band
  std::size_t rank = 0;       ///< independent ones among the groups
  std::vector<std::uint32_t> recovered;  ///< answers whose band is certain, ascending
  std::size_t isolated = 0;   ///< combinations found whose value rests on one to k - 1 people
};

/// Attacks as someone who knows who belongs to every group, but nobody's answer (the bands in `answers` are not read):
///  1. linear algebra: the counts are brought to reduced row echelon form, four times with different pivots (not those of
///     release.h), which shows sums over few people; once those printed exactly alone, once together with those of which
///     bounds are printed, whose sums are then known to within a range;
///  2. bounds: from the published and the derived sums and 0 <= unknown <= people of its atom, intervals are narrowed
///     until nothing moves. An atom is recovered when one band takes all of it.
/// Cost: O(groups^2 x atoms). Checked in tests/unit/models/anonymity/attack_test.cpp.
[[nodiscard]] AttackResult attack(std::span<const Answer> answers, std::span<const PublishedCount> published,
                                  std::int64_t k);

/// How far apart the smallest and the largest possible number of people in a hidden group are, for who sees only the
/// report. In: `rest`, people in no shown group; `hidden`, groups of at least one person that share the rest, this one
/// included (>= 1); `has_others`, whether some of the rest may be in no group at all. Out: 0 when the number is certain.
/// Cost: O(1). Checked in tests/unit/models/anonymity/attack_test.cpp.
[[nodiscard]] std::int64_t hidden_width(std::int64_t rest, std::int64_t hidden, bool has_others);

}  // namespace koe::models::anonymity
