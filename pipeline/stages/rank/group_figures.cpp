#include "pipeline/stages/rank/group_figures.h"

#include <algorithm>
#include <map>

#include "pipeline/stages/rank/theme_figures.h"

namespace koe::stages {
namespace {

/// A theme's name without the terms in brackets after it.
std::string head_of(const std::string& label) {
  const std::size_t cut = std::min(label.find(" ("), label.find("（"));
  return label.substr(0, cut);
}

/// Names of the groups' first themes: `themes` come in any order, the lowest number is the first.
std::map<std::string, std::vector<const ThemeResult*>> by_group(const std::vector<ThemeResult>& themes) {
  std::map<std::string, std::vector<const ThemeResult*>> groups;
  for (const ThemeResult& theme : themes)
    if (!theme.parent_id.empty()) groups[theme.parent_id].push_back(&theme);
  for (auto& [group, members] : groups)
    std::sort(members.begin(), members.end(), [](const ThemeResult* a, const ThemeResult* b) {
      return store::theme_no_of(a->theme_id) < store::theme_no_of(b->theme_id);
    });
  return groups;
}

void name_group(ThemeResult& row, const store::StoredTheme& group, const std::vector<const ThemeResult*>& members) {
  row.theme_id = store::theme_id(group.theme_no);
  row.parent_id.clear();
  row.label_ja = head_of(members[0]->label_ja);
  row.label_en = head_of(members[0]->label_en);
  if (members.size() > 1) {
    row.label_ja += "／" + head_of(members[1]->label_ja);
    row.label_en += " / " + head_of(members[1]->label_en);
  }
  if (!group.given_ja.empty()) row.label_ja = group.given_ja;
  if (!group.given_en.empty()) row.label_en = group.given_en;
}

void add_mentions(std::map<std::uint32_t, Mention>& by_response, const ThemeView& theme) {
  for (const Mention& mention : theme.mentions) {
    Mention& sum = by_response[mention.response];
    sum.response = mention.response;
    sum.segments += mention.segments;
    sum.negative += mention.negative;
    sum.tone += mention.tone;
  }
}

/// The view with groups in place of themes; themes without a group are left out.
SurveyView one_level_up(const SurveyView& view, const StoredData& data) {
  std::map<std::int64_t, std::map<std::uint32_t, Mention>> mentions;
  std::map<std::int64_t, std::vector<std::uint32_t>> members;
  for (const ThemeView& theme : view.themes) {
    const auto parent = data.themes.at(theme.theme_no).parent_no;
    if (!parent) continue;
    add_mentions(mentions[*parent], theme);
    members[*parent].insert(members[*parent].end(), theme.members.begin(), theme.members.end());
  }
  SurveyView above = view;
  above.themes.clear();
  for (auto& [group, by_response] : mentions) {
    ThemeView summed{.theme_no = group, .members = std::move(members[group])};
    for (const auto& [response, mention] : by_response) summed.mentions.push_back(mention);
    std::sort(summed.members.begin(), summed.members.end());
    summed.members.erase(std::unique(summed.members.begin(), summed.members.end()), summed.members.end());
    above.themes.push_back(std::move(summed));
  }
  return above;
}

}  // namespace

std::vector<ThemeResult> group_figures(const SurveyView& view, const StoredData& data,
                                       const std::vector<ThemeResult>& themes, const RunConfig& config) {
  const auto groups = by_group(themes);
  std::vector<ThemeResult> rows;
  if (view.survey == SurveyKind::kEnps) {
    for (const auto& [group_id, members] : groups) rows.push_back({.survey = view.survey, .theme_id = group_id});
  } else if (!groups.empty()) {
    RunConfig once = config;
    once.rank_by = RankBy::kNps;
    once.bootstrap_draws = 1;  // groups have no rank interval
    CoverageResult unused;
    rows = theme_figures(one_level_up(view, data), data, {}, once, unused);
  }
  std::erase_if(rows, [&](const ThemeResult& row) { return !groups.contains(row.theme_id); });
  for (ThemeResult& row : rows) {
    name_group(row, data.themes.at(store::theme_no_of(row.theme_id).value()), groups.at(row.theme_id));
    row.rank = row.count_rank = 0;
    row.rank_low = row.rank_high = std::nullopt;
    row.p_top5.reset();
  }
  return rows;
}

}  // namespace koe::stages
