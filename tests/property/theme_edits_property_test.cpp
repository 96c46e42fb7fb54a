// Laws of an analyst's edits, for any sequence of them that the program accepts.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "pipeline/stages/theme/theme_edits.h"

namespace koe::stages {
namespace {

using store::EditKind;
using store::ThemeEdit;

const std::vector<std::int64_t> kFoundThemes = {1, 2, 3, 4, 5};
constexpr int kTexts = 12;

std::string text(int number) { return "text " + std::to_string(number); }

/// Any order of likeness will do, as long as it is the same every time.
double likeness(int text_number, std::int64_t theme_no) {
  return static_cast<double>((text_number * 31 + theme_no * 17) % 23) / 23.0;
}

/// Where every text belongs; text i was found in theme 1 + i mod 6, and 6 stands for none.
std::vector<std::optional<std::int64_t>> places(const std::vector<ThemeEdit>& log) {
  const EditPlan plan = plan_of(log);
  std::vector<std::optional<std::int64_t>> all;
  for (int i = 0; i < kTexts; ++i) {
    store::UnitTheme found;
    if (i % 6 < 5) found.theme_no = 1 + i % 6;
    std::optional<std::int64_t> taught;  // examples claim themselves and the text after them
    for (const auto& [theme_no, examples] : plan.taught)
      for (const store::ThemeExample& example : examples)
        if (example.unit_key == text(i) || (!taught && example.unit_key == text(i - 1))) taught = theme_no;
    all.push_back(edited_place(plan, text(i), found, taught, kFoundThemes, 0.0, [i](std::int64_t theme_no) {
                    return likeness(i, theme_no);
                  }).theme_no);
  }
  return all;
}

/// An edit that may or may not be possible; splits make themes 100, 101... that later edits can name.
ThemeEdit any_edit(std::int64_t themes_made) {
  const auto any_theme = [&] {
    const auto number = *rc::gen::inRange<std::int64_t>(0, 5 + themes_made);
    return number < 5 ? number + 1 : 95 + number;
  };
  ThemeEdit edit;
  edit.kind = static_cast<EditKind>(*rc::gen::inRange(0, 7));
  edit.theme_no = any_theme();
  edit.into_no = any_theme();
  edit.label_en = "name";
  edit.unit_key = text(*rc::gen::inRange(0, kTexts));
  edit.undone_no = *rc::gen::inRange<std::int64_t>(1, 12);
  if (edit.kind == EditKind::kTeach) edit.examples = {{edit.unit_key, Language::kEnglish, edit.unit_key}};
  if (edit.kind == EditKind::kSplit) {
    edit.parts = {{100 + themes_made, {}}, {101 + themes_made, {}}};
    for (int i = 0; i < kTexts; ++i)
      if (const int part = *rc::gen::inRange(0, 3); part < 2) edit.parts[static_cast<std::size_t>(part)].unit_keys.push_back(text(i));
    for (store::ThemePart& part : edit.parts) std::sort(part.unit_keys.begin(), part.unit_keys.end());
  }
  return edit;
}

/// A log of accepted edits, as the program makes it: parts of a split taken back are named no more.
std::vector<ThemeEdit> any_log() {
  std::vector<ThemeEdit> log;
  std::int64_t themes_made = 0;
  const int tries = *rc::gen::inRange(0, 25);
  for (int i = 0; i < tries; ++i) {
    ThemeEdit edit = any_edit(themes_made);
    const EditPlan plan = plan_of(log);
    const auto is_gone = [&](std::int64_t theme_no) { return theme_no >= 100 && !plan.has_part(theme_no); };
    if (edit.kind != EditKind::kUndo && (is_gone(edit.theme_no) || (edit.kind == EditKind::kMerge && is_gone(edit.into_no)))) continue;
    if (objection(log, edit)) continue;
    edit.event_no = static_cast<std::int64_t>(log.size()) + 1;
    if (edit.kind == EditKind::kSplit) themes_made += 2;
    log.push_back(edit);
  }
  return log;
}

RC_GTEST_PROP(ThemeEditLaws, takingBackAllOfThemInAnyOrderRestoresEverything, ()) {
  std::vector<ThemeEdit> log = any_log();
  const auto before = places({});
  while (true) {
    const std::vector<ThemeEdit> in_force = edits_in_force(log);
    if (in_force.empty()) break;
    const auto chosen = *rc::gen::inRange<std::size_t>(0, in_force.size());
    const ThemeEdit undo{.event_no = static_cast<std::int64_t>(log.size()) + 1, .kind = EditKind::kUndo, .undone_no = in_force[chosen].event_no};
    RC_ASSERT(!objection(log, undo));
    log.push_back(undo);
  }
  RC_ASSERT(places(log) == before);
  RC_ASSERT(plan_of(log).empty());
}

RC_GTEST_PROP(ThemeEditLaws, everyTextEndsInAThemeThatIsStillThere, ()) {
  const std::vector<ThemeEdit> log = any_log();
  const EditPlan plan = plan_of(log);
  for (const auto& place : places(log)) {
    if (!place) continue;
    RC_ASSERT(!plan.merged.contains(*place));
    RC_ASSERT(!plan.parts.contains(*place));
  }
}

RC_GTEST_PROP(ThemeEditLaws, aTextThatIsNotPinnedIsNeverInAThemeForbiddenToIt, ()) {
  const std::vector<ThemeEdit> log = any_log();
  const EditPlan plan = plan_of(log);
  const auto all = places(log);
  for (int i = 0; i < kTexts; ++i) {
    const auto forbidden = plan.forbidden.find(text(i));
    if (plan.pins.contains(text(i)) || forbidden == plan.forbidden.end() || !all[static_cast<std::size_t>(i)]) continue;
    RC_ASSERT(!forbidden->second.contains(*all[static_cast<std::size_t>(i)]));
  }
}

RC_GTEST_PROP(ThemeEditLaws, whoMadeAnEditAndWhenDecidesNothing, ()) {
  std::vector<ThemeEdit> log = any_log();
  const auto before = places(log);
  for (ThemeEdit& edit : log) edit.author = edit.at = "other";
  RC_ASSERT(places(log) == before);
}

}  // namespace
}  // namespace koe::stages
