#include "pipeline/stages/theme/theme_edits.h"

#include <algorithm>

namespace koe::stages {
namespace {

using store::EditKind;
using store::ThemeEdit;
using store::ThemePart;

std::set<std::int64_t> undone_events(const std::vector<ThemeEdit>& log) {
  std::set<std::int64_t> undone;
  for (const ThemeEdit& edit : log)
    if (edit.kind == EditKind::kUndo) undone.insert(edit.undone_no);
  return undone;
}

void teach(EditPlan& plan, const ThemeEdit& edit) {
  for (const store::ThemeExample& example : edit.examples)
    for (auto& [theme_no, examples] : plan.taught)
      std::erase_if(examples, [&](const auto& earlier) { return earlier.unit_key == example.unit_key; });
  std::vector<store::ThemeExample>& examples = plan.taught[edit.theme_no];
  examples.insert(examples.end(), edit.examples.begin(), edit.examples.end());
}

void apply(EditPlan& plan, const ThemeEdit& edit) {
  switch (edit.kind) {
    case EditKind::kRename: {
      GivenName& name = plan.names[edit.theme_no];
      if (!edit.label_ja.empty()) name.ja = edit.label_ja;
      if (!edit.label_en.empty()) name.en = edit.label_en;
      break;
    }
    case EditKind::kMerge: plan.merged[edit.theme_no] = edit.into_no; break;
    case EditKind::kSplit: plan.parts[edit.theme_no] = edit.parts; break;
    case EditKind::kPin:
      plan.pins[edit.unit_key] = edit.theme_no;
      plan.forbidden[edit.unit_key].erase(edit.theme_no);
      break;
    case EditKind::kForbid:
      plan.forbidden[edit.unit_key].insert(edit.theme_no);
      if (const auto pin = plan.pins.find(edit.unit_key); pin != plan.pins.end() && pin->second == edit.theme_no)
        plan.pins.erase(pin);
      break;
    case EditKind::kTeach: teach(plan, edit); break;
    case EditKind::kUndo: break;  // edits_in_force leaves none
  }
}

/// Follows one text's way through merges and splits.
class Way {
 public:
  Way(const EditPlan& plan, std::string_view unit_key, const std::set<std::int64_t>& forbidden, const Likeness& likeness)
      : plan_(plan), unit_key_(unit_key), forbidden_(forbidden), likeness_(likeness) {}

  /// Where the way from `theme_no` ends; nullopt when it meets a forbidden theme.
  [[nodiscard]] std::optional<std::int64_t> end(std::int64_t theme_no) const {
    if (forbidden_.contains(theme_no)) return std::nullopt;
    if (const auto merged = plan_.merged.find(theme_no); merged != plan_.merged.end()) return end(merged->second);
    const auto split = plan_.parts.find(theme_no);
    if (split == plan_.parts.end()) return theme_no;
    for (std::int64_t part : by_preference(split->second))
      if (const auto last = end(part)) return last;
    return std::nullopt;
  }

