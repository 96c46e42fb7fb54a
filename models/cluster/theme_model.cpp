#include "models/cluster/theme_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "models/cluster/centroid.h"
#include "models/cluster/graph.h"
#include "models/cluster/leiden.h"
#include "models/cluster/neighbor_graph.h"
#include "models/neighbors/exact_knn.h"

namespace koe::models::cluster {
namespace {

using neighbors::UnitVectors;

/// A theme that is too large is split at resolutions doubled this often at most.
constexpr int kSplitAttempts = 6;

/// Theme of every unit, 0..count-1.
struct Labels {
  std::uint32_t count = 0;
  std::vector<std::uint32_t> of_unit;
};

void check_shapes(const UnitVectors& units, std::span<const double> weights,
                  std::span<const Language> languages) {
  if (weights.size() != units.rows()) throw std::invalid_argument("one weight a unit is needed");
  if (!languages.empty() && languages.size() != units.rows()) {
    throw std::invalid_argument("one language a unit is needed, or none at all");
  }
}

std::vector<std::uint32_t> sizes_of(const Labels& labels) {
  std::vector<std::uint32_t> sizes(labels.count, 0);
  for (const std::uint32_t label : labels.of_unit) ++sizes[label];
  return sizes;
}

/// Every unit to its nearest centroid, ties to the lower one.
Labels nearest_labels(const UnitVectors& units, const UnitVectors& centroids, unsigned threads) {
  return {static_cast<std::uint32_t>(centroids.rows()),
          neighbors::nearest_rows(units, centroids, 1, threads).index};
}

/// Drops themes of fewer than `min_units` units, all at once, unless none would be left; the others keep
/// their order. Returns the kept themes' numbers.
std::vector<std::uint32_t> large_enough(const Labels& labels, std::size_t min_units) {
  const std::vector<std::uint32_t> sizes = sizes_of(labels);
  std::vector<std::uint32_t> kept;
  for (std::uint32_t theme = 0; theme < labels.count; ++theme) {
    if (sizes[theme] >= min_units) kept.push_back(theme);
  }
  return kept;
}

/// Communities of fewer than `min_units` units join, whole, the larger one nearest to their centroid. Without
/// any that is large enough all units are one theme.
Labels merge_small(const UnitVectors& units, std::span<const double> weights, const Labels& labels,
                   std::size_t min_units, unsigned threads) {
  const std::vector<std::uint32_t> kept = large_enough(labels, min_units);
  if (kept.empty()) return {1, std::vector<std::uint32_t>(units.rows(), 0)};
  const UnitVectors centroids = centroids_of(units, weights, labels.of_unit, labels.count);
  const Labels nearest = nearest_labels(centroids, centroids.subset(kept), threads);
  std::vector<std::uint32_t> target = nearest.of_unit;
  for (std::uint32_t place = 0; place < kept.size(); ++place) target[kept[place]] = place;
  Labels merged{static_cast<std::uint32_t>(kept.size()), labels.of_unit};
  for (std::uint32_t& label : merged.of_unit) label = target[label];
  return merged;
}

/// The graph between `nodes` (ascending).
Graph induced_graph(const Graph& graph, std::span<const std::uint32_t> nodes) {
  std::vector<Edge> edges;
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const auto around = graph.neighbors(nodes[i]);
    const auto weights = graph.weights(nodes[i]);
    for (std::size_t e = 0; e < around.size() && around[e] <= nodes[i]; ++e) {
      const auto place = std::ranges::lower_bound(nodes, around[e]);
      if (place == nodes.end() || *place != around[e]) continue;
      edges.push_back({static_cast<std::uint32_t>(place - nodes.begin()), i, weights[e]});
    }
  }
  return Graph(nodes.size(), edges);
}

/// Splits themes of more than `limit` units by Leiden within them, at a resolution doubled until the largest
/// part fits; what has no parts stays whole.
Labels split_large(const Graph& graph, const Labels& labels, std::size_t limit, const ThemeOptions& options) {
  Labels split = labels;
  const std::vector<std::uint32_t> sizes = sizes_of(labels);
  for (std::uint32_t theme = 0; theme < labels.count; ++theme) {
    if (sizes[theme] <= limit) continue;
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t node = 0; node < labels.of_unit.size(); ++node) {
      if (labels.of_unit[node] == theme) nodes.push_back(node);
    }
    const Graph inside = induced_graph(graph, nodes);
    Partition parts;
    double resolution = 0.5;
    for (int attempt = 0; attempt < kSplitAttempts; ++attempt, resolution *= 2.0) {
      parts = leiden(inside, {.resolution = resolution, .seed = options.seed});
      if (std::ranges::count(parts.membership, 0U) <= static_cast<std::ptrdiff_t>(limit)) break;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (parts.membership[i] > 0) split.of_unit[nodes[i]] = split.count + parts.membership[i] - 1;
    }
    split.count += parts.count - 1;
  }
  return split;
}

