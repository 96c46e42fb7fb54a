// To which groups does a response belong? By what its export and the accounts file say of who answered.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// The attributes of response `response` (index into view.responses) by which figures are split: the export's
/// own columns, the account's segment and region, the phase by tenure, the language of its text. Checked in
/// tests/unit/stages/nps_figures_test.cpp.
[[nodiscard]] std::vector<Attribute> attributes_of(const SurveyView& view, std::uint32_t response);

/// The customer-success phase a customer is in when answering, by tenure; "" when the account's start is
/// unknown. Onboarding to the 90th day, adoption to the end of the first year, expansion and renewal after it
/// (METHODS.md).
[[nodiscard]] std::string tenure_phase(const Account* account, const std::string& responded_at);

}  // namespace koe::stages
