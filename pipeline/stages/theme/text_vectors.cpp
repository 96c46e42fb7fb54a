#include "pipeline/stages/theme/text_vectors.h"

#include <algorithm>
#include <array>
#include <utility>

#include "nlp/normalize.h"
#include "pipeline/base/sha256.h"
#include "pipeline/stages/languages.h"

namespace koe::stages {

TextVectors::TextVectors(const Assets& assets, store::Database& database, const std::string& encoder, unsigned threads)
    : assets_(assets),
      encoded_(database, encoder),
      threads_(threads),
      blocks_{assets.embedder().dimensions()},
      prior_(models::embedding::prior_means(assets.embedder())) {
  if (!encoder.empty()) add_encoder_block();
}

/// Sums in double over the library in its order, so that the means have the same bits everywhere.
void TextVectors::add_encoder_block() {
  std::array<std::vector<double>, models::kLanguageCount> sums;
  std::array<double, models::kLanguageCount> texts{};
  for (const KnownThemeExample& example : assets_.known_themes().examples) {
    const std::vector<float> vector = encoded_.find(sha256_hex(nlp::normalize(example.text).text));
    const std::size_t language = models::index_of(table_language(example.language));
    sums[language].resize(std::max(sums[language].size(), vector.size()));
    for (std::size_t j = 0; j < vector.size(); ++j) sums[language][j] += double{vector[j]};
    texts[language] += vector.empty() ? 0 : 1;
  }
  const std::size_t dimensions = std::max(sums[0].size(), sums[1].size());
  blocks_.push_back(dimensions);
  for (std::size_t language = 0; language < sums.size(); ++language) {
    sums[language].resize(dimensions);
    for (const double sum : sums[language])
      prior_.mean[language].push_back(texts[language] > 0 ? static_cast<float>(sum / texts[language]) : 0.0F);
  }
}

void TextVectors::read(UnitSet& texts) const { read_table_rows(texts, assets_, threads_); }

RawVectors TextVectors::raw(const UnitSet& texts) const {
  models::Matrix encoded;
  if (blocks_.size() > 1) {
    encoded = models::Matrix(texts.size(), blocks_[1]);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::vector<float> vector = encoded_.find(sha256_hex(texts[i].normalized));
      if (vector.size() == blocks_[1]) std::ranges::copy(vector, encoded.row(i).begin());
    }
  }
  return {assets_.embedder(), texts, std::move(encoded)};
}

}  // namespace koe::stages
