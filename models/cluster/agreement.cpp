#include "models/cluster/agreement.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <stdexcept>
#include <utility>
#include <vector>

namespace koe::models::cluster {
namespace {

/// How often each class of one labelling meets each class of the other.
struct Contingency {
  std::vector<double> left;   ///< items a class, all > 0
  std::vector<double> right;  ///< items a class, all > 0
  struct Cell {
    std::uint32_t left;
    std::uint32_t right;
    double count;
  };
  std::vector<Cell> cells;  ///< counts > 0
  double items = 0.0;
};

/// Class numbers 0.. in ascending order of the labels; returns the items of each.
std::vector<double> number_classes(std::span<const std::uint32_t> labels,
                                   std::vector<std::uint32_t>& classes) {
  std::vector<std::uint32_t> distinct(labels.begin(), labels.end());
  std::ranges::sort(distinct);
  distinct.erase(std::ranges::unique(distinct).begin(), distinct.end());
  std::vector<double> items(distinct.size(), 0.0);
  classes.reserve(labels.size());
  for (const std::uint32_t label : labels) {
    const auto place = static_cast<std::size_t>(std::ranges::lower_bound(distinct, label) - distinct.begin());
    classes.push_back(static_cast<std::uint32_t>(place));
    items[place] += 1.0;
  }
  return items;
}

Contingency contingency(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right) {
  if (left.size() != right.size()) throw std::invalid_argument("both labellings need the same items");
  Contingency table;
  table.items = static_cast<double>(left.size());
  std::vector<std::uint32_t> a;
  std::vector<std::uint32_t> b;
  table.left = number_classes(left, a);
  table.right = number_classes(right, b);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  pairs.reserve(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) pairs.emplace_back(a[i], b[i]);
  std::ranges::sort(pairs);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i == 0 || pairs[i] != pairs[i - 1]) table.cells.push_back({pairs[i].first, pairs[i].second, 0.0});
    table.cells.back().count += 1.0;
  }
  return table;
}

double entropy(std::span<const double> counts, double items) {
  double sum = 0.0;
  for (const double count : counts) sum -= count / items * std::log(count / items);
  return sum;
}

double mutual_information(const Contingency& table) {
  double sum = 0.0;
  for (const auto& cell : table.cells) {
    sum += cell.count / table.items *
           std::log(cell.count * table.items / (table.left[cell.left] * table.right[cell.right]));
  }
  return sum;
}

/// Mutual information to expect when both labellings keep their class sizes but are otherwise random (Vinh,
/// Epps, Bailey 2010, equation 24a). Classes of equal size are computed once.
double expected_mutual_information(const Contingency& table) {
  const auto n = static_cast<std::size_t>(table.items);
  std::vector<double> log_factorial(n + 1, 0.0);
  for (std::size_t i = 2; i <= n; ++i)
    log_factorial[i] = log_factorial[i - 1] + std::log(static_cast<double>(i));
  const auto sizes_of = [](std::vector<double> counts) {
    std::ranges::sort(counts);
    std::vector<std::pair<std::size_t, double>> sizes;  // size, how many classes have it
    for (const double count : counts) {
      const auto size = static_cast<std::size_t>(count);
      if (sizes.empty() || sizes.back().first != size) sizes.emplace_back(size, 0.0);
      sizes.back().second += 1.0;
    }
    return sizes;
  };
  double sum = 0.0;
  for (const auto& [a, classes_a] : sizes_of(table.left)) {
    for (const auto& [b, classes_b] : sizes_of(table.right)) {
      const std::size_t least = a + b > n ? a + b - n : 1;
      const double fixed = log_factorial[a] + log_factorial[b] + log_factorial[n - a] + log_factorial[n - b] -
                           log_factorial[n];
      for (std::size_t both = std::max<std::size_t>(1, least); both <= std::min(a, b); ++both) {
        const double chance = std::exp(fixed - log_factorial[both] - log_factorial[a - both] -
                                       log_factorial[b - both] - log_factorial[n - a - b + both]);
        const auto count = static_cast<double>(both);
        sum += classes_a * classes_b * chance * count / table.items *
               std::log(table.items * count / (static_cast<double>(a) * static_cast<double>(b)));
      }
    }
  }
  return sum;
}

bool trivially_equal(const Contingency& table) {
  const std::size_t a = table.left.size();
  const std::size_t b = table.right.size();
  return a == b && (a <= 1 || static_cast<double>(a) == table.items);
}

double pairs_of(double count) { return count * (count - 1.0) / 2.0; }

}  // namespace

double adjusted_mutual_information(std::span<const std::uint32_t> left,
                                   std::span<const std::uint32_t> right) {
  const Contingency table = contingency(left, right);
  if (trivially_equal(table)) return 1.0;
  const double information = mutual_information(table);
  const double expected = expected_mutual_information(table);
  const double mean = (entropy(table.left, table.items) + entropy(table.right, table.items)) / 2.0;
  return mean == expected ? 0.0 : (information - expected) / (mean - expected);
}

double normalised_mutual_information(std::span<const std::uint32_t> left,
                                     std::span<const std::uint32_t> right) {
  const Contingency table = contingency(left, right);
  if (trivially_equal(table)) return 1.0;
  const double mean = (entropy(table.left, table.items) + entropy(table.right, table.items)) / 2.0;
  return mean == 0.0 ? 1.0 : std::max(0.0, mutual_information(table) / mean);
}

double adjusted_rand_index(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right) {
  const Contingency table = contingency(left, right);
  double together = 0.0;
  double left_pairs = 0.0;
  double right_pairs = 0.0;
  for (const auto& cell : table.cells) together += pairs_of(cell.count);
  for (const double count : table.left) left_pairs += pairs_of(count);
  for (const double count : table.right) right_pairs += pairs_of(count);
  const double all = pairs_of(table.items);
  const double expected = all > 0.0 ? left_pairs * right_pairs / all : 0.0;
  const double most = (left_pairs + right_pairs) / 2.0;
  return most == expected ? 1.0 : (together - expected) / (most - expected);
}

}  // namespace koe::models::cluster
