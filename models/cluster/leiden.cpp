#include "models/cluster/leiden.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <utility>

#include "models/stats/rng.h"

// Both quality functions are one: with a mass for every node (its strength, or its size) and a price per pair
// of mass,
//   quality = sum over communities of  weight inside - price * mass^2 / 2,
// up to a constant and a factor. Modularity: mass = strength, price = resolution / 2W. Constant Potts: mass =
// size, price = resolution. What follows only knows masses and the price.

namespace koe::models::cluster {
namespace {

using stats::Rng;

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// Gains below this share of the mean strength are rounding, not improvement: without the margin two equal
/// places could exchange a node for ever.
constexpr double kRelativeMargin = 1e-12;

/// A graph at one level of aggregation, with what the quality function needs.
struct Level {
  const Graph* graph;
  std::vector<double> mass;
};

std::vector<double> masses_of(const Graph& graph, Quality quality) {
  std::vector<double> mass(graph.nodes());
  for (std::size_t node = 0; node < graph.nodes(); ++node) {
    mass[node] = quality == Quality::kModularity ? graph.strength(node) : graph.size(node);
  }
  return mass;
}

/// Weights from one node to the communities around it; reused between nodes so that no node costs an
/// allocation.
class CommunityWeights {
 public:
  explicit CommunityWeights(std::size_t communities) : weight_(communities), touched_(communities + 1) {}

  /// Collects the weights of `node` to the communities of its neighbours, itself left out.
  void collect(const Graph& graph, std::uint32_t node, std::span<const std::uint32_t> membership) {
    collect_if(graph, node, membership, [node](std::uint32_t other) { return other != node; });
  }

  /// The same over neighbours that share the node's community in `within`.
  void collect(const Graph& graph, std::uint32_t node, std::span<const std::uint32_t> membership,
               std::span<const std::uint32_t> within) {
    collect_if(graph, node, membership, [node, within, own = within[node]](std::uint32_t other) {
      return within[other] == own && other != node;
    });
  }

  /// Communities met, in the order of the neighbours.
  [[nodiscard]] std::span<const std::uint32_t> touched() const { return std::span(touched_).first(met_); }
  [[nodiscard]] double to(std::uint32_t community) const { return weight_[community]; }

 private:
  template <typename Predicate>
  void collect_if(const Graph& graph, std::uint32_t node, std::span<const std::uint32_t> membership,
                  const Predicate& counts) {
    for (const std::uint32_t community : touched()) weight_[community] = 0.0;
    std::uint32_t* const touched = touched_.data();
    std::size_t met = 0;
    const auto neighbors = graph.neighbors(node);
    const auto weights = graph.weights(node);
    for (std::size_t e = 0; e < neighbors.size(); ++e) {
      if (!counts(neighbors[e])) continue;
      const std::uint32_t community = membership[neighbors[e]];
      double& weight = weight_[community];
      touched[met] = community;  // overwritten unless it is new; no branch, because half of them are
      met += weight == 0.0 ? 1 : 0;
      weight += weights[e];
    }
    met_ = met;
  }

  std::vector<double> weight_;
  std::vector<std::uint32_t> touched_;  ///< the first `met_`
  std::size_t met_ = 0;
};

/// Nodes waiting to be visited, each at most once, first in first out.
class NodeQueue {
 public:
  /// All nodes, in `order`.
  explicit NodeQueue(std::vector<std::uint32_t> order) : ring_(std::move(order)), waits_(ring_.size(), 1), size_(ring_.size()) {}

  [[nodiscard]] bool empty() const { return size_ == 0; }

  std::uint32_t pop() {
    const std::uint32_t node = ring_[first_];
    first_ = first_ + 1 == ring_.size() ? 0 : first_ + 1;
    --size_;
    waits_[node] = 0;
    return node;
  }

  /// Adds `node` behind all others unless it waits already.
  void push(std::uint32_t node) {
    if (waits_[node] != 0) return;
    waits_[node] = 1;
    const std::size_t place = first_ + size_;
    ring_[place < ring_.size() ? place : place - ring_.size()] = node;
    ++size_;
  }

