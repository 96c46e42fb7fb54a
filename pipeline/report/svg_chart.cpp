#include "pipeline/report/svg_chart.h"

#include <fmt/format.h>

#include "pipeline/report/visible_text.h"

namespace koe::report {
namespace {

constexpr double kRowHeight = 26;  // one bar or dot, with room for the whisker's ends
constexpr double kBarHeight = 12;
constexpr double kWhiskerEnd = 9;
constexpr double kAxisHeight = 20;
constexpr double kSplitHeight = 18;
constexpr std::size_t kMostLabels = 8;  // of quarters on a phone

/// `value` with two decimals at most, without trailing zeros: short and the same everywhere.
std::string coordinate(double value) {
  std::string text = fmt::format("{:.2f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string start(std::string_view css_class, double height, const Caption& caption) {
  return fmt::format(
      R"(<svg class="{}" role="img" width="100%" height="{}"><title>{}</title><desc>{}</desc>)", css_class,
      coordinate(height), escape_html(caption.title), escape_html(caption.description));
}

std::string vertical_line(std::string_view css_class, double x_percent, double top, double bottom) {
  const std::string x = coordinate(x_percent);
  return fmt::format(R"(<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>)", css_class, x, x,
                     coordinate(top), coordinate(bottom));
}

std::string horizontal_line(std::string_view css_class, double left_percent, double right_percent, double y) {
  return fmt::format(R"(<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>)", css_class,
                     coordinate(left_percent), coordinate(right_percent), coordinate(y), coordinate(y));
}

std::string rectangle(std::string_view css_class, double left_percent, double width_percent, double top,
                      double height) {
  return fmt::format(R"(<rect class="{}" x="{}%" y="{}" width="{}%" height="{}"/>)", css_class,
                     coordinate(left_percent), coordinate(top), coordinate(width_percent),
                     coordinate(height));
}

std::string label(std::string_view css_class, double x_percent, double y, std::string_view anchor,
                  std::string_view text) {
  return fmt::format(R"(<text class="{}" x="{}%" y="{}" text-anchor="{}">{}</text>)", css_class,
                     coordinate(x_percent), coordinate(y), anchor, escape_html(text));
}

std::string dot(double x_percent, double y, double radius) {
  return fmt::format(R"(<circle class="dot" cx="{}%" cy="{}" r="{}"/>)", coordinate(x_percent), coordinate(y),
                     coordinate(radius));
}

std::string row_grid(const Scale& scale) {
  std::string lines;
  for (const Tick& tick : scale.ticks) {
    lines += vertical_line(tick.value == 0 ? "zero" : "grid", scale.percent(tick.value), 0, kRowHeight);
  }
  return lines;
}

std::string whisker(const Scale& scale, const Estimate& estimate) {
  const double middle = kRowHeight / 2;
  const double low = scale.percent(estimate.low);
  const double high = scale.percent(estimate.high);
  const double top = middle - kWhiskerEnd / 2;
  return horizontal_line("whisker", low, high, middle) +
         vertical_line("whisker", low, top, top + kWhiskerEnd) +
         vertical_line("whisker", high, top, top + kWhiskerEnd);
}

std::string_view class_of(Tone tone) {
  switch (tone) {
    case Tone::kCost:
      return "bar cost";
    case Tone::kGain:
      return "bar gain";
    case Tone::kUncertain:
      return "bar uncertain";
  }
  return "bar";
}

/// The measures of a course chart and where its points fall.
struct CourseFrame {
  double height, top, bottom, radius;  ///< pixels; the plot lies between top and bottom
  std::size_t n_points;

  [[nodiscard]] double x(std::size_t i) const {
    return 100.0 * (static_cast<double>(i) + 0.5) / static_cast<double>(n_points);
  }
  [[nodiscard]] double y(const Scale& scale, double value) const {
    return bottom - (bottom - top) * scale.percent(value) / 100.0;
  }
};

/// Line and band of the stretch first..last (without gaps), in a frame of its own that is stretched to the
/// chart's width.
std::string stretch(std::span<const CoursePoint> course, const Scale& scale, const CourseFrame& frame,
                    std::size_t first, std::size_t last) {
  std::string line, upper, lower;
  for (std::size_t i = first; i <= last; ++i) {
    const Estimate& value = *course[i].value;
    const std::string x = coordinate(frame.x(i));
    line += fmt::format("{},{} ", x, coordinate(frame.y(scale, value.value)));
    upper += fmt::format("{},{} ", x, coordinate(frame.y(scale, value.high)));
    lower.insert(0, fmt::format("{},{} ", x, coordinate(frame.y(scale, value.low))));
  }
  line.pop_back();
  lower.pop_back();
  return fmt::format(R"(<polygon class="band" points="{}{}"/><polyline class="course" points="{}"/>)", upper,
                     lower, line);
}

std::string course_shape(std::span<const CoursePoint> course, const Scale& scale, const CourseFrame& frame) {
  std::string shape =
      fmt::format(R"(<svg width="100%" height="{0}" viewBox="0 0 100 {0}" preserveAspectRatio="none">)",
                  coordinate(frame.height));
  std::string points;
  for (std::size_t i = 0; i < course.size(); ++i) {
    if (!course[i].value) continue;
    const std::size_t first = i;
    while (i + 1 < course.size() && course[i + 1].value) ++i;
    if (i > first) shape += stretch(course, scale, frame, first, i);
    for (std::size_t at = first; at <= i; ++at) {
      const Estimate& value = *course[at].value;
      if (first == i) {
        points +=
            vertical_line("whisker", frame.x(at), frame.y(scale, value.high), frame.y(scale, value.low));
      }
      points += dot(frame.x(at), frame.y(scale, value.value), frame.radius);
    }
  }
  return shape + "</svg>" + points;
}

std::string tick_lines(const Scale& scale, const CourseFrame& frame, bool is_labelled) {
  std::string lines;
  for (const Tick& tick : scale.ticks) {
    const double y = frame.y(scale, tick.value);
    lines += horizontal_line(tick.value == 0 ? "zero" : "grid", 0, 100, y);
    if (is_labelled) lines += label("tick", 0, y - 4, "start", tick.label);
  }
  return lines;
}

/// "2026Q3" as "Q3", and the year below it.
std::string period_label(const CoursePoint& point, double x, double y, bool has_year) {
  const std::string_view period = point.period;
  if (!parse_quarter(period)) return label("tick", x, y, "middle", period);
  std::string labels = label("tick", x, y, "middle", period.substr(4));
  if (has_year) labels += label("tick", x, y + 15, "middle", period.substr(0, 4));
  return labels;
}

}  // namespace

std::string impact_bar(const Scale& scale, const Estimate& estimate, Tone tone, const Caption& caption) {
  const double zero = scale.percent(0);
  const double end = scale.percent(estimate.value);
  const double left = std::min(zero, end);
  return start("chart row", kRowHeight, caption) + row_grid(scale) +
         rectangle(class_of(tone), left, std::max(zero, end) - left, (kRowHeight - kBarHeight) / 2,
                   kBarHeight) +
         whisker(scale, estimate) + "</svg>";
}

std::string interval_dot(const Scale& scale, const Estimate& estimate, const Caption& caption) {
  constexpr double kRadius = 5;
  return start("chart row", kRowHeight, caption) + row_grid(scale) + whisker(scale, estimate) +
         dot(scale.percent(estimate.value), kRowHeight / 2, kRadius) + "</svg>";
}

std::string axis(const Scale& scale) {
  std::string svg = fmt::format(R"(<svg class="chart axis" aria-hidden="true" width="100%" height="{}">)",
                                coordinate(kAxisHeight));
  for (const Tick& tick : scale.ticks) {
    svg += label("tick", scale.percent(tick.value), kAxisHeight - 6, "middle", tick.label);
  }
  return svg + "</svg>";
}

std::string split_bar(double promoters, double passives, double detractors, const Caption& caption) {
  return start("chart split", kSplitHeight, caption) +
         rectangle("promoters", 0, 100 * promoters, 0, kSplitHeight) +
         rectangle("passives", 100 * promoters, 100 * passives, 0, kSplitHeight) +
         rectangle("detractors", 100 * (promoters + passives), 100 * detractors, 0, kSplitHeight) + "</svg>";
}

std::string course_chart(std::span<const CoursePoint> course, const Scale& scale, const Caption& caption) {
  const CourseFrame frame{.height = 240, .top = 24, .bottom = 196, .radius = 4.5, .n_points = course.size()};
  std::string svg = start("chart", frame.height, caption) + tick_lines(scale, frame, true);
  svg += course_shape(course, scale, frame);
  const std::size_t every = (course.size() + kMostLabels - 1) / kMostLabels;
  for (std::size_t back = 0; back < course.size(); back += every) {
    const std::size_t i = course.size() - 1 - back;
    const bool is_first_of_year =
        every > 1 || i == 0 || course[i - 1].period.substr(0, 4) != course[i].period.substr(0, 4);
    svg += period_label(course[i], frame.x(i), frame.bottom + 20, is_first_of_year);
    if (!course[i].value) continue;
    svg += label("value", frame.x(i), frame.y(scale, course[i].value->value) - 10, "middle", course[i].label);
  }
  return svg + "</svg>";
}

std::string small_course_chart(std::span<const CoursePoint> course, const Scale& scale,
                               const Caption& caption) {
  const CourseFrame frame{.height = 104, .top = 14, .bottom = 82, .radius = 3, .n_points = course.size()};
  std::string svg = start("chart small", frame.height, caption) + tick_lines(scale, frame, false);
  svg += course_shape(course, scale, frame);
  if (course.empty()) return svg + "</svg>";
  const std::size_t last = course.size() - 1;
  if (last > 0) svg += label("tick", 0, frame.height - 4, "start", course.front().period);
  svg += label("tick", 100, frame.height - 4, "end", course.back().period);
  svg += label("tick", 0, frame.top - 4, "start", scale.ticks.back().label);
  if (course[last].value) {
    svg += label("value", frame.x(last), frame.y(scale, course[last].value->value) - 8, "middle",
                 course[last].label);
  }
  return svg + "</svg>";
}

}  // namespace koe::report
