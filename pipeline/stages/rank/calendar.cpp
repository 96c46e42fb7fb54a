#include "pipeline/stages/rank/calendar.h"

#include <array>
#include <cstdio>

namespace koe::stages {

namespace chrono = std::chrono;

std::optional<Day> day_of(const std::string& iso) {
  if (!quarter_of(iso)) return std::nullopt;
  const chrono::year_month_day date{chrono::year(std::stoi(iso.substr(0, 4))),
                                    chrono::month(static_cast<unsigned>(std::stoi(iso.substr(5, 2)))),
                                    chrono::day(static_cast<unsigned>(std::stoi(iso.substr(8, 2))))};
  return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

std::string to_string(Day day) {
  const chrono::year_month_day date(day);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

Day begin_of(Quarter quarter) {
  return chrono::year_month_day{chrono::year(quarter.year),
                                chrono::month(static_cast<unsigned>(quarter.quarter * 3 - 2)), chrono::day(1)};
}

Quarter next(Quarter quarter) {
  return quarter.quarter == 4 ? Quarter{quarter.year + 1, 1} : Quarter{quarter.year, quarter.quarter + 1};
}

std::int64_t days_between(Day earlier, Day later) { return (later - earlier).count(); }

}  // namespace koe::stages
