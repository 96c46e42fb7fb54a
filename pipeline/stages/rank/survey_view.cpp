#include "pipeline/stages/rank/survey_view.h"

#include <algorithm>
#include <array>
#include <set>

namespace koe::stages {
namespace {

void add_responses(SurveyView& view, const StoredData& data) {
  std::map<std::string, const Account*> account_by_id;
  for (const Account& account : data.accounts) account_by_id[account.account_id] = &account;
  std::set<Quarter> quarters;
  for (const store::StoredResponse& response : data.responses) {
    if (response.survey != view.survey) continue;
    view.responses.push_back(&response);
    const auto account = account_by_id.find(response.account_id);
    view.account.push_back(account == account_by_id.end() ? nullptr : account->second);
    if (response.period) quarters.insert(*response.period);
  }
  view.periods.assign(quarters.begin(), quarters.end());
  for (const store::StoredResponse* response : view.responses) {
    std::optional<std::uint32_t> index;
    if (response->period)
      index = static_cast<std::uint32_t>(std::distance(quarters.begin(), quarters.find(*response->period)));
    view.period.push_back(index);
  }
}

void add_scores(SurveyView& view) {
  std::map<std::string, std::uint32_t> cluster_by_key;
  for (std::uint32_t i = 0; i < view.responses.size(); ++i) {
    const store::StoredResponse& response = *view.responses[i];
    if (!response.score) continue;
    view.scored.push_back(i);
    view.value.push_back(static_cast<std::int8_t>(nps_value(*response.score)));
    const std::string key = !response.account_id.empty()      ? "a" + response.account_id
                            : !response.respondent_id.empty() ? "r" + response.respondent_id
                                                              : "s" + std::to_string(response.response_no);
    const auto [found, is_new] = cluster_by_key.emplace(key, static_cast<std::uint32_t>(cluster_by_key.size()));
    if (is_new) view.cluster_account.push_back(response.account_id);
    view.cluster.push_back(found->second);
  }
}

/// Themes of one segment: of its text, or in a coded survey of its response.
std::vector<std::int64_t> themes_of(const store::StoredSegment& segment, const StoredData& data, bool coded) {
  if (coded) {
    const auto codes = data.codes.find(segment.response_no);
    return codes == data.codes.end() ? std::vector<std::int64_t>{} : codes->second;
  }
  const auto placed = data.unit_themes.find(segment.unit_key);
  if (placed == data.unit_themes.end() || !placed->second.theme_no) return {};
  return {*placed->second.theme_no};
}

/// The mention of theme `theme_no` by `response`, which is the latest response seen or a new one.
Mention& mention_of(std::map<std::int64_t, ThemeView>& themes, std::int64_t theme_no, std::uint32_t response) {
  ThemeView& theme = themes[theme_no];
  theme.theme_no = theme_no;
  if (theme.mentions.empty() || theme.mentions.back().response != response) theme.mentions.push_back({.response = response});
  return theme.mentions.back();
}

/// Codes of responses whose text says nothing by itself still count: the analyst said so.
void add_silent_codes(std::map<std::int64_t, ThemeView>& themes, const SurveyView& view, const StoredData& data) {
  for (std::uint32_t i = 0; i < view.responses.size(); ++i) {
    const auto codes = data.codes.find(view.responses[i]->response_no);
    if (view.has_content[i] || codes == data.codes.end()) continue;
    for (std::int64_t theme_no : codes->second) {
      themes[theme_no].theme_no = theme_no;
      themes[theme_no].mentions.push_back({.response = i, .segments = 1});
    }
  }
  for (auto& [theme_no, theme] : themes)
    std::sort(theme.mentions.begin(), theme.mentions.end(),
              [](const Mention& a, const Mention& b) { return a.response < b.response; });
}

/// Segments of this survey into mentions, coverage and each response's language.
void add_segments(SurveyView& view, const StoredData& data) {
  const std::size_t n = view.responses.size();
  view.has_text.assign(n, false);
  view.has_content.assign(n, false);
  view.language.assign(n, Language::kOther);
  std::map<std::int64_t, std::uint32_t> index_of;
  for (std::uint32_t i = 0; i < n; ++i) index_of[view.responses[i]->response_no] = i;
  std::vector<std::array<std::int64_t, 3>> length(n, std::array<std::int64_t, 3>{});
  std::map<std::int64_t, ThemeView> themes;
  const bool coded = is_coded(view.survey, data);
  for (const store::StoredSegment& segment : data.segments) {
    const auto found = index_of.find(segment.response_no);
    if (found == index_of.end()) continue;
    const std::uint32_t i = found->second;
    view.has_text[i] = true;
    length[i][static_cast<std::size_t>(segment.language)] += segment.end - segment.begin;
    if (segment.unit_key.empty()) continue;
    view.has_content[i] = true;
    ++view.coverage.segments;
    if (segment.language == Language::kJapanese) ++view.coverage.segments_ja;
    if (segment.language == Language::kEnglish) ++view.coverage.segments_en;
    if (segment.language == Language::kOther) ++view.coverage.segments_other;
    const std::vector<std::int64_t> theme_nos = themes_of(segment, data, coded);
    if (theme_nos.empty()) ++view.coverage.segments_unassigned;
    for (std::int64_t theme_no : theme_nos) mention_of(themes, theme_no, i).add(segment.polarity);
  }
  if (coded) add_silent_codes(themes, view, data);
  for (std::size_t i = 0; i < n; ++i) {
    const auto longest = std::max_element(length[i].begin(), length[i].end());
    if (*longest > 0) view.language[i] = static_cast<Language>(longest - length[i].begin());
  }
  for (auto& [theme_no, theme] : themes) view.themes.push_back(std::move(theme));
}

void add_members(SurveyView& view) {
  std::vector<std::optional<std::uint32_t>> row_of(view.responses.size());
  for (std::uint32_t row = 0; row < view.scored.size(); ++row) row_of[view.scored[row]] = row;
  for (ThemeView& theme : view.themes)
    for (const Mention& mention : theme.mentions)
      if (row_of[mention.response]) theme.members.push_back(*row_of[mention.response]);
}

}  // namespace

void Mention::add(Polarity polarity) {
  ++segments;
  if (polarity == Polarity::kNegative || polarity == Polarity::kRequest) ++negative;
  if (polarity == Polarity::kNegative) --tone;
  if (polarity == Polarity::kPositive) ++tone;
}

bool is_coded(SurveyKind survey, const StoredData& data) {
  return std::any_of(data.responses.begin(), data.responses.end(), [&](const store::StoredResponse& response) {
    return response.survey == survey && data.codes.contains(response.response_no);
  });
}

SurveyView make_survey_view(SurveyKind survey, const StoredData& data) {
  SurveyView view;
  view.survey = survey;
  view.coverage.survey = survey;
  add_responses(view, data);
  add_scores(view);
  add_segments(view, data);
  add_members(view);
  view.coverage.responses = static_cast<std::int64_t>(view.responses.size());
  view.coverage.with_score = static_cast<std::int64_t>(view.scored.size());
  view.coverage.with_text = std::count(view.has_text.begin(), view.has_text.end(), true);
  view.coverage.with_content = std::count(view.has_content.begin(), view.has_content.end(), true);
  view.coverage.contentless = view.coverage.with_text - view.coverage.with_content;
  return view;
}

std::int64_t count_people(const SurveyView& view, const std::vector<std::uint32_t>& responses) {
  std::set<std::string> known;
  std::map<std::optional<std::uint32_t>, std::int64_t> nameless;
  for (std::uint32_t i : responses) {
    if (view.responses[i]->respondent_id.empty()) {
      ++nameless[view.period[i]];
    } else {
      known.insert(view.responses[i]->respondent_id);
    }
  }
  std::int64_t most = 0;
  for (const auto& [period, count] : nameless) most = std::max(most, count);
  return static_cast<std::int64_t>(known.size()) + most;
}

}  // namespace koe::stages
