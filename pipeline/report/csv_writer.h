// How does a value become a CSV cell that every reader takes the same way and no spreadsheet runs as a
// formula?
//
// Format of all our CSV files: UTF-8 without BOM; RFC 4180 with its CRLF line ends; header row; a cell is
// quoted only when it has to be. Numbers never depend on the locale; NaN and infinity become an empty cell;
// there is no "-0".
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace koe::report {

/// Decimals of the numeric columns, the same in all files.
inline constexpr int kPointDecimals = 4;  ///< NPS points: impact, nps, change and their intervals
inline constexpr int kShareDecimals = 6;  ///< shares, probabilities, similarity, polarity, log ratios
inline constexpr int kMoneyDecimals = 2;  ///< money, and the health score 0..100

/// `value` made harmless in a spreadsheet: a ' before it when its first character that is no white space is
/// one of = + - @ (or its full-width form) TAB CR LF. A plain number ("-12", "+3.5") stays, because it is a
/// number and not a formula. NUL becomes U+FFFD.
/// Source: OWASP CSV Injection; RELIABILITY.md T-01. Checked in tests/unit/report/csv_writer_test.cpp.
[[nodiscard]] std::string formula_safe(std::string_view value);

/// A finite number with fixed decimals, "" for an absent or non-finite one.
[[nodiscard]] std::string fixed_cell(std::optional<double> value, int decimals);

/// A p or q value with four significant digits ("0.1234", "1.234e-09"): fixed decimals would turn the small
/// ones, which are the interesting ones, into 0.
[[nodiscard]] std::string probability_cell(std::optional<double> value);

/// One table, cell by cell, left to right. Not thread-safe; one object a file.
class CsvWriter {
 public:
  /// Writes the header row. In: plain column names.
  explicit CsvWriter(std::span<const std::string_view> columns);

  /// A text cell, formula-safe; quoted when it holds , ; " TAB CR or LF or begins or ends with a space (the
  /// semicolon because spreadsheets in many countries split at it).
  CsvWriter& text(std::string_view value);
  CsvWriter& count(std::optional<std::int64_t> value);
  CsvWriter& number(std::optional<double> value, int decimals);
  CsvWriter& probability(std::optional<double> value);
  CsvWriter& flag(bool value);  ///< true / false

  /// Ends the row; it must have as many cells as the header (assert).
  void end_row();

  /// The file so far.
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  CsvWriter& raw(std::string_view cell);

  std::string bytes_;
  std::size_t n_columns_ = 0;
  std::size_t n_cells_ = 0;
};

}  // namespace koe::report
