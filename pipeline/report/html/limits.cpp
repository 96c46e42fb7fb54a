#include <algorithm>

#include "pipeline/report/html/sections.h"
#include "pipeline/report/human_numbers.h"

namespace koe::report {
namespace {

constexpr std::int64_t kFewResponses =
    30;  // below this a score gives a direction at best (METHODS.md, smallest n)

std::string part(std::int64_t some, std::int64_t all) {
  return all > 0 ? percent(static_cast<double>(some) / static_cast<double>(all), 0) : percent(0, 0);
}

/// A heading and what follows from it; both take the same args.
View limit(const Page& page, std::string_view key, std::initializer_list<std::string> args) {
  const std::string name = "limit." + std::string(key);
  return View().set("heading", page.say(name, args)).set("text", page.say(name + "_text", args));
}

/// The latest row for everybody that knows how many were asked; nullptr when none does.
const NpsResult* row_with_rate(const RunResult& run, SurveyKind survey) {
  const NpsResult* found = nullptr;
  for (const NpsResult& row : run.nps)
    if (row.survey == survey && row.by.empty() && row.response_rate && row.invited) found = &row;
  return found;
}

/// "SMB 41%, Enterprise 63%".
std::string shares_answering(const Page& page, const ParticipationResult& participation) {
  std::string text;
  for (const SegmentParticipation& segment : participation.segments) {
    if (!text.empty()) text += page.say("list.comma");
    text += page.attribute_value("segment", segment.segment) + " " + part(segment.answering, segment.accounts);
  }
  return text;
}

/// Whether it matters which customers answered.
void add_participation(std::vector<View>& limits, const Page& page) {
  if (!page.run.participation || !page.run.participation->reason.empty()) return;
  const ParticipationResult& participation = *page.run.participation;
  limits.push_back(limit(page, participation.warns ? "uneven" : "even",
                         {page.period(participation.period), shares_answering(page, participation),
                          signed_number(participation.shift, 1)}));
}

void add_answer_limits(std::vector<View>& limits, const Page& page, const CoverageResult& coverage) {
  const std::string name = page.say(coverage.survey == SurveyKind::kNps ? "score.nps" : "score.enps");
  const NpsResult* asked = row_with_rate(page.run, coverage.survey);
  if (asked == nullptr) limits.push_back(limit(page, "silent", {name, count(coverage.responses)}));
  if (asked != nullptr)
    limits.push_back(limit(page, "silent_rate", {name, count(*asked->invited), percent(*asked->response_rate, 0)}));
  const std::int64_t n_no_text = coverage.responses - coverage.with_text;
  limits.push_back(limit(page, "no_text",
                         {name, count(n_no_text), part(n_no_text, coverage.responses),
                          count(coverage.contentless), part(coverage.contentless, coverage.with_text)}));
  limits.push_back(limit(
      page, "unassigned",
      {name, count(coverage.segments_unassigned), part(coverage.segments_unassigned, coverage.segments)}));
}

/// Employees' answers that no figure counts yet.
void add_withheld(std::vector<View>& limits, const Page& page, const CoverageResult& coverage) {
  if (coverage.responses_withheld == 0) return;
  limits.push_back(limit(page, "withheld", {page.say("score.enps"), count(coverage.responses_withheld)}));
}

/// Texts that came many times: the largest few, in words.
void add_campaigns(std::vector<View>& limits, const Page& page) {
  constexpr std::size_t kShown = 3;
  for (std::size_t i = 0; i < std::min(page.run.campaigns.size(), kShown); ++i) {
    const CampaignResult& campaign = page.run.campaigns[i];
    limits.push_back(limit(page, campaign.accounts > 0 ? "campaign_accounts" : "campaign",
                           {count(campaign.responses), count(campaign.respondents), count(campaign.accounts),
                            campaign.text, campaign.theme_id}));
  }
}

/// Scores that say one thing and comments that say another.
void add_contradictions(std::vector<View>& limits, const Page& page) {
  const CoverageResult* customers = coverage_of(page.run, SurveyKind::kNps);
  if (customers == nullptr || !customers->contradictions) return;
  const ContradictionCounts& counts = *customers->contradictions;
  if (counts.complaining_promoters + counts.praising_detractors == 0) return;
  limits.push_back(limit(page, "contradiction",
                         {count(counts.complaining_promoters), count(counts.promoters),
                          count(counts.praising_detractors), count(counts.detractors)}));
}

void add_ranking_limits(std::vector<View>& limits, const Page& page) {
  const auto n_themes = static_cast<std::int64_t>(page.run.themes.size());
  const auto n_uncertain = std::ranges::count_if(page.run.themes, &ThemeResult::uncertain);
  if (n_themes == 0) return;
  limits.push_back(limit(page, "cause", {}));
  limits.push_back(limit(page, "uncertain", {count(n_themes), count(n_uncertain)}));
  limits.push_back(limit(page, "many_tests", {count(n_themes), plain_number(kSignificance, 2)}));
  limits.push_back(limit(page, "model", {}));
}

bool has_mixed_money(const RunResult& run) {
  return std::ranges::any_of(run.nps,
                             [](const NpsResult& row) { return row.weighted_reason == "mixed_currencies"; });
}

void add_missing_figures(std::vector<View>& limits, const Page& page) {
  const auto lacks_everywhere = [&](auto has_figure) {
    return std::ranges::none_of(page.run.themes, has_figure);
  };
  if (page.run.coverage.empty()) return;
  if (coverage_of(page.run, SurveyKind::kNps) != nullptr && !page.run.total_arr)
    limits.push_back(limit(page, has_mixed_money(page.run) ? "mixed_money" : "no_money", {}));
  if (page.run.periods.size() < 2) limits.push_back(limit(page, "one_quarter", {}));
  if (!page.run.themes.empty() &&
      lacks_everywhere([](const ThemeResult& theme) { return theme.net_impact.has_value(); })) {
    limits.push_back(limit(page, "no_net", {}));
  }
}

/// Quarters and groups whose figure rests on few answers, per survey kind.
void add_small_counts(std::vector<View>& limits, const Page& page) {
  const auto n_small = std::ranges::count_if(
      page.run.nps, [](const NpsResult& row) { return !row.suppressed && row.n && *row.n < kFewResponses; });
  const auto n_suppressed = std::ranges::count_if(page.run.nps, &NpsResult::suppressed);
  if (n_small > 0) limits.push_back(limit(page, "few", {count(n_small), count(kFewResponses)}));
  if (n_suppressed > 0) limits.push_back(limit(page, "suppressed", {count(n_suppressed)}));
}

}  // namespace

std::optional<View> limits_section(const Page& page) {
  std::vector<View> limits;
  for (const CoverageResult& coverage : page.run.coverage) add_answer_limits(limits, page, coverage);
  for (const CoverageResult& coverage : page.run.coverage) add_withheld(limits, page, coverage);
  add_participation(limits, page);
  add_campaigns(limits, page);
  add_contradictions(limits, page);
  add_ranking_limits(limits, page);
  add_small_counts(limits, page);
  add_missing_figures(limits, page);
  if (limits.empty()) return std::nullopt;
  return View().set("limits", std::move(limits));
}

}  // namespace koe::report
