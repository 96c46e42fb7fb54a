// How do the vectors of a text's lemmas become one unit vector that does not betray the text's language?
// Weighted sum, minus the mean of the language, divided by the length: all in float and in a fixed order, so
// that equal texts give equal bits on every machine.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/embedding/embedder.h"
#include "models/embedding/static_embedding.h"
#include "models/embedding/vector_kernels.h"
#include "models/language.h"
#include "models/matrix.h"

namespace koe::models::embedding {

/// The entries of the table that stand for a text's terms.
struct KnownTerms {
  std::vector<std::uint32_t> rows;  ///< in reading order
  std::size_t terms = 0;            ///< how many of the text's terms they stand for: an entry of two lemmas for two
  friend bool operator==(const KnownTerms&, const KnownTerms&) = default;
};

/// A term with what the table knows of it alone: for callers that meet terms again and keep this.
struct LookedUpTerm {
  Term term;
  std::optional<std::uint32_t> row;  ///< of the first of its names that is listed
  bool may_begin_pair = false;       ///< whether an entry of two lemmas may begin with one of its names
};

/// Pools the rows of a look-up table.
///
/// A text's vector is the sum of weight * scale * integers over its terms. Where two adjacent terms "xa",
/// "xb" have an entry "xa_b", that entry replaces both (left to right, each term used once): 使える beside
/// ない is then not the sum of the two. Cost: O(terms * d). Source: smooth inverse frequency weights (Arora,
/// Liang, Ma 2017). Checked in tests/unit/models/embedding/pooling_test.cpp.
class TableEmbedder final : public Embedder {
 public:
  /// `table` must outlive the embedder.
  explicit TableEmbedder(const StaticEmbedding& table);
  explicit TableEmbedder(const StaticEmbedding&& table) = delete;

  [[nodiscard]] std::size_t dimensions() const override;
  [[nodiscard]] std::span<const float> prior_mean(Language language) const override;
  [[nodiscard]] EmbeddedTexts embed(std::span<const TextTerms> texts, unsigned threads) const override;

  /// The first half of embed: what the table knows of a text. Cost: O(terms).
  [[nodiscard]] KnownTerms look_up(std::span<const Term> terms) const;

  /// The same of terms that were looked up one by one.
  [[nodiscard]] KnownTerms look_up(std::span<const LookedUpTerm* const> terms) const;

  /// The same into `known`, whose memory is reused.
  void look_up(std::span<const LookedUpTerm* const> terms, KnownTerms& known) const;

  /// What the table knows of one term alone. Cost: a hash a name.
  [[nodiscard]] LookedUpTerm look_up(Term term) const;

  /// The second half: adds the entries `rows` to `sum` (d values). Cost: O(rows * d).
  void add_up(std::span<const std::uint32_t> rows, std::span<float> sum) const;

 private:
  const StaticEmbedding& table_;
  VectorKernels kernels_;
};

/// What is subtracted from raw vectors of each language, and how many texts stand behind it. Kept with a
/// theme model: later texts must be centred by the same means as those that the themes were found in.
struct LanguageMeans {
  /// d values a language.
  std::array<std::vector<float>, kLanguageCount> mean;
  friend bool operator==(const LanguageMeans&, const LanguageMeans&) = default;
};

/// How strongly few texts are pulled towards the prior mean.
struct CentringOptions {
  /// The prior counts as much as this many texts: mean = (n * corpus + prior_texts * prior) / (n +
  /// prior_texts).
  double prior_texts = 50.0;
};

/// Widths of the embeddings that stand side by side in a raw vector, in their order; one for a single embedding.
using Blocks = std::vector<std::size_t>;

/// The embedder's own means, for a corpus of which nothing is known yet.
[[nodiscard]] LanguageMeans prior_means(const Embedder& embedder);

/// Mean raw vector of each language in the corpus at hand, texts coming in pieces. Sums in double in the order of the texts, so
/// that the bits do not depend on the pieces. Checked in tests/unit/models/embedding/pooling_test.cpp.
class LanguageMeansEstimate {
 public:
  /// `prior` d values a language; `blocks` sum to d. Both outlive the object.
  LanguageMeansEstimate(const LanguageMeans& prior, const Blocks& blocks);

  /// In: the next `vectors`, n x d raw; `languages` n. A block of zeros (nothing known) is left out of that block's mean.
  /// Cost: O(n d). Errors: std::invalid_argument for other shapes.
  void add(const Matrix& vectors, std::span<const Language> languages);

  /// The means of what was added, shrunk towards the prior.
  /// Source: per-language centring as in BILINGUAL-EMBEDDING (METHODS.md); shrinkage of a mean towards a prior
  /// with pseudo-counts (Efron, Morris 1975).
  [[nodiscard]] LanguageMeans means(const CentringOptions& options = {}) const;

 private:
  const LanguageMeans& prior_;
  const Blocks& blocks_;
  std::array<std::vector<double>, kLanguageCount> sums_;   ///< d values a language
  std::vector<std::array<double, kLanguageCount>> texts_;  ///< of each block
};

/// The same for texts that are all at hand. In, Cost, Errors: as LanguageMeansEstimate.
[[nodiscard]] LanguageMeans estimate_language_means(const Matrix& vectors,
                                                    std::span<const Language> languages,
                                                    const LanguageMeans& prior, const Blocks& blocks,
                                                    const CentringOptions& options = {});

/// Subtracts each row's language mean and brings it to length one, in place. Every block counts the same: it is brought to
/// length one by itself first. Blocks of zeros stay zeros; so does one that equals its mean.
/// In: `vectors` n x d; `languages` n; `blocks` sum to d.
/// Cost: O(n d).
void centre_and_normalise(Matrix& vectors, std::span<const Language> languages, const LanguageMeans& means,
                          const Blocks& blocks);

}  // namespace koe::models::embedding
