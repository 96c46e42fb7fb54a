#include "pipeline/stages/rank/employee_release.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>

#include "models/anonymity/plan.h"
#include "models/anonymity/published_count.h"
#include "models/stats/nps.h"
#include "pipeline/base/sha256.h"
#include "pipeline/stages/rank/employee_answers.h"
#include "pipeline/stages/rank/nps_figures.h"

namespace koe::stages {
namespace {

namespace anonymity = models::anonymity;
namespace stats = models::stats;
using anonymity::Figure;
using anonymity::Group;
using store::FigureKey;
using store::FigureKind;
using store::PublishedAnswer;

/// The figures of each wave in a fixed order, and the key of each.
struct Waves {
  std::vector<anonymity::WaveFigures> figures;
  std::vector<FigureKey> everybody;
  std::vector<std::vector<std::vector<FigureKey>>> tables;
};

Waves arrange(const std::map<FigureKey, Group>& groups, const EmployeeAnswers& answers) {
  std::map<FigureKey, Figure> figures;
  for (const auto& [key, group] : groups) figures[key].current = group;
  for (const auto& [key, versions] : answers.published())
    if (key.kind == FigureKind::kScore) figures[key].published = versions;
  Waves waves;
  for (auto& [key, figure] : figures) {  // by period, attribute and value: everybody's "" comes first
    if (waves.everybody.empty() || waves.everybody.back().period != key.period) {
      waves.everybody.push_back({.kind = FigureKind::kScore, .period = key.period, .by = "", .value = ""});
      waves.figures.emplace_back();
      waves.tables.emplace_back();
    }
    if (key.by.empty()) {
      waves.figures.back().everybody = std::move(figure);
      continue;
    }
    auto& tables = waves.tables.back();
    if (tables.empty() || tables.back().front().by != key.by) {
      tables.emplace_back();
      waves.figures.back().tables.emplace_back();
    }
    tables.back().push_back(key);
    waves.figures.back().tables.back().push_back(std::move(figure));
  }
  return waves;
}

/// Of all figures as they are now: equal for equal states.
std::string fingerprint_of(std::string_view what, const std::vector<std::pair<FigureKey, const Group*>>& figures,
                           const EmployeeAnswers& answers, std::int64_t k) {
  Sha256 hash;
  hash.update_field(what);
  hash.update_field(std::to_string(k));
  for (const auto& [key, group] : figures) {
    if (group->empty()) continue;
    for (const std::string& part : {key.period, key.by, key.value}) hash.update_field(part);
    std::vector<PublishedAnswer> members;
    for (std::uint32_t i : *group) members.push_back(answers[i]);
    std::sort(members.begin(), members.end());
    for (const PublishedAnswer& member : members) {
      hash.update_field(std::to_string(member.response_no));
      hash.update_field(member.period);
      hash.update_field(std::to_string(member.score));
    }
  }
  return hash.hex();
}

std::string fingerprint_of(const Waves& waves, const EmployeeAnswers& answers, std::int64_t k) {
  std::vector<std::pair<FigureKey, const Group*>> figures;
  for (std::size_t w = 0; w < waves.figures.size(); ++w) {
    figures.emplace_back(waves.everybody[w], &waves.figures[w].everybody.current);
    for (std::size_t t = 0; t < waves.tables[w].size(); ++t)
      for (std::size_t f = 0; f < waves.tables[w][t].size(); ++f)
        figures.emplace_back(waves.tables[w][t][f], &waves.figures[w].tables[t][f].current);
  }
  return fingerprint_of("scores", figures, answers, k);
}

/// Notes a shown group for the ledger unless it stands there already.
void publish(EmployeeRelease& release, const FigureKey& key, const Group& members, const EmployeeAnswers& answers) {
  const std::vector<Group>& known = answers.published(key);
  if (std::find(known.begin(), known.end(), members) != known.end()) return;
  store::PublishedFigure figure{.key = key, .answers = {}};
  for (std::uint32_t i : members) figure.answers.push_back(answers[i]);
  std::sort(figure.answers.begin(), figure.answers.end());
  release.figures.push_back(std::move(figure));
}

stats::NpsCounts counts_of(const EmployeeAnswers& answers, const Group& members) {
  const anonymity::Counts counts = anonymity::count_bands(answers.all(), members);
  return {.promoters = counts[2], .passives = counts[1], .detractors = counts[0]};
}

/// The shown group of every row, and the tables (period, attribute) whose hidden rows may not be listed.
struct Choice {
  std::map<FigureKey, Group> shown;
  std::set<std::pair<std::string, std::string>> unlisted;
};

Choice choose(const Waves& waves, const EmployeeAnswers& answers, std::int64_t k, bool may_update) {
  std::vector<Group> themes;
  for (const auto& [key, versions] : answers.published())
    if (key.kind == FigureKind::kTheme) themes.insert(themes.end(), versions.begin(), versions.end());
  const auto versions = anonymity::plan_waves(answers.all(), waves.figures, themes, k, may_update);
  Choice choice;
  for (std::size_t w = 0; w < waves.figures.size(); ++w) {
    const auto& figures = waves.figures[w];
    if (versions[w].everybody) choice.shown[waves.everybody[w]] = members_of(figures.everybody, versions[w].everybody);
    for (std::size_t t = 0; t < figures.tables.size(); ++t) {
      const std::vector<FigureKey>& keys = waves.tables[w][t];
      if (!versions[w].may_name_hidden[t]) choice.unlisted.emplace(keys.front().period, keys.front().by);
      for (std::size_t f = 0; f < figures.tables[t].size(); ++f)
        if (const anonymity::Version version = versions[w].tables[t][f])
          choice.shown[keys[f]] = members_of(figures.tables[t][f], version);
    }
  }
  return choice;
}

/// Everybody over all waves that are shown.
Group total_of(const std::map<FigureKey, Group>& shown) {
  Group total;
  for (const auto& [key, members] : shown)
    if (key.by.empty()) total.insert(total.end(), members.begin(), members.end());
  std::sort(total.begin(), total.end());
  return total;
}

/// How many were asked is said of everybody only, and only beside a count that is up to date: beside an older one it would
/// say how many answers wait.
void add_response_rate(NpsResult& row, const NpsResult& listed, std::int64_t k) {
  if (!listed.invited || *listed.invited < k || !row.by.empty() || row.n != listed.n) return;
  row.invited = listed.invited;
  row.response_rate = listed.response_rate;
}

/// A row of nps.csv that says nothing but what follows from its counts and those of the quarter before.
NpsResult make_row(const NpsResult& listed, const std::optional<stats::NpsCounts>& counts,
                   const std::optional<stats::NpsCounts>& before, std::int64_t k) {
  NpsResult row;
  row.survey = SurveyKind::kEnps;
  row.period = listed.period;
  row.by = listed.by;
  row.value = listed.value;
  row.suppressed = !counts.has_value();
  if (!counts) return row;
  row.n = counts->total();
  row.promoters = counts->promoters;
  row.passives = counts->passives;
  row.detractors = counts->detractors;
  if (const auto nps = stats::nps_estimate(*counts)) row.nps = Estimate{nps->value, nps->low, nps->high};
  add_response_rate(row, listed, k);
  if (!before) return row;
  if (const auto change = stats::nps_change(*before, *counts)) {
    row.change = Estimate{change->value, change->low, change->high};
    row.p_value = change->p_value;
    row.change_method = "independent";  // employees are never recognised again
  }
  return row;
}

std::vector<NpsResult> make_rows(const std::vector<NpsResult>& listed, const std::vector<Quarter>& periods,
                                 const Choice& choice, const EmployeeAnswers& answers, std::int64_t k) {
  const std::map<FigureKey, Group>& shown = choice.shown;
  std::map<std::string, std::string> period_before;
  for (std::size_t p = 1; p < periods.size(); ++p) period_before[to_string(periods[p])] = to_string(periods[p - 1]);
  const auto counts = [&](const FigureKey& key) -> std::optional<stats::NpsCounts> {
    const auto found = shown.find(key);
    if (found == shown.end()) return std::nullopt;
    return counts_of(answers, found->second);
  };
  const Group total = total_of(shown);
  std::vector<NpsResult> rows;
  for (const NpsResult& row : listed) {
    if (row.period.empty()) {
      if (!row.by.empty()) continue;  // a group over all quarters: a hidden quarter could be subtracted from it
      rows.push_back(make_row(row, total.empty() ? std::nullopt : std::optional(counts_of(answers, total)), std::nullopt, k));
      continue;
    }
    FigureKey key{.kind = FigureKind::kScore, .period = row.period, .by = row.by, .value = row.value};
    const auto now = counts(key);
    if (!now && choice.unlisted.contains({row.period, row.by})) continue;
    const auto before = period_before.find(row.period);
    key.period = before == period_before.end() ? "" : before->second;
    rows.push_back(make_row(row, now, before == period_before.end() ? std::nullopt : counts(key), k));
  }
  return rows;
}

/// Replaces the eNPS responses by the released ones, as they were published, and counts those that are left out. A text
/// without a score belongs to no published count and is left out; who did not answer at all stays known as such.
std::int64_t withhold(StoredData& data, const std::map<FigureKey, Group>& shown, const EmployeeAnswers& answers) {
  std::multimap<std::int64_t, PublishedAnswer> released;
  std::set<std::string> waves;
  for (const auto& [key, members] : shown) {
    if (!key.by.empty()) continue;
    waves.insert(key.period);
    for (std::uint32_t i : members) released.emplace(answers[i].response_no, answers[i]);
  }
  std::set<std::int64_t> with_text;
  for (const store::StoredSegment& segment : data.segments) with_text.insert(segment.response_no);
  std::int64_t withheld = 0;
  std::vector<store::StoredResponse> kept;
  for (store::StoredResponse& response : data.responses) {
    if (response.survey != SurveyKind::kEnps) {
      kept.push_back(std::move(response));
      continue;
    }
    const auto [first, last] = released.equal_range(response.response_no);
    for (auto answer = first; answer != last; ++answer) {
      kept.push_back(response);
      kept.back().score = answer->second.score;
      kept.back().period = parse_quarter(answer->second.period);
    }
    if (first != last) continue;
    const bool is_silent = !response.score && !with_text.contains(response.response_no);
    if (!is_silent) {
      ++withheld;
    } else if (waves.contains(response.period ? to_string(*response.period) : "")) {
      kept.push_back(std::move(response));
    }
  }
  data.responses = std::move(kept);
  return withheld;
}

std::vector<const store::StoredResponse*> employees_in(const StoredData& data) {
  std::vector<const store::StoredResponse*> responses;
  for (const store::StoredResponse& response : data.responses)
    if (response.survey == SurveyKind::kEnps) responses.push_back(&response);
  return responses;
}

/// Leaves the mentions whose answer is in `members`.
void keep_mentions(ThemeView& theme, const SurveyView& view, const Group& members, EmployeeAnswers& answers) {
  const auto is_counted = [&](std::uint32_t response) {
    const store::StoredResponse& stored = *view.responses[response];
    return stored.score && std::binary_search(members.begin(), members.end(), answers.index_of(answer_of(stored)));
  };
  std::erase_if(theme.mentions, [&](const Mention& mention) { return !is_counted(mention.response); });
  std::erase_if(theme.members, [&](std::uint32_t row) { return !is_counted(view.scored[row]); });
}

/// Intervals know who answered more than once only where at least k people did: of fewer they would say whether each
/// answered alike.
void hide_repeats(SurveyView& view, std::int64_t k) {
  std::map<std::uint32_t, std::int64_t> times;
  for (std::uint32_t cluster : view.cluster) ++times[cluster];
  const auto repeating = std::count_if(times.begin(), times.end(), [](const auto& entry) { return entry.second > 1; });
  if (repeating == 0 || repeating >= k) return;
  std::iota(view.cluster.begin(), view.cluster.end(), std::uint32_t{0});
  view.cluster_account.assign(view.cluster.size(), "");
}

/// Numbers by language would say how many are in a language's hidden row.
void hide_languages(CoverageResult& coverage, const std::vector<NpsResult>& rows, std::int64_t k) {
  const auto is_hidden = [](const NpsResult& row) { return row.by == "language" && row.suppressed; };
  const auto is_few = [k](std::int64_t segments) { return segments > 0 && segments < k; };
  if (std::any_of(rows.begin(), rows.end(), is_hidden) || is_few(coverage.segments_ja) ||
      is_few(coverage.segments_en) || is_few(coverage.segments_other)) {
    coverage.segments_ja = coverage.segments_en = coverage.segments_other = 0;
    coverage.languages_hidden = true;
  }
}

/// Themes of the view as figures, the most mentioned first.
struct Themes {
  std::vector<std::size_t> place;  ///< in view.themes
  std::vector<FigureKey> keys;
  std::vector<Figure> figures;
};

Themes arrange(const SurveyView& view, EmployeeAnswers& answers) {
  Themes themes;
  themes.place.resize(view.themes.size());
  std::iota(themes.place.begin(), themes.place.end(), std::size_t{0});
  std::stable_sort(themes.place.begin(), themes.place.end(), [&view](std::size_t a, std::size_t b) {
    return view.themes[a].members.size() > view.themes[b].members.size();
  });
  for (std::size_t t : themes.place) {
    themes.keys.push_back({.kind = FigureKind::kTheme, .period = "", .by = "",
                           .value = store::theme_id(view.themes[t].theme_no)});
    Figure figure;
    for (std::uint32_t row : view.themes[t].members)
      figure.current.push_back(answers.index_of(answer_of(*view.responses[view.scored[row]])));
    std::sort(figure.current.begin(), figure.current.end());
    // An earlier version can be shown again only while all its answers still mention the theme.
    for (const Group& version : answers.published(themes.keys.back()))
      if (std::includes(figure.current.begin(), figure.current.end(), version.begin(), version.end()))
        figure.published.push_back(version);
    themes.figures.push_back(std::move(figure));
  }
  return themes;
}

}  // namespace

EmployeeRelease release_scores(StoredData& data, const store::PublicationStore& ledger, std::int64_t k) {
  EmployeeRelease release;
  const auto responses = employees_in(data);
  const auto has_score = [](const store::StoredResponse* response) { return response->score.has_value(); };
  if (std::none_of(responses.begin(), responses.end(), has_score)) return release;  // texts alone tell no answer
  EmployeeAnswers answers(responses, ledger.figures());
  const SurveyView view = make_survey_view(SurveyKind::kEnps, data);
  const std::vector<NpsResult> listed = nps_figures(view);
  const Waves waves = arrange(groups_of_rows(view, listed, answers), answers);
  const std::string fingerprint = fingerprint_of(waves, answers, k);
  const Choice choice = choose(waves, answers, k, !ledger.knows_state(fingerprint));
  const std::map<FigureKey, Group>& shown = choice.shown;
  release.rows = make_rows(listed, view.periods, choice, answers, k);
  for (const auto& [key, members] : shown) publish(release, key, members, answers);
  if (const Group total = total_of(shown); !total.empty())
    publish(release, {.kind = FigureKind::kTotal, .period = "", .by = "", .value = ""}, total, answers);
  release.states.push_back(fingerprint);
  release.withheld = withhold(data, shown, answers);
  return release;
}

void release_themes(SurveyView& view, const store::PublicationStore& ledger, std::int64_t k, EmployeeRelease& release) {
  hide_repeats(view, k);
  hide_languages(view.coverage, release.rows, k);
  if (view.scored.empty()) return;
  std::vector<store::PublishedFigure> known = ledger.figures();
  known.insert(known.end(), release.figures.begin(), release.figures.end());
  EmployeeAnswers answers(view.responses, known);
  const Themes themes = arrange(view, answers);
  anonymity::BesideThemes besides;
  for (const auto& [key, versions] : answers.published()) {
    if (key.kind == FigureKind::kScore && !key.by.empty()) continue;
    auto& groups = key.kind == FigureKind::kTheme ? besides.themes : besides.everybody;
    groups.insert(groups.end(), versions.begin(), versions.end());
  }
  std::vector<std::pair<FigureKey, const Group*>> current;
  for (std::size_t t = 0; t < themes.keys.size(); ++t) current.emplace_back(themes.keys[t], &themes.figures[t].current);
  const std::string fingerprint = fingerprint_of("themes", current, answers, k);
  const auto versions =
      anonymity::plan_themes(answers.all(), besides, themes.figures, k, !ledger.knows_state(fingerprint));
  std::vector<bool> is_hidden(view.themes.size(), false);
  for (std::size_t t = 0; t < themes.place.size(); ++t) {
    is_hidden[themes.place[t]] = !versions[t];
    if (!versions[t]) continue;
    const Group& members = members_of(themes.figures[t], versions[t]);
    publish(release, themes.keys[t], members, answers);
    ThemeView& theme = view.themes[themes.place[t]];
    keep_mentions(theme, view, members, answers);
    if (const auto band = anonymity::dominant_band(anonymity::count_bands(answers.all(), members)))
      theme.mostly = static_cast<ScoreBand>(*band);
  }
  std::vector<ThemeView> kept;
  for (std::size_t t = 0; t < view.themes.size(); ++t)
    if (!is_hidden[t]) kept.push_back(std::move(view.themes[t]));
  view.coverage.themes_hidden += static_cast<std::int64_t>(view.themes.size() - kept.size());
  view.themes = std::move(kept);
  release.states.push_back(fingerprint);
}

}  // namespace koe::stages
