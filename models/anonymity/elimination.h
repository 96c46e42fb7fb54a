// What follows from published sums by adding and subtracting them? Gauss-Jordan elimination over a prime field.
//
// The prime is 2^61 - 1. Whatever whole or fractional combination of 0/1 rows exists over the rationals exists modulo the
// prime as well (unless the prime divides one of its denominators), so nothing that can be derived is overlooked.
#pragma once
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace koe::models::anonymity {

/// Linear combinations of published sums, always in reduced row echelon form. Columns are atoms: sets of answers that every
/// sum treats alike. A row may carry further entries to its right (`extra`, such as the published counts) that are
/// combined along but never pivots.
class Elimination {
 public:
  /// A value that is not zero, below the prime.
  struct Entry {
    std::uint32_t column = 0;
    std::uint64_t value = 0;
  };
  using Row = std::vector<Entry>;  ///< by column; the extra entries last

  /// Columns 0..n-1 are the atoms, n = size of `weight`; entries from column n on are extra. `weight[c]`, people of atom c:
  /// heavy atoms become pivots first, so that the rest of a row is as light as it can be.
  explicit Elimination(std::vector<std::int64_t> weight) : weight_(std::move(weight)) {}

  /// A row of integers by column, zeros left out or not.
  using IntegerRow = std::vector<std::pair<std::uint32_t, std::int64_t>>;

  /// Adds a row. Out: the positions of rows that are new or changed; empty when the row follows from the earlier ones.
  /// Cost: O(rows x entries). Checked in tests/unit/models/anonymity/elimination_test.cpp.
  std::vector<std::size_t> add(const IntegerRow& row);

  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

  /// `value` as the integer nearest to zero that it stands for, if that is small (at most 2^20); a fraction gives nothing.
  [[nodiscard]] static std::optional<std::int64_t> small_integer(std::uint64_t value);

 private:
  std::vector<std::int64_t> weight_;
  std::vector<Row> rows_;
  std::vector<std::uint32_t> pivots_;
};

/// How many choices of pivots are tried: a small combination may show itself with one choice and not with another.
inline constexpr std::uint64_t kPivotOrders = 4;

/// Weights that make other pivots be chosen for each `order`: the largest atoms for 0, else a shuffle. Cost: O(atoms).
[[nodiscard]] std::vector<std::int64_t> pivot_weights(const std::vector<std::vector<std::uint32_t>>& atoms,
                                                      std::uint64_t order);

}  // namespace koe::models::anonymity
