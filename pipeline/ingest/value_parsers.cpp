#include "pipeline/ingest/value_parsers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "pipeline/ingest/text_folding.h"

namespace koe {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Length of the plain decimal number at the start of `text`: [-]digits[.digits]; 0 when there is none.
std::size_t number_length(std::string_view text) {
  std::size_t i = text.starts_with('-') ? 1 : 0;
  const std::size_t digits_begin = i;
  while (i < text.size() && is_digit(text[i])) ++i;
  if (i == digits_begin) return 0;
  if (i + 1 < text.size() && text[i] == '.' && is_digit(text[i + 1])) {
    ++i;
    while (i < text.size() && is_digit(text[i])) ++i;
  }
  return i;
}

std::optional<double> to_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

// What may follow a score without changing it: a unit, or a label set apart by a mark ("10 - Extremely
// likely").
bool is_score_suffix(std::string_view rest) {
  if (rest.empty()) return true;
  constexpr std::array<std::string_view, 6> kUnits = {"点", "points", "point", "pts", "/10", "/ 10"};
  if (std::find(kUnits.begin(), kUnits.end(), rest) != kUnits.end()) return true;
  constexpr std::array<std::string_view, 9> kMarks = {"-", ":", "(", "=", ".", "–", "—", "〜", "…"};
  const std::string_view after_space = trim(rest);
  const auto mark = std::find_if(kMarks.begin(), kMarks.end(),
                                 [&](std::string_view m) { return after_space.starts_with(m); });
  if (mark == kMarks.end()) return false;
  const std::string_view label = trim(after_space.substr(mark->size()));
  return !label.empty() && !is_digit(label.front());  // "9-10" is a range, not a score
}

struct Currency {
  std::string_view sign, code;
};
constexpr std::array kCurrencies = {Currency{"jpy", "JPY"}, Currency{"usd", "USD"}, Currency{"eur", "EUR"},
                                    Currency{"gbp", "GBP"}, Currency{"sgd", "SGD"}, Currency{"円", "JPY"},
                                    Currency{"¥", "JPY"},   Currency{"$", "USD"},   Currency{"€", "EUR"},
                                    Currency{"£", "GBP"}};

}  // namespace

Result<std::optional<int>, IssueCode> parse_score(std::string_view cell) {
  const std::string folded = fold(trim(cell));
  const std::string_view text = trim(folded);
  if (text.empty()) return std::optional<int>();
  const std::size_t length = number_length(text);
  if (length == 0 || !is_score_suffix(trim(text.substr(length))))
    return Failure<IssueCode>(IssueCode::kScoreNotANumber);
  const auto value = to_number(text.substr(0, length));
  if (!value || std::floor(*value) != *value) return Failure<IssueCode>(IssueCode::kScoreNotANumber);
  if (*value < 0 || *value > 10) return Failure<IssueCode>(IssueCode::kScoreOutOfRange);
  return std::optional<int>(static_cast<int>(*value));
}

Result<std::optional<double>, IssueCode> parse_money(std::string_view cell) {
  const std::string folded = fold(trim(cell));
  std::string_view text = trim(folded);
  if (text.empty()) return std::optional<double>();
  const auto unreadable = [] { return Failure<IssueCode>(IssueCode::kNumberUnreadable); };
  bool negative = false;
  if (text.size() > 1 && text.front() == '(' && text.back() == ')') {
    negative = true;
    text = text.substr(1, text.size() - 2);
  }
  double factor = 1;
  for (bool changed = true; changed;) {  // strip signs, currencies and units from both ends
    changed = false;
    text = trim(text);
    for (const auto& [currency, code] : kCurrencies) {
      if (text.starts_with(currency)) text.remove_prefix(currency.size()), changed = true;
      if (text.ends_with(currency)) text.remove_suffix(currency.size()), changed = true;
    }
    if (factor == 1 && text.ends_with("万")) text.remove_suffix(3), factor = 1e4, changed = true;
    if (factor == 1 && text.ends_with("億")) text.remove_suffix(3), factor = 1e8, changed = true;
    if (!negative && text.starts_with('-')) text.remove_prefix(1), negative = changed = true;
  }
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ',') {
      digits += text[i];
      continue;
    }
    // A comma must separate groups of three: "1,234"; "1,5" would be a decimal comma, which is not guessed.
    const std::string_view group = text.substr(i + 1, 3);
    const bool grouped = i > 0 && group.size() == 3 && std::all_of(group.begin(), group.end(), is_digit) &&
                         (i + 4 == text.size() || !is_digit(text[i + 4]));
    if (!grouped) return unreadable();
  }
  if (digits.starts_with('-') || number_length(digits) != digits.size()) return unreadable();
  const auto value = to_number(digits);
  if (!value) return unreadable();
  return std::optional<double>((negative ? -1 : 1) * *value * factor);
}

std::string_view currency_of(std::string_view cell) {
  const std::string folded = fold(cell);
  std::string_view found;
  for (const auto& [sign, code] : kCurrencies) {
    if (folded.find(sign) == std::string::npos || code == found) continue;
    if (!found.empty()) return {};
    found = code;
  }
  return found;
}

bool is_number(std::string_view cell) {
  const std::string folded = fold(trim(cell));
  return !folded.empty() && number_length(folded) == folded.size();
}

}  // namespace koe
