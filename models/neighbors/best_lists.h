// Which of all candidates that come by are a row's nearest? Short sorted lists, one a row, that nearly every candidate fails.
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace koe::models::neighbors {

/// The `k` best candidates of each of `n` rows: highest product first, ties by lower index. What a list holds in the end does not
/// depend on the order in which candidates came.
/// Checked in tests/unit/models/cluster/exact_knn_test.cpp.
class BestLists {
 public:
  /// In: `k` > 0.
  BestLists(std::size_t n, std::size_t k) : k_(k), index_(n * k, kNobody), dot_(n * k, kNone), lowest_(n, kNone) {}

  /// Offers the candidates `first`, `first` + 1, ... but for `self` to `row`.
  void offer_to(std::size_t row, std::uint32_t first, std::span<const std::int32_t> products, std::uint32_t self = kNobody) {
    const std::int32_t lowest = lowest_[row];
    for_those_that(
        products, [&](std::size_t c) { return products[c] >= lowest; },
        [&](std::size_t c) {
          const auto candidate = static_cast<std::uint32_t>(first + c);
          if (candidate != self) insert(row, candidate, products[c]);
        });
  }

  /// Offers `candidate` to the rows `first`, `first` + 1, ...
  void offer_to_each(std::size_t first, std::span<const std::int32_t> products, std::uint32_t candidate) {
    const std::int32_t* const lowest = lowest_.data() + first;
    for_those_that(
        products, [&](std::size_t c) { return products[c] >= lowest[c]; },
        [&](std::size_t c) { insert(first + c, candidate, products[c]); });
  }

  /// The lists, n x k. In: each row was offered k candidates at least.
  [[nodiscard]] std::vector<std::uint32_t> take_indices() { return std::move(index_); }
  [[nodiscard]] std::vector<std::int32_t> take_dots() { return std::move(dot_); }

 private:
  static constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::min();
  /// Few products are high enough: most are left out several at a time.
  static constexpr std::size_t kAtOnce = 16;

  template <typename Predicate, typename Action>
  static void for_those_that(std::span<const std::int32_t> products, const Predicate& are_high, const Action& act) {
    for (std::size_t begin = 0; begin < products.size(); begin += kAtOnce) {
      const std::size_t left = products.size() - begin;
      if (left >= kAtOnce) {
        int high = 0;
        for (std::size_t c = 0; c < kAtOnce; ++c) high |= are_high(begin + c) ? 1 : 0;
        if (high == 0) continue;
      }
      for (std::size_t c = begin; c < begin + (left < kAtOnce ? left : kAtOnce); ++c)
        if (are_high(c)) act(c);
    }
  }

  void insert(std::size_t row, std::uint32_t candidate, std::int32_t product) {
    std::uint32_t* const index = index_.data() + row * k_;
    std::int32_t* const dot = dot_.data() + row * k_;
    const auto is_better_than = [&](std::size_t place) {
      return product != dot[place] ? product > dot[place] : candidate < index[place];
    };
    std::size_t place = k_ - 1;
    if (!is_better_than(place)) return;
    for (; place > 0 && is_better_than(place - 1); --place) {
      dot[place] = dot[place - 1];
      index[place] = index[place - 1];
    }
    dot[place] = product;
    index[place] = candidate;
    lowest_[row] = dot[k_ - 1];
  }

  std::size_t k_;
  std::vector<std::uint32_t> index_;
  std::vector<std::int32_t> dot_;
  std::vector<std::int32_t> lowest_;  ///< the last product of each list
};

}  // namespace koe::models::neighbors
