// Which theme does each text belong to? Fits themes once per survey kind; later texts join them or open new ones.
//
// Invariants: a text that has a theme keeps it; a theme keeps its number and its name; identical texts share their theme.
#include <algorithm>
#include <future>
#include <iterator>

#include "models/prefetch.h"
#include "pipeline/stages/stage.h"
#include "pipeline/stages/theme/edit_replay.h"
#include "pipeline/stages/theme/theme_edits.h"
#include "pipeline/stages/theme/theme_naming.h"
#include "pipeline/stages/theme/theme_work.h"
#include "pipeline/store/segment_store.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {
namespace {

constexpr std::string_view kVersion = "theme 3";

/// A word that fewer employees share would name somebody.
std::size_t fewest_people_of_a_word(SurveyKind survey, const StageContext& context) {
  return survey == SurveyKind::kEnps ? static_cast<std::size_t>(context.config.anonymity_k) : 1;
}

/// Where texts are shown: where they were found, with the analyst's edits replayed. Themes are numbered by now.
ShownThemes replay(const ThemeWork& work, const std::vector<store::StoredTheme>& made, const EditPlan& plan) {
  std::vector<std::int64_t> numbers;
  for (const auto* themes : {&work.themes, &made})
    for (const store::StoredTheme& theme : *themes) numbers.push_back(theme.theme_no);
  const TaughtPlaces taught = recognise_taught(plan, numbers, work.units, work.placed.vectors, work.vectors, work.space,
                                               work.frame);
  const FoundThemes found{work.themes, work.model.centroids, work.units, work.placed.vectors, work.theme_of,
                          work.model.floor, taught};
  return replay_edits(plan, found, made);
}

/// Describes the found themes by their texts and, where edits were made, the shown ones by theirs.
void describe(ThemeWork& work, ShownThemes& shown, const std::vector<store::StoredTheme>& made, const EditPlan& plan,
              const StageContext& context) {
  const auto describe_by = [&](std::vector<store::StoredTheme>& themes, const auto& theme_of) {
    describe_themes(themes, work.units, work.space, work.placed, theme_of, work.label_terms,
                    fewest_people_of_a_word(work.survey, context), context.assets, context.config.threads);
  };
  describe_by(work.themes, work.theme_of);
  shown.themes = shown_themes(plan, work.themes, made);
  if (!plan.empty()) describe_by(shown.themes, shown.theme_of);
}

void write_places(const ThemeWork& work, const std::vector<store::UnitTheme>& shown, const StageContext& context) {
  store::UnitThemeWriter writer(context.database);
  for (std::size_t i = 0; i < work.units.size(); ++i) {
    models::prefetch_ahead(i, work.units.size(), [&](std::size_t later) { return std::span(work.units[later].key); });
    store::UnitTheme found{.theme_no = std::nullopt, .similarity = double{work.theme_of[i].similarity}};
    if (work.theme_of[i].theme) found.theme_no = work.themes[*work.theme_of[i].theme].theme_no;
    writer.add(work.units[i].key, found, shown[i]);
  }
}

/// `made`: the themes that earlier edits made. The one thread that owns the database writes where texts belong while others
/// describe the themes.
void save(ThemeWork& work, const std::vector<store::StoredTheme>& made, const EditPlan& plan, const StageContext& context) {
  store::ThemeStore store(context.database);
  number_themes(work, context.database);
  ShownThemes shown = replay(work, made, plan);
  std::future<void> describing = std::async(context.config.threads > 1 ? std::launch::async : std::launch::deferred,
                                            [&] { describe(work, shown, made, plan, context); });
  write_places(work, shown.placed, context);
  describing.get();
  for (const store::StoredTheme& theme : shown.themes) store.save(theme);
  std::vector<store::StoredTheme> groups = themes_from(store, work.survey, store::ThemeOrigin::kGroup);
  give_names(groups, plan);
  for (const store::StoredTheme& group : groups) store.save(group);
  store::StoredThemeModel model{.embedding = context.assets.theme_space_fingerprint(),
                                .encoder = context.assets.encoder_identity(),
                                .floor = work.model.floor};
  keep_frame(work.frame, model);
  store.save_model(work.survey, model);
}

void work_on(SurveyKind survey, UnitSet units, const TextVectors& vectors, const ThemeHistory& history,
             const LabelTermTable& label_terms, const EditPlan& plan, const StageContext& context) {
  store::ThemeStore store(context.database);
  ThemeWork work{.survey = survey,
                 .history = history,
                 .label_terms = label_terms,
                 .units = std::move(units),
                 .vectors = vectors,
                 .space = ThemeSpace(context.assets, vectors, survey, context.config.threads),
                 .groups = themes_from(store, survey, store::ThemeOrigin::kGroup)};
  const RawVectors raw = vectors.raw(work.units);
  std::vector<store::StoredTheme> themes = themes_from(store, survey, store::ThemeOrigin::kFound);
  const auto stored = store.model(survey);
  if (stored && stored->embedding == context.assets.theme_space_fingerprint()) {
    std::erase_if(themes, [](const auto& theme) { return theme.retired; });
    keep_and_extend(work, raw, *stored, std::move(themes), context);
  } else {
    fit_anew(work, raw, std::move(themes), context);
  }
  std::vector<store::StoredTheme> made = themes_from(store, survey, store::ThemeOrigin::kPart);
  std::ranges::move(themes_from(store, survey, store::ThemeOrigin::kTaught), std::back_inserter(made));
  save(work, made, plan, context);
}

/// What the store says, as themes are sought in it.
struct Corpus {
  std::size_t segments = 0;
  ThemeHistory history;
  std::map<SurveyKind, UnitSet> units;
};

Corpus read_corpus(const StageContext& context) {
  const std::vector<Utterances> utterances = read_utterances(context.database, context.config.threads);
  Corpus corpus{.history = {.known = store::ThemeStore(context.database).found_unit_themes()}};
  for (const Utterances& part : utterances) {
    corpus.segments += part.segments;
    corpus.history.latest_period = std::max(corpus.history.latest_period, part.latest_quarter);
  }
  corpus.units = make_unit_sets(utterances, context.config.threads);
  return corpus;
}

}  // namespace

std::string theme_fingerprint(const StageContext& context) {
  return std::string(kVersion) + std::to_string(context.config.seed) + context.assets.placement_fingerprint() +
         context.assets.theme_space_fingerprint() + edits_fingerprint(store::ThemeEditStore(context.database).edits());
}

StageSummary run_theme(StageContext& context) {
  Corpus corpus = read_corpus(context);
  const LabelTermTable label_terms = make_label_term_table(store::SegmentStore(context.database).label_terms());
  const EditPlan plan = plan_of(store::ThemeEditStore(context.database).edits());
  const TextVectors vectors(context.assets, context.database, context.assets.encoder_identity(), context.config.threads);
  StageSummary summary{.stage = "theme", .rows_in = corpus.segments};
  for (auto& [survey, units] : corpus.units) {
    summary.rows_out += units.size();
    work_on(survey, std::move(units), vectors, corpus.history, label_terms, plan, context);
  }
  return summary;
}

}  // namespace koe::stages
