// How is this delimited text laid out: which delimiter, and where does the table begin?
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace koe {

/// What the sniffer found; `begin`/`line` point past an Excel hint line ("sep=;") and any title lines.
struct CsvDialect {
  char delimiter = ',';
  std::size_t begin = 0;   ///< byte offset of the first header row in the decoded text
  std::uint64_t line = 1;  ///< its 1-based physical line
  double confidence = 1;   ///< share of sampled records with the usual number of fields, 0..1
  std::string why;         ///< one English sentence
};

/// Tries ',' ';' TAB and '|' on the first records (quote-aware) and takes the one whose records agree best on
/// a number of fields; at equal agreement, the one with more fields. A text without any of them is one
/// column, ','. Lines of a single field before a table of three or more are titles and are skipped. In:
/// decoded text; `forced`, the user's choice. Cost: O(sample), at most 256 KiB times four. Checked in
/// tests/unit/ingest/csv_sniffer_test.cpp.
[[nodiscard]] CsvDialect sniff_dialect(std::string_view text, std::optional<char> forced);

}  // namespace koe
