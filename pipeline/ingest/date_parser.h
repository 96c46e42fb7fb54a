// When was it answered? Dates as survey tools write them in Japan and the United States, into ISO 8601 local
// time.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace koe {

/// Order of the numbers in "3/4/2026". A single cell cannot tell; DateOrderVotes looks at the whole column.
enum class DateOrder : std::uint8_t { kMonthFirst, kDayFirst };

/// "month-first" / "day-first", as printed and as taken by --date-order.
[[nodiscard]] std::string_view name_of(DateOrder order);
[[nodiscard]] std::optional<DateOrder> parse_date_order(std::string_view name);

/// What a column's cells prove about the order: "25/3/2026" proves day first, "3/25/2026" month first.
struct DateOrderVotes {
  std::size_t month_first = 0;
  std::size_t day_first = 0;
  std::size_t either = 0;  ///< both readings are dates and they differ
};

/// Counts one cell; cells of other forms (year first, Japanese, Unix seconds) change nothing.
void add_vote(DateOrderVotes& votes, std::string_view cell);

/// A date or date-time as "YYYY-MM-DDTHH:MM:SS[+hh:mm]" (date alone: at 00:00:00). The clock time is kept as
/// written; an offset is written only when the cell gives one ("Z", "+09:00", "GMT+9", "UTC", "JST"). Reads:
/// ISO 8601; Y/M/D, Y.M.D; M/D/Y or D/M/Y by `order` with two- or four-digit years; "YYYY年M月D日 H時M分";
/// eras (令和6年, 平成31年, R6.4.1); AM/PM, 午前/午後 before or after the time; Unix seconds and milliseconds
/// (as UTC); full-width digits. Impossible dates (2026-02-30) are not read. Out: nullopt when the cell is no
/// date. Cost: O(length). Checked in tests/unit/ingest/date_parser_test.cpp.
[[nodiscard]] std::optional<std::string> parse_date_time(std::string_view cell, DateOrder order);

}  // namespace koe