 private:
  /// The part that the text defines, then the others by likeness; ties by number.
  [[nodiscard]] std::vector<std::int64_t> by_preference(const std::vector<ThemePart>& parts) const {
    std::vector<std::pair<double, std::int64_t>> order;
    for (const ThemePart& part : parts) {
      constexpr double kDefines = 2;  // above any cosine
      const bool defines = std::binary_search(part.unit_keys.begin(), part.unit_keys.end(), unit_key_, std::less<>());
      order.emplace_back(defines ? -kDefines : -likeness_(part.theme_no), part.theme_no);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::int64_t> numbers;
    for (const auto& [preference, theme_no] : order) numbers.push_back(theme_no);
    return numbers;
  }

  const EditPlan& plan_;
  std::string_view unit_key_;
  const std::set<std::int64_t>& forbidden_;
  const Likeness& likeness_;
};

/// The closest theme whose way is free.
std::optional<std::int64_t> next_best(const Way& way, std::span<const std::int64_t> themes, double floor,
                                      const Likeness& likeness) {
  std::vector<std::pair<double, std::int64_t>> order;
  for (std::int64_t theme_no : themes)
    if (const double similarity = likeness(theme_no); similarity >= floor) order.emplace_back(-similarity, theme_no);
  std::sort(order.begin(), order.end());
  for (const auto& [similarity, theme_no] : order)
    if (const auto end = way.end(theme_no)) return end;
  return std::nullopt;
}

Issue refusal(IssueCode code, std::vector<std::string> args) {
  return {.code = code, .severity = Severity::kRefused, .args = std::move(args)};
}

/// The event in force that ended `theme_no`: its merge or its split.
const ThemeEdit* ending(const std::vector<ThemeEdit>& in_force, std::int64_t theme_no) {
  for (const ThemeEdit& edit : in_force)
    if ((edit.kind == EditKind::kMerge || edit.kind == EditKind::kSplit) && edit.theme_no == theme_no) return &edit;
  return nullptr;
}

std::optional<Issue> objection_to_theme(const std::vector<ThemeEdit>& in_force, std::int64_t theme_no) {
  const ThemeEdit* end = ending(in_force, theme_no);
  if (end == nullptr) return std::nullopt;
  const std::string event = std::to_string(end->event_no);
  if (end->kind == EditKind::kMerge)
    return refusal(IssueCode::kThemeMerged, {store::theme_id(theme_no), store::theme_id(end->into_no), event});
  std::string parts;
  for (const ThemePart& part : end->parts) parts += (parts.empty() ? "" : ", ") + store::theme_id(part.theme_no);
  return refusal(IssueCode::kThemeSplit, {store::theme_id(theme_no), parts, event});
}

std::optional<Issue> objection_to_undo(const std::vector<ThemeEdit>& log, std::int64_t event_no) {
  const std::string event = std::to_string(event_no);
  const auto target = std::find_if(log.begin(), log.end(), [&](const ThemeEdit& edit) { return edit.event_no == event_no; });
  if (target == log.end()) return refusal(IssueCode::kEditUnknown, {event});
  if (target->kind == EditKind::kUndo) return refusal(IssueCode::kUndoOfUndo, {event, std::to_string(target->undone_no)});
  for (const ThemeEdit& edit : log)
    if (edit.kind == EditKind::kUndo && edit.undone_no == event_no)
      return refusal(IssueCode::kEditUndone, {event, std::to_string(edit.event_no)});
  return std::nullopt;
}

}  // namespace

bool EditPlan::has_part(std::int64_t theme_no) const {
  for (const auto& [split_no, its_parts] : parts)
    for (const ThemePart& part : its_parts)
      if (part.theme_no == theme_no) return true;
  return false;
}

std::vector<ThemeEdit> edits_in_force(const std::vector<ThemeEdit>& log) {
  const std::set<std::int64_t> undone = undone_events(log);
  std::vector<ThemeEdit> in_force;
  for (const ThemeEdit& edit : log)
    if (edit.kind != EditKind::kUndo && !undone.contains(edit.event_no)) in_force.push_back(edit);
  return in_force;
}

std::string edits_fingerprint(const std::vector<ThemeEdit>& log) {
  std::string fingerprint;
  for (const ThemeEdit& edit : edits_in_force(log)) fingerprint += " " + std::to_string(edit.event_no);
  return fingerprint;
}

EditPlan plan_of(const std::vector<ThemeEdit>& log) {
  EditPlan plan;
  for (const ThemeEdit& edit : edits_in_force(log)) apply(plan, edit);
  std::erase_if(plan.forbidden, [](const auto& entry) { return entry.second.empty(); });
  return plan;
}

std::optional<std::int64_t> surviving_theme(const EditPlan& plan, std::int64_t theme_no) {
  for (auto merged = plan.merged.find(theme_no); merged != plan.merged.end(); merged = plan.merged.find(theme_no))
    theme_no = merged->second;
  return plan.parts.contains(theme_no) ? std::nullopt : std::optional(theme_no);
}

store::UnitTheme edited_place(const EditPlan& plan, std::string_view unit_key, const store::UnitTheme& found,
                              std::optional<std::int64_t> taught, std::span<const std::int64_t> themes, double floor, const Likeness& likeness) {
  static const std::set<std::int64_t> kNone;
  std::optional<std::int64_t> place;
  if (const auto pin = plan.pins.find(unit_key); pin != plan.pins.end()) {
    place = Way(plan, unit_key, kNone, likeness).end(pin->second);
  } else if (taught || found.theme_no) {
    const auto forbidden = plan.forbidden.find(unit_key);
    const Way way(plan, unit_key, forbidden == plan.forbidden.end() ? kNone : forbidden->second, likeness);
    if (taught) place = way.end(*taught);
    if (!place && found.theme_no) place = way.end(*found.theme_no);
    if (!place && found.theme_no) place = next_best(way, themes, floor, likeness);
  }
  if (place == found.theme_no) return found;
  return {place, place ? likeness(*place) : found.similarity};
}

std::optional<Issue> objection(const std::vector<ThemeEdit>& log, const ThemeEdit& edit) {
  if (edit.kind == EditKind::kUndo) return objection_to_undo(log, edit.undone_no);
  const std::vector<ThemeEdit> in_force = edits_in_force(log);
  if (edit.kind == EditKind::kMerge) {
    if (edit.theme_no == edit.into_no) return refusal(IssueCode::kMergeIntoItself, {store::theme_id(edit.theme_no)});
    if (surviving_theme(plan_of(log), edit.into_no) == edit.theme_no)
      return refusal(IssueCode::kMergeCircular, {store::theme_id(edit.theme_no), store::theme_id(edit.into_no),
                                                 std::to_string(ending(in_force, edit.into_no)->event_no)});
    if (auto problem = objection_to_theme(in_force, edit.into_no)) return problem;
  }
  return objection_to_theme(in_force, edit.theme_no);
}

}  // namespace koe::stages