 private:
  std::vector<std::uint32_t> ring_;
  std::vector<std::uint8_t> waits_;
  std::size_t first_ = 0;
  std::size_t size_;
};

std::vector<std::uint32_t> shuffled_nodes(std::size_t nodes, Rng& rng) {
  std::vector<std::uint32_t> order(nodes);
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = nodes; i > 1; --i) {
    std::swap(order[i - 1], order[rng.index(static_cast<std::uint32_t>(i))]);
  }
  return order;
}

/// e^x for x <= 0 by (1 + x / 4096)^4096: arithmetic only, so that every machine draws the same merges.
double exponential(double x) {
  constexpr double kSteps = 4096.0;
  if (x <= -kSteps) return 0.0;
  double value = 1.0 + x / kSteps;
  for (int squaring = 0; squaring < 12; ++squaring) value *= value;
  return value;
}

/// Numbers the communities 0.. in order of their first node; returns how many there are.
std::uint32_t renumber(std::vector<std::uint32_t>& membership) {
  std::vector<std::uint32_t> number(membership.size(), kNone);
  std::uint32_t count = 0;
  for (std::uint32_t& community : membership) {
    if (number[community] == kNone) number[community] = count++;
    community = number[community];
  }
  return count;
}

/// One run over one graph: the three steps of the paper and the state they share.
class Run {
 public:
  Run(const Graph& graph, const LeidenOptions& options)
      : options_(options),
        price_(options.quality == Quality::kModularity ? options.resolution / (2.0 * graph.total_weight())
                                                       : options.resolution),
        mean_strength_(2.0 * graph.total_weight() / static_cast<double>(graph.nodes())),
        rng_(options.seed) {}

  /// Moves single nodes to the best neighbouring community, or to one of their own, until no node can gain.
  /// In: `membership` with numbers < nodes. Returns whether anything moved. Source: algorithm A.2,
  /// MoveNodesFast.
  bool move_nodes(const Level& level, std::vector<std::uint32_t>& membership) {
    const std::size_t nodes = level.graph->nodes();
    std::vector<double> mass(nodes, 0.0);
    std::vector<std::uint32_t> members(nodes, 0);
    for (std::size_t node = 0; node < nodes; ++node) {
      mass[membership[node]] += level.mass[node];
      ++members[membership[node]];
    }
    std::vector<std::uint32_t> empty;
    for (std::size_t community = nodes; community-- > 0;) {
      if (members[community] == 0) empty.push_back(static_cast<std::uint32_t>(community));
    }

    NodeQueue queue(shuffled_nodes(nodes, rng_));
    CommunityWeights around(nodes);
    bool moved = false;
    while (!queue.empty()) {
      const std::uint32_t node = queue.pop();
      const std::uint32_t old_community = membership[node];
      around.collect(*level.graph, node, membership);
      mass[old_community] -= level.mass[node];
      if (--members[old_community] == 0) mass[old_community] = 0.0;
      const double node_price = price_ * level.mass[node];
      const auto value_in = [&](std::uint32_t community) { return around.to(community) - node_price * mass[community]; };
      std::uint32_t best = old_community;
      double best_value = value_in(old_community);
      for (const std::uint32_t community : around.touched()) {
        const double value = value_in(community);
        if (value > best_value + margin()) {
          best = community;
          best_value = value;
        }
      }
      if (best_value < -margin() && members[old_community] > 0) best = empty.back();
      if (best != old_community) {
        if (members[best] == 0) empty.pop_back();
        if (members[old_community] == 0) empty.push_back(old_community);
        membership[node] = best;
        moved = true;
        for (const std::uint32_t other : level.graph->neighbors(node)) {
          if (other != node && membership[other] != best) queue.push(other);
        }
      }
      mass[best] += level.mass[node];
      ++members[best];
    }
    return moved;
  }

  /// Splits every community of `membership` into well-connected parts: nodes start alone and join a part that
  /// gains quality, at random but rarely a poor one. Source: algorithm A.2, RefinePartition and
  /// MergeNodesSubset.
  std::vector<std::uint32_t> refine(const Level& level, std::span<const std::uint32_t> membership) {
    const std::size_t nodes = level.graph->nodes();
    std::vector<double> community_mass(nodes, 0.0);
    for (std::size_t node = 0; node < nodes; ++node) community_mass[membership[node]] += level.mass[node];

    std::vector<std::uint32_t> part(nodes);
    std::iota(part.begin(), part.end(), 0U);
    std::vector<double> part_mass = level.mass;
    std::vector<std::uint32_t> part_members(nodes, 1);
    // Weight between a part and the rest of its community.
    std::vector<double> cut(nodes, 0.0);
    for (std::uint32_t node = 0; node < nodes; ++node) {
      const auto neighbors = level.graph->neighbors(node);
      const auto weights = level.graph->weights(node);
      const std::uint32_t community = membership[node];
      double sum = 0.0;
      for (std::size_t e = 0; e < neighbors.size(); ++e) {
        const bool counts = (neighbors[e] != node) & (membership[neighbors[e]] == community);
        sum += counts ? weights[e] : 0.0;  // no branch, because half of them count
      }
      cut[node] = sum;
    }
    const auto well_connected = [&](std::uint32_t a_part, std::uint32_t community) {
      return cut[a_part] + margin() >=
             price_ * part_mass[a_part] * (community_mass[community] - part_mass[a_part]);
    };

    CommunityWeights around(nodes);
    std::vector<std::uint32_t> choices;
    std::vector<double> gains;
    for (const std::uint32_t node : shuffled_nodes(nodes, rng_)) {
      // Only nodes that are still alone move, and only where they are well connected to their community.
      if (part_members[part[node]] != 1 || !well_connected(node, membership[node])) continue;
      around.collect(*level.graph, node, part, membership);
      choices.assign(1, part[node]);
      gains.assign(1, 0.0);
      for (const std::uint32_t candidate : around.touched()) {
        const double gain = around.to(candidate) - price_ * level.mass[node] * part_mass[candidate];
        if (gain < 0.0 || !well_connected(candidate, membership[node])) continue;
        choices.push_back(candidate);
        gains.push_back(gain);
      }
      const std::uint32_t chosen = choices[draw(gains)];
      if (chosen == part[node]) continue;
      cut[chosen] += cut[node] - 2.0 * around.to(chosen);
      part_mass[chosen] += level.mass[node];
      ++part_members[chosen];
      part_members[node] = 0;
      part[node] = chosen;
    }
    return part;
  }

