// What do the values of one column look like over the whole file? Counts only; column_map.h concludes.
#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace koe {

/// More different values than this cannot split respondents into readable groups.
inline constexpr std::size_t kMaxAttributeValues = 40;
/// A longer value (code points) is an answer, not a group.
inline constexpr std::size_t kMaxAttributeLength = 60;

/// Running counts over one column's cells; blank cells count only in `records`.
struct ColumnProfile {
  std::string header;  ///< name: unique in the file, never empty
  std::string label;   ///< the question's full text where the tool writes it in a row of its own; else empty
  std::size_t records = 0;  ///< data records seen
  std::size_t filled = 0;   ///< cells with something in them
  std::size_t scores = 0;   ///< cells that read as a score 0..10
  std::size_t numbers = 0;  ///< cells that read as a plain number, scores included
  std::size_t dates = 0;    ///< cells that read as a date
  std::size_t e_mails = 0;  ///< cells that hold an e-mail address
  std::size_t ip_addresses = 0;
  std::size_t band_words = 0;                 ///< cells that are "Promoter", "Passive" or "Detractor"
  std::size_t code_points = 0;                ///< total length of filled cells
  std::size_t longest = 0;                    ///< code points of the longest cell
  std::set<std::string, std::less<>> values;  ///< different values, up to kMaxAttributeValues + 1 of them

  /// Mean length of a filled cell in code points; 0 for an empty column.
  [[nodiscard]] double mean_length() const;
};

/// Adds one cell (UTF-8, as in the file). Cost: O(length + log values).
/// Checked in tests/unit/ingest/column_map_test.cpp.
void add_cell(ColumnProfile& profile, std::string_view cell);

}  // namespace koe
