#include "pipeline/stages/theme/theme_identity.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace koe::stages {
namespace {

constexpr double kSameTheme = 0.5;  // Jaccard; more than half in common means no other theme can have as much

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

}  // namespace koe::stages
