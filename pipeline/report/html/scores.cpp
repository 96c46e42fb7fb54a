#include <algorithm>

#include "pipeline/report/html/sections.h"
#include "pipeline/report/human_numbers.h"
#include "pipeline/report/svg_chart.h"

namespace koe::report {
namespace {

using Rows = std::vector<const NpsResult*>;

bool is_shown(const NpsResult& row) { return row.nps.has_value() && !row.suppressed; }

Scale scale_of(const Rows& rows) {
  double low = 0;
  double high = 0;
  for (const NpsResult* row : rows) {
    if (!is_shown(*row)) continue;
    low = std::min(low, row->nps->low);
    high = std::max(high, row->nps->high);
  }
  return point_scale(low, high);
}

View score_row(const Page& page, const NpsResult& row) {
  View view;
  const bool is_visible = is_shown(row);
  view.set("is_suppressed", row.suppressed).set("is_shown", is_visible);
  view.set("n", is_visible ? optional_count(page, row.n) : "");
  view.set("score", is_visible ? plain_number(row.nps->value, 1) : "");
  view.set("interval", is_visible ? plain_interval(*row.nps, 1) : "");
  const bool has_change = is_visible && row.change.has_value();
  view.set("change", has_change ? signed_estimate(page, row.change) : page.say("figure.unknown"));
  view.set("p", is_visible && row.p_value ? probability(*row.p_value) : "");
  view.set("is_real", is_visible && row.p_value && *row.p_value < kSignificance);
  return view;
}

std::vector<View> quarter_rows(const Page& page, const Rows& quarters) {
  std::vector<View> views;
  for (const NpsResult* row : quarters) {
    View view = score_row(page, *row);
    view.set("period", page.period(row->period));
    views.push_back(std::move(view));
  }
  return views;
}

std::string quarters_chart(const Page& page, const Rows& quarters, const std::string& score_name) {
  std::vector<CoursePoint> points;
  for (const NpsResult* row : quarters) {
    const bool is_visible = is_shown(*row);
    points.push_back({row->period, is_visible ? row->nps : std::nullopt,
                      is_visible ? plain_number(row->nps->value, 0) : ""});
  }
  const Caption caption{page.say("scores.chart_title", {score_name}), page.say("scores.chart_description")};
  return course_chart(points, scale_of(quarters), caption);
}

/// The groups of `by` in `rows`, on the axis shared by all groups.
View breakdown(const Page& page, const Rows& rows, const Scale& scale) {
  View view;
  view.set("by", page.attribute_name(rows.front()->by)).set_svg("axis_svg", axis(scale));
  std::vector<View> groups;
  for (const NpsResult* row : rows) {
    View group = score_row(page, *row);
    const std::string name = page.attribute_value(row->by, row->value);
    group.set("value", name);
    if (is_shown(*row))
      group.set_svg("dot_svg", interval_dot(scale, *row->nps, {name, plain_estimate(page, row->nps)}));
    groups.push_back(std::move(group));
  }
  return view.set("groups", std::move(groups));
}

}  // namespace

void set_scores(View& view, const Page& page, SurveyKind survey) {
  const Rows quarters = quarters_of(page.run, survey);
  const std::string name = page.say(survey == SurveyKind::kNps ? "score.nps" : "score.enps");
  view.set("quarters_title", page.say("scores.chart_title", {name}));
  view.set("score_name", name)
      .set("has_quarters", !quarters.empty())
      .set("quarters", quarter_rows(page, quarters));
  view.set("has_chart", quarters.size() > 1);
  if (quarters.size() > 1) view.set_svg("chart_svg", quarters_chart(page, quarters, name));

  Rows grouped;  // of the latest quarter, in the run's order, which keeps one `by` together
  for (const NpsResult& row : page.run.nps) {
    const bool is_latest = !quarters.empty() && row.period == quarters.back()->period;
    if (row.survey == survey && !row.by.empty() && is_latest) grouped.push_back(&row);
  }
  const Scale scale = scale_of(grouped);
  std::vector<View> breakdowns;
  for (auto first = grouped.begin(); first != grouped.end();) {
    const auto last =
        std::find_if(first, grouped.end(), [&](const NpsResult* row) { return row->by != (*first)->by; });
    breakdowns.push_back(breakdown(page, Rows(first, last), scale));
    first = last;
  }
  view.set("latest_period", quarters.empty() ? "" : page.period(quarters.back()->period));
  view.set("has_breakdowns", !breakdowns.empty()).set("breakdowns", std::move(breakdowns));
}

std::optional<View> scores_section(const Page& page) {
  if (quarters_of(page.run, SurveyKind::kNps).empty()) return std::nullopt;
  View view;
  set_scores(view, page, SurveyKind::kNps);
  return view;
}

}  // namespace koe::report
