#include "pipeline/stages/placement.h"

#include <algorithm>
#include <bitset>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "nlp/tsv.h"

namespace koe::stages {
namespace {

constexpr std::size_t kReasonWords = 3;

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Puts `text` in ASCII lower case into `lower`; other bytes stay.
void lower_ascii(std::string_view text, std::string& lower) {
  lower.assign(text);
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/// The rules of one language by the first two bytes of their patterns, so that one pass over a text finds all that it holds.
class PatternIndex {
 public:
  PatternIndex(const std::vector<PlacementRule>& rules, Language language) : language_(language) {
    for (const PlacementRule& rule : rules) {
      if (rule.language != language || rule.pattern.empty()) continue;
      const bool is_short = rule.pattern.size() < 2;
      (is_short ? short_ : by_begin_[begin_of(rule.pattern)]).push_back(&rule);
    }
    for (const auto& [begin, listed] : by_begin_) may_begin_[begin] = true;
  }

  /// Puts the rules whose pattern `text` (lower case) holds into `held`, each once; an English pattern must begin a word.
  void held_by(std::string_view text, std::vector<const PlacementRule*>& held) const {
    held.clear();
    for (std::size_t at = 0; at < text.size(); ++at) {
      const bool may_begin = language_ == Language::kJapanese || at == 0 || !is_word_byte(text[at - 1]);
      if (!may_begin) continue;
      add_beginning(text.substr(at), short_, held);
      if (at + 1 == text.size() || !may_begin_[begin_of(text.substr(at))]) continue;
      add_beginning(text.substr(at), by_begin_.at(begin_of(text.substr(at))), held);
    }
    std::sort(held.begin(), held.end());
    held.erase(std::unique(held.begin(), held.end()), held.end());
  }

 private:
  [[nodiscard]] static std::uint16_t begin_of(std::string_view text) {
    return static_cast<std::uint16_t>(static_cast<unsigned char>(text[0]) << 8U | static_cast<unsigned char>(text[1]));
  }

  static void add_beginning(std::string_view text, const std::vector<const PlacementRule*>& rules,
                            std::vector<const PlacementRule*>& held) {
    for (const PlacementRule* rule : rules)
      if (text.starts_with(rule->pattern)) held.push_back(rule);
  }

  Language language_;
  std::unordered_map<std::uint16_t, std::vector<const PlacementRule*>> by_begin_;
  std::vector<const PlacementRule*> short_;  ///< patterns of one byte
  std::bitset<65536> may_begin_;
};

template <typename Value>
struct Vote {
  double weight = 0;
  std::map<const PlacementRule*, double> rules;  ///< those that spoke for the value
};

template <typename Value>
using Votes = std::map<Value, Vote<Value>>;

template <typename Value>
std::pair<Value, std::string> winner(const Votes<Value>& votes) {
  const auto best = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
    return a.second.weight < b.second.weight;
  });
  if (best == votes.end()) return {Value::kNone, ""};
  std::map<std::string_view, double> weight_of;
  for (const auto& [rule, weight] : best->second.rules) weight_of[rule->pattern] += weight;
  std::vector<std::pair<double, std::string>> words;
  for (const auto& [word, weight] : weight_of) words.emplace_back(-weight, word);
  std::sort(words.begin(), words.end());
  std::string reason;
  for (std::size_t i = 0; i < std::min(words.size(), kReasonWords); ++i)
    reason += (i == 0 ? "" : ", ") + words[i].second;
  return {best->first, reason};
}

template <typename Value>
std::optional<Value> value_named(const std::string& name, std::initializer_list<Value> values) {
  for (Value value : values)
    if (name == name_of(value)) return value;
  return std::nullopt;
}

/// Adds one text's votes: each value once, and the rules that spoke for it.
template <typename Value>
void vote(Votes<Value>& votes, const std::vector<const PlacementRule*>& held, double weight, Value PlacementRule::* axis) {
  const auto value_of = [axis](const PlacementRule* rule) { return rule->*axis; };
  for (auto rule = held.begin(); rule != held.end(); ++rule) {
    if (value_of(*rule) == Value::kNone) continue;
    Vote<Value>& vote = votes[value_of(*rule)];
    if (std::ranges::find(held.begin(), rule, value_of(*rule), value_of) == rule) vote.weight += weight;
    vote.rules[*rule] += weight;
  }
}

}  // namespace

std::vector<PlacementRule> load_placement_rules(const std::string& path) {
  const nlp::TsvFile file = nlp::read_tsv(path, {"axis", "value", "language", "pattern"});
  std::vector<PlacementRule> rules;
  for (const nlp::TsvRow& row : file.rows) {
    PlacementRule rule;
    const auto phase = value_named(row.cells[1], {Phase::kOnboarding, Phase::kAdoption, Phase::kExpansionRenewal,
                                                  Phase::kProductFeedback});
    const auto family = value_named(row.cells[1], {Family::kEngagement, Family::kPerformance, Family::kExpansion});
    const auto language = value_named(row.cells[2], {Language::kJapanese, Language::kEnglish});
    if (row.cells[0] == "phase" && phase) {
      rule.phase = *phase;
    } else if (row.cells[0] == "family" && family) {
      rule.family = *family;
    } else {
      throw file.error(row, "axis and value do not fit: " + row.cells[0] + " " + row.cells[1]);
    }
    if (!language) throw file.error(row, "language must be ja or en, not " + row.cells[2]);
    rule.language = *language;
    lower_ascii(row.cells[3], rule.pattern);
    rules.push_back(std::move(rule));
  }
  return rules;
}

Placement place_theme(const std::vector<PlacedText>& texts, const std::vector<PlacementRule>& rules) {
  const PatternIndex japanese(rules, Language::kJapanese);
  const PatternIndex english(rules, Language::kEnglish);
  Votes<Phase> phases;
  Votes<Family> families;
  std::string lower;  // both keep their memory from text to text
  std::vector<const PlacementRule*> held;
  for (const PlacedText& placed : texts) {
    if (placed.language != Language::kOther) {
      const PatternIndex& patterns = placed.language == Language::kJapanese ? japanese : english;
      lower_ascii(placed.normalized, lower);
      patterns.held_by(lower, held);
      vote(phases, held, placed.weight, &PlacementRule::phase);
      vote(families, held, placed.weight, &PlacementRule::family);
    }
    if (placed.polarity != Polarity::kRequest) continue;
    phases[Phase::kProductFeedback].weight += placed.weight;
    families[Family::kExpansion].weight += placed.weight;
  }
  Placement placement;
  std::tie(placement.phase, placement.phase_reason) = winner(phases);
  std::tie(placement.family, placement.family_reason) = winner(families);
  return placement;
}

}  // namespace koe::stages
