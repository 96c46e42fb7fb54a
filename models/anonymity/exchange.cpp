#include "models/anonymity/exchange.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "models/anonymity/scattered.h"

namespace koe::models::anonymity {
namespace {

using Labels = std::vector<std::vector<std::uint32_t>>;
constexpr std::array<std::pair<Band, Band>, 3> kBandPairs = {{{Band::kDetractor, Band::kPassive},
                                                              {Band::kDetractor, Band::kPromoter},
                                                              {Band::kPassive, Band::kPromoter}}};

/// Strongly connected components of a graph, by Tarjan's algorithm; number of each node's component.
class Components {
 public:
  explicit Components(std::size_t nodes) : next_(nodes), order_(nodes, 0), low_(nodes, 0), component_(nodes, 0) {}

  void add_edge(std::uint32_t from, std::uint32_t to) { next_[from].push_back(to); }

  void find() {
    for (std::uint32_t node = 0; node < next_.size(); ++node)
      if (order_[node] == 0) visit(node);
  }

  [[nodiscard]] bool together(std::uint32_t a, std::uint32_t b) const { return component_[a] == component_[b]; }

 private:
  struct Frame {
    std::uint32_t node;
    std::size_t edge;
  };

  void enter(std::uint32_t node) {
    order_[node] = low_[node] = ++counter_;
    open_.push_back(node);
    frames_.push_back({node, 0});
  }

  void visit(std::uint32_t root) {
    enter(root);
    while (!frames_.empty()) {
      const auto [node, edge] = frames_.back();
      if (edge < next_[node].size()) {
        ++frames_.back().edge;
        const std::uint32_t to = next_[node][edge];
        if (order_[to] == 0) {
          enter(to);
        } else if (component_[to] == 0) {
          low_[node] = std::min(low_[node], order_[to]);
        }
        continue;
      }
      frames_.pop_back();
      if (!frames_.empty()) low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
      if (low_[node] == order_[node]) close(node);
    }
  }

  void close(std::uint32_t node) {
    ++n_components_;
    for (std::uint32_t member = node + 1; member != node;) {
      member = open_.back();
      open_.pop_back();
      component_[member] = n_components_;
    }
  }

  std::vector<std::vector<std::uint32_t>> next_;
  std::vector<std::uint32_t> order_, low_, component_;
  std::vector<std::uint32_t> open_;
  std::vector<Frame> frames_;
  std::uint32_t counter_ = 0, n_components_ = 0;
};

/// Numbers from 0 for the different keys it is asked for.
template <typename Key>
class Numbering {
 public:
  std::uint32_t operator[](const Key& key) {
    return number_.emplace(key, static_cast<std::uint32_t>(number_.size())).first->second;
  }
  [[nodiscard]] std::size_t size() const { return number_.size(); }

 private:
  std::map<Key, std::uint32_t> number_;
};

/// Sum of scattered labels: stands for a set of them.
using Context = std::uint64_t;

class Search {
 public:
  Search(const Labels& labels, std::span<const Band> bands, std::vector<bool> proven)
      : labels_(labels), bands_(bands), all_labels_(bands.size(), 0), found_(std::move(proven)) {
    found_.resize(bands.size(), false);
    for (std::size_t t = 0; t < labels.size(); ++t) {
      keys_.emplace_back();
      for (std::size_t i = 0; i < bands.size(); ++i) {
        keys_[t].push_back(scattered(t, labels[t][i]));
        all_labels_[i] += keys_[t][i];
      }
    }
  }

  std::vector<bool> run() {
    within_equal_labels();
    if (!done()) with_single_deviations();
    for (std::size_t t = 0; t < labels_.size() && !done(); ++t) along_one_table(t);
    for (std::size_t a = 0; a < labels_.size() && !done(); ++a)
      for (std::size_t b = a + 1; b < labels_.size() && !done(); ++b) along_two_tables(a, b);
    return found_;
  }

 private:
  [[nodiscard]] bool done() const { return std::find(found_.begin(), found_.end(), false) == found_.end(); }

  /// Stands for the labels of answer `i` in every table except `a` and `b` (a = b: except one).
  [[nodiscard]] Context context(std::uint32_t i, std::size_t a, std::size_t b) const {
    return all_labels_[i] - keys_[a][i] - (a == b ? 0 : keys_[b][i]);
  }

  /// Answers of equal key, one list a key.
  static std::vector<std::vector<std::uint32_t>> grouped(std::vector<std::pair<Context, std::uint32_t>> keyed) {
    std::sort(keyed.begin(), keyed.end());
    std::vector<std::vector<std::uint32_t>> groups;
    for (std::size_t i = 0; i < keyed.size(); ++i) {
      if (i == 0 || keyed[i].first != keyed[i - 1].first) groups.emplace_back();
      groups.back().push_back(keyed[i].second);
    }
    return groups;
  }

  void within_equal_labels() {
    std::vector<std::pair<Context, std::uint32_t>> keyed;
    for (std::uint32_t i = 0; i < bands_.size(); ++i) keyed.emplace_back(all_labels_[i], i);
    for (const auto& group : grouped(std::move(keyed))) {
      const bool mixed =
          std::any_of(group.begin(), group.end(), [&](std::uint32_t i) { return bands_[i] != bands_[group.front()]; });
      for (std::uint32_t i : group) found_[i] = found_[i] || mixed;
    }
  }

