// Why does an account stand where it stands? The reasons of a health score as a reader meets them.
#pragma once
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"

namespace koe::report {

/// "mean score 4.5; unresolved: “slow”": the reasons in their order, in words; "no sign of risk" when there are none.
/// Themes are named in `language`. Checked in tests/unit/report/account_reasons_test.cpp.
[[nodiscard]] std::string words_of(const std::vector<AccountReason>& reasons, const RunResult& run, Language language);

/// The same for a call list, which begins with the score of an unhappy person.
[[nodiscard]] std::string words_of(const ContactResult& contact, const RunResult& run, Language language);

/// The theme's name in `language`, its id when it has none; empty for an empty id.
[[nodiscard]] std::string theme_name(const std::string& theme_id, const RunResult& run, Language language);

}  // namespace koe::report
