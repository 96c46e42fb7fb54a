#include "models/anonymity/small_cut.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace koe::models::anonymity {
namespace {

using Weights = std::vector<std::vector<std::int64_t>>;  // symmetric, people between two values

Weights make_graph(std::span<const std::uint32_t> first, std::span<const std::uint32_t> second,
                   std::span<const std::uint32_t> people) {
  std::map<std::pair<int, std::uint32_t>, std::size_t> node;
  std::set<std::tuple<std::size_t, std::size_t, std::uint32_t>> edges;  // a person counts once between two values
  for (std::size_t i = 0; i < first.size(); ++i) {
    const std::size_t a = node.emplace(std::pair(0, first[i]), node.size()).first->second;
    const std::size_t b = node.emplace(std::pair(1, second[i]), node.size()).first->second;
    edges.emplace(a, b, people[i]);
  }
  Weights weights(node.size(), std::vector<std::int64_t>(node.size(), 0));
  for (const auto& [a, b, person] : edges) {
    ++weights[a][b];
    ++weights[b][a];
  }
  return weights;
}

/// Nodes of each connected part.
std::vector<std::vector<std::size_t>> components(const Weights& weights) {
  std::vector<bool> seen(weights.size(), false);
  std::vector<std::vector<std::size_t>> parts;
  for (std::size_t start = 0; start < weights.size(); ++start) {
    if (seen[start]) continue;
    std::vector<std::size_t> part = {start};
    seen[start] = true;
    for (std::size_t next = 0; next < part.size(); ++next)
      for (std::size_t other = 0; other < weights.size(); ++other)
        if (weights[part[next]][other] > 0 && !seen[other]) {
          seen[other] = true;
          part.push_back(other);
        }
    parts.push_back(std::move(part));
  }
  return parts;
}

/// The smallest cut of the graph induced by `nodes` (two or more, connected).
std::int64_t smallest_cut(Weights weights, std::vector<std::size_t> nodes) {
  std::int64_t smallest = std::numeric_limits<std::int64_t>::max();
  while (nodes.size() > 1) {
    std::vector<std::int64_t> attached(weights.size(), 0);
    std::vector<std::size_t> left = nodes;
    std::size_t last = left.front(), before_last = last;
    while (!left.empty()) {
      const auto next = std::max_element(left.begin(), left.end(),
                                         [&](std::size_t a, std::size_t b) { return attached[a] < attached[b]; });
      before_last = last;
      last = *next;
      left.erase(next);
      for (std::size_t node : left) attached[node] += weights[last][node];
    }
    smallest = std::min(smallest, attached[last]);
    for (std::size_t node : nodes) {
      weights[before_last][node] += weights[last][node];
      weights[node][before_last] = weights[before_last][node];
    }
    std::erase(nodes, last);
  }
  return smallest;
}

}  // namespace

bool has_small_cut(std::span<const std::uint32_t> first, std::span<const std::uint32_t> second,
                   std::span<const std::uint32_t> people, std::int64_t k) {
  const Weights weights = make_graph(first, second, people);
  for (const std::vector<std::size_t>& part : components(weights))
    if (part.size() > 1 && smallest_cut(weights, part) < k) return true;
  return false;
}

}  // namespace koe::models::anonymity