/// Theme graph: one node a theme, the weight between two is that between their units.
Graph theme_graph(const Graph& graph, const Labels& labels) {
  std::vector<Edge> edges;
  for (std::uint32_t node = 0; node < graph.nodes(); ++node) {
    const auto around = graph.neighbors(node);
    const auto weights = graph.weights(node);
    for (std::size_t e = 0; e < around.size() && around[e] <= node; ++e) {
      const auto [low, high] = std::minmax(labels.of_unit[node], labels.of_unit[around[e]]);
      edges.push_back({low, high, weights[e]});
    }
  }
  return Graph(labels.count, edges);
}

/// Theme numbers by size, largest first, ties by number.
std::vector<std::uint32_t> order_by_size(const std::vector<std::uint32_t>& sizes) {
  std::vector<std::uint32_t> order(sizes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(
      order, [&](std::uint32_t left, std::uint32_t right) { return sizes[left] > sizes[right]; });
  return order;
}

Labels renumber(Labels labels, std::span<const std::uint32_t> order) {
  std::vector<std::uint32_t> number(order.size());
  for (std::uint32_t place = 0; place < order.size(); ++place) number[order[place]] = place;
  for (std::uint32_t& label : labels.of_unit) label = number[label];
  return labels;
}

/// Which units have at least `share` of the weight of their neighbours in their own theme.
std::vector<bool> settled_units(const Graph& graph, const Labels& labels, double share) {
  std::vector<bool> settled(labels.of_unit.size());
  for (std::uint32_t unit = 0; unit < settled.size(); ++unit) {
    const auto around = graph.neighbors(unit);
    const auto weights = graph.weights(unit);
    double own = 0.0, all = 0.0;
    for (std::size_t e = 0; e < around.size(); ++e) {
      all += weights[e];
      if (labels.of_unit[around[e]] == labels.of_unit[unit]) own += weights[e];
    }
    settled[unit] = all > 0.0 && own >= share * all;
  }
  return settled;
}

/// Moves the units that are not settled to the nearest centroid, drops themes that became too small, and orders
/// them by size.
Labels polish(const UnitVectors& units, std::span<const double> weights, const Graph& graph, Labels labels,
              const ThemeOptions& options, unsigned threads) {
  const std::vector<bool> settled = settled_units(graph, labels, options.settled_share);
  const UnitVectors centroids = centroids_of(units, weights, labels.of_unit, labels.count);
  const Labels nearest = nearest_labels(units, centroids, threads);
  for (std::size_t i = 0; i < settled.size(); ++i)
    if (!settled[i]) labels.of_unit[i] = nearest.of_unit[i];
  labels = merge_small(units, weights, labels, options.min_units, threads);
  const std::vector<std::uint32_t> order = order_by_size(sizes_of(labels));
  return renumber(std::move(labels), order);
}

/// Units said at least `min_units` times where there are too few different ones to look for structure and most are said
/// often, such as the answers of a picklist; empty otherwise.
std::vector<std::uint32_t> stock_phrases(std::span<const double> weights, const ThemeOptions& options) {
  std::vector<std::uint32_t> often;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    if (weights[i] >= static_cast<double>(options.min_units)) often.push_back(i);
  }
  const bool few = static_cast<double>(weights.size()) < options.resolution.min_mean_nodes;
  if (!few || 2 * often.size() < weights.size()) often.clear();
  return often;
}

