// What do the texts at hand say of a word? A word is known by the company it keeps: the mean direction of the texts that hold
// it. Beside a text's own direction it brings together what this corpus says of one subject, wherever the look-up table, made
// from other texts, has put the words.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/embedding/vector_kernels.h"
#include "models/language.h"
#include "models/matrix.h"

namespace koe::models::embedding {

/// Contexts as they are kept with a theme model. Shapes: n entries, d dimensions.
struct ContextTable {
  std::vector<std::uint32_t> rows;   ///< n, entries of the look-up table, ascending
  std::vector<std::int8_t> values;   ///< n x d; a context is scale * values
  std::vector<float> scales;         ///< n
  float weight = 0.0F;               ///< of a text's contexts beside its own direction: texts / (texts + kEvidence)
  /// d a language: what the contexts of all its texts have in common; empty where nothing was learnt.
  std::array<std::vector<float>, kLanguageCount> mean;
  friend bool operator==(const ContextTable&, const ContextTable&) = default;
};

/// Contexts of the look-up table's entries in one corpus. Immutable; share one among threads.
///
/// One step of reciprocal averaging between texts and terms, begun from the table's directions in place of chance; its limit is
/// latent semantic indexing (Deerwester et al. 1990), which would forget the table. What it gives is measured in METHODS.md.
/// Checked in tests/unit/models/embedding/term_contexts_test.cpp.
class TermContexts {
 public:
  /// Contexts count half as much as a text's own direction when they were learnt from so many texts: a word that three of a
  /// hundred texts share says little about them. Chosen on samples of 80 to 3,250 texts (METHODS.md).
  static constexpr float kEvidence = 500.0F;

  /// Nothing is known of any term: blend changes nothing.
  TermContexts() = default;

  /// In: a table that `learn` made.
  explicit TermContexts(ContextTable table);

  /// In: `texts`, n lists of entries of the look-up table; `directions`, n x d centred, zero or of length one; `languages` n.
  /// A term's context is rounded to 8 bits, as the table's own rows are, so that what is kept is what was used.
  /// Out: the same bits at any number of `threads`. Cost: O(entries d), split over them.
  /// Errors: std::invalid_argument when shapes differ.
  [[nodiscard]] static TermContexts learn(std::span<const std::span<const std::uint32_t>> texts, const Matrix& directions,
                                          std::span<const Language> languages, unsigned threads);

  /// Adds to `direction` (d values) that of the mean context of the text's entries `rows`, less what all texts of its language
  /// have in common, times the weight; its length stays. Unchanged when no entry is known, or no direction. `scratch` is overwritten.
  /// Cost: O(rows d).
  void blend(std::span<const std::uint32_t> rows, Language language, std::span<float> direction,
             std::vector<float>& scratch) const;

  [[nodiscard]] const ContextTable& table() const { return table_; }

 private:
  void learn_entries(std::span<const std::span<const std::uint32_t>> texts, const Matrix& directions, unsigned threads);
  void learn_common(std::span<const std::span<const std::uint32_t>> texts, std::span<const Language> languages,
                    unsigned threads);
  /// Sets `sum` to that of the contexts of those of `rows` that are known; returns how many are.
  float sum_up(std::span<const std::uint32_t> rows, std::span<float> sum) const;

  ContextTable table_;
  std::vector<std::uint32_t> position_of_;  ///< entry -> position in the table
  std::size_t dimensions_ = 0;
  VectorKernels kernels_ = fastest_vector_kernels();
};

}  // namespace koe::models::embedding
