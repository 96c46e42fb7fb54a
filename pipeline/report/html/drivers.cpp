#include <algorithm>

#include "pipeline/report/html/sections.h"
#include "pipeline/report/human_numbers.h"
#include "pipeline/report/svg_chart.h"

namespace koe::report {
namespace {

constexpr std::size_t kWholeRows = 3;  // change, mix, base come before the themes

bool is_sure(const Estimate& estimate) { return estimate.low > 0 || estimate.high < 0; }

Tone tone_of(const Estimate& estimate) {
  if (!is_sure(estimate)) return Tone::kUncertain;
  return estimate.value < 0 ? Tone::kCost : Tone::kGain;
}

/// One axis for all parts; the change itself is left out, for its interval would dwarf them.
Scale common_scale(const std::vector<DriverResult>& rows, std::size_t n_shown) {
  double low = 0;
  double high = 0;
  for (std::size_t i = 1; i < n_shown; ++i) {
    low = std::min(low, rows[i].total.low);
    high = std::max(high, rows[i].total.high);
  }
  return point_scale(low, high);
}

std::string name_of_cause(const Page& page, const DriverResult& row) {
  if (row.cause != DriverCause::kTheme) return page.say("drivers." + std::string(name_of(row.cause)));
  const std::string& own = page.is_japanese() ? row.label_ja : row.label_en;
  const std::string& other = page.is_japanese() ? row.label_en : row.label_ja;
  if (!own.empty()) return own;
  return other.empty() ? row.theme_id : other;
}

View driver_row(const Page& page, const ChangeDrivers& drivers, const DriverResult& row, const Scale& scale) {
  View view;
  const std::string name = name_of_cause(page, row);
  const bool is_theme = row.cause == DriverCause::kTheme;
  view.set("name", name).set("is_uncertain", !is_sure(row.total));
  view.set("total", signed_number(row.total.value, 1)).set("interval", signed_interval(row.total, 1));
  view.set("prevalence", is_theme ? signed_estimate(page, row.prevalence) : "");
  view.set("severity", is_theme ? signed_estimate(page, row.severity) : "");
  view.set(
      "mentions",
      is_theme ? page.say("drivers.mentions", {count(row.mentions_before), count(row.mentions_after)}) : "");
  std::string hint;
  if (row.cause == DriverCause::kMix)
    hint = drivers.by.empty() ? page.say("drivers.mix_unknown")
                              : page.say("drivers.mix_hint", {page.attribute_name(drivers.by)});
  if (row.cause == DriverCause::kBase) hint = page.say("drivers.base_hint");
  view.set("hint", hint);
  view.set_svg("bar_svg",
               impact_bar(scale, row.total, tone_of(row.total), {name, signed_estimate(page, row.total)}));
  return view;
}

}  // namespace

std::optional<View> drivers_section(const Page& page) {
  if (!page.run.drivers || page.run.drivers->reason == "one_quarter") return std::nullopt;
  const ChangeDrivers& drivers = *page.run.drivers;
  View view;
  view.set("has_drivers", !drivers.rows.empty()).set("before", page.period(drivers.before));
  view.set("after", page.period(drivers.after));
  if (drivers.rows.empty()) return view;
  const std::size_t n_shown = std::min(drivers.rows.size(), kWholeRows + kShownDrivers);
  const Scale scale = common_scale(drivers.rows, n_shown);
  std::vector<View> shown;
  std::vector<View> others;
  for (std::size_t i = 1; i < drivers.rows.size(); ++i)
    (i < n_shown ? shown : others).push_back(driver_row(page, drivers, drivers.rows[i], scale));
  view.set("lead", page.say("drivers.lead", {page.period(drivers.before), page.period(drivers.after),
                                             signed_number(drivers.rows[0].total.value, 1)}));
  view.set("change", signed_number(drivers.rows[0].total.value, 1))
      .set("change_interval", signed_interval(drivers.rows[0].total, 1));
  view.set("has_others", !others.empty())
      .set("others_name", page.say("drivers.others", {count(static_cast<std::int64_t>(others.size()))}))
      .set("others_total", signed_number(drivers.others, 1));
  view.set_svg("axis_svg", axis(scale)).set("rows", std::move(shown)).set("others", std::move(others));
  return view;
}

}  // namespace koe::report