/// Cosine of every unit to the centroid of its theme.
std::vector<double> own_similarities(const UnitVectors& units, const UnitVectors& centroids,
                                     const Labels& labels) {
  std::vector<double> similarities(units.rows());
  for (std::size_t i = 0; i < units.rows(); ++i) {
    similarities[i] = neighbors::cosine(neighbors::dot(units, i, centroids, labels.of_unit[i]));
  }
  return similarities;
}

/// The model of labelled units.
ThemeModel describe(const UnitVectors& units, std::span<const double> weights, const Graph& graph,
                    const Labels& labels, const ThemeOptions& options, std::uint32_t first_id) {
  ThemeModel model;
  model.centroids = centroids_of(units, weights, labels.of_unit, labels.count);
  const Partition groups =
      leiden(theme_graph(graph, labels), {.resolution = options.group_resolution, .seed = options.seed});
  const std::vector<double> similarities = own_similarities(units, model.centroids, labels);
  std::vector<std::vector<double>> of_theme(labels.count);
  for (std::size_t i = 0; i < units.rows(); ++i) of_theme[labels.of_unit[i]].push_back(similarities[i]);
  for (std::uint32_t theme = 0; theme < labels.count; ++theme) {
    const auto units_here = static_cast<double>(of_theme[theme].size());
    const double sum = std::accumulate(of_theme[theme].begin(), of_theme[theme].end(), 0.0);
    model.themes.push_back({.id = first_id + theme,
                            .group = first_id + labels.count + groups.membership[theme],
                            .units = static_cast<std::uint32_t>(of_theme[theme].size()),
                            .cohesion = units_here > 0.0 ? sum / units_here : 0.0,
                            .typical_floor = lower_quantile(std::move(of_theme[theme]), kTypicalShare)});
  }
  model.next_id = first_id + labels.count + groups.count;
  model.floor =
      std::min(options.similarity_floor, lower_quantile(similarities, 1.0 - options.max_unassigned_share));
  return model;
}

}  // namespace

std::vector<std::uint32_t> sampled_rows(const UnitVectors& units, std::vector<std::uint32_t> rows, std::size_t sample) {
  std::erase_if(rows, [&](std::uint32_t row) { return units.is_zero(row); });
  if (rows.size() <= sample) return rows;
  for (std::size_t i = 0; i < sample; ++i) rows[i] = rows[i * rows.size() / sample];
  rows.resize(sample);
  return rows;
}

