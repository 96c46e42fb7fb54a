#include "pipeline/stages/theme_editing.h"

#include <algorithm>
#include <map>
#include <set>

#include "models/cluster/divide.h"
#include "pipeline/stages/assets.h"
#include "pipeline/stages/theme/editable_theme.h"
#include "pipeline/stages/theme/said_texts.h"
#include "pipeline/stages/theme/theme_edits.h"
#include "pipeline/stages/theme/theme_space.h"
#include "pipeline/stages/theme/unit_set.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {
namespace {

using store::EditKind;
using store::StoredTheme;
using store::ThemeEdit;

constexpr int kExitUsage = 2;

[[noreturn]] void refuse(IssueCode code, std::vector<std::string> args) {
  throw RunError{{.code = code, .severity = Severity::kRefused, .args = std::move(args)}, kExitUsage};
}

StoredTheme editable(store::Database& database, const std::string& theme_id, EditKind kind, const EditPlan& plan) {
  auto theme = editable_theme(database, theme_id, kind, plan);
  if (!theme) throw RunError{theme.error(), kExitUsage};
  return std::move(*theme);
}

/// The texts that the theme shows today.
UnitSet members_of(store::Database& database, const StoredTheme& theme) {
  auto sets = make_unit_sets(read_utterances(database, 1), 1);
  const auto shown = store::ThemeStore(database).unit_themes();
  UnitSet members = std::move(sets[theme.survey]);
  members.erase_if([&](const Unit& unit) {
    const auto placed = shown.find(unit.key);
    return placed == shown.end() || placed->second.theme_no != theme.theme_no;
  });
  return members;
}

/// The texts of the named responses are part 1, the others part 0.
std::vector<std::uint32_t> parts_by_responses(store::Database& database, const UnitSet& members,
                                              const std::vector<std::string>& responses) {
  std::map<std::int64_t, std::string> id_of;
  std::set<std::string> known;
  for (const store::StoredResponse& response : store::ResponseStore(database).read_all()) {
    id_of[response.response_no] = response.response_id;
    known.insert(response.response_id);
  }
  for (const std::string& response : responses)
    if (!known.contains(response)) refuse(IssueCode::kResponseNotFound, {response, "nps, enps"});
  const std::set<std::string> marked(responses.begin(), responses.end());
  std::set<std::string, std::less<>> marked_units;
  for (const store::StoredSegment& segment : store::SegmentStore(database).segments())
    if (marked.contains(id_of[segment.response_no])) marked_units.insert(segment.unit_key);
  std::vector<std::uint32_t> part_of;
  for (const Unit& unit : members) part_of.push_back(marked_units.contains(unit.key) ? 1 : 0);
  return part_of;
}

std::vector<std::uint32_t> parts_by_likeness(const StageContext& context, const UnitSet& members, SurveyKind survey,
                                             std::size_t parts) {
  const auto model = store::ThemeStore(context.database).model(survey);
  if (!model || members.empty()) return {};
  const TextVectors vectors(context.assets, context.database, model->encoder, context.config.threads);
  const ThemeSpace space(context.assets, vectors, survey, context.config.threads);
  const PlacedUnits placed = space.place(vectors.raw(members), members, frame_of(*model));
  std::vector<double> weights;
  for (const Unit& unit : members) weights.push_back(unit.weight);
  return models::cluster::divide(placed.vectors, weights, parts, context.config.seed);
}

/// Makes a theme of each part.
std::vector<store::ThemePart> store_parts(store::Database& database, const StoredTheme& theme, const UnitSet& members,
                                          const std::vector<std::uint32_t>& part_of) {
  std::vector<store::ThemePart> parts(*std::max_element(part_of.begin(), part_of.end()) + 1);
  for (std::size_t i = 0; i < members.size(); ++i) parts[part_of[i]].unit_keys.emplace_back(members[i].key);
  for (store::ThemePart& part : parts) {
    std::sort(part.unit_keys.begin(), part.unit_keys.end());
    StoredTheme stored;
    stored.survey = theme.survey;
    stored.origin = store::ThemeOrigin::kPart;
    stored.born_in = theme.born_in;
    stored.units = static_cast<std::int64_t>(part.unit_keys.size());
    part.theme_no = store::ThemeStore(database).save(stored);
  }
  return parts;
}

void divide_theme(StageContext& context, const EditRequest& request, const StoredTheme& theme, ThemeEdit& edit) {
  const UnitSet members = members_of(context.database, theme);
  const std::vector<std::uint32_t> part_of =
      request.responses.empty() ? parts_by_likeness(context, members, theme.survey, request.parts)
                                : parts_by_responses(context.database, members, request.responses);
  const bool falls_apart = std::any_of(part_of.begin(), part_of.end(), [&](std::uint32_t p) { return p != part_of[0]; });
  if (!falls_apart) refuse(IssueCode::kSplitTooFew, {request.theme_id, std::to_string(members.size())});
  edit.parts = store_parts(context.database, theme, members, part_of);
}

std::int64_t latest_in_force(const std::vector<ThemeEdit>& log) {
  const std::vector<ThemeEdit> in_force = edits_in_force(log);
  if (in_force.empty()) refuse(IssueCode::kNothingToUndo, {});
  return in_force.back().event_no;
}

std::int64_t count_segments(store::Database& database, const std::string& unit_key) {
  const auto segments = store::SegmentStore(database).segments();
  return std::count_if(segments.begin(), segments.end(),
                       [&](const store::StoredSegment& segment) { return segment.unit_key == unit_key; });
}

/// Fills what `edit` says of its theme; parts of a split come after the objections.
StoredTheme address(store::Database& database, const EditRequest& request, const EditPlan& plan, ThemeEdit& edit) {
  StoredTheme theme = editable(database, request.theme_id, request.kind, plan);
  edit.theme_no = theme.theme_no;
  if (request.kind == EditKind::kMerge) {
    const StoredTheme into = editable(database, request.into_id, request.kind, plan);
    if (into.survey != theme.survey) refuse(IssueCode::kThemesOfTwoSurveys, {request.theme_id, request.into_id});
    edit.into_no = into.theme_no;
  }
  if (request.kind == EditKind::kPin || request.kind == EditKind::kForbid) {
    const auto said = SaidTexts(database).find(request.response, theme.survey);
    if (!said) throw RunError{said.error(), kExitUsage};
    edit.unit_key = said->segment.unit_key;
    edit.said_by = request.response;
  }
  return theme;
}

}  // namespace

EditOutcome edit_themes(StageContext& context, const EditRequest& request) {
  store::Database& database = context.database;
  store::Transaction transaction(database);
  const std::vector<ThemeEdit> log = store::ThemeEditStore(database).edits();
  EditOutcome outcome;
  ThemeEdit& edit = outcome.edit;
  edit = {.kind = request.kind, .label_ja = request.label_ja, .label_en = request.label_en, .author = request.author, .at = request.at};
  std::optional<StoredTheme> theme;
  if (request.kind == EditKind::kUndo) {
    edit.undone_no = request.event_no != 0 ? request.event_no : latest_in_force(log);
  } else {
    theme = address(database, request, plan_of(log), edit);
  }
  if (const auto problem = objection(log, edit)) throw RunError{*problem, kExitUsage};
  if (request.kind == EditKind::kSplit) divide_theme(context, request, *theme, edit);
  edit.event_no = store::ThemeEditStore(database).append(edit);
  if (!edit.unit_key.empty()) outcome.segments = count_segments(database, edit.unit_key);
  transaction.commit();
  return outcome;
}

}  // namespace koe::stages