  /// The labels most answers share are the base. An answer that deviates from it in several tables flips from band b to c;
  /// for each of these tables an answer that deviates in it alone flips back, and base answers, one fewer, flip along.
  void with_single_deviations() {
    std::map<Context, std::array<std::uint32_t, kBands>> held;  // answers of each labels and band
    std::map<Context, std::uint32_t> times;
    std::uint32_t base = 0;
    for (std::uint32_t i = 0; i < bands_.size(); ++i) {
      ++held[all_labels_[i]][static_cast<std::size_t>(bands_[i])];
      if (++times[all_labels_[i]] > times[all_labels_[base]]) base = i;
    }
    const auto holds = [&](Context labels, std::size_t band, std::size_t fewest) {
      const auto found = held.find(labels);
      return found != held.end() && found->second[band] >= fewest;
    };
    for (std::uint32_t i = 0; i < bands_.size(); ++i) {
      if (found_[i]) continue;
      std::vector<Context> singles;
      for (std::size_t t = 0; t < labels_.size(); ++t)
        if (labels_[t][i] != labels_[t][base]) singles.push_back(all_labels_[base] - keys_[t][base] + keys_[t][i]);
      const auto own = static_cast<std::size_t>(bands_[i]);
      if (singles.size() < 2 || !holds(all_labels_[base], own, singles.size() - 1)) continue;
      for (std::size_t other = 0; other < kBands && !found_[i]; ++other)
        found_[i] = other != own && std::all_of(singles.begin(), singles.end(),
                                                [&](Context single) { return holds(single, other, 1); });
    }
  }

  void along_one_table(std::size_t table) {
    std::vector<std::pair<Context, std::uint32_t>> keyed;
    for (std::uint32_t i = 0; i < bands_.size(); ++i) keyed.emplace_back(context(i, table, table), i);
    const auto groups = grouped(std::move(keyed));
    Numbering<std::uint32_t> value;
    std::vector<std::uint32_t> value_of(bands_.size());
    for (std::size_t i = 0; i < bands_.size(); ++i) value_of[i] = value[labels_[table][i]];
    for (const auto& [first, second] : kBandPairs) {
      // Per context: the values where someone holds the first band, and those where someone holds the second.
      std::vector<std::array<std::set<std::uint32_t>, 2>> holders(groups.size());
      Components components(value.size());
      for (std::size_t g = 0; g < groups.size(); ++g) {
        for (std::uint32_t i : groups[g]) {
          if (bands_[i] == first) holders[g][0].insert(value_of[i]);
          if (bands_[i] == second) holders[g][1].insert(value_of[i]);
        }
        for (std::uint32_t from : holders[g][0])
          for (std::uint32_t to : holders[g][1])
            if (from != to) components.add_edge(from, to);
      }
      components.find();
      for (std::size_t g = 0; g < groups.size(); ++g)
        for (std::uint32_t i : groups[g]) {
          if (found_[i] || (bands_[i] != first && bands_[i] != second)) continue;
          const auto& partners = holders[g][bands_[i] == first ? 1 : 0];
          found_[i] = std::any_of(partners.begin(), partners.end(), [&](std::uint32_t partner) {
            return partner != value_of[i] && components.together(value_of[i], partner);
          });
        }
    }
  }

  void along_two_tables(std::size_t a, std::size_t b) {
    std::vector<Context> wanted;
    for (std::uint32_t i = 0; i < bands_.size(); ++i)
      if (!found_[i]) wanted.push_back(context(i, a, b));
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    std::vector<std::pair<Context, std::uint32_t>> keyed;
    for (std::uint32_t i = 0; i < bands_.size(); ++i)
      if (const Context key = context(i, a, b); std::binary_search(wanted.begin(), wanted.end(), key))
        keyed.emplace_back(key, i);
    for (const auto& group : grouped(std::move(keyed))) {
      Numbering<std::pair<std::size_t, std::uint32_t>> node;
      std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
      for (std::uint32_t i : group) ends.emplace_back(node[{0, labels_[a][i]}], node[{1, labels_[b][i]}]);
      for (const auto& [first, second] : kBandPairs) {
        Components components(node.size());
        for (std::size_t g = 0; g < group.size(); ++g) {
          if (bands_[group[g]] == first) components.add_edge(ends[g].first, ends[g].second);
          if (bands_[group[g]] == second) components.add_edge(ends[g].second, ends[g].first);
        }
        components.find();
        for (std::size_t g = 0; g < group.size(); ++g)
          if ((bands_[group[g]] == first || bands_[group[g]] == second) &&
              components.together(ends[g].first, ends[g].second))
            found_[group[g]] = true;
      }
    }
  }

  const Labels& labels_;
  std::span<const Band> bands_;
  std::vector<std::vector<Context>> keys_;  ///< of each table and answer
  std::vector<Context> all_labels_;         ///< their sum over all tables
  std::vector<bool> found_;
};

}  // namespace

std::vector<bool> exchangeable(const std::vector<std::vector<std::uint32_t>>& labels, std::span<const Band> bands,
                               std::vector<bool> proven) {
  return Search(labels, bands, std::move(proven)).run();
}

}  // namespace koe::models::anonymity
