#include "pipeline/stages/known_themes.h"

#include <map>
#include <optional>

#include "nlp/tsv.h"

namespace koe::stages {
namespace {

constexpr std::string_view kNoPlacement = "-";

/// The value of that name among `values`; kNone for "-".
template <typename Value>
Value placement_named(const nlp::TsvFile& file, const nlp::TsvRow& row, const std::string& name,
                      std::initializer_list<Value> values) {
  if (name == kNoPlacement) return Value::kNone;
  for (Value value : values)
    if (name == name_of(value)) return value;
  throw file.error(row, "unknown phase or family: " + name);
}

SurveyKind survey_named(const nlp::TsvFile& file, const nlp::TsvRow& row, const std::string& name) {
  for (SurveyKind survey : {SurveyKind::kNps, SurveyKind::kEnps})
    if (name == name_of(survey)) return survey;
  throw file.error(row, "survey must be nps or enps, not " + name);
}

}  // namespace

KnownThemeLibrary load_known_themes(const std::string& themes_path, const std::string& examples_path) {
  KnownThemeLibrary library;
  std::map<std::string, std::uint32_t> position;
  const nlp::TsvFile themes = nlp::read_tsv(themes_path, {"key", "survey", "name_ja", "name_en", "phase", "family"});
  for (const nlp::TsvRow& row : themes.rows) {
    const auto& cells = row.cells;
    if (!position.emplace(cells[0], static_cast<std::uint32_t>(library.themes.size())).second)
      throw themes.error(row, "the key is there twice: " + cells[0]);
    library.themes.push_back(
        {.key = cells[0],
         .survey = survey_named(themes, row, cells[1]),
         .name_ja = cells[2],
         .name_en = cells[3],
         .phase = placement_named(themes, row, cells[4], {Phase::kOnboarding, Phase::kAdoption,
                                                          Phase::kExpansionRenewal, Phase::kProductFeedback}),
         .family = placement_named(themes, row, cells[5],
                                   {Family::kEngagement, Family::kPerformance, Family::kExpansion})});
  }
  const nlp::TsvFile pairs = nlp::read_tsv(examples_path, {"key", "kind", "polarity", "ja", "en"});
  for (const nlp::TsvRow& row : pairs.rows) {
    const auto theme = position.find(row.cells[0]);
    if (theme == position.end()) continue;
    library.examples.push_back({theme->second, Language::kJapanese, row.cells[3]});
    library.examples.push_back({theme->second, Language::kEnglish, row.cells[4]});
  }
  return library;
}

}  // namespace koe::stages
