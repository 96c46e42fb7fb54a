#include "pipeline/stages/theme/theme_identity.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace koe::stages {
namespace {

constexpr double kSameTheme = 0.5;  // Jaccard; more than half in common means no other theme can have as much
constexpr double kMostTexts = 0.5;  // of a theme's texts; as above

/// The key that holds at least half of the weight, if one does.
template <typename Key>
std::optional<Key> majority(const std::map<Key, double>& weights) {
  double total = 0;
  for (const auto& [key, weight] : weights) total += weight;
  for (const auto& [key, weight] : weights)
    if (weight >= kMostTexts * total) return key;
  return std::nullopt;
}

}  // namespace

std::vector<std::optional<std::int64_t>> continued_themes(const std::vector<Regrouped>& texts, std::size_t themes) {
  std::map<std::int64_t, double> old_weight;
  std::vector<double> new_weight(themes, 0.0);
  std::map<std::pair<std::int64_t, std::uint32_t>, double> shared;
  for (const Regrouped& text : texts) {
    old_weight[text.old_theme_no] += text.weight;
    new_weight[text.new_theme] += text.weight;
    shared[{text.old_theme_no, text.new_theme}] += text.weight;
  }
  std::vector<std::tuple<double, std::int64_t, std::uint32_t>> pairs;  // -Jaccard, old, new: best first, ties by number
  for (const auto& [pair, weight] : shared) {
    const double jaccard = weight / (old_weight[pair.first] + new_weight[pair.second] - weight);
    if (jaccard >= kSameTheme) pairs.emplace_back(-jaccard, pair.first, pair.second);
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<std::optional<std::int64_t>> continued(themes);
  std::set<std::int64_t> taken;
  for (const auto& [jaccard, old_theme, new_theme] : pairs)
    if (!continued[new_theme] && taken.insert(old_theme).second) continued[new_theme] = old_theme;
  return continued;
}

std::vector<Descent> descent_of(const std::vector<Regrouped>& texts,
                                const std::vector<std::optional<std::int64_t>>& continued,
                                const std::vector<std::int64_t>& old_nos) {
  using enum store::LineageKind;
  std::vector<std::map<std::int64_t, double>> from(continued.size());
  std::map<std::int64_t, std::map<std::uint32_t, double>> to;
  for (const Regrouped& text : texts) {
    from[text.new_theme][text.old_theme_no] += text.weight;
    to[text.old_theme_no][text.new_theme] += text.weight;
  }
  std::vector<Descent> story;
  for (std::uint32_t t = 0; t < continued.size(); ++t) {
    const auto source = continued[t] ? continued[t] : majority(from[t]);
    story.push_back({continued[t] ? kContinued : source ? kSplitOff : kBorn, source, t});
  }
  for (std::int64_t old_no : old_nos) {
    if (std::find(continued.begin(), continued.end(), std::optional(old_no)) != continued.end()) continue;
    const auto heir = majority(to[old_no]);
    story.push_back({heir ? kMerged : kEnded, old_no, heir});
  }
  return story;
}

}  // namespace koe::stages
