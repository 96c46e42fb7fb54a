// Where in the customer's course does a theme hurt? Rules a user can read and edit (data/placement/rules.tsv) vote by the
// words of the theme's segments, and the words that decided are kept as the reason.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"

namespace koe::stages {

/// One line of the rules file.
struct PlacementRule {
  Phase phase = Phase::kNone;     ///< set on the phase axis
  Family family = Family::kNone;  ///< set on the family axis
  Language language = Language::kJapanese;
  std::string pattern;
};

/// The rules in file order. Errors: nlp::LoadError with file and line.
[[nodiscard]] std::vector<PlacementRule> load_placement_rules(const std::string& path);

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
/// Cost: O(bytes of the texts + rules). Checked in tests/unit/stages/placement_test.cpp.
[[nodiscard]] Placement place_theme(const std::vector<PlacedText>& texts, const std::vector<PlacementRule>& rules);

}  // namespace koe::stages
