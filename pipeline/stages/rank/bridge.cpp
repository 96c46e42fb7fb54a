#include "pipeline/stages/rank/bridge.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

#include "models/stats/lead_lag.h"
#include "models/stats/multiple_testing.h"

namespace koe::stages {
namespace {

namespace stats = models::stats;

/// A theme's row and where it lies.
struct Placed {
  const ThemeResult* row = nullptr;
  std::span<const std::int16_t> centroid;  ///< in the space that both surveys share
};

std::vector<Placed> placed_themes(const std::vector<ThemeResult>& themes, const StoredData& data,
                                  std::size_t dimensions, SurveyKind survey) {
  std::map<std::string, const store::StoredTheme*> stored;
  for (const auto& [theme_no, theme] : data.themes) stored[store::theme_id(theme_no)] = &theme;
  std::vector<Placed> placed;
  for (const ThemeResult& row : themes) {
    if (row.survey != survey) continue;
    const auto theme = stored.find(row.theme_id);
    if (theme == stored.end() || theme->second->centroid.size() < dimensions) continue;
    placed.push_back({&row, std::span(theme->second->centroid).first(dimensions)});
  }
  return placed;
}

/// Cosine of two centroids; sums of products of 16-bit integers are exact in any order. 0 when one is
/// nothing.
double cosine(std::span<const std::int16_t> a, std::span<const std::int16_t> b) {
  std::int64_t ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += std::int64_t{a[i]} * b[i];
    aa += std::int64_t{a[i]} * a[i];
    bb += std::int64_t{b[i]} * b[i];
  }
  if (aa == 0 || bb == 0) return 0;
  return static_cast<double>(ab) / std::sqrt(static_cast<double>(aa) * static_cast<double>(bb));
}

/// Place of the theme of `others` nearest to `theme`; ties by order.
std::size_t nearest(const Placed& theme, const std::vector<Placed>& others) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < others.size(); ++i)
    if (cosine(theme.centroid, others[i].centroid) > cosine(theme.centroid, others[best].centroid))
      best = i;
  return best;
}

/// Shares of the quarters that both rows show, in order.
struct Courses {
  std::vector<double> employees, customers;
};

Courses common_course(const ThemeResult& employees, const ThemeResult& customers) {
  Courses out;
  for (const ThemePeriod& mine : employees.course) {
    const auto theirs = std::find_if(customers.course.begin(), customers.course.end(),
                                     [&](const ThemePeriod& other) { return other.period == mine.period; });
    if (theirs == customers.course.end() || !mine.share || !theirs->share) continue;
    out.employees.push_back(mine.share->value);
    out.customers.push_back(theirs->share->value);
  }
  return out;
}

BridgeResult row_of(const ThemeResult& employees, const ThemeResult& customers) {
  BridgeResult row;
  row.enps_theme = employees.theme_id;
  row.enps_label_ja = employees.label_ja;
  row.enps_label_en = employees.label_en;
  row.nps_theme = customers.theme_id;
  row.nps_label_ja = customers.label_ja;
  row.nps_label_en = customers.label_en;
  return row;
}

/// Who was first, or why that is not known.
void set_lag(BridgeResult& row, const Courses& courses, bool is_shown, std::uint64_t seed) {
  const auto found = stats::lead_lag(courses.employees, courses.customers, seed);
  if (!found) {
    row.lag_reason = !is_shown                                        ? "thresholds"
                     : courses.employees.size() < stats::kFewestSteps ? "few_quarters"
                                                                      : "no_variation";
    return;
  }
  row.lag = found->lag;
  row.correlation = found->correlation;
  row.p_value = found->p_value;
}

/// q values over all rows that have a p value.
void adjust(std::vector<BridgeResult>& rows) {
  std::vector<double> p_values;
  for (const BridgeResult& row : rows)
    if (row.p_value) p_values.push_back(*row.p_value);
  const std::vector<double> q_values = stats::benjamini_hochberg(p_values);
  std::size_t next = 0;
  for (BridgeResult& row : rows)
    if (row.p_value) row.q_value = q_values[next++];
}

}  // namespace

Bridge make_bridge(const std::vector<ThemeResult>& themes, const StoredData& data, std::size_t dimensions,
                   std::uint64_t seed) {
  Bridge bridge;
  const auto has = [&themes](SurveyKind survey) {
    return std::any_of(themes.begin(), themes.end(),
                       [&](const ThemeResult& row) { return row.survey == survey; });
  };
  const std::vector<Placed> customers = placed_themes(themes, data, dimensions, SurveyKind::kNps);
  const std::vector<Placed> employees = placed_themes(themes, data, dimensions, SurveyKind::kEnps);
  if (!has(SurveyKind::kNps))
    bridge.reason = "no_customers";
  else if (!has(SurveyKind::kEnps))
    bridge.reason = "no_employees";
  else if (customers.empty() || employees.empty())
    bridge.reason = "no_centroids";
  if (!bridge.reason.empty()) return bridge;

  std::size_t longest = 0;
  bool shown = false;
  for (const Placed& employee : employees) {
    const Placed& customer = customers[nearest(employee, customers)];
    BridgeResult row = row_of(*employee.row, *customer.row);
    row.similarity = cosine(employee.centroid, customer.centroid);
    row.mutual = employees[nearest(customer, employees)].row == employee.row;
    const Courses courses = common_course(*employee.row, *customer.row);
    longest = std::max(longest, courses.employees.size());
    shown = shown || !employee.row->course.empty();
    set_lag(row, courses, !employee.row->course.empty(), seed);
    bridge.rows.push_back(std::move(row));
  }
  if (longest < stats::kFewestSteps) bridge.lag_reason = shown ? "few_quarters" : "thresholds";
  adjust(bridge.rows);
  std::stable_sort(bridge.rows.begin(), bridge.rows.end(),
                   [](const BridgeResult& a, const BridgeResult& b) { return a.similarity > b.similarity; });
  return bridge;
}

}  // namespace koe::stages
