// Answers and groups in a line or two, for the tests of anonymity.
#pragma once
#include <string_view>
#include <vector>

#include "models/anonymity/answers.h"

namespace koe::models::anonymity {

/// One named person an answer, all in one wave: 'P' promoter, 'N' passive, 'D' detractor.
inline std::vector<Answer> answers_of(std::string_view bands, std::uint32_t wave = 0) {
  std::vector<Answer> answers;
  for (char band : bands)
    answers.push_back({.person = static_cast<std::uint32_t>(answers.size()),
                       .is_named = true,
                       .wave = wave,
                       .band = band == 'P' ? Band::kPromoter : band == 'N' ? Band::kPassive : Band::kDetractor});
  return answers;
}

/// first, first + 1, ..., last - 1
inline Group range(std::uint32_t first, std::uint32_t last) {
  Group group;
  for (std::uint32_t i = first; i < last; ++i) group.push_back(i);
  return group;
}

}  // namespace koe::models::anonymity
