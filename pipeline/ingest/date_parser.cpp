#include "pipeline/ingest/date_parser.h"

#include <array>
#include <charconv>
#include <chrono>

#include "pipeline/ingest/text_folding.h"

namespace koe {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

// Reads folded text from left to right; every take_ function moves on only when it succeeds.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  [[nodiscard]] bool done() const { return text_.empty(); }
  [[nodiscard]] char peek() const { return text_.empty() ? '\0' : text_.front(); }
  void skip_spaces() {
    while (peek() == ' ') text_.remove_prefix(1);
  }
  bool take(std::string_view word) {
    if (!text_.starts_with(word)) return false;
    text_.remove_prefix(word.size());
    return true;
  }
  // A whole number of one to `most` digits, all of the digits that stand here.
  std::optional<int> take_digits(std::size_t most) {
    std::size_t length = 0;
    while (length < text_.size() && text_[length] >= '0' && text_[length] <= '9') ++length;
    if (length == 0 || length > most) return std::nullopt;
    int value = 0;
    std::from_chars(text_.data(), text_.data() + length, value);
    text_.remove_prefix(length);
    digits_ = length;
    return value;
  }
  [[nodiscard]] std::size_t digits() const { return digits_; }  // of the last number taken

 private:
  std::string_view text_;
  std::size_t digits_ = 0;
};

