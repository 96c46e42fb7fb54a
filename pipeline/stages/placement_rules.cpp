#include "pipeline/stages/placement_rules.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

#include "nlp/tsv.h"

namespace koe::stages {
namespace {

constexpr std::size_t kIndexed = 3;  ///< bytes that a pattern has to be found by two of them

constexpr char lower_ascii(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

bool is_word_byte(char c) {
  const char lower = lower_ascii(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
}

/// The second and the third byte of `text`, in lower case.
std::uint16_t inner_bytes(std::string_view text) {
  const auto second = static_cast<unsigned char>(lower_ascii(text[1])), third = static_cast<unsigned char>(lower_ascii(text[2]));
  return static_cast<std::uint16_t>(second << 8U | third);
}

/// Whether `text`, in lower case, begins with `pattern`. Most that do not differ in its last byte.
bool begins_with(std::string_view text, std::string_view pattern) {
  return text.size() >= pattern.size() && lower_ascii(text[pattern.size() - 1]) == pattern.back() &&
         std::ranges::equal(text.substr(0, pattern.size()), pattern, {}, lower_ascii);
}

template <typename Value>
std::optional<Value> value_named(const std::string& name, std::initializer_list<Value> values) {
  for (Value value : values)
    if (name == name_of(value)) return value;
  return std::nullopt;
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
    rule.pattern = row.cells[3];
    std::ranges::transform(rule.pattern, rule.pattern.begin(), lower_ascii);
    rules.push_back(std::move(rule));
  }
  return rules;
}

PlacementRules::PlacementRules(std::vector<PlacementRule> rules) : rules_(std::move(rules)) {
  for (std::uint32_t number = 0; number < rules_.size(); ++number) {
    const PlacementRule& rule = rules_[number];
    if (rule.pattern.empty()) continue;
    Patterns& patterns = rule.language == Language::kJapanese ? japanese_ : english_;
    if (rule.pattern.size() < kIndexed) {
      patterns.shorter.push_back(number);
    } else {
      patterns.by_bytes[inner_bytes(rule.pattern)].push_back(number);
      patterns.known[inner_bytes(rule.pattern)] = true;
    }
  }
}

void PlacementRules::held_by(std::string_view text, Language language, std::vector<std::uint32_t>& held) const {
  held.clear();
  const bool is_japanese = language == Language::kJapanese;
  const Patterns& patterns = is_japanese ? japanese_ : english_;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    const bool may_begin = is_japanese || at == 0 || !is_word_byte(text[at - 1]);
    if (!may_begin) continue;
    if (!patterns.shorter.empty()) add_beginning(rest, patterns.shorter, held);
    if (rest.size() >= kIndexed && patterns.known[inner_bytes(rest)])
      add_beginning(rest, patterns.by_bytes.at(inner_bytes(rest)), held);
  }
  std::ranges::sort(held);
  const auto repeated = std::ranges::unique(held);
  held.erase(repeated.begin(), repeated.end());
}

void PlacementRules::add_beginning(std::string_view text, const std::vector<std::uint32_t>& rules,
                                   std::vector<std::uint32_t>& held) const {
  for (const std::uint32_t rule : rules)
    if (begins_with(text, rules_[rule].pattern)) held.push_back(rule);
}

}  // namespace koe::stages