 private:
  [[nodiscard]] double margin() const { return kRelativeMargin * mean_strength_; }

  /// Position drawn with chances in proportion to e^(gain / randomness).
  std::size_t draw(std::span<const double> gains) {
    const double best = *std::ranges::max_element(gains);
    cumulated_.resize(gains.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < gains.size(); ++i) {
      sum += exponential((gains[i] - best) / (options_.randomness * mean_strength_));
      cumulated_[i] = sum;
    }
    const double threshold = rng_.uniform() * sum;
    const auto place = std::ranges::upper_bound(cumulated_, threshold) - cumulated_.begin();
    return std::min(static_cast<std::size_t>(place), gains.size() - 1);
  }

  const LeidenOptions& options_;
  const double price_;
  const double mean_strength_;
  Rng rng_;
  std::vector<double> cumulated_;  ///< of draw; keeps its memory
};

/// The graph of the parts: one node a part, edges added up, what lies inside a part as a loop. Out: `mass` of each part.
Graph aggregate(const Level& level, std::span<const std::uint32_t> part, std::uint32_t parts,
                std::vector<double>& mass) {
  std::vector<Edge> edges;
  mass.assign(parts, 0.0);
  for (std::uint32_t node = 0; node < level.graph->nodes(); ++node) {
    mass[part[node]] += level.mass[node];
    const auto neighbors = level.graph->neighbors(node);
    const auto weights = level.graph->weights(node);
    for (std::size_t e = 0; e < neighbors.size() && neighbors[e] <= node; ++e) {
      const auto [low, high] = std::minmax(part[node], part[neighbors[e]]);
      edges.push_back({low, high, weights[e]});
    }
  }
  return Graph(parts, edges);
}

/// One pass: move, refine, aggregate, until the nodes of the aggregate are the communities. Changes
/// `membership`.
void pass(const Graph& graph, const LeidenOptions& options, Run& run,
          std::vector<std::uint32_t>& membership) {
  Level level{&graph, masses_of(graph, options.quality)};
  std::optional<Graph> aggregated;  // what `level` shows after the first step
  std::vector<std::uint32_t> node_of(graph.nodes());  // of every original node, its node in `level`
  std::iota(node_of.begin(), node_of.end(), 0U);
  std::vector<std::uint32_t> communities = membership;  // of every node of `level`
  for (;;) {
    renumber(communities);
    run.move_nodes(level, communities);
    const std::uint32_t count = renumber(communities);
    const std::size_t nodes = level.graph->nodes();
    if (count == nodes) break;

    std::vector<std::uint32_t> part = run.refine(level, communities);
    std::uint32_t parts = renumber(part);
    if (parts == nodes) {
      // Refinement merged nothing: without aggregating the communities themselves the pass would not end.
      part = communities;
      parts = count;
    }
    std::vector<std::uint32_t> next(parts);
    for (std::size_t node = 0; node < nodes; ++node) next[part[node]] = communities[node];
    std::vector<double> mass;
    Graph of_parts = aggregate(level, part, parts, mass);
    aggregated = std::move(of_parts);
    level = {&*aggregated, std::move(mass)};
    communities = std::move(next);
    for (std::uint32_t& node : node_of) node = part[node];
  }
  for (std::size_t node = 0; node < graph.nodes(); ++node) membership[node] = communities[node_of[node]];
}

/// Splits communities into their connected components, which never costs quality.
void split_disconnected(const Graph& graph, std::vector<std::uint32_t>& membership) {
  std::vector<std::uint32_t> component(graph.nodes(), kNone);
  std::vector<std::uint32_t> open;
  std::uint32_t count = 0;
  for (std::uint32_t start = 0; start < graph.nodes(); ++start) {
    if (component[start] != kNone) continue;
    component[start] = count;
    open.push_back(start);
    while (!open.empty()) {
      const std::uint32_t node = open.back();
      open.pop_back();
      for (const std::uint32_t other : graph.neighbors(node)) {
        if (component[other] != kNone || membership[other] != membership[start]) continue;
        component[other] = count;
        open.push_back(other);
      }
    }
    ++count;
  }
  membership = std::move(component);
}

/// Numbers communities by size, ties by lowest node.
std::uint32_t order_by_size(std::vector<std::uint32_t>& membership) {
  const std::uint32_t count = renumber(membership);
  std::vector<std::uint32_t> sizes(count, 0);
  for (const std::uint32_t community : membership) ++sizes[community];
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(
      order, [&](std::uint32_t left, std::uint32_t right) { return sizes[left] > sizes[right]; });
  std::vector<std::uint32_t> number(count);
  for (std::uint32_t place = 0; place < count; ++place) number[order[place]] = place;
  for (std::uint32_t& community : membership) community = number[community];
  return count;
}

}  // namespace

