#include "models/anonymity/elimination.h"

#include <algorithm>

namespace koe::models::anonymity {
namespace {

constexpr std::uint64_t kPrime = (std::uint64_t{1} << 61) - 1;
constexpr std::int64_t kSmall = std::int64_t{1} << 20;

__extension__ using Wide = unsigned __int128;

std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  const std::uint64_t sum = static_cast<std::uint64_t>(product & kPrime) + static_cast<std::uint64_t>(product >> 61);
  return sum >= kPrime ? sum - kPrime : sum;
}

std::uint64_t subtract(std::uint64_t a, std::uint64_t b) { return a >= b ? a - b : a + kPrime - b; }

/// a^(p - 2), Fermat's inverse.
std::uint64_t inverse(std::uint64_t a) {
  std::uint64_t result = 1;
  for (std::uint64_t power = kPrime - 2; power > 0; power >>= 1) {
    if ((power & 1) != 0) result = multiply(result, a);
    a = multiply(a, a);
  }
  return result;
}

/// The value at `column`, 0 where there is none.
std::uint64_t value_at(const Elimination::Row& row, std::uint32_t column) {
  const auto found = std::lower_bound(row.begin(), row.end(), column,
                                      [](const auto& entry, std::uint32_t wanted) { return entry.column < wanted; });
  return found != row.end() && found->column == column ? found->value : 0;
}

/// row - factor * other
Elimination::Row minus_multiple(const Elimination::Row& row, const Elimination::Row& other, std::uint64_t factor) {
  Elimination::Row result;
  result.reserve(row.size() + other.size());
  auto a = row.begin();
  auto b = other.begin();
  while (a != row.end() || b != other.end()) {
    if (b == other.end() || (a != row.end() && a->column < b->column)) {
      result.push_back(*a++);
    } else {
      const bool is_shared = a != row.end() && a->column == b->column;
      const std::uint64_t value = subtract(is_shared ? a->value : 0, multiply(factor, b->value));
      if (value != 0) result.push_back({b->column, value});
      if (is_shared) ++a;
      ++b;
    }
  }
  return result;
}

}  // namespace

std::vector<std::size_t> Elimination::add(const IntegerRow& row) {
  Row added;
  for (const auto& [column, value] : row)
    if (value != 0)
      added.push_back({column, value > 0 ? static_cast<std::uint64_t>(value) : kPrime - static_cast<std::uint64_t>(-value)});
  for (std::size_t r = 0; r < rows_.size(); ++r)
    if (const std::uint64_t factor = value_at(added, pivots_[r]); factor != 0)
      added = minus_multiple(added, rows_[r], factor);

  const Entry* pivot = nullptr;
  for (const Entry& entry : added)
    if (entry.column < weight_.size() && (pivot == nullptr || weight_[entry.column] > weight_[pivot->column]))
      pivot = &entry;
  if (pivot == nullptr) return {};
  const std::uint32_t pivot_column = pivot->column;
  const std::uint64_t scale = inverse(pivot->value);
  for (Entry& entry : added) entry.value = multiply(entry.value, scale);

  std::vector<std::size_t> changed;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    const std::uint64_t factor = value_at(rows_[r], pivot_column);
    if (factor == 0) continue;
    rows_[r] = minus_multiple(rows_[r], added, factor);
    changed.push_back(r);
  }
  changed.push_back(rows_.size());
  rows_.push_back(std::move(added));
  pivots_.push_back(pivot_column);
  return changed;
}

std::optional<std::int64_t> Elimination::small_integer(std::uint64_t value) {
  if (value <= static_cast<std::uint64_t>(kSmall)) return static_cast<std::int64_t>(value);
  if (kPrime - value <= static_cast<std::uint64_t>(kSmall)) return -static_cast<std::int64_t>(kPrime - value);
  return std::nullopt;
}

std::vector<std::int64_t> pivot_weights(const std::vector<std::vector<std::uint32_t>>& atoms, std::uint64_t order) {
  std::vector<std::int64_t> weights;
  for (std::size_t a = 0; a < atoms.size(); ++a) {
    std::uint64_t mixed = (a + 1) * (2 * order + 1) * 0x9E3779B97F4A7C15ULL;  // Weyl sequence of the golden ratio
    mixed ^= mixed >> 29;
    weights.push_back(order == 0 ? static_cast<std::int64_t>(atoms[a].size()) : static_cast<std::int64_t>(mixed >> 2));
  }
  return weights;
}

}  // namespace koe::models::anonymity
