#include "pipeline/stages/placement.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "nlp/tsv.h"

namespace koe::stages {
namespace {

constexpr std::size_t kReasonWords = 3;

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// ASCII lower case; other bytes stay.
std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

/// Whether `text` (lower case) holds `pattern`; an English pattern must begin a word.
bool holds(const std::string& text, const PlacementRule& rule) {
  for (std::size_t at = text.find(rule.pattern); at != std::string::npos; at = text.find(rule.pattern, at + 1)) {
    const bool begins_word = at == 0 || !is_word_byte(text[at - 1]);
    if (rule.language == Language::kJapanese || begins_word) return true;
  }
  return false;
}

template <typename Value>
struct Vote {
  double weight = 0;
  std::map<std::string, double> words;
};

template <typename Value>
using Votes = std::map<Value, Vote<Value>>;

template <typename Value>
std::pair<Value, std::string> winner(const Votes<Value>& votes) {
  const auto best = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
    return a.second.weight < b.second.weight;
  });
  if (best == votes.end()) return {Value::kNone, ""};
  std::vector<std::pair<double, std::string>> words;
  for (const auto& [word, weight] : best->second.words) words.emplace_back(-weight, word);
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

/// Adds one text's votes: each value once, and the words that spoke for it.
template <typename Value>
void vote(Votes<Value>& votes, const std::string& text, const PlacedText& placed,
          const std::vector<PlacementRule>& rules, Value PlacementRule::* axis) {
  std::map<Value, std::vector<std::string>> spoken;
  for (const PlacementRule& rule : rules)
    if (rule.*axis != Value::kNone && rule.language == placed.language && holds(text, rule))
      spoken[rule.*axis].push_back(rule.pattern);
  for (const auto& [value, words] : spoken) {
    votes[value].weight += placed.weight;
    for (const std::string& word : words) votes[value].words[word] += placed.weight;
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
    rule.pattern = lower_ascii(row.cells[3]);
    rules.push_back(std::move(rule));
  }
  return rules;
}

Placement place_theme(const std::vector<PlacedText>& texts, const std::vector<PlacementRule>& rules) {
  Votes<Phase> phases;
  Votes<Family> families;
  for (const PlacedText& placed : texts) {
    const std::string text = lower_ascii(placed.normalized);
    vote(phases, text, placed, rules, &PlacementRule::phase);
    vote(families, text, placed, rules, &PlacementRule::family);
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
