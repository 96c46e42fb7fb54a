#include "pipeline/report/csv_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace koe::report {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "-12", "+3.5": what a spreadsheet reads as a number and never as a formula.
bool is_plain_number(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
  const bool has_fraction = point == std::string_view::npos || !fraction.empty();
  return !whole.empty() && has_fraction && std::ranges::all_of(whole, is_digit) &&
         std::ranges::all_of(fraction, is_digit);
}

/// Removes one white-space character from the front; false when there is none.
bool drop_space(std::string_view& text) {
  static constexpr std::array<std::string_view, 3> kSpaces = {" ", "\xC2\xA0",
                                                              "\xE3\x80\x80"};  // NBSP, U+3000
  for (const std::string_view space : kSpaces) {
    if (text.starts_with(space)) {
      text.remove_prefix(space.size());
      return true;
    }
  }
  return false;
}

bool starts_a_formula(std::string_view text) {
  static constexpr std::array<std::string_view, 11> kStarts = {
      "=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  while (drop_space(text)) {
  }
  return std::ranges::any_of(kStarts, [&](std::string_view start) { return text.starts_with(start); });
}

bool needs_quotes(std::string_view cell) {
  return cell.find_first_of(",;\"\t\r\n") != std::string_view::npos || cell.starts_with(' ') ||
         cell.ends_with(' ');
}

}  // namespace

std::string formula_safe(std::string_view value) {
  std::string safe = starts_a_formula(value) && !is_plain_number(value) ? "'" : "";
  for (const char c : value) {
    if (c == '\0') {
      safe += "\xEF\xBF\xBD";  // U+FFFD: many readers end the file at a NUL
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string fixed_cell(std::optional<double> value, int decimals) {
  if (!value || !std::isfinite(*value)) return "";
  std::string cell = fmt::format("{:.{}f}", *value, decimals);
  const bool is_zero = cell.find_first_not_of("-0.") == std::string::npos;
  if (is_zero && cell.starts_with('-')) cell.erase(0, 1);
  return cell;
}

std::string probability_cell(std::optional<double> value) {
  if (!value || !std::isfinite(*value)) return "";
  return fmt::format("{:.4g}", *value + 0.0);  // + 0.0 turns -0 into 0
}

CsvWriter::CsvWriter(std::span<const std::string_view> columns) : n_columns_(columns.size()) {
  for (const std::string_view column : columns) raw(column);
  end_row();
}

CsvWriter& CsvWriter::text(std::string_view value) {
  const std::string safe = formula_safe(value);
  if (!needs_quotes(safe)) return raw(safe);
  std::string quoted = "\"";
  for (const char c : safe) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return raw(quoted + '"');
}

CsvWriter& CsvWriter::count(std::optional<std::int64_t> value) {
  return raw(value ? std::to_string(*value) : "");
}

CsvWriter& CsvWriter::number(std::optional<double> value, int decimals) {
  return raw(fixed_cell(value, decimals));
}

CsvWriter& CsvWriter::probability(std::optional<double> value) { return raw(probability_cell(value)); }

CsvWriter& CsvWriter::flag(bool value) { return raw(value ? "true" : "false"); }

void CsvWriter::end_row() {
  assert(n_cells_ == n_columns_);
  bytes_ += kLineEnd;
  n_cells_ = 0;
}

CsvWriter& CsvWriter::raw(std::string_view cell) {
  if (n_cells_ > 0) bytes_ += ',';
  bytes_ += cell;
  ++n_cells_;
  return *this;
}

}  // namespace koe::report
