// Where in the customer's course does a theme hurt? Rules vote by the words of the theme's segments, and the words that decided
// are kept as the reason.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/placement_rules.h"

namespace koe::stages {

/// A segment as placement reads it: normalised text, how often it was said, and its tone.
struct PlacedText {
  std::string_view normalized;
  Language language = Language::kJapanese;
  double weight = 1;
  Polarity polarity = Polarity::kNeutral;
};

/// Where a theme hurts, with the words that decided.
struct Placement {
  Phase phase = Phase::kNone;
  Family family = Family::kNone;
  std::string phase_reason;   ///< the words behind the vote, strongest first; empty when no rule spoke
  std::string family_reason;
};

/// Phase and family of a theme. Every text votes once a value it has a pattern of; a request also votes for
/// product_feedback and expansion. The largest vote wins (ties: the earlier value); no vote at all leaves kNone.
/// In: weights > 0. Cost: O(bytes of the texts + rules). Checked in tests/unit/stages/placement_test.cpp.
[[nodiscard]] Placement place_theme(std::span<const PlacedText> texts, const PlacementRules& rules);

}  // namespace koe::stages
