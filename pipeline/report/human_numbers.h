// How does a person read this number? Rounded for eyes, with a real minus sign (U+2212), never
// locale-dependent. The exact values are in the CSV files. Checked in
// tests/unit/report/human_numbers_test.cpp.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/domain/run_result.h"

namespace koe::report {

/// "1,234,567".
[[nodiscard]] std::string count(std::int64_t value);

/// "−16.3"; no sign for positive values, no "−0".
[[nodiscard]] std::string plain_number(double value, int decimals);

/// "−16.3", "+4.1", "0.0": for impacts and changes, where the sign is the message.
[[nodiscard]] std::string signed_number(double value, int decimals);

/// "−21.4 … −11.2": the interval alone, signed like the value, with no-break spaces.
[[nodiscard]] std::string plain_interval(const Estimate& estimate, int decimals);
[[nodiscard]] std::string signed_interval(const Estimate& estimate, int decimals);

/// 0.124 -> "12.4%"; In: a share 0..1.
[[nodiscard]] std::string percent(double share, int decimals);

/// Money without unit, rounded to units: "12,400,000".
[[nodiscard]] std::string money(double value);
[[nodiscard]] std::string money_interval(const Estimate& estimate);

/// A log2 ratio as the ratio itself: 1.0 -> "×2.0", -1.0 -> "×0.5".
[[nodiscard]] std::string ratio(double log2_ratio);

/// A p or q value in a table: "0.12", "0.003", "< 0.001"; two decimals from 0.1 on, three below.
[[nodiscard]] std::string probability(double value);
/// The same in a sentence, after "p" or "q": "= 0.12", "< 0.001", with a no-break space.
[[nodiscard]] std::string probability_relation(double value);

/// "2026Q3" -> "2026年7〜9月期" / "Q3 2026". What is no quarter stays as it is.
[[nodiscard]] std::string period_name(std::string_view period, Language language);

}  // namespace koe::report
