#include "models/neighbors/across_languages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "models/neighbors/exact_knn.h"
#include "models/neighbors/unit_vectors.h"
#include "models/parallel.h"

namespace koe::models::neighbors {
namespace {

constexpr std::size_t kChunk = 256;  ///< texts a thread takes at a time
static_assert(kLanguageCount == 2);

float length_of(std::span<const float> vector) {
  float squares = 0.0F;
  for (const float value : vector) squares += value * value;
  return std::sqrt(squares);
}

/// Adds the direction of `said` to `own`, and brings it back to length one.
void join(std::span<float> own, std::vector<float> said) {
  const float said_length = length_of(said);
  if (said_length == 0.0F) return;
  for (std::size_t j = 0; j < said.size(); ++j) said[j] = own[j] + said[j] / said_length;
  const float length = length_of(said);
  if (length == 0.0F) return;
  for (std::size_t j = 0; j < said.size(); ++j) own[j] = said[j] / length;
}

/// Joins each of the rows `own` of `directions` by what it hears `others` say, `near` of them, in `both`.
void hear(const Matrix& directions, std::span<const std::uint32_t> own, std::span<const std::uint32_t> others,
          const Neighbors& near, unsigned threads, Matrix& both) {
  parallel_chunks(own.size(), kChunk, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      std::vector<float> said(directions.columns());
      for (std::size_t n = i * near.k; n < (i + 1) * near.k; ++n) {
        const auto share = static_cast<float>(std::max(cosine(near.dot[n]), 0.0));
        const std::span<const float> other = directions.row(others[near.index[n]]);
        for (std::size_t j = 0; j < said.size(); ++j) said[j] += share * other[j];
      }
      join(both.row(own[i]), std::move(said));
    }
  });
}

}  // namespace

Matrix said_in_both(const Matrix& directions, std::span<const Language> languages, std::size_t heard, unsigned threads) {
  const UnitVectors places = UnitVectors::quantise(directions);
  std::array<std::vector<std::uint32_t>, kLanguageCount> rows;
  for (std::uint32_t i = 0; i < directions.rows(); ++i)
    if (!is_zero(directions.row(i))) rows[index_of(languages[i])].push_back(i);
  const NeighborsBothWays near = nearest_both_ways(places.subset(rows[0]), places.subset(rows[1]), heard, heard, threads);
  Matrix both = directions;
  hear(directions, rows[0], rows[1], near.of_left, threads, both);
  hear(directions, rows[1], rows[0], near.of_right, threads, both);
  return both;
}

}  // namespace koe::models::neighbors
