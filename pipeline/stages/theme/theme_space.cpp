#include "pipeline/stages/theme/theme_space.h"

#include <algorithm>

#include "models/embedding/prototypes.h"
#include "models/parallel.h"
#include "models/prefetch.h"
#include "nlp/normalize.h"

namespace koe::stages {
namespace {

namespace embedding = models::embedding;

constexpr std::size_t kChunk = 256;  ///< units a thread takes at a time
constexpr std::uint32_t kOtherSurvey = ~std::uint32_t{0};

}  // namespace

ThemeSpace::ThemeSpace(const Assets& assets, const TextVectors& vectors, SurveyKind survey, unsigned threads)
    : blocks_(vectors.blocks()), threads_(threads) {
  const KnownThemeLibrary& library = assets.known_themes();
  std::vector<std::uint32_t> position(library.themes.size(), kOtherSurvey);
  for (std::size_t t = 0; t < library.themes.size(); ++t) {
    if (library.themes[t].survey != survey) continue;
    position[t] = static_cast<std::uint32_t>(themes_.size());
    themes_.push_back(library.themes[t]);
  }
  UnitSet examples;
  std::vector<std::uint32_t> theme;
  for (const KnownThemeExample& example : library.examples) {
    if (position[example.theme] == kOtherSurvey) continue;
    examples.add({.normalized = nlp::normalize(example.text).text, .language = example.language});
    theme.push_back(position[example.theme]);
  }
  vectors.read(examples);
  models::Matrix directions = vectors.raw(examples).all();
  const std::vector<models::Language> languages = unit_languages(examples);
  embedding::centre_and_normalise(
      directions, languages, embedding::estimate_language_means(directions, languages, vectors.prior(), blocks_), blocks_);
  measure_ = embedding::AffinityMeasure(embedding::prototypes(directions, theme, themes_.size()));
}

PlacedUnits ThemeSpace::place(const RawVectors& raw, const UnitSet& units, const CorpusFrame& frame) const {
  const embedding::PrototypeOptions options;
  const std::vector<models::Language> languages = unit_languages(units);
  PlacedUnits placed{.vectors = models::neighbors::UnitVectors::unset(raw.size(), dimensions()),
                     .affinity = models::Matrix::unset(raw.size(), measure_.count())};
  models::parallel_chunks(raw.size(), kChunk, threads_, [&](std::size_t begin, std::size_t end) {
    models::Matrix directions = raw.rows(begin, end);
    embedding::centre_and_normalise(directions, std::span(languages).subspan(begin, end - begin), frame.means, blocks_);
    const models::Matrix affinity = measure_.affinities(directions);
    std::ranges::copy(affinity.values(), placed.affinity.row(begin).begin());
    std::vector<float> joined(dimensions()), scratch;
    for (std::size_t i = begin; i < end; ++i) {
      frame.contexts.blend(units[i].table_rows, languages[i], directions.row(i - begin).first(blocks_.front()), scratch);
      embedding::append_affinities(directions.row(i - begin), affinity.row(i - begin), options, joined);
      placed.vectors.set_row(i, joined);
    }
  });
  return placed;
}

const KnownTheme* ThemeSpace::known_theme_of(const models::Matrix& affinity, const std::vector<std::size_t>& rows) const {
  std::vector<double> sum(themes_.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    models::prefetch_ahead(i, rows.size(), [&](std::size_t later) { return affinity.row(rows[later]); });
    const std::span<const float> its_affinity = affinity.row(rows[i]);
    for (std::size_t t = 0; t < sum.size(); ++t) sum[t] += double{its_affinity[t]};
  }
  const auto best = std::max_element(sum.begin(), sum.end());
  if (best == sum.end() || rows.empty() || *best < kNamedFrom * static_cast<double>(rows.size())) return nullptr;
  return &themes_[static_cast<std::size_t>(best - sum.begin())];
}

}  // namespace koe::stages