ThemeFit fit_themes(const UnitVectors& units, std::span<const double> weights, const ThemeOptions& options,
                    std::uint32_t first_id, unsigned threads, std::span<const Language> languages) {
  check_shapes(units, weights, languages);
  ThemeFit fit;
  fit.model.next_id = first_id;
  fit.fitted.resize(units.rows());
  fit.model.centroids = UnitVectors(0, units.dimensions());
  std::vector<std::uint32_t> all(units.rows());
  std::iota(all.begin(), all.end(), 0U);
  const std::vector<std::uint32_t> rows = sampled_rows(units, std::move(all), options.sample);
  const UnitVectors thinned = rows.size() < units.rows() ? units.subset(rows) : UnitVectors();
  const UnitVectors& sample = rows.size() < units.rows() ? thinned : units;
  std::vector<double> sample_weights;
  for (const std::uint32_t row : rows) sample_weights.push_back(weights[row]);
  if (const auto phrases = stock_phrases(sample_weights, options); !phrases.empty()) {
    const Labels labels = nearest_labels(sample, sample.subset(phrases), threads);
    fit.model = describe(sample, sample_weights, Graph(sample.rows(), {}), labels, options, first_id);
    return fit;
  }
  if (rows.size() < std::max<std::size_t>(options.min_units, 1)) return fit;

  std::vector<std::uint32_t> strata;
  for (const std::uint32_t row : rows) {
    strata.push_back(languages.empty() ? 0 : static_cast<std::uint32_t>(index_of(languages[row])));
  }
  const Graph graph =
      neighbor_graph(neighbors::balanced_neighbors(sample, strata, options.neighbors, threads), strata);
  ResolutionChoice choice = choose_resolution(graph, options.resolution, threads);
  const auto share = static_cast<std::size_t>(options.max_share * static_cast<double>(sample.rows()));
  Labels labels{choice.partition.count, std::move(choice.partition.membership)};
  labels = split_large(graph, labels, std::max(share, options.always_allowed_units), options);
  labels = merge_small(sample, sample_weights, labels, options.min_units, threads);
  labels = polish(sample, sample_weights, graph, std::move(labels), options, threads);

  fit.model = describe(sample, sample_weights, graph, labels, options, first_id);
  for (std::size_t i = 0; i < rows.size(); ++i) fit.fitted[rows[i]] = labels.of_unit[i];
  fit.profile = std::move(choice.profile);
  fit.resolution = choice.resolution;
  return fit;
}

std::vector<Assignment> assign(const ThemeModel& model, const UnitVectors& units, unsigned threads) {
  std::vector<Assignment> assignments(units.rows());
  const neighbors::Neighbors nearest = neighbors::nearest_rows(units, model.centroids, 1, threads);
  if (nearest.k == 0) return assignments;
  for (std::size_t i = 0; i < units.rows(); ++i) {
    if (units.is_zero(i)) continue;
    const double similarity = neighbors::cosine(nearest.dots_of(i)[0]);
    assignments[i].similarity = static_cast<float>(similarity);
    if (similarity >= model.floor) assignments[i].theme = nearest.indices_of(i)[0];
  }
  return assignments;
}

std::vector<Assignment> assign_fitted(const ThemeModel& model, std::span<const std::optional<std::uint32_t>> fitted,
                                      const UnitVectors& units, unsigned threads) {
  if (fitted.size() != units.rows()) throw std::invalid_argument("not the units of the fit");
  std::vector<Assignment> assignments = assign(model, units, threads);
  for (std::size_t i = 0; i < assignments.size(); ++i) {
    if (!fitted[i]) continue;
    const double similarity = neighbors::cosine(neighbors::dot(units, i, model.centroids, *fitted[i]));
    assignments[i].similarity = static_cast<float>(similarity);
    assignments[i].theme = similarity >= model.floor ? fitted[i] : std::nullopt;
  }
  return assignments;
}

ThemeTally& ThemeTally::operator+=(const ThemeTally& other) {
  if (weight.size() != other.weight.size()) throw std::invalid_argument("tallies of different models");
  for (std::size_t theme = 0; theme < weight.size(); ++theme) {
    weight[theme] += other.weight[theme];
    similarity_sum[theme] += other.similarity_sum[theme];
  }
  unassigned_weight += other.unassigned_weight;
  return *this;
}

ThemeTally tally(std::size_t themes, std::span<const Assignment> assignments,
                 std::span<const double> weights) {
  if (weights.size() != assignments.size()) throw std::invalid_argument("one weight a unit is needed");
  ThemeTally result{std::vector<double>(themes), std::vector<double>(themes), 0.0};
  for (std::size_t i = 0; i < assignments.size(); ++i) {
    if (!assignments[i].theme) {
      result.unassigned_weight += weights[i];
      continue;
    }
    result.weight[*assignments[i].theme] += weights[i];
    result.similarity_sum[*assignments[i].theme] +=
        weights[i] * static_cast<double>(assignments[i].similarity);
  }
  return result;
}

}  // namespace koe::models::cluster