// Decimal with leading zeros.
std::string padded(int value, std::size_t width) {
  std::string digits = std::to_string(value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

std::optional<year_month_day> date_of(int y, int m, int d) {
  if (y < 1900 || y > 2200 || m < 1 || d < 1) return std::nullopt;
  const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
  if (!date.ok()) return std::nullopt;
  return date;
}

struct Era {
  std::string_view name;
  int year_before_first;
};
// 令和1 = 2019, 平成1 = 1989, 昭和1 = 1926.
constexpr std::array kEras = {Era{"令和", 2018}, Era{"平成", 1988}, Era{"昭和", 1925},
                              Era{"r", 2018},    Era{"h", 1988},    Era{"s", 1925}};

struct Numbers {
  int first = 0, second = 0, third = 0;
  std::size_t first_digits = 0, third_digits = 0;
  char separator = '/';
};

// Three numbers with the same separator: "2026/7/1", "7-1-26", "1.7.2026".
std::optional<Numbers> take_numbers(Cursor& cursor) {
  Cursor trial = cursor;
  Numbers out;
  const auto first = trial.take_digits(4);
  if (!first) return std::nullopt;
  out.first_digits = trial.digits();
  out.separator = trial.peek();
  if (out.separator != '/' && out.separator != '-' && out.separator != '.') return std::nullopt;
  const std::string_view separator(&out.separator, 1);
  if (!trial.take(separator)) return std::nullopt;
  const auto second = trial.take_digits(2);
  if (!second || !trial.take(separator)) return std::nullopt;
  const auto third = trial.take_digits(4);
  if (!third) return std::nullopt;
  out.first = *first;
  out.second = *second;
  out.third = *third;
  out.third_digits = trial.digits();
  cursor = trial;
  return out;
}

int full_year(int value, std::size_t digits) { return digits <= 2 ? 2000 + value : value; }

std::optional<year_month_day> date_from(const Numbers& n, DateOrder order) {
  if (n.first_digits == 4) return n.third_digits <= 2 ? date_of(n.first, n.second, n.third) : std::nullopt;
  if (n.third_digits == 3 || n.third_digits == 1) return std::nullopt;
  const int y = full_year(n.third, n.third_digits);
  return order == DateOrder::kMonthFirst ? date_of(y, n.first, n.second) : date_of(y, n.second, n.first);
}

// "2026年7月1日", "令和8年7月1日", "R8.7.1".
std::optional<year_month_day> take_japanese_date(Cursor& cursor) {
  Cursor trial = cursor;
  int base = 0;
  bool latin_era = false;
  for (const Era& era : kEras) {
    if (!trial.take(era.name)) continue;
    base = era.year_before_first;
    latin_era = era.name.size() == 1;
    break;
  }
  std::optional<int> y =
      base != 0 && trial.take("元") ? std::optional<int>(1) : trial.take_digits(base == 0 ? 4 : 2);
  if (!y) return std::nullopt;
  if (latin_era && (trial.take(".") || trial.take("/"))) {
    const auto m = trial.take_digits(2);
    const auto d = m && (trial.take(".") || trial.take("/")) ? trial.take_digits(2) : std::nullopt;
    if (!d) return std::nullopt;
    cursor = trial;
    return date_of(base + *y, *m, *d);
  }
  if (!trial.take("年")) return std::nullopt;
  trial.skip_spaces();
  const auto m = trial.take_digits(2);
  if (!m || !trial.take("月")) return std::nullopt;
  trial.skip_spaces();
  const auto d = trial.take_digits(2);
  if (!d || !trial.take("日")) return std::nullopt;
  cursor = trial;
  return date_of(base + *y, *m, *d);
}

enum class Half { kNone, kMorning, kAfternoon };

Half take_half(Cursor& cursor) {
  if (cursor.take("午前") || cursor.take("a.m.") || cursor.take("am")) return Half::kMorning;
  if (cursor.take("午後") || cursor.take("p.m.") || cursor.take("pm")) return Half::kAfternoon;
  return Half::kNone;
}

struct Clock {
  int hour = 0, minute = 0, second = 0;
};

// "15時", "15時4分", "15時4分5秒".
std::optional<Clock> take_japanese_clock(Cursor& cursor) {
  Cursor trial = cursor;
  const auto hour = trial.take_digits(2);
  if (!hour || !trial.take("時")) return std::nullopt;
  Clock clock{*hour, 0, 0};
  if (const auto minute = trial.take_digits(2)) {
    if (!trial.take("分")) return std::nullopt;
    clock.minute = *minute;
    if (const auto second = trial.take_digits(2)) {
      if (!trial.take("秒")) return std::nullopt;
      clock.second = *second;
    }
  }
  cursor = trial;
  return clock;
}

// "15:04", "15:04:05", "15:04:05.678"; fractions of a second are dropped.
std::optional<Clock> take_colon_clock(Cursor& cursor) {
  Cursor trial = cursor;
  const auto hour = trial.take_digits(2);
  const auto minute = hour && trial.take(":") ? trial.take_digits(2) : std::nullopt;
  if (!minute) return std::nullopt;
  Clock clock{*hour, *minute, 0};
  if (trial.take(":")) {
    const auto second = trial.take_digits(2);
    if (!second || (trial.take(".") && !trial.take_digits(9))) return std::nullopt;
    clock.second = *second;
  }
  cursor = trial;
  return clock;
}

// The time of day up to the offset, with its half of the day before or after it.
std::optional<Clock> take_clock(Cursor& cursor) {
  Half half = take_half(cursor);
  cursor.skip_spaces();
  std::optional<Clock> clock = take_japanese_clock(cursor);
  if (!clock) clock = take_colon_clock(cursor);
  if (!clock) return std::nullopt;
  cursor.skip_spaces();
  if (half == Half::kNone) half = take_half(cursor);
  if (half != Half::kNone) {
    if (clock->hour > 12) return std::nullopt;
    clock->hour = clock->hour % 12 + (half == Half::kAfternoon ? 12 : 0);  // 12:30 午前 is half past midnight
  }
  if (clock->hour > 23 || clock->minute > 59 || clock->second > 59) return std::nullopt;
  return clock;
}

// "Z", "+09:00", "+0900", "GMT+9", "UTC", "JST", "(UTC)"; nullopt when what stands here is none of these.
std::optional<std::string> take_offset(Cursor& cursor) {
  if (cursor.done()) return std::string();
  if (cursor.take("z")) return std::string("+00:00");
  if (cursor.take("jst")) return std::string("+09:00");
  const bool named = cursor.take("gmt") || cursor.take("utc");
  if (named && cursor.done()) return std::string("+00:00");
  const char sign = cursor.peek();
  if ((sign != '+' && sign != '-') || !cursor.take(std::string_view(&sign, 1))) return std::nullopt;
  const auto first = cursor.take_digits(4);
  if (!first) return std::nullopt;
  int hours = *first, minutes = 0;
  if (cursor.digits() >= 3) {
    hours = *first / 100;
    minutes = *first % 100;
  } else if (cursor.take(":")) {
    const auto rest = cursor.take_digits(2);
    if (!rest) return std::nullopt;
    minutes = *rest;
  }
  if (hours > 14 || minutes > 59) return std::nullopt;
  return sign + padded(hours, 2) + ":" + padded(minutes, 2);
}

std::string iso(const year_month_day& date, const Clock& clock, std::string_view offset) {
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2) + "T" + padded(clock.hour, 2) + ":" +
         padded(clock.minute, 2) + ":" + padded(clock.second, 2) + std::string(offset);
}

// Ten digits: seconds since 1970; thirteen: milliseconds. 2001 to 2200 only, so that ids are not taken for
// times.
std::optional<std::string> unix_time(std::string_view text) {
  if (text.size() != 10 && text.size() != 13) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  const std::chrono::sys_seconds at{std::chrono::seconds(text.size() == 13 ? value / 1000 : value)};
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const year_month_day date{midnight};
  if (date.year() < year(2001) || date.year() > year(2200)) return std::nullopt;
  const auto seconds = static_cast<int>((at - midnight).count());
  return iso(date, {seconds / 3600, seconds / 60 % 60, seconds % 60}, "+00:00");
}

constexpr std::array<std::string_view, 7> kWeekdays = {"月", "火", "水", "木", "金", "土", "日"};

void skip_weekday(Cursor& cursor) {  // "(水)" after a Japanese date
  for (const std::string_view weekday : kWeekdays) {
    if (cursor.take("(" + std::string(weekday) + ")") || cursor.take("(" + std::string(weekday) + "曜日)"))
      return;
  }
}

}  // namespace

