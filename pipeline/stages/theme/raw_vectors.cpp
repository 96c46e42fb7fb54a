#include "pipeline/stages/theme/raw_vectors.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "models/parallel.h"
#include "models/prefetch.h"

namespace koe::stages {
namespace {

constexpr std::size_t kChunk = 256;  ///< units a thread takes at a time

}  // namespace

RawVectors::RawVectors(const models::embedding::TableEmbedder& embedder, const UnitSet& units, models::Matrix encoded)
    : embedder_(embedder), units_(units), encoded_(std::move(encoded)) {}

models::Matrix RawVectors::rows(std::size_t begin, std::size_t end) const {
  const std::size_t width = embedder_.dimensions();
  models::Matrix vectors(end - begin, width + encoded_.columns());
  for (std::size_t i = begin; i < end; ++i) {
    models::prefetch_ahead(i, end, [&](std::size_t later) { return units_[later].table_rows; });
    const std::span<float> row = vectors.row(i - begin);
    embedder_.add_up(units_[i].table_rows, row.first(width));
    if (encoded_.columns() > 0) std::ranges::copy(encoded_.row(i), row.subspan(width).begin());
  }
  return vectors;
}

models::embedding::LanguageMeans estimate_language_means(const RawVectors& raw, const UnitSet& units,
                                                         const models::embedding::LanguageMeans& prior,
                                                         const models::embedding::Blocks& blocks, unsigned threads) {
  models::embedding::LanguageMeansEstimate estimate(prior, blocks);
  const std::vector<models::Language> languages = unit_languages(units);
  std::vector<models::Matrix> chunks(raw.size() / kChunk + 1);
  models::parallel_in_order(
      raw.size(), kChunk, threads,
      [&](std::size_t begin, std::size_t end) { chunks[begin / kChunk] = raw.rows(begin, end); },
      [&](std::size_t begin, std::size_t end) {
        const models::Matrix vectors = std::exchange(chunks[begin / kChunk], {});
        estimate.add(vectors, std::span(languages).subspan(begin, end - begin));
      });
  return estimate.means();
}

}  // namespace koe::stages
