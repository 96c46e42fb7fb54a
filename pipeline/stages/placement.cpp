#include "pipeline/stages/placement.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "models/prefetch.h"

namespace koe::stages {
namespace {

constexpr std::size_t kReasonWords = 3;
constexpr std::size_t kValues = 5;  ///< of either axis at most, kNone included

/// The votes on one axis, and the rules that spoke for each value.
template <typename Value>
class Votes {
 public:
  Votes(const PlacementRules& rules, Value PlacementRule::* axis)
      : rules_(rules.all()), axis_(axis), of_rule_(rules_.size(), 0.0) {}

  /// Adds a text's votes, each value once. In: the numbers of the rules that it holds.
  void add(const std::vector<std::uint32_t>& held, double weight) {
    std::array<bool, kValues> has_voted{};
    for (const std::uint32_t rule : held) {
      const Value value = rules_[rule].*axis_;
      if (value == Value::kNone) continue;
      of_rule_[rule] += weight;
      if (!std::exchange(has_voted[index_of(value)], true)) add(value, weight);
    }
  }

  /// Adds a vote for which no rule spoke.
  void add(Value value, double weight) { of_value_[index_of(value)] += weight; }

  /// The value with most votes, and the words that spoke for it.
  [[nodiscard]] std::pair<Value, std::string> winner() const {
    const auto most = std::ranges::max_element(of_value_);
    const auto best = static_cast<Value>(most - of_value_.begin());
    if (*most == 0.0) return {Value::kNone, ""};
    std::map<std::string_view, double> weight_of;
    for (std::size_t rule = 0; rule < rules_.size(); ++rule)
      if (rules_[rule].*axis_ == best && of_rule_[rule] > 0.0) weight_of[rules_[rule].pattern] += of_rule_[rule];
    std::vector<std::pair<double, std::string_view>> words;
    for (const auto& [word, weight] : weight_of) words.emplace_back(-weight, word);
    std::ranges::sort(words);
    std::string reason;
    for (std::size_t i = 0; i < std::min(words.size(), kReasonWords); ++i)
      reason.append(i == 0 ? "" : ", ").append(words[i].second);
    return {best, reason};
  }

 private:
  static std::size_t index_of(Value value) { return static_cast<std::size_t>(value); }

  const std::vector<PlacementRule>& rules_;
  Value PlacementRule::* axis_;
  std::vector<double> of_rule_;
  std::array<double, kValues> of_value_{};
};

}  // namespace

Placement place_theme(std::span<const PlacedText> texts, const PlacementRules& rules) {
  Votes<Phase> phases(rules, &PlacementRule::phase);
  Votes<Family> families(rules, &PlacementRule::family);
  std::vector<std::uint32_t> held;  // keeps its memory from text to text
  for (std::size_t i = 0; i < texts.size(); ++i) {
    models::prefetch_ahead(i, texts.size(), [&](std::size_t later) { return std::span(texts[later].normalized); });
    const PlacedText& text = texts[i];
    if (text.language != Language::kOther) {
      rules.held_by(text.normalized, text.language, held);
      phases.add(held, text.weight);
      families.add(held, text.weight);
    }
    if (text.polarity != Polarity::kRequest) continue;
    phases.add(Phase::kProductFeedback, text.weight);
    families.add(Family::kExpansion, text.weight);
  }
  Placement placement;
  std::tie(placement.phase, placement.phase_reason) = phases.winner();
  std::tie(placement.family, placement.family_reason) = families.winner();
  return placement;
}

}  // namespace koe::stages
