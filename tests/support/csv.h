// Reads the CSV files koe writes: comma, RFC 4180 quotes, a header row. Deliberately not the reader under
// test.
#pragma once
#include <algorithm>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace koe::testing {

/// One row by column name.
using CsvRow = std::map<std::string, std::string>;

/// Records and their fields, quotes resolved; a record ends at LF or CRLF outside quotes.
[[nodiscard]] inline std::vector<std::vector<std::string>> parse_csv_fields(std::string_view text) {
  std::vector<std::vector<std::string>> records;
  std::vector<std::string> record;
  std::string field;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        field += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        field += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      record.push_back(std::exchange(field, {}));
    } else if (c == '\n') {
      record.push_back(std::exchange(field, {}));
      records.push_back(std::exchange(record, {}));
    } else if (c != '\r') {
      field += c;
    }
  }
  if (quoted || !record.empty() || !field.empty())
    throw std::runtime_error("CSV does not end with a whole record");
  return records;
}

/// Rows under the header; throws when a row has another number of fields than the header.
[[nodiscard]] inline std::vector<CsvRow> parse_csv(std::string_view text) {
  const auto records = parse_csv_fields(text);
  if (records.empty()) throw std::runtime_error("CSV without a header");
  std::vector<CsvRow> rows;
  for (std::size_t i = 1; i < records.size(); ++i) {
    if (records[i].size() != records[0].size())
      throw std::runtime_error("ragged CSV row " + std::to_string(i));
    CsvRow row;
    for (std::size_t j = 0; j < records[i].size(); ++j) row[records[0][j]] = records[i][j];
    rows.push_back(std::move(row));
  }
  return rows;
}

/// The rows whose `column` is `value`.
[[nodiscard]] inline std::vector<CsvRow> rows_where(const std::vector<CsvRow>& rows,
                                                    const std::string& column, const std::string& value) {
  std::vector<CsvRow> found;
  std::ranges::copy_if(rows, std::back_inserter(found),
                       [&](const CsvRow& row) { return row.at(column) == value; });
  return found;
}

}  // namespace koe::testing
