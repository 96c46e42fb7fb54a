// Which lemmas lie closest to a point of the vector space? Used to name a theme in a language that nobody
// wrote in.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/embedding/static_embedding.h"

namespace koe::models::embedding {

/// One entry of the table and its cosine to the point asked for.
struct NearTerm {
  std::uint32_t row = 0;
  float similarity = 0.0F;
  friend bool operator==(const NearTerm&, const NearTerm&) = default;
};

/// The `k` entries among `candidates` closest to `point` by cosine, best first, ties by row.
/// In: `point` d values, any length but zero; `candidates` rows of the table (the caller restricts them to
/// the other language's frequent nouns and verbs).
/// Out: at most k; empty for a zero point.
/// Cost: O(candidates * d).
/// Checked in tests/unit/models/embedding/nearest_terms_test.cpp.
[[nodiscard]] std::vector<NearTerm> nearest_terms(const StaticEmbedding& table, std::span<const float> point,
                                                  std::span<const std::uint32_t> candidates, std::size_t k);

/// Rows of `language` whose general weight is at most `max_weight` (frequent enough to be known to every
/// reader) and that are single lemmas of at least two characters (kana and Latin letters only count when
/// there are three). Ascending.
/// Cost: O(rows).
[[nodiscard]] std::vector<std::uint32_t> frequent_rows(const StaticEmbedding& table, Language language,
                                                       float max_weight);

}  // namespace koe::models::embedding
