#include "pipeline/stages/theme/unit_set.h"

#include <array>

#include "models/parallel.h"
#include "nlp/utf8.h"
#include "pipeline/stages/languages.h"
#include "pipeline/stages/text_terms.h"

namespace koe::stages {
namespace {

constexpr std::size_t kChunk = 256;  ///< units a thread takes at a time

}  // namespace

std::map<SurveyKind, UnitSet> make_unit_sets(const std::vector<store::StoredSegment>& segments,
                                             const std::map<std::int64_t, SurveyKind>& survey_of) {
  struct Said {
    const store::StoredSegment* first = nullptr;
    std::array<double, 2> times{};
  };
  std::map<std::string, Said> said;
  for (const store::StoredSegment& segment : segments) {
    if (segment.unit_key.empty()) continue;
    Said& entry = said[segment.unit_key];
    if (entry.first == nullptr) entry.first = &segment;
    ++entry.times[static_cast<std::size_t>(survey_of.at(segment.response_no))];
  }
  std::map<SurveyKind, UnitSet> sets;
  for (const auto& [key, entry] : said) {
    const SurveyKind home = entry.times[1] > entry.times[0] ? SurveyKind::kEnps : SurveyKind::kNps;
    sets[home].push_back({.key = key,
                          .normalized = entry.first->normalized,
                          .language = entry.first->language,
                          .weight = entry.times[static_cast<std::size_t>(home)],
                          .polarity = entry.first->polarity,
                          .code_points = nlp::count_code_points(entry.first->normalized)});
  }
  return sets;
}

models::Matrix embed_units(const UnitSet& units, const Assets& assets, unsigned threads) {
  std::vector<models::embedding::TextTerms> terms(units.size());
  models::parallel_chunks(units.size(), kChunk, threads, [&](std::size_t begin, std::size_t end) {
    TermReader reader(assets);
    for (std::size_t i = begin; i < end; ++i) terms[i] = reader.read(units[i].normalized, units[i].language);
  });
  return assets.embedder().embed(terms, threads).vectors;
}

std::vector<models::Language> unit_languages(const UnitSet& units) {
  std::vector<models::Language> languages;
  languages.reserve(units.size());
  for (const Unit& unit : units) languages.push_back(table_language(unit.language));
  return languages;
}

}  // namespace koe::stages
