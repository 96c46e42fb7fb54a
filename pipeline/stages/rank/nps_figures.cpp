#include "pipeline/stages/rank/nps_figures.h"

#include <map>

#include "models/stats/nps.h"
#include "pipeline/stages/rank/response_groups.h"
#include "pipeline/stages/rank/response_rate.h"
#include "pipeline/stages/rank/score_change.h"
#include "pipeline/stages/rank/weighted_score.h"

namespace koe::stages {
namespace {

namespace stats = models::stats;

constexpr std::size_t kMaxValues = 40;  ///< an attribute with more values is an identifier, not a group

/// One group: rows of the view (indices into `scored`) per quarter; the last slot holds all quarters.
struct Group {
  std::string by, value;
  std::vector<std::vector<std::uint32_t>> rows;
  std::vector<Invitations> invitations;  ///< per slot
};

Group empty_group(const SurveyView& view) {
  const std::size_t slots = view.periods.size() + 1;
  Group group;
  group.rows.resize(slots);
  group.invitations.resize(slots);
  return group;
}

void add_row(Group& group, const SurveyView& view, std::uint32_t row) {
  if (group.rows.empty()) group = empty_group(view);
  if (const auto period = view.period[view.scored[row]]) group.rows[*period].push_back(row);
  group.rows.back().push_back(row);
}

/// Counts everybody who was asked, also those who did not answer.
void add_invitation(Group& group, const SurveyView& view, std::uint32_t response) {
  if (group.rows.empty()) group = empty_group(view);
  if (const auto period = view.period[response]) group.invitations[*period].add(has_answer(view, response));
  group.invitations.back().add(has_answer(view, response));
}

/// Everybody, then the groups of each attribute by name and value.
std::vector<Group> make_groups(const SurveyView& view) {
  std::map<std::string, std::map<std::string, Group>> by_attribute;
  Group everybody = empty_group(view);
  for (std::uint32_t row = 0; row < view.scored.size(); ++row) {
    add_row(everybody, view, row);
    for (const Attribute& attribute : attributes_of(view, view.scored[row]))
      add_row(by_attribute[attribute.name][attribute.value], view, row);
  }
  for (std::uint32_t response = 0; response < view.responses.size(); ++response) {
    add_invitation(everybody, view, response);
    for (const Attribute& attribute : attributes_of(view, response))  // only who wrote has a language
      if (attribute.name != "language") add_invitation(by_attribute[attribute.name][attribute.value], view, response);
  }
  std::vector<Group> groups = {std::move(everybody)};
  for (auto& [by, values] : by_attribute) {
    if (values.size() > kMaxValues) continue;
    for (auto& [value, group] : values) {
      if (group.rows.back().empty()) continue;  // asked, and nobody scored
      group.by = by;
      group.value = value;
      groups.push_back(std::move(group));
    }
  }
  return groups;
}

stats::NpsCounts counts_of(const SurveyView& view, const std::vector<std::uint32_t>& rows) {
  std::vector<std::int8_t> values;
  values.reserve(rows.size());
  for (std::uint32_t row : rows) values.push_back(view.value[row]);
  return stats::count_nps(values);
}

NpsResult make_result(const SurveyView& view, const Group& group, std::size_t slot) {
  NpsResult result;
  result.survey = view.survey;
  result.by = group.by;
  result.value = group.value;
  if (slot < view.periods.size()) result.period = to_string(view.periods[slot]);
  const stats::NpsCounts counts = counts_of(view, group.rows[slot]);
  result.n = counts.total();
  result.promoters = counts.promoters;
  result.passives = counts.passives;
  result.detractors = counts.detractors;
  if (const auto nps = stats::nps_estimate(counts)) result.nps = Estimate{nps->value, nps->low, nps->high};
  add_weighted_score(result, view, group.rows[slot]);
  add_response_rate(result, group.invitations[slot]);
  return result;
}

}  // namespace

std::vector<NpsResult> nps_figures(const SurveyView& view) {
  const std::vector<Group> groups = make_groups(view);
  const std::size_t all = view.periods.size();
  std::vector<NpsResult> results;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const bool everybody = groups[g].by.empty();
    if (groups[g].rows[all].empty()) continue;
    if (everybody || view.survey == SurveyKind::kNps)
      results.push_back(make_result(view, groups[g], all));
    for (std::size_t slot = 0; slot < all; ++slot) {
      if (groups[g].rows[slot].empty()) continue;
      NpsResult result = make_result(view, groups[g], slot);
      if (slot > 0) add_score_change(result, view, groups[g].rows[slot - 1], groups[g].rows[slot]);
      results.push_back(std::move(result));
    }
  }
  return results;
}

}  // namespace koe::stages
