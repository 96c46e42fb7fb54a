#include "models/cluster/theme_extension.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "models/cluster/centroid.h"
#include "models/neighbors/exact_knn.h"

namespace koe::models::cluster {

using neighbors::UnitVectors;

namespace {

/// Units of the old themes' pool that fit badly: unassigned, or below what 9 of 10 of the theme's own units
/// reach.
std::vector<std::uint32_t> badly_fitting(const ThemeModel& model, const UnitVectors& units,
                                         std::span<const Assignment> assignments) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < units.rows(); ++row) {
    if (units.is_zero(row)) continue;
    const auto& theme = assignments[row].theme;
    if (!theme || static_cast<double>(assignments[row].similarity) < model.themes[*theme].typical_floor) {
      rows.push_back(row);
    }
  }
  return rows;
}

/// Mean cosine of `rows` to the sum of the others.
double cohesion_without_self(const UnitVectors& units, std::span<const std::uint32_t> rows) {
  std::vector<double> sum(units.dimensions());
  for (const std::uint32_t row : rows) add_scaled(sum, units.row(row), 1.0);
  double total = 0.0;
  for (const std::uint32_t row : rows) {
    const auto values = units.row(row);
    double product = 0.0;
    double others = 0.0;
    double own = 0.0;
    for (std::size_t j = 0; j < values.size(); ++j) {
      const auto value = static_cast<double>(values[j]);
      const double rest = sum[j] - value;
      product += rest * value;
      others += rest * rest;
      own += value * value;
    }
    if (others > 0.0 && own > 0.0) total += product / std::sqrt(others * own);
  }
  return total / static_cast<double>(rows.size());
}

/// Cosine of each of `rows` to the only row of `centroid`.
std::vector<double> similarities_to(const UnitVectors& centroid, const UnitVectors& units,
                                    std::span<const std::uint32_t> rows) {
  std::vector<double> similarities;
  for (const std::uint32_t row : rows)
    similarities.push_back(neighbors::cosine(neighbors::dot(units, row, centroid, 0)));
  return similarities;
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Badly fitting units that may make a theme of their own.
struct Pool {
  UnitVectors units;
  std::vector<double> weights;
  std::vector<double> old_similarity;  ///< cosine to the best old theme
  std::vector<Language> languages;     ///< empty when all units are in one
};

/// Members of each theme to be opened, in the pool's numbering. A found group that old themes cover is left out; one
/// that an earlier found group covers joins it, so that a subject cut in two opens one theme.
std::vector<std::vector<std::uint32_t>> uncovered_groups(const Pool& pool, const ThemeFit& found,
                                                         const ExtendOptions& options, unsigned threads) {
  std::vector<std::vector<std::uint32_t>> members(found.model.themes.size());
  const std::vector<Assignment> inside = assign_fitted(found.model, found.fitted, pool.units, threads);
  for (std::uint32_t row = 0; row < inside.size(); ++row) {
    if (inside[row].theme) members[*inside[row].theme].push_back(row);
  }
  std::vector<std::vector<std::uint32_t>> groups;
  for (std::vector<std::uint32_t>& rows : members) {
    if (rows.size() < std::max<std::size_t>(options.min_units, 2)) continue;
    const double cohesion = cohesion_without_self(pool.units, rows);
    double old_similarity = 0.0;
    for (const std::uint32_t row : rows) old_similarity += pool.old_similarity[row];
    if (cohesion - old_similarity / static_cast<double>(rows.size()) < options.min_gain) continue;
    const auto covering = std::ranges::find_if(groups, [&](const std::vector<std::uint32_t>& group) {
      const UnitVectors centroid = centroid_of(pool.units, pool.weights, group);
      return cohesion - mean(similarities_to(centroid, pool.units, rows)) < options.min_gain;
    });
    if (covering == groups.end()) {
      groups.push_back(std::move(rows));
    } else {
      covering->insert(covering->end(), rows.begin(), rows.end());
    }
  }
  return groups;
}

/// Appends the theme of `rows` to the model and says why it was opened.
OpenedTheme open_theme(ThemeModel& model, std::size_t old_themes, const Pool& pool,
                       std::span<const std::uint32_t> rows) {
  const UnitVectors centroid = centroid_of(pool.units, pool.weights, rows);
  std::vector<double> similarities = similarities_to(centroid, pool.units, rows);
  OpenedTheme opened{.id = model.next_id++,
                     .units = static_cast<std::uint32_t>(rows.size()),
                     .cohesion = cohesion_without_self(pool.units, rows)};
  for (const std::uint32_t row : rows) opened.old_similarity += pool.old_similarity[row];
  opened.old_similarity /= static_cast<double>(rows.size());
  Theme theme{.id = opened.id, .units = opened.units, .cohesion = mean(similarities)};
  theme.typical_floor = lower_quantile(std::move(similarities), kTypicalShare);
  std::vector<std::uint32_t> old(old_themes);
  std::iota(old.begin(), old.end(), 0U);
  const auto nearest = neighbors::nearest_rows(centroid, model.centroids.subset(old), 1, 1);
  if (nearest.k > 0) {
    opened.nearest_old = nearest.index[0];
    opened.nearest_similarity = neighbors::cosine(nearest.dot[0]);
    theme.group = model.themes[opened.nearest_old].group;
  } else {
    theme.group = model.next_id++;
  }
  model.themes.push_back(theme);
  model.centroids.append(centroid);
  return opened;
}

}  // namespace

ThemeExtension extend_themes(const ThemeModel& model, const UnitVectors& units,
                             std::span<const double> weights, const ExtendOptions& options, unsigned threads,
                             std::span<const Language> languages) {
  ThemeExtension extension{model, {}};
  const std::vector<Assignment> before = assign(model, units, threads);
  const std::vector<std::uint32_t> rows = badly_fitting(model, units, before);
  Pool pool{.units = units.subset(rows), .weights = {}, .old_similarity = {}, .languages = {}};
  for (const std::uint32_t row : rows) {
    pool.weights.push_back(weights[row]);
    pool.old_similarity.push_back(static_cast<double>(before[row].similarity));
    if (!languages.empty()) pool.languages.push_back(languages[row]);
  }
  const ThemeFit found =
      fit_themes(pool.units, pool.weights, options.fit, model.next_id, threads, pool.languages);
  for (const auto& group : uncovered_groups(pool, found, options, threads))
    extension.opened.push_back(open_theme(extension.model, model.themes.size(), pool, group));
  return extension;
}

}  // namespace koe::models::cluster
