// Which terms set a theme apart from the others? Class-based TF-IDF: a theme is one long document.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace koe::models::topics {

/// How many texts of a theme use a term.
struct TermCount {
  std::uint32_t theme = 0;
  std::uint32_t term = 0;
  double count = 0.0;
};

/// A term of a theme with its weight.
struct WeightedTerm {
  std::uint32_t term = 0;
  /// Contrastive weight, > 0.
  double weight = 0.0;
  /// Texts of the theme that use it.
  double count = 0.0;
  /// count / the term's count over all themes, 0..1.
  double share = 0.0;
  friend bool operator==(const WeightedTerm&, const WeightedTerm&) = default;
};

/// Terms of each of `themes` themes, heaviest first, ties by term number: weight = tf * log(1 + A / f), tf =
/// count / all counts of the theme, f = the term's count over all themes, A = mean number of counts a theme.
/// In: `counts` in any order, the same (theme, term) added up; theme < `themes`, term < `terms`, count >= 0.
/// Cost: O(c log c).
/// Errors: std::invalid_argument for numbers out of range.
/// Source: Grootendorst 2022 (BERTopic), section 3.3.
/// Checked in tests/unit/models/topics/ctfidf_test.cpp.
[[nodiscard]] std::vector<std::vector<WeightedTerm>> class_tf_idf(std::span<const TermCount> counts,
                                                                  std::size_t themes, std::size_t terms);

}  // namespace koe::models::topics