std::string_view name_of(DateOrder order) {
  return order == DateOrder::kMonthFirst ? "month-first" : "day-first";
}

std::optional<DateOrder> parse_date_order(std::string_view name) {
  if (name == "month-first") return DateOrder::kMonthFirst;
  if (name == "day-first") return DateOrder::kDayFirst;
  return std::nullopt;
}

void add_vote(DateOrderVotes& votes, std::string_view cell) {
  const std::string folded = fold(trim(cell));
  Cursor cursor(folded);
  const auto numbers = take_numbers(cursor);
  if (!numbers || numbers->first_digits == 4) return;
  const bool month_first = date_from(*numbers, DateOrder::kMonthFirst).has_value();
  const bool day_first = date_from(*numbers, DateOrder::kDayFirst).has_value();
  if (month_first && day_first) {
    if (numbers->first != numbers->second) ++votes.either;
  } else if (month_first) {
    ++votes.month_first;
  } else if (day_first) {
    ++votes.day_first;
  }
}

std::optional<std::string> parse_date_time(std::string_view cell, DateOrder order) {
  const std::string folded = fold(trim(cell));
  if (const auto time = unix_time(folded)) return time;
  Cursor cursor(folded);
  std::optional<year_month_day> date;
  if (const auto numbers = take_numbers(cursor)) {
    date = date_from(*numbers, order);
  } else {
    date = take_japanese_date(cursor);
  }
  if (!date) return std::nullopt;
  skip_weekday(cursor);
  if (cursor.done()) return iso(*date, {}, {});
  const bool ascii = static_cast<unsigned char>(cursor.peek()) < 0x80;
  const bool separated =
      cursor.take("t") || cursor.take(",") || cursor.peek() == ' ' || !ascii;  // "7月1日午後3時"
  if (!separated) return std::nullopt;
  cursor.skip_spaces();
  const std::optional<Clock> clock = take_clock(cursor);
  if (!clock) return std::nullopt;
  cursor.skip_spaces();
  const auto offset = take_offset(cursor);
  if (!offset || !cursor.done()) return std::nullopt;
  return iso(*date, *clock, *offset);
}

}  // namespace koe
