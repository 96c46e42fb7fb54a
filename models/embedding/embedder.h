// How does a text become a vector? The interface that the look-up table implements and a neural encoder can.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "models/language.h"
#include "models/matrix.h"

namespace koe::models::embedding {

/// One lemma of a text under the names it may be listed by, best first; the first that the table knows is
/// used. A name is a table key: language letter and lemma ("jサポート", "esupport").
struct Term {
  std::vector<std::string> keys;
  friend bool operator==(const Term&, const Term&) = default;
};

/// The terms of one text in reading order, and the language whose mean is subtracted from it.
struct TextTerms {
  Language language = Language::kEnglish;
  std::vector<Term> terms;
  friend bool operator==(const TextTerms&, const TextTerms&) = default;
};

/// Raw vectors of n texts.
struct EmbeddedTexts {
  /// n x d, neither centred nor normalised; a text without a known term has a row of zeros.
  Matrix vectors;
  /// Share of each text's terms that were known, 0..1; 0 for a text without terms.
  std::vector<float> known_share;
};

/// Turns texts into raw vectors. Implementations are immutable and thread-safe.
class Embedder {
 public:
  Embedder() = default;
  Embedder(const Embedder&) = delete;
  Embedder& operator=(const Embedder&) = delete;
  virtual ~Embedder() = default;

  /// Length d of the vectors.
  [[nodiscard]] virtual std::size_t dimensions() const = 0;

  /// Mean of raw vectors of `language` to start centring from, d values.
  [[nodiscard]] virtual std::span<const float> prior_mean(Language language) const = 0;

  /// Raw vectors of `texts` in their order. Equal terms give equal bits, at any number of threads (>= 1).
  [[nodiscard]] virtual EmbeddedTexts embed(std::span<const TextTerms> texts, unsigned threads) const = 0;
};

}  // namespace koe::models::embedding
