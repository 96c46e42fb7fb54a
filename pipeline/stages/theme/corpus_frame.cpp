#include "pipeline/stages/theme/corpus_frame.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "models/neighbors/across_languages.h"
#include "models/parallel.h"

namespace koe::stages {
namespace {

namespace embedding = models::embedding;

constexpr std::size_t kChunk = 256;        ///< texts a thread takes at a time
constexpr std::size_t kMostTexts = 10000;  ///< that contexts are learnt from: as many as themes are sought among
constexpr std::size_t kHeard = 5;          ///< texts of the other language that a text hears

/// Contexts of the table's terms: the directions are those of the table alone, the first block, as both languages say them, so
/// that words of two languages that mean the same get like contexts although no text holds both.
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
  return embedding::TermContexts::learn(
      texts, models::neighbors::said_in_both(directions, their_languages, kHeard, threads), their_languages, threads);
}

}  // namespace

CorpusFrame learn_frame(const RawVectors& raw, const UnitSet& units, const TextVectors& vectors, unsigned threads) {
  embedding::LanguageMeans means = estimate_language_means(raw, units, vectors.prior(), vectors.blocks(), threads);
  embedding::TermContexts contexts = learn_contexts(raw, units, means, vectors.blocks(), threads);
  return {.means = std::move(means), .contexts = std::move(contexts)};
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
