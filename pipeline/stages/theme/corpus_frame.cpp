#include "pipeline/stages/theme/corpus_frame.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "models/neighbors/exact_knn.h"
#include "models/neighbors/unit_vectors.h"
#include "models/parallel.h"

namespace koe::stages {
namespace {

namespace embedding = models::embedding;

constexpr std::size_t kChunk = 256;        ///< texts a thread takes at a time
constexpr std::size_t kMostTexts = 10000;  ///< that contexts are learnt from: as many as themes are sought among

/// A text of the one language hears so many of the other.
constexpr std::size_t kHeard = 5;

/// Adds to `direction` what it hears, and brings it back to length one. In: `cosines` to the rows `heard` of `directions`.
void hear(std::span<float> direction, std::span<const std::uint32_t> heard, std::span<const double> cosines,
          const models::Matrix& directions) {
  std::vector<float> sum(direction.size());
  for (std::size_t h = 0; h < heard.size(); ++h) {
    const auto share = static_cast<float>(std::max(cosines[h], 0.0));
    for (std::size_t j = 0; j < sum.size(); ++j) sum[j] += share * directions.row(heard[h])[j];
  }
  const auto length_of = [](std::span<const float> vector) {
    float squares = 0.0F;
    for (const float value : vector) squares += value * value;
    return std::sqrt(squares);
  };
  const float heard_length = length_of(sum);
  if (heard_length == 0.0F) return;
  for (std::size_t j = 0; j < sum.size(); ++j) sum[j] = direction[j] + sum[j] / heard_length;
  const float length = length_of(sum);
  if (length == 0.0F) return;
  for (std::size_t j = 0; j < sum.size(); ++j) direction[j] = sum[j] / length;
}

/// Directions as both languages say them: each joined by the mean of its nearest in the other language. Words of two languages
/// that mean the same get like contexts that way, although no text holds both.
models::Matrix said_in_both(const models::Matrix& directions, std::span<const models::Language> languages, unsigned threads) {
  models::neighbors::UnitVectors places(directions.rows(), directions.columns());
  std::array<std::vector<std::uint32_t>, models::kLanguageCount> rows;
  for (std::uint32_t i = 0; i < directions.rows(); ++i) {
    places.set_row(i, directions.row(i));
    if (!models::is_zero(directions.row(i))) rows[models::index_of(languages[i])].push_back(i);
  }
  models::Matrix both = directions;
  for (std::size_t own = 0; own < rows.size(); ++own) {
    const std::vector<std::uint32_t>& others = rows[rows.size() - 1 - own];
    const auto near = models::neighbors::nearest_rows(places.subset(rows[own]), places.subset(others), kHeard, threads);
    models::parallel_chunks(rows[own].size(), kChunk, threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        std::vector<std::uint32_t> heard;
        std::vector<double> cosines;
        for (std::size_t h = i * near.k; h < (i + 1) * near.k; ++h) {
          heard.push_back(others[near.index[h]]);
          cosines.push_back(models::neighbors::cosine(near.dot[h]));
        }
        hear(both.row(rows[own][i]), heard, cosines, directions);
      }
    });
  }
  return both;
}

/// Contexts of the table's terms: the directions are those of the table alone, the first block.
embedding::TermContexts learn_contexts(const RawVectors& raw, const UnitSet& units, const embedding::LanguageMeans& means,
                                       const embedding::Blocks& blocks, unsigned threads) {
  const std::size_t step = units.size() / kMostTexts + 1;
  const std::vector<models::Language> languages = unit_languages(units);
  const embedding::Blocks table{blocks.front()};
  embedding::LanguageMeans table_means = means;
  for (std::vector<float>& mean : table_means.mean) mean.resize(table.front());
  std::vector<std::span<const std::uint32_t>> texts;
  std::vector<models::Language> their_languages;
  for (std::size_t i = 0; i < units.size(); i += step) {
    texts.emplace_back(units[i].table_rows);
    their_languages.push_back(languages[i]);
  }
  models::Matrix directions(texts.size(), table.front());
  models::parallel_chunks(texts.size(), kChunk, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t t = begin; t < end; ++t) {
      const models::Matrix whole = raw.rows(t * step, t * step + 1);
      std::ranges::copy(whole.row(0).first(table.front()), directions.row(t).begin());
    }
  });
  embedding::centre_and_normalise(directions, their_languages, table_means, table);
  return embedding::TermContexts::learn(texts, said_in_both(directions, their_languages, threads), their_languages);
}

}  // namespace

CorpusFrame learn_frame(const RawVectors& raw, const UnitSet& units, const TextVectors& vectors, unsigned threads) {
  CorpusFrame frame{.means = estimate_language_means(raw, units, vectors.prior(), vectors.blocks(), threads), .contexts = {}};
  frame.contexts = learn_contexts(raw, units, frame.means, vectors.blocks(), threads);
  return frame;
}

CorpusFrame frame_of(const store::StoredThemeModel& model) {
  return {.means = {.mean = {model.mean_ja, model.mean_en}},
          .contexts = embedding::TermContexts({.rows = model.contexts.table_rows,
                                               .values = model.contexts.values,
                                               .scales = model.contexts.scales,
                                               .weight = static_cast<float>(model.contexts.weight),
                                               .mean = {model.contexts.mean_ja, model.contexts.mean_en}})};
}

void keep_frame(const CorpusFrame& frame, store::StoredThemeModel& model) {
  const std::size_t ja = models::index_of(models::Language::kJapanese), en = models::index_of(models::Language::kEnglish);
  const embedding::ContextTable& table = frame.contexts.table();
  model.mean_ja = frame.means.mean[ja];
  model.mean_en = frame.means.mean[en];
  model.contexts = {.table_rows = table.rows,
                    .values = table.values,
                    .scales = table.scales,
                    .weight = double{table.weight},
                    .mean_ja = table.mean[ja],
                    .mean_en = table.mean[en]};
}

}  // namespace koe::stages
