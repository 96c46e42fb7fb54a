// Surveys in which nothing happens: no theme has an effect and no quarter differs. What a test finds there is
// a false alarm. Accounts have a mood of their own and answer with one to three people, who have theirs;
// whoever answers in both quarters brings both moods along.
#pragma once
#include <cmath>
#include <cstdint>
#include <vector>

#include "models/stats/rng.h"

namespace koe::test {

/// How a null survey looks.
struct NullDesign {
  std::uint32_t accounts = 150;
  std::size_t themes = 20;
  double panel = 0.5;  ///< chance that a person who answers in a quarter is asked in the other one as well
};

/// Answers of both quarters.
struct NullSurvey {
  struct Quarter {
    std::vector<std::int8_t> value;
    std::vector<std::uint32_t> person, account;
    std::vector<std::vector<std::uint32_t>> members;
  };
  Quarter quarters[2];
};

/// Draws survey `number` of `seed`. A person promotes when mood + noise is above +0.2, detracts below -0.5;
/// moods of account, person and day have standard deviations 0.4, 0.7 and 0.6. Shares of themes fall from 12
/// % as 1 / sqrt(rank).
inline NullSurvey draw_null_survey(std::uint64_t seed, std::uint64_t number, const NullDesign& design = {}) {
  models::stats::Rng rng(seed, number);
  NullSurvey survey;
  for (NullSurvey::Quarter& quarter : survey.quarters) quarter.members.resize(design.themes);
  std::uint32_t next_person = 0;
  const auto answer = [&](NullSurvey::Quarter& quarter, std::uint32_t account, std::uint32_t person,
                          double mood) {
    const double said = mood + 0.6 * rng.normal();
    const auto response = static_cast<std::uint32_t>(quarter.value.size());
    quarter.value.push_back(said > 0.2 ? std::int8_t{1} : said < -0.5 ? std::int8_t{-1} : std::int8_t{0});
    quarter.person.push_back(person);
    quarter.account.push_back(account);
    for (std::size_t t = 0; t < design.themes; ++t)
      if (rng.uniform() < 0.12 / std::sqrt(1.0 + static_cast<double>(t)))
        quarter.members[t].push_back(response);
  };
  for (std::uint32_t account = 0; account < design.accounts; ++account) {
    const double mood = 0.4 * rng.normal();
    for (std::uint32_t people = 1 + rng.index(3); people > 0; --people) {
      const bool is_panel = rng.uniform() < design.panel;
      const double first_mood = mood + 0.7 * rng.normal();
      answer(survey.quarters[0], account, next_person, first_mood);
      if (!is_panel) ++next_person;
      answer(survey.quarters[1], account, next_person, is_panel ? first_mood : mood + 0.7 * rng.normal());
      ++next_person;
    }
  }
  return survey;
}

}  // namespace koe::test
