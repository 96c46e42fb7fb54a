#include "pipeline/domain/survey.h"

namespace koe {

std::string_view name_of(SurveyKind kind) { return kind == SurveyKind::kNps ? "nps" : "enps"; }

std::optional<SurveyKind> parse_survey_kind(std::string_view name) {
  if (name == "nps") return SurveyKind::kNps;
  if (name == "enps") return SurveyKind::kEnps;
  return std::nullopt;
}

std::string_view name_of(ScoreBand band) {
  switch (band) {
    case ScoreBand::kDetractor: return "detractors";
    case ScoreBand::kPassive: return "passives";
    case ScoreBand::kPromoter: return "promoters";
  }
  return "";
}

ScoreBand band_of(int score) {
  if (score >= 9) return ScoreBand::kPromoter;
  return score >= 7 ? ScoreBand::kPassive : ScoreBand::kDetractor;
}

int nps_value(int score) { return static_cast<int>(band_of(score)) - 1; }

std::string to_string(Quarter quarter) {
  std::string year = std::to_string(quarter.year);
  if (year.size() < 4) year.insert(0, 4 - year.size(), '0');
  return year + "Q" + std::to_string(quarter.quarter);
}

namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Quarter> quarter_of(std::string_view iso_date) {
  if (iso_date.size() < 10 || iso_date[4] != '-' || iso_date[7] != '-') return std::nullopt;
  const auto year = digits(iso_date.substr(0, 4));
  const auto month = digits(iso_date.substr(5, 2));
  if (!year || !month || !digits(iso_date.substr(8, 2)) || *month < 1 || *month > 12) return std::nullopt;
  return Quarter{*year, (*month - 1) / 3 + 1};
}

std::optional<Quarter> parse_quarter(std::string_view text) {
  if (text.size() != 6 || text[4] != 'Q' || text[5] < '1' || text[5] > '4') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  if (!year) return std::nullopt;
  return Quarter{*year, text[5] - '0'};
}

}  // namespace koe
