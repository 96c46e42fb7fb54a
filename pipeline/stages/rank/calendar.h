// Which day is that? ISO dates as days that can be subtracted.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "pipeline/domain/survey.h"

namespace koe::stages {

using Day = std::chrono::sys_days;

/// Day of an ISO date or date-time, by the calendar date as written; nullopt for anything else and for the 30th of
/// February. Checked in tests/unit/stages/account_history_test.cpp.
[[nodiscard]] std::optional<Day> day_of(const std::string& iso);

/// "2026-07-01".
[[nodiscard]] std::string to_string(Day day);

/// First day of the quarter.
[[nodiscard]] Day begin_of(Quarter quarter);

/// The quarter that follows.
[[nodiscard]] Quarter next(Quarter quarter);

/// Days from `earlier` to `later`; negative when they are in the other order.
[[nodiscard]] std::int64_t days_between(Day earlier, Day later);

}  // namespace koe::stages
