// Small states of the store for the tests of the rank stage, as values: no database is needed.
#pragma once
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// Adds a customer's response (response_no = position + 1) with one segment in `unit` ("" = no text).
inline void add_response(StoredData& data, const std::string& account, int score, const std::string& unit,
                         Quarter quarter = {2026, 3}, Polarity polarity = Polarity::kNegative,
                         SurveyKind survey = SurveyKind::kNps) {
  store::StoredResponse response;
  response.response_no = static_cast<std::int64_t>(data.responses.size()) + 1;
  response.survey = survey;
  response.response_id = "R" + std::to_string(response.response_no);
  response.responded_at = std::to_string(quarter.year) + "-0" + std::to_string(quarter.quarter * 3 - 2) + "-15T10:00:00";
  response.period = quarter;
  response.account_id = account;
  response.score = score;
  data.responses.push_back(response);
  if (unit.empty()) return;
  data.segments.push_back({.response_no = response.response_no,
                           .ordinal = 0,
                           .begin = 0,
                           .end = 10,
                           .language = Language::kEnglish,
                           .unit_key = unit,
                           .polarity = polarity,
                           .text = unit,
                           .normalized = unit});
}

/// Makes `unit` belong to theme `theme_no`, creating it.
inline void place_unit(StoredData& data, const std::string& unit, std::int64_t theme_no) {
  data.unit_themes[unit] = {theme_no, 0.9};
  store::StoredTheme& theme = data.themes[theme_no];
  theme.theme_no = theme_no;
  theme.label_ja = "テーマ" + std::to_string(theme_no);
  theme.label_en = "theme " + std::to_string(theme_no);
  theme.exemplars = {unit};
}

}  // namespace koe::stages
