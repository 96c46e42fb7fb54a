#include "pipeline/report/human_numbers.h"

#include <fmt/format.h>

#include <cmath>

namespace koe::report {
namespace {

constexpr std::string_view kMinus = "\u2212";
constexpr std::string_view kBetween = "\u00A0\u2026\u00A0";  // an interval stays on one line

/// `digits` with a comma before every third digit from the right. In: ASCII digits.
std::string grouped(std::string digits) {
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

/// The absolute value in digits, and whether anything but zero is left after rounding.
struct Rounded {
  std::string digits;
  bool is_zero;
};

Rounded rounded(double value, int decimals) {
  std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
  const bool is_zero = digits.find_first_not_of("0.") == std::string::npos;
  return {std::move(digits), is_zero};
}

}  // namespace

std::string count(std::int64_t value) {
  return (value < 0 ? std::string(kMinus) : "") + grouped(rounded(static_cast<double>(value), 0).digits);
}

std::string plain_number(double value, int decimals) {
  const Rounded number = rounded(value, decimals);
  return (value < 0 && !number.is_zero ? std::string(kMinus) : "") + number.digits;
}

std::string signed_number(double value, int decimals) {
  const bool is_plus = value > 0 && !rounded(value, decimals).is_zero;
  return (is_plus ? "+" : "") + plain_number(value, decimals);
}

std::string plain_interval(const Estimate& estimate, int decimals) {
  return plain_number(estimate.low, decimals) + std::string(kBetween) + plain_number(estimate.high, decimals);
}

std::string signed_interval(const Estimate& estimate, int decimals) {
  return signed_number(estimate.low, decimals) + std::string(kBetween) +
         signed_number(estimate.high, decimals);
}

std::string percent(double share, int decimals) { return plain_number(100.0 * share, decimals) + "%"; }

std::string money(double value) {
  const Rounded number = rounded(value, 0);
  return (value < 0 && !number.is_zero ? std::string(kMinus) : "") + grouped(number.digits);
}

std::string money_interval(const Estimate& estimate) {
  return money(estimate.low) + std::string(kBetween) + money(estimate.high);
}

std::string ratio(double log2_ratio) { return "\u00D7" + plain_number(std::exp2(log2_ratio), 1); }

std::string probability(double value) {
  if (value < 0.001) return "<\u00A00.001";
  return fmt::format("{:.{}f}", value, value < 0.0995 ? 3 : 2);
}

std::string probability_relation(double value) {
  const std::string number = probability(value);
  return number.starts_with('<') ? number : "=\u00A0" + number;
}

std::string period_name(std::string_view period, Language language) {
  const auto quarter = parse_quarter(period);
  if (!quarter) return std::string(period);
  if (language != Language::kJapanese) return fmt::format("Q{} {}", quarter->quarter, quarter->year);
  const int first_month = 3 * quarter->quarter - 2;
  return fmt::format("{}年{}〜{}月期", quarter->year, first_month, first_month + 2);
}

}  // namespace koe::report
