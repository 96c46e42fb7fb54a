// Which words place a text? Rules a user can read and edit (data/placement/rules.tsv), and a text's words that follow one.
#pragma once
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/domain/run_result.h"

namespace koe::stages {

/// One line of the rules file.
struct PlacementRule {
  Phase phase = Phase::kNone;     ///< set on the phase axis
  Family family = Family::kNone;  ///< set on the family axis
  Language language = Language::kJapanese;
  std::string pattern;  ///< ASCII letters in lower case
};

/// The rules in file order. Errors: nlp::LoadError with file and line.
[[nodiscard]] std::vector<PlacementRule> load_placement_rules(const std::string& path);

/// Rules by number, and which of them a text holds. Immutable; share one among threads.
/// Checked in tests/unit/stages/placement_test.cpp.
class PlacementRules {
 public:
  PlacementRules() = default;
  explicit PlacementRules(std::vector<PlacementRule> rules);

  [[nodiscard]] const std::vector<PlacementRule>& all() const { return rules_; }

  /// Puts the numbers of the rules of `language` whose pattern `text` holds, in any case, into `held`, ascending, each once; an
  /// English pattern must begin a word. Cost: O(bytes).
  void held_by(std::string_view text, Language language, std::vector<std::uint32_t>& held) const;

 private:
  /// Rules of one language by the second and the third byte of their patterns: the first one tells Japanese letters least.
  struct Patterns {
    std::bitset<65536> known;
    std::unordered_map<std::uint16_t, std::vector<std::uint32_t>> by_bytes;
    std::vector<std::uint32_t> shorter;
  };
  void add_beginning(std::string_view text, const std::vector<std::uint32_t>& rules, std::vector<std::uint32_t>& held) const;

  std::vector<PlacementRule> rules_;
  Patterns japanese_, english_;
};

}  // namespace koe::stages
