#include "pipeline/stages/rank/quotes.h"

#include <string>

namespace koe::stages {

void add_quotes(std::vector<ThemeResult>& themes, const std::map<std::int64_t, store::StoredTheme>& stored,
                const std::vector<store::ReleasedSegment>& released) {
  std::map<std::string, const store::ReleasedSegment*> by_unit;
  for (const store::ReleasedSegment& segment : released) {
    if (segment.row.survey != SurveyKind::kNps || segment.unit_key.empty()) continue;
    const store::ReleasedSegment*& latest = by_unit[segment.unit_key];
    if (latest == nullptr || latest->period <= segment.period) latest = &segment;
  }
  std::map<std::string, const store::StoredTheme*> by_id;
  for (const auto& [theme_no, theme] : stored) by_id[store::theme_id(theme_no)] = &theme;
  for (ThemeResult& theme : themes) {
    if (theme.survey != SurveyKind::kNps) continue;
    for (const std::string& unit_key : by_id.at(theme.theme_id)->exemplars) {
      const auto found = by_unit.find(unit_key);
      if (found == by_unit.end()) continue;
      const store::ReleasedSegment& segment = *found->second;
      theme.quotes.push_back({.language = segment.row.language, .text = segment.row.text,
                              .polarity = segment.row.polarity, .score = segment.score, .period = segment.period});
    }
  }
}

}  // namespace koe::stages
