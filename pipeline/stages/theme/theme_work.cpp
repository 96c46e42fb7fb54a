#include "pipeline/stages/theme/theme_work.h"

#include <algorithm>

#include "models/cluster/theme_extension.h"
#include "pipeline/stages/theme/theme_identity.h"

namespace koe::stages {
namespace {

namespace cluster = models::cluster;

/// The units that themes are sought among: a campaign speaks with one voice (speakers_of).
struct Voices {
  std::vector<std::uint32_t> rows;
  std::vector<double> weights;  ///< of all units that the row speaks for
  std::vector<models::Language> languages;
};

/// The speakers that are not `left_out` (one a unit).
Voices voices_of(const UnitSet& units, const std::vector<std::uint32_t>& speakers, const std::vector<bool>& left_out) {
  std::vector<double> weight(units.size(), 0.0);
  for (std::size_t i = 0; i < units.size(); ++i) weight[speakers[i]] += units[i].weight;
  const std::vector<models::Language> languages = unit_languages(units);
  Voices voices;
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    if (speakers[i] != i || left_out[i]) continue;
    voices.rows.push_back(i);
    voices.weights.push_back(weight[i]);
    voices.languages.push_back(languages[i]);
  }
  return voices;
}

/// Leaves out all but the speakers that a fit looks at.
std::vector<bool> all_but_sample(const ThemeWork& work, const std::vector<std::uint32_t>& speakers, std::size_t sample) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < speakers.size(); ++i)
    if (speakers[i] == i) rows.push_back(i);
  std::vector<bool> left_out(speakers.size(), true);
  for (const std::uint32_t row : cluster::sampled_rows(work.placed.vectors, std::move(rows), sample)) left_out[row] = false;
  return left_out;
}

/// Every unit to its theme: one that was fitted on to the theme it was fitted in, any other to the nearest, a campaign's to
/// its speaker's. `fitted`: one entry a voice.
void assign_units(ThemeWork& work, const std::vector<std::uint32_t>& speakers, const std::vector<std::uint32_t>& voices,
                  const std::vector<std::optional<std::uint32_t>>& fitted, unsigned threads) {
  std::vector<std::optional<std::uint32_t>> fitted_units(work.units.size());
  for (std::size_t v = 0; v < fitted.size(); ++v) fitted_units[voices[v]] = fitted[v];
  work.theme_of = cluster::assign_fitted(work.model, fitted_units, work.placed.vectors, threads);
  for (std::size_t i = 0; i < work.theme_of.size(); ++i) work.theme_of[i].theme = work.theme_of[speakers[i]].theme;
}

cluster::ThemeOptions theme_options(const RunConfig& config) {
  cluster::ThemeOptions options;
  options.seed = config.seed;
  options.resolution.seed = config.seed;
  return options;
}

/// Copies what the store keeps of a theme from the model's side.
void take_over(store::StoredTheme& stored, const cluster::ThemeModel& model, std::size_t position) {
  const cluster::Theme& theme = model.themes[position];
  stored.units = theme.units;
  stored.cohesion = theme.cohesion;
  stored.typical_floor = theme.typical_floor;
  const auto row = model.centroids.row(position);
  stored.centroid.assign(row.begin(), row.end());
}

/// Rows for the model's themes beyond those that are there; a group that is stored already is their parent.
void add_new_themes(ThemeWork& work) {
  for (std::size_t t = work.themes.size(); t < work.model.themes.size(); ++t) {
    const std::int64_t group = work.model.themes[t].group;
    const bool is_stored = std::ranges::any_of(work.groups, [&](const auto& known) { return known.theme_no == group; });
    store::StoredTheme theme;
    theme.survey = work.survey;
    if (is_stored) theme.parent_no = group;
    take_over(theme, work.model, t);
    work.themes.push_back(std::move(theme));
  }
}

/// New themes are as old as the first of their texts.
void date_new_themes(ThemeWork& work) {
  for (std::size_t i = 0; i < work.units.size(); ++i) {
    const std::string_view said = work.units[i].first_quarter;
    if (!work.theme_of[i].theme || said.empty()) continue;
    store::StoredTheme& theme = work.themes[*work.theme_of[i].theme];
    if (theme.theme_no == 0 && (theme.born_in.empty() || said < theme.born_in)) theme.born_in = said;
  }
}

/// The texts' old and new groupings, to carry permanent numbers over; `old_no` and `new_no` say how either names a theme.
template <typename Old, typename New>
std::vector<Regrouped> regrouped(const ThemeWork& work, Old old_no, New new_no) {
  std::vector<Regrouped> texts;
  for (std::size_t i = 0; i < work.units.size(); ++i) {
    const auto before = work.history.known.find(work.units[i].key);
    if (before == work.history.known.end() || !before->second.theme_no || !work.theme_of[i].theme) continue;
    const std::optional<std::int64_t> was = old_no(*before->second.theme_no);
    const std::optional<std::uint32_t> is = new_no(*work.theme_of[i].theme);
    if (was && is) texts.push_back({*was, *is, work.units[i].weight});
  }
  return texts;
}

