// What number does this cell hold? Scores and money as people and tools write them.
#pragma once
#include <optional>
#include <string_view>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/result.h"

namespace koe {

/// Score on the 0..10 scale. Reads "9", "９", "9.0", "9点", "9 points", "10 - Extremely likely",
/// "0（まったく）", "9/10". In: a cell, UTF-8. Out: 0..10; nullopt for a blank cell; kScoreOutOfRange for any
/// other whole number, kScoreNotANumber for anything else ("十", "9.5", "very likely"). Cost: O(length).
/// Checked in tests/unit/ingest/value_parsers_test.cpp.
[[nodiscard]] Result<std::optional<int>, IssueCode> parse_score(std::string_view cell);

/// Amount of money: digit groups ("1,234,567"), decimals, currency signs and codes in front or behind
/// ("¥1,200,000", "1200000円", "USD 12.5"), 万 and 億 ("120万", "1.5億円"), full-width digits, parentheses or
/// a minus for negatives. Out: nullopt for a blank cell, kNumberUnreadable when it is no such number. Never
/// uses the locale.
[[nodiscard]] Result<std::optional<double>, IssueCode> parse_money(std::string_view cell);

/// The currency that an amount of money or a currency cell names: "JPY" for 円, ¥ and jpy, "USD" for $ and usd, likewise
/// "EUR", "GBP", "SGD". Out: "" when it names none or more than one. Cost: O(length).
[[nodiscard]] std::string_view currency_of(std::string_view cell);

/// True when the cell is a plain decimal number ("12", "-3.5", full-width digits too) and nothing else.
[[nodiscard]] bool is_number(std::string_view cell);

}  // namespace koe
