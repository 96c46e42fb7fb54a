// Charts as SVG inside the page: exact, printable, readable without colour and by a screen reader.
//
// Positions along the width are per cent and heights are pixels, so that a chart fills whatever width it gets
// and its letters keep their size. Colours come from report.css by class. Every number a chart shows also
// stands beside it as text or in a table. All texts given in are escaped here. Checked in
// tests/unit/report/svg_chart_test.cpp.
#pragma once
#include <optional>
#include <span>
#include <string>

#include "pipeline/domain/run_result.h"
#include "pipeline/report/chart_scale.h"

namespace koe::report {

/// What a screen reader says in place of the picture.
struct Caption {
  std::string title;
  std::string description;
};

/// Costs points, brings points, or may be either.
enum class Tone : std::uint8_t { kCost, kGain, kUncertain };

/// A bar from 0 to the value with a whisker over its interval, on the lines of `scale`.
[[nodiscard]] std::string impact_bar(const Scale& scale, const Estimate& estimate, Tone tone,
                                     const Caption& caption);

/// A dot with a whisker over its interval, on the lines of `scale`.
[[nodiscard]] std::string interval_dot(const Scale& scale, const Estimate& estimate, const Caption& caption);

/// The labels of `scale`, to stand above a column of bars or dots; hidden from screen readers.
[[nodiscard]] std::string axis(const Scale& scale);

/// One bar split into three parts that sum to 1 (promoters, passives, detractors).
[[nodiscard]] std::string split_bar(double promoters, double passives, double detractors,
                                    const Caption& caption);

/// One point of a course over time.
struct CoursePoint {
  std::string period;             ///< "2026Q3"
  std::optional<Estimate> value;  ///< absent: a gap
  std::string label;              ///< the value as text
};

/// A line over the quarters with a band over the intervals and the values at the points. In: oldest first.
[[nodiscard]] std::string course_chart(std::span<const CoursePoint> course, const Scale& scale,
                                       const Caption& caption);

/// The same small, for many side by side on one `scale`: only the first and last quarter and the last value
/// are named.
[[nodiscard]] std::string small_course_chart(std::span<const CoursePoint> course, const Scale& scale,
                                             const Caption& caption);

}  // namespace koe::report
