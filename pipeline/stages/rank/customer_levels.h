// How do the people of each customer feel, on the scale of the score? Their scores of the last year, freed of part of the
// moment's mood with the help of what they wrote.
#pragma once
#include <optional>
#include <vector>

#include "pipeline/stages/rank/account_history.h"

namespace koe::stages {

/// One level a customer, in their order, from the scored answers before `day` (of the last year where there are any):
/// felt_levels (models/stats) of scores, with the scores that go with their themes and tone as what is expected.
/// Absent for those without a score.
/// Cost: O(answers x themes^2 + themes^3). Checked in tests/unit/stages/customer_levels_test.cpp.
[[nodiscard]] std::vector<std::optional<double>> customer_levels(const std::vector<Customer>& customers, Day day,
                                                                 bool with_undated);

}  // namespace koe::stages
