#include "models/anonymity/sum_exchange.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <unordered_map>
#include <utility>

#include "models/anonymity/scattered.h"

namespace koe::models::anonymity {
namespace {

using Key = std::uint64_t;

/// How many answers a side has, and among how many labels they are sought.
struct Reach {
  std::size_t answers, labels;
};
constexpr std::array<Reach, 1> kOneToOne = {{{1, std::numeric_limits<std::size_t>::max()}}};
constexpr std::array<Reach, 3> kInSum = {{{2, 200}, {3, 48}, {4, 32}}};  // 20,000 to 50,000 sides, dearest last
constexpr std::size_t kMostAnswers = 4;

/// Answers of one band by label, ascending, and the sum of the labels' keys.
struct Side {
  Key key = 0;
  std::array<std::uint32_t, kMostAnswers> labels{};
};

/// Answers in exactly the same groups share a label; groups that can take `turned` turned answers do not count.
class Labels {
 public:
  Labels(const std::vector<Group>& groups_of, std::span<const Band> bands, std::span<const std::int64_t> slack,
         std::size_t turned) {
    std::unordered_map<Key, std::uint32_t> number;
    for (std::size_t i = 0; i < bands.size(); ++i) {
      Key key = 0;
      for (std::uint32_t group : groups_of[i])
        if (slack[group] < static_cast<std::int64_t>(turned)) key += scattered(0, group);
      const auto [found, is_new] = number.emplace(key, static_cast<std::uint32_t>(keys_.size()));
      label_of_.push_back(found->second);
      if (is_new) {
        keys_.push_back(key);
        held_.emplace_back();
      }
      // An answer in no group is free today, but a proof that rests on it would forbid to publish it tomorrow.
      if (!groups_of[i].empty()) ++held_[found->second][static_cast<std::size_t>(bands[i])];
    }
  }

  [[nodiscard]] std::uint32_t of(std::uint32_t answer) const { return label_of_[answer]; }
  [[nodiscard]] Key key(std::uint32_t label) const { return keys_[label]; }
  [[nodiscard]] std::uint32_t held(std::uint32_t label, std::size_t band) const { return held_[label][band]; }

  /// Labels under which `band` is held, ascending: the `most` with the most answers.
  [[nodiscard]] std::vector<std::uint32_t> frequent(std::size_t band, std::size_t most) const {
    std::vector<std::uint32_t> labels;
    for (std::uint32_t label = 0; label < held_.size(); ++label)
      if (held_[label][band] > 0) labels.push_back(label);
    std::stable_sort(labels.begin(), labels.end(), [&](std::uint32_t a, std::uint32_t b) {
      return held_[a][band] > held_[b][band];
    });
    if (labels.size() > most) labels.resize(most);
    std::sort(labels.begin(), labels.end());
    return labels;
  }

 private:
  std::vector<std::uint32_t> label_of_;
  std::vector<Key> keys_;
  std::vector<std::array<std::uint32_t, kBands>> held_;
};

/// Where a side's answers come from.
struct Pool {
  const Labels& labels;
  std::size_t band;
  std::vector<std::uint32_t> choice;

  Pool(const Labels& all, std::size_t of_band, const Reach& reach)
      : labels(all), band(of_band), choice(all.frequent(of_band, reach.labels)) {}
};

/// Calls `visit` with every way to fill `side` from `filled` to `size` answers, until it returns true. The choices come in
/// order from `first` on, no label more often than the pool's band is held under it.
template <typename Visit>
bool fill(const Pool& pool, Side& side, std::size_t filled, std::size_t size, std::size_t first, const Visit& visit) {
  if (filled >= size || filled >= kMostAnswers) return visit(side);
  for (std::size_t next = first; next < pool.choice.size(); ++next) {
    const std::uint32_t label = pool.choice[next];
    std::uint32_t used = 0;
    for (std::size_t i = 0; i < filled; ++i)
      if (side.labels[i] == label) ++used;
    if (used >= pool.labels.held(label, pool.band)) continue;
    side.labels[filled] = label;
    side.key += pool.labels.key(label);
    const bool is_done = fill(pool, side, filled + 1, size, next, visit);
    side.key -= pool.labels.key(label);
    if (is_done) return true;
  }
  return false;
}

/// The keys of all sides of one band, ascending.
std::vector<Key> side_keys(const Pool& pool, std::size_t answers) {
  std::vector<Key> keys;
  Side side;
  (void)fill(pool, side, 0, answers, 0, [&](const Side& complete) {
    keys.push_back(complete.key);
    return false;
  });
  std::sort(keys.begin(), keys.end());
  return keys;
}

/// Whether an answer under `label`, with others of its band, is in the same groups as one of the other sides.
bool has_counterpart(const Pool& pool, std::uint32_t label, std::size_t answers, const std::vector<Key>& others) {
  Side side{.key = pool.labels.key(label), .labels = {label}};
  return fill(pool, side, 1, answers, 0,
              [&](const Side& complete) { return std::binary_search(others.begin(), others.end(), complete.key); });
}

/// An answer's label and band: all that an exchange asks of it.
using Kind = std::pair<std::uint32_t, std::size_t>;

/// Notes in `found` the kinds for which there is an exchange within reach.
void settle(const Labels& labels, const Reach& reach, std::map<Kind, bool>& found) {
  for (std::size_t other = 0; other < kBands; ++other) {
    const std::vector<Key> others = side_keys(Pool(labels, other, reach), reach.answers);
    for (std::size_t band = 0; band < kBands; ++band) {
      if (band == other) continue;
      const Pool pool(labels, band, reach);
      for (auto& [kind, is_found] : found)
        if (!is_found && kind.second == band) is_found = has_counterpart(pool, kind.first, reach.answers, others);
    }
  }
}

std::vector<bool> within(std::span<const Reach> reaches, const std::vector<Group>& groups_of, std::span<const Band> bands,
                         std::span<const std::uint32_t> asked, std::span<const std::int64_t> slack) {
  std::vector<bool> proven(asked.size(), false);
  for (const Reach& reach : reaches) {
    if (std::find(proven.begin(), proven.end(), false) == proven.end()) break;
    const Labels labels(groups_of, bands, slack, reach.answers);
    const auto kind_of = [&](std::uint32_t answer) {
      return Kind(labels.of(answer), static_cast<std::size_t>(bands[answer]));
    };
    std::map<Kind, bool> found;
    for (std::size_t i = 0; i < asked.size(); ++i)
      if (!proven[i]) found.emplace(kind_of(asked[i]), false);
    settle(labels, reach, found);
    for (std::size_t i = 0; i < asked.size(); ++i)
      if (!proven[i]) proven[i] = found.at(kind_of(asked[i]));
  }
  return proven;
}

}  // namespace

std::vector<bool> exchangeable_in_sum(const std::vector<Group>& groups_of, std::span<const Band> bands,
                                      std::span<const std::uint32_t> asked, std::span<const std::int64_t> slack) {
  return within(kInSum, groups_of, bands, asked, slack);
}

std::vector<bool> exchangeable_one_to_one(const std::vector<Group>& groups_of, std::span<const Band> bands,
                                          std::span<const std::uint32_t> asked, std::span<const std::int64_t> slack) {
  return within(kOneToOne, groups_of, bands, asked, slack);
}

}  // namespace koe::models::anonymity