double partition_quality(const Graph& graph, std::span<const std::uint32_t> membership, Quality quality,
                         double resolution) {
  if (membership.size() != graph.nodes()) throw std::invalid_argument("one community a node is needed");
  const double total = graph.total_weight();
  if (total == 0.0) return 0.0;
  const std::uint32_t highest = *std::ranges::max_element(membership);
  std::vector<double> inside(std::size_t{highest} + 1, 0.0);
  std::vector<double> strength(inside.size(), 0.0);
  std::vector<double> size(inside.size(), 0.0);
  for (std::uint32_t node = 0; node < graph.nodes(); ++node) {
    strength[membership[node]] += graph.strength(node);
    size[membership[node]] += graph.size(node);
    const auto neighbors = graph.neighbors(node);
    const auto weights = graph.weights(node);
    for (std::size_t e = 0; e < neighbors.size() && neighbors[e] <= node; ++e) {
      if (membership[neighbors[e]] == membership[node]) inside[membership[node]] += weights[e];
    }
  }
  double sum = 0.0;
  for (std::size_t community = 0; community < inside.size(); ++community) {
    if (quality == Quality::kModularity) {
      const double share = strength[community] / (2.0 * total);
      sum += inside[community] / total - resolution * share * share;
    } else {
      sum += (inside[community] - resolution * size[community] * (size[community] - 1.0) / 2.0) / total;
    }
  }
  return sum;
}

struct LeidenSearch::State {
  State(const Graph& searched, const LeidenOptions& settings) : graph(searched), options(settings) {
    if (graph.total_weight() > 0.0) run.emplace(graph, options);
    settled = !run;
  }

  const Graph& graph;
  LeidenOptions options;
  std::optional<Run> run;  ///< empty where nothing can be gained
  std::vector<std::uint32_t> membership;
  std::size_t passes = 0;
  bool settled = false;
};

LeidenSearch::LeidenSearch(const Graph& graph, const LeidenOptions& options, std::span<const std::uint32_t> initial)
    : state_(std::make_unique<State>(graph, options)) {
  if (!initial.empty() && initial.size() != graph.nodes()) {
    throw std::invalid_argument("one initial community a node is needed");
  }
  std::vector<std::uint32_t>& membership = state_->membership;
  membership.resize(graph.nodes());
  std::iota(membership.begin(), membership.end(), 0U);
  if (initial.empty()) return;
  std::vector<std::uint32_t> distinct(initial.begin(), initial.end());
  std::ranges::sort(distinct);
  for (std::size_t node = 0; node < initial.size(); ++node) {
    const auto place = std::ranges::lower_bound(distinct, initial[node]) - distinct.begin();
    membership[node] = static_cast<std::uint32_t>(place);
  }
}

LeidenSearch::LeidenSearch(LeidenSearch&&) noexcept = default;
LeidenSearch::~LeidenSearch() = default;

void LeidenSearch::advance(std::size_t passes) {
  State& state = *state_;
  const std::size_t last = state.passes + std::min(passes, state.options.max_passes - state.passes);
  for (; state.passes < last && !state.settled; ++state.passes) {
    std::vector<std::uint32_t> before = state.membership;
    renumber(before);
    pass(state.graph, state.options, *state.run, state.membership);
    renumber(state.membership);
    state.settled = state.membership == before;
  }
}

Partition LeidenSearch::partition() const {
  Partition found{.membership = state_->membership};
  split_disconnected(state_->graph, found.membership);
  found.count = order_by_size(found.membership);
  found.quality = partition_quality(state_->graph, found.membership, state_->options.quality, state_->options.resolution);
  return found;
}

Partition leiden(const Graph& graph, const LeidenOptions& options, std::span<const std::uint32_t> initial) {
  LeidenSearch search(graph, options, initial);
  search.advance(options.max_passes);
  return search.partition();
}

}  // namespace koe::models::cluster