/// The groups of a new fit, and which earlier ones they continue; the others retire.
void form_groups(ThemeWork& work, const std::map<std::int64_t, std::int64_t>& old_group_of) {
  work.new_groups = groups_of(work.model);
  const auto texts = regrouped(
      work,
      [&](std::int64_t theme_no) {
        const auto group = old_group_of.find(theme_no);
        return group == old_group_of.end() ? std::nullopt : std::optional(group->second);
      },
      [&](std::uint32_t theme) { return work.new_groups.of_theme[theme]; });
  work.continued_groups = continued_themes(texts, work.new_groups.count);
  for (store::StoredTheme& old : work.groups)
    old.retired = std::ranges::find(work.continued_groups, std::optional(old.theme_no)) == work.continued_groups.end();
}

/// What became of the earlier themes, for the lineage.
void tell_descent(ThemeWork& work, const std::vector<Descent>& story) {
  for (const Descent& descent : story) {
    ThemeChange change{.event = {.kind = descent.kind, .period = work.history.latest_period}};
    if (descent.kind == store::LineageKind::kMerged || descent.kind == store::LineageKind::kEnded) {
      change.event.theme_no = *descent.old_no;
      change.other = descent.new_theme;
    } else {
      change.theme = descent.new_theme;
      if (descent.kind == store::LineageKind::kSplitOff) change.event.other_no = descent.old_no;
    }
    work.changes.push_back(std::move(change));
  }
}

void tell_opened(ThemeWork& work, const cluster::ThemeExtension& extension) {
  const std::size_t first = extension.model.themes.size() - extension.opened.size();
  for (std::size_t o = 0; o < extension.opened.size(); ++o) {
    const cluster::OpenedTheme& opened = extension.opened[o];
    ThemeChange change{.event = {.kind = store::LineageKind::kOpened,
                                 .period = work.history.latest_period,
                                 .texts = opened.units,
                                 .cohesion = opened.cohesion,
                                 .old_similarity = opened.old_similarity},
                       .theme = static_cast<std::uint32_t>(first + o)};
    if (first > 0) {
      change.other = opened.nearest_old;
      change.event.other_similarity = opened.nearest_similarity;
    }
    work.changes.push_back(std::move(change));
  }
}

/// Texts that have a theme keep it, and what such a text speaks for goes to its theme.
void keep_known(ThemeWork& work, const std::vector<std::uint32_t>& speakers) {
  std::map<std::int64_t, std::uint32_t> position_of;
  for (std::uint32_t t = 0; t < work.themes.size(); ++t)
    if (work.themes[t].theme_no != 0) position_of[work.themes[t].theme_no] = t;
  for (std::size_t i = 0; i < work.units.size(); ++i) {
    const auto own = work.history.known.find(work.units[i].key);
    const auto known = own != work.history.known.end() ? own : work.history.known.find(work.units[speakers[i]].key);
    if (known == work.history.known.end()) continue;
    work.theme_of[i].theme.reset();
    if (known == own) work.theme_of[i].similarity = static_cast<float>(known->second.similarity);
    if (known->second.theme_no && position_of.contains(*known->second.theme_no))
      work.theme_of[i].theme = position_of.at(*known->second.theme_no);
  }
}

/// The stored model and themes in the form models/cluster works with.
void restore(ThemeWork& work, const store::StoredThemeModel& stored, std::vector<store::StoredTheme> themes) {
  work.frame = frame_of(stored);
  work.model.floor = stored.floor;
  work.model.centroids = models::neighbors::UnitVectors(themes.size(), work.space.dimensions());
  for (std::size_t t = 0; t < themes.size(); ++t) {
    work.model.themes.push_back({.id = static_cast<std::uint32_t>(themes[t].theme_no),
                                 .group = static_cast<std::uint32_t>(themes[t].parent_no.value_or(0)),
                                 .units = static_cast<std::uint32_t>(themes[t].units),
                                 .cohesion = themes[t].cohesion,
                                 .typical_floor = themes[t].typical_floor});
    const std::vector<double> direction(themes[t].centroid.begin(), themes[t].centroid.end());
    work.model.centroids.set_direction(t, direction);
    work.model.next_id = static_cast<std::uint32_t>(themes[t].theme_no) + 1;
  }
  work.themes = std::move(themes);
}

}  // namespace

