// The made-up survey of tests/fixtures/stats/survey.tsv: correlated 0/1 themes and a -1/0/+1 value.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "fixture.h"
#include "models/stats/regression.h"

namespace koe::models::stats {

struct SurveyFixture {
  std::vector<double> design;  // row-major
  std::vector<std::int8_t> value;
  std::size_t themes = 0;

  [[nodiscard]] DesignView view() const { return {design, value.size(), themes}; }
};

inline SurveyFixture read_survey() {
  SurveyFixture survey;
  for (const auto& row : read_fixture("survey.tsv")) {
    survey.value.push_back(static_cast<std::int8_t>(std::stoi(row[0])));
    survey.themes = row.size() - 1;
    for (std::size_t j = 1; j < row.size(); ++j) survey.design.push_back(std::stod(row[j]));
  }
  return survey;
}

}  // namespace koe::models::stats
