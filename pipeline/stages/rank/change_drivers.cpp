#include "pipeline/stages/rank/change_drivers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "models/stats/decomposition.h"
#include "pipeline/stages/rank/response_groups.h"
#include "pipeline/stages/rank/score_change.h"

namespace koe::stages {
namespace {

namespace stats = models::stats;

constexpr std::size_t kFewestScores =
    10;  ///< of a quarter; below, no score is shown as more than a direction either
constexpr std::size_t kMostGroups =
    12;  ///< an attribute with more values has too few answers a value to compare
constexpr double kPrintedUnit = 1e-4;  ///< points, as csv_writer.h writes them

/// The scored rows of one quarter as the statistics read them.
struct Quarterly {
  std::vector<std::uint32_t> rows;  ///< indices into view.scored
  std::vector<std::int8_t> value;
  std::vector<std::uint32_t> group;
  std::vector<std::uint32_t> cluster;
  std::vector<std::vector<std::uint32_t>> members;  ///< per theme of the view

  [[nodiscard]] stats::PeriodResponses responses() const { return {value, group, members}; }
};

Quarterly take_quarter(const SurveyView& view, std::uint32_t quarter) {
  Quarterly out;
  std::vector<std::optional<std::uint32_t>> place(view.scored.size());
  for (std::uint32_t row = 0; row < view.scored.size(); ++row) {
    if (view.period[view.scored[row]] != quarter) continue;
    place[row] = static_cast<std::uint32_t>(out.rows.size());
    out.rows.push_back(row);
    out.value.push_back(view.value[row]);
    out.cluster.push_back(view.cluster[row]);
  }
  out.group.assign(out.rows.size(), 0);
  for (const ThemeView& theme : view.themes) {
    auto& members = out.members.emplace_back();
    for (std::uint32_t row : theme.members)
      if (place[row]) members.push_back(*place[row]);
  }
  return out;
}

/// Value of attribute `name` of a row; "" without one.
std::string value_of(const SurveyView& view, std::uint32_t row, std::string_view name) {
  for (const Attribute& attribute : attributes_of(view, view.scored[row]))
    if (attribute.name == name) return attribute.value;
  return "";
}

/// Groups both quarters by `name`; false, and nothing changed, when it does not tell most answers apart.
bool group_by(const SurveyView& view, std::string_view name, const std::array<Quarterly*, 2>& quarters,
              std::uint32_t& groups) {
  std::map<std::string, std::uint32_t> number;
  std::array<std::vector<std::uint32_t>, 2> group;
  for (std::size_t q = 0; q < 2; ++q) {
    std::size_t known = 0;
    for (std::uint32_t row : quarters[q]->rows) {
      const std::string value = value_of(view, row, name);
      if (!value.empty()) ++known;
      group[q].push_back(number.emplace(value, static_cast<std::uint32_t>(number.size())).first->second);
    }
    if (2 * known <= quarters[q]->rows.size()) return false;
  }
  if (number.size() < 2 || number.size() > kMostGroups) return false;
  for (std::size_t q = 0; q < 2; ++q) quarters[q]->group = group[q];
  groups = static_cast<std::uint32_t>(number.size());
  return true;
}

Estimate moved_to(const stats::Estimate& estimate, double value) {
  return {value, std::min(estimate.low, value), std::max(estimate.high, value)};
}

DriverResult theme_row(const store::StoredTheme& theme, const stats::ExplainedNpsChange& explained,
                       std::size_t t, double total) {
  DriverResult row;
  row.cause = DriverCause::kTheme;
  row.theme_id = store::theme_id(theme.theme_no);
  row.label_ja = theme.label_ja;
  row.label_en = theme.label_en;
  row.total = moved_to(explained.theme[t], total);
  const double prevalence = std::round(explained.prevalence[t].value / kPrintedUnit) * kPrintedUnit;
  row.prevalence = moved_to(explained.prevalence[t], prevalence);
  row.severity = moved_to(explained.severity[t], total - prevalence);
  return row;
}

/// Change, mix, base and the themes, largest first, in figures that add up as printed.
std::vector<DriverResult> rows_of(const stats::ExplainedNpsChange& explained, const SurveyView& view,
                                  const StoredData& data, const Quarterly& before, const Quarterly& after) {
  std::vector<double> parts = {explained.mix.value, explained.base.value};
  for (const stats::Estimate& theme : explained.theme) parts.push_back(theme.value);
  const std::vector<double> printed = stats::rounded_to_sum(parts, kPrintedUnit);
  double sum = 0;
  for (double part : printed) sum += part;
  std::vector<DriverResult> rows(3);
  rows[0].total = moved_to(explained.change, std::round(sum / kPrintedUnit) * kPrintedUnit);
  rows[1].cause = DriverCause::kMix;
  rows[1].total = moved_to(explained.mix, printed[0]);
  rows[2].cause = DriverCause::kBase;
  rows[2].total = moved_to(explained.base, printed[1]);
  for (std::size_t t = 0; t < view.themes.size(); ++t) {
    if (before.members[t].empty() && after.members[t].empty()) continue;  // all its parts are 0
    DriverResult row = theme_row(data.themes.at(view.themes[t].theme_no), explained, t, printed[t + 2]);
    row.mentions_before = static_cast<std::int64_t>(before.members[t].size());
    row.mentions_after = static_cast<std::int64_t>(after.members[t].size());
    rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin() + 3, rows.end(), [](const DriverResult& a, const DriverResult& b) {
    return std::abs(a.total.value) > std::abs(b.total.value);
  });
  return rows;
}

}  // namespace

ChangeDrivers change_drivers(const SurveyView& view, const StoredData& data, const RunConfig& config) {
  ChangeDrivers drivers;
  if (view.periods.size() < 2) {
    drivers.reason = "one_quarter";
    return drivers;
  }
  const auto latest = static_cast<std::uint32_t>(view.periods.size()) - 1;
  drivers.before = to_string(view.periods[latest - 1]);
  drivers.after = to_string(view.periods[latest]);
  Quarterly before = take_quarter(view, latest - 1);
  Quarterly after = take_quarter(view, latest);
  if (std::min(before.rows.size(), after.rows.size()) < kFewestScores) {
    drivers.reason = "too_few";
    return drivers;
  }
  std::uint32_t groups = 1;
  for (const std::string_view name : {"segment", "plan", "region", "phase", "language"}) {
    if (!group_by(view, name, {&before, &after}, groups)) continue;
    drivers.by = name;
    break;
  }
  const auto explained = stats::explain_nps_change(
      before.responses(), after.responses(), groups, before.cluster, after.cluster,
      {.draws = config.bootstrap_draws, .seed = config.seed, .threads = config.threads});
  drivers.rows = rows_of(*explained, view, data, before, after);
  for (std::size_t row = 3 + kShownDrivers; row < drivers.rows.size(); ++row)
    drivers.others += drivers.rows[row].total.value;
  NpsResult score;  // one change, one interval: the tested one of nps.csv
  add_score_change(score, view, before.rows, after.rows);
  if (score.change)
    drivers.rows[0].total = moved_to({0, score.change->low, score.change->high}, drivers.rows[0].total.value);
  return drivers;
}

}  // namespace koe::stages