std::vector<store::StoredTheme> themes_from(const store::ThemeStore& store, SurveyKind survey, store::ThemeOrigin origin) {
  std::vector<store::StoredTheme> themes = store.themes(survey);
  std::erase_if(themes, [&](const auto& theme) { return theme.origin != origin; });
  return themes;
}

void fit_anew(ThemeWork& work, const RawVectors& raw, std::vector<store::StoredTheme> earlier, const StageContext& context) {
  work.frame = learn_frame(raw, work.units, work.vectors, context.config.threads);
  work.placed = work.space.place(raw, work.units, work.frame);
  const std::vector<bool> none(work.units.size(), false);
  const std::vector<std::uint32_t> speakers = speakers_of(work.units, none, context.config.threads);
  const cluster::ThemeOptions options = theme_options(context.config);
  const Voices voices = voices_of(work.units, speakers, all_but_sample(work, speakers, options.sample));
  cluster::ThemeFit fit = cluster::fit_themes(work.placed.vectors.subset(voices.rows), voices.weights,
                                              options, 1, context.config.threads, voices.languages);
  work.model = std::move(fit.model);
  assign_units(work, speakers, voices.rows, fit.fitted, context.config.threads);
  add_new_themes(work);
  const auto texts = regrouped(
      work, [](std::int64_t theme_no) { return std::optional(theme_no); }, [](std::uint32_t t) { return std::optional(t); });
  const auto continued = continued_themes(texts, work.themes.size());
  std::vector<std::int64_t> old_nos;
  for (const store::StoredTheme& old : earlier)
    if (!old.retired) old_nos.push_back(old.theme_no);
  tell_descent(work, descent_of(texts, continued, old_nos));
  std::map<std::int64_t, std::int64_t> old_group_of;
  for (store::StoredTheme& old : earlier) {
    if (old.parent_no) old_group_of[old.theme_no] = *old.parent_no;
    const auto heir = std::find(continued.begin(), continued.end(), std::optional(old.theme_no));
    if (heir == continued.end()) {
      old.retired = true;
      store::ThemeStore(context.database).save(old);
      continue;
    }
    const auto position = static_cast<std::size_t>(heir - continued.begin());
    take_over(old, work.model, position);
    old.retired = false;
    work.themes[position] = std::move(old);
  }
  date_new_themes(work);
  form_groups(work, old_group_of);
}

void keep_and_extend(ThemeWork& work, const RawVectors& raw, const store::StoredThemeModel& stored,
                     std::vector<store::StoredTheme> themes, const StageContext& context) {
  restore(work, stored, std::move(themes));
  work.placed = work.space.place(raw, work.units, work.frame);
  std::vector<bool> has_theme;
  for (const Unit& unit : work.units) has_theme.push_back(work.history.known.contains(unit.key));
  const std::vector<std::uint32_t> speakers = speakers_of(work.units, has_theme, context.config.threads);
  const Voices fresh = voices_of(work.units, speakers, has_theme);
  cluster::ThemeExtension extension =
      cluster::extend_themes(work.model, work.placed.vectors.subset(fresh.rows), fresh.weights,
                             {.fit = theme_options(context.config)}, context.config.threads, fresh.languages);
  tell_opened(work, extension);
  work.model = std::move(extension.model);
  assign_units(work, speakers, fresh.rows, {}, context.config.threads);
  add_new_themes(work);
  keep_known(work, speakers);
  date_new_themes(work);
}

namespace {

/// Numbers the groups of a new fit and names them as their themes' parents.
void number_groups(ThemeWork& work, store::ThemeStore& store) {
  for (const store::StoredTheme& group : work.groups) store.save(group);
  if (work.new_groups.of_theme.empty()) return;
  std::vector<std::int64_t> number_of;
  for (const auto& old_no : work.continued_groups)
    number_of.push_back(old_no ? *old_no : store.save({.survey = work.survey, .origin = store::ThemeOrigin::kGroup}));
  for (std::size_t t = 0; t < work.themes.size(); ++t) {
    const auto group = work.new_groups.of_theme[t];
    work.themes[t].parent_no = group ? std::optional(number_of[*group]) : std::nullopt;
  }
}

}  // namespace

void number_themes(ThemeWork& work, store::Database& database) {
  store::ThemeStore store(database);
  for (store::StoredTheme& theme : work.themes) theme.theme_no = store.save(theme);
  number_groups(work, store);
  for (const ThemeChange& change : work.changes) {
    store::LineageEvent event = change.event;
    if (change.theme) event.theme_no = work.themes[*change.theme].theme_no;
    if (change.other) event.other_no = work.themes[*change.other].theme_no;
    store::LineageStore(database).append(event);
  }
}

}  // namespace koe::stages
