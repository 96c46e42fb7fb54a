// Which theme does each text belong to? Fits themes once per survey kind; later texts join them or open new ones.
//
// Invariants: a text that has a theme keeps it; a theme keeps its number and its name; identical texts share their theme.
#include <algorithm>
#include <set>

#include "models/cluster/theme_extension.h"
#include "models/cluster/theme_model.h"
#include "pipeline/stages/stage.h"
#include "pipeline/stages/theme/edit_replay.h"
#include "pipeline/stages/theme/theme_edits.h"
#include "pipeline/stages/theme/theme_identity.h"
#include "pipeline/stages/theme/theme_naming.h"
#include "pipeline/stages/theme/theme_space.h"
#include "pipeline/stages/theme/unit_set.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {
namespace {

namespace cluster = models::cluster;
namespace embedding = models::embedding;

constexpr std::string_view kVersion = "theme 1";

/// One survey kind's themes while they are worked on.
struct Work {
  SurveyKind survey = SurveyKind::kNps;
  UnitSet units;
  ThemeSpace space;
  PlacedUnits placed;
  embedding::LanguageMeans means;
  cluster::ThemeModel model;
  std::vector<store::StoredTheme> themes;            ///< in the model's order
  std::vector<cluster::Assignment> theme_of;         ///< one a unit
  std::map<std::string, store::UnitTheme> known;     ///< placed by earlier runs
};

std::vector<double> weights_of(const UnitSet& units) {
  std::vector<double> weights;
  for (const Unit& unit : units) weights.push_back(unit.weight);
  return weights;
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

void add_new_themes(Work& work, const std::string& born_in) {
  for (std::size_t t = work.themes.size(); t < work.model.themes.size(); ++t) {
    store::StoredTheme theme;
    theme.survey = work.survey;
    theme.born_in = born_in;
    take_over(theme, work.model, t);
    work.themes.push_back(std::move(theme));
  }
}

/// Fits everything anew. Numbers and names of earlier themes are handed on to those that continue them; the others retire.
void fit(Work& work, models::Matrix raw, const StageContext& context, std::vector<store::StoredTheme> earlier,
         const std::string& born_in) {
  work.means = embedding::estimate_language_means(raw, unit_languages(work.units), context.assets.embedder());
  work.placed = work.space.place(std::move(raw), work.units, work.means);
  work.model = cluster::fit_themes(work.placed.vectors, weights_of(work.units), theme_options(context.config), 1,
                                   context.config.threads, unit_languages(work.units)).model;
  work.theme_of = cluster::assign(work.model, work.placed.vectors, context.config.threads);
  add_new_themes(work, born_in);
  if (earlier.empty()) return;
  std::vector<Regrouped> texts;
  for (std::size_t i = 0; i < work.units.size(); ++i) {
    const auto before = work.known.find(work.units[i].key);
    if (before != work.known.end() && before->second.theme_no && work.theme_of[i].theme)
      texts.push_back({*before->second.theme_no, *work.theme_of[i].theme, work.units[i].weight});
  }
  const auto continued = continued_themes(texts, work.themes.size());
  for (store::StoredTheme& old : earlier) {
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
}

/// The stored model and themes in the form models/cluster works with.
void restore(Work& work, const store::StoredThemeModel& stored, std::vector<store::StoredTheme> themes) {
  work.means.mean = {stored.mean_ja, stored.mean_en};
  work.model.floor = stored.floor;
  work.model.centroids = models::neighbors::UnitVectors(themes.size(), work.space.dimensions());
  for (std::size_t t = 0; t < themes.size(); ++t) {
    work.model.themes.push_back({.id = static_cast<std::uint32_t>(themes[t].theme_no),
                                 .group = 0,
                                 .units = static_cast<std::uint32_t>(themes[t].units),
                                 .cohesion = themes[t].cohesion,
                                 .typical_floor = themes[t].typical_floor});
    const std::vector<double> direction(themes[t].centroid.begin(), themes[t].centroid.end());
    work.model.centroids.set_direction(t, direction);
    work.model.next_id = static_cast<std::uint32_t>(themes[t].theme_no) + 1;
  }
  work.themes = std::move(themes);
}

/// Keeps what is known, places the new texts, opens themes for what no old one covers.
void extend(Work& work, models::Matrix raw, const StageContext& context, const std::string& born_in) {
  work.placed = work.space.place(std::move(raw), work.units, work.means);
  std::vector<std::uint32_t> fresh;
  for (std::uint32_t i = 0; i < work.units.size(); ++i)
    if (!work.known.contains(work.units[i].key)) fresh.push_back(i);
  const std::vector<models::Language> all_languages = unit_languages(work.units);
  std::vector<double> weights;
  std::vector<models::Language> languages;
  for (std::uint32_t i : fresh) {
    weights.push_back(work.units[i].weight);
    languages.push_back(all_languages[i]);
  }
  work.model = cluster::extend_themes(work.model, work.placed.vectors.subset(fresh), weights,
                                      {.fit = theme_options(context.config)}, context.config.threads, languages).model;
  work.theme_of = cluster::assign(work.model, work.placed.vectors, context.config.threads);
  add_new_themes(work, born_in);
  std::map<std::int64_t, std::uint32_t> position_of;
  for (std::uint32_t t = 0; t < work.themes.size(); ++t)
    if (work.themes[t].theme_no != 0) position_of[work.themes[t].theme_no] = t;
  for (std::size_t i = 0; i < work.units.size(); ++i) {
    const auto known = work.known.find(work.units[i].key);
    if (known == work.known.end()) continue;
    work.theme_of[i].theme.reset();
    work.theme_of[i].similarity = static_cast<float>(known->second.similarity);
    if (known->second.theme_no && position_of.contains(*known->second.theme_no))
      work.theme_of[i].theme = position_of.at(*known->second.theme_no);
  }
}

/// What is shown: the found themes, with the analyst's edits replayed over them. Themes are numbered by now.
ShownThemes edit(const Work& work, const std::vector<store::StoredTheme>& parts, const EditPlan& plan,
                 const StageContext& context) {
  const FoundThemes found{work.themes, work.model.centroids, work.units, work.placed.vectors, work.theme_of,
                          work.model.floor};
  ShownThemes shown = replay_edits(plan, found, parts);
  if (!plan.empty()) describe_themes(shown.themes, work.units, work.space, work.placed, shown.theme_of, context.assets);
  return shown;
}

void save(Work& work, const std::vector<store::StoredTheme>& parts, const EditPlan& plan, const StageContext& context) {
  store::ThemeStore store(context.database);
  for (store::StoredTheme& theme : work.themes) theme.theme_no = store.save(theme);
  const ShownThemes shown = edit(work, parts, plan, context);
  for (const store::StoredTheme& theme : shown.themes) store.save(theme);
  for (std::size_t i = 0; i < work.units.size(); ++i) {
    store::UnitTheme found{.theme_no = std::nullopt, .similarity = double{work.theme_of[i].similarity}};
    if (work.theme_of[i].theme) found.theme_no = work.themes[*work.theme_of[i].theme].theme_no;
    store.save_unit(work.units[i].key, found, shown.placed[i]);
  }
  const auto mean_of = [&](models::Language language) { return work.means.mean[models::index_of(language)]; };
  store.save_model(work.survey, {.embedding = context.assets.theme_space_fingerprint(),
                                 .floor = work.model.floor,
                                 .mean_ja = mean_of(models::Language::kJapanese),
                                 .mean_en = mean_of(models::Language::kEnglish)});
}

/// Themes of one survey kind and origin.
std::vector<store::StoredTheme> themes_from(const store::ThemeStore& store, SurveyKind survey, store::ThemeOrigin origin) {
  std::vector<store::StoredTheme> themes = store.themes(survey);
  std::erase_if(themes, [&](const auto& theme) { return theme.origin != origin; });
  return themes;
}

void work_on(SurveyKind survey, UnitSet units, const std::map<std::string, store::UnitTheme>& known,
             const EditPlan& plan, const std::string& born_in, const StageContext& context) {
  Work work{.survey = survey,
            .units = std::move(units),
            .space = ThemeSpace(context.assets, survey, context.config.threads),
            .known = known};
  models::Matrix raw = embed_units(work.units, context.assets, context.config.threads);
  store::ThemeStore store(context.database);
  std::vector<store::StoredTheme> themes = themes_from(store, survey, store::ThemeOrigin::kFound);
  const auto stored = store.model(survey);
  if (stored && stored->embedding == context.assets.theme_space_fingerprint()) {
    std::erase_if(themes, [](const auto& theme) { return theme.retired; });
    restore(work, *stored, std::move(themes));
    extend(work, std::move(raw), context, born_in);
  } else {
    fit(work, std::move(raw), context, std::move(themes), born_in);
  }
  describe_themes(work.themes, work.units, work.space, work.placed, work.theme_of, context.assets);
  save(work, themes_from(store, survey, store::ThemeOrigin::kPart), plan, context);
}

}  // namespace

std::string theme_fingerprint(const StageContext& context) {
  std::string fingerprint = std::string(kVersion) + std::to_string(context.config.seed) +
                            context.assets.placement_fingerprint() + context.assets.theme_space_fingerprint();
  for (const store::ThemeEdit& edit : edits_in_force(store::ThemeEditStore(context.database).edits()))
    fingerprint += " " + std::to_string(edit.event_no);
  return fingerprint;
}

StageSummary run_theme(StageContext& context) {
  std::map<std::int64_t, SurveyKind> survey_of;
  std::string latest_period;
  for (const store::StoredResponse& response : store::ResponseStore(context.database).read_all()) {
    survey_of[response.response_no] = response.survey;
    if (response.period) latest_period = std::max(latest_period, to_string(*response.period));
  }
  const std::vector<store::StoredSegment> segments = store::SegmentStore(context.database).segments();
  const std::map<std::string, store::UnitTheme> known = store::ThemeStore(context.database).found_unit_themes();
  const EditPlan plan = plan_of(store::ThemeEditStore(context.database).edits());
  StageSummary summary{.stage = "theme", .rows_in = segments.size()};
  for (auto& [survey, units] : make_unit_sets(segments, survey_of)) {
    summary.rows_out += units.size();
    work_on(survey, std::move(units), known, plan, latest_period, context);
  }
  return summary;
}

}  // namespace koe::stages
