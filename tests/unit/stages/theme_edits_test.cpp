#include "pipeline/stages/theme/theme_edits.h"

#include <gtest/gtest.h>

namespace koe::stages {
namespace {

using store::EditKind;
using store::ThemeEdit;
using store::UnitTheme;

/// A log that numbers its events itself.
class Log {
 public:
  Log& rename(std::int64_t theme, const std::string& ja, const std::string& en) {
    return add({.kind = EditKind::kRename, .theme_no = theme, .label_ja = ja, .label_en = en});
  }
  Log& merge(std::int64_t theme, std::int64_t into) {
    return add({.kind = EditKind::kMerge, .theme_no = theme, .into_no = into});
  }
  Log& split(std::int64_t theme, std::vector<store::ThemePart> parts) {
    return add({.kind = EditKind::kSplit, .theme_no = theme, .parts = std::move(parts)});
  }
  Log& pin(const std::string& text, std::int64_t theme) {
    return add({.kind = EditKind::kPin, .theme_no = theme, .unit_key = text});
  }
  Log& forbid(const std::string& text, std::int64_t theme) {
    return add({.kind = EditKind::kForbid, .theme_no = theme, .unit_key = text});
  }
  Log& undo(std::int64_t event) { return add({.kind = EditKind::kUndo, .undone_no = event}); }

  std::vector<ThemeEdit> edits;

 private:
  Log& add(ThemeEdit edit) {
    edit.event_no = static_cast<std::int64_t>(edits.size()) + 1;
    edits.push_back(std::move(edit));
    return *this;
  }
};

const std::vector<std::int64_t> kThemes = {1, 2, 3, 4};

/// Where the text "t", found in theme 1, belongs; it is less like a theme the higher its number: 0.9, 0.8, 0.7...
std::optional<std::int64_t> place(const Log& log, std::optional<std::int64_t> found = 1, double floor = 0.0) {
  const auto likeness = [](std::int64_t theme_no) { return 1.0 - 0.1 * static_cast<double>(theme_no); };
  return edited_place(plan_of(log.edits), "t", {found, 0.5}, std::nullopt, kThemes, floor, likeness).theme_no;
}

std::optional<IssueCode> objection_code(const Log& log, const ThemeEdit& edit) {
  const auto problem = objection(log.edits, edit);
  return problem ? std::optional(problem->code) : std::nullopt;
}

TEST(ThemeEdits, WithoutAnyATextStaysWhereItWasFound) {
  const UnitTheme found{3, 0.25};
  const auto placed = edited_place({}, "t", found, std::nullopt, kThemes, 0.0, [](std::int64_t) { return 0.9; });
  EXPECT_EQ(placed.theme_no, 3);
  EXPECT_DOUBLE_EQ(placed.similarity, 0.25);
}

TEST(ThemeEdits, AMergeCarriesItsTextsAlongAlsoThroughALaterOne) {
  EXPECT_EQ(place(Log().merge(1, 2)), 2);
  EXPECT_EQ(place(Log().merge(1, 2).merge(2, 3)), 3);
  EXPECT_EQ(place(Log().merge(3, 1)), 1);
  EXPECT_EQ(surviving_theme(plan_of(Log().merge(1, 2).merge(2, 3).edits), 1), 3);
}

TEST(ThemeEdits, ASplitSendsTheTextsThatDefineAPartThereAndOthersToTheClosest) {
  const Log split = Log().split(1, {{21, {"s", "u"}}, {22, {"t"}}});
  EXPECT_EQ(place(split), 22) << "it defines part 22, although part 21 is closer";
  EXPECT_EQ(place(Log().split(1, {{21, {"s"}}, {22, {"u"}}})), 21) << "new: the closest";
  EXPECT_EQ(place(split, 2), 2) << "another theme's text is not concerned";
  EXPECT_EQ(surviving_theme(plan_of(split.edits), 1), std::nullopt);
}

TEST(ThemeEdits, APinHoldsWhereverTheTextWasFound) {
  EXPECT_EQ(place(Log().pin("t", 4)), 4);
  EXPECT_EQ(place(Log().pin("t", 4), std::nullopt), 4);
  EXPECT_EQ(place(Log().pin("other", 4)), 1);
  EXPECT_EQ(place(Log().pin("t", 4).pin("t", 3)), 3) << "the latest";
  EXPECT_EQ(place(Log().pin("t", 4).merge(4, 2)), 2) << "its theme goes on in another";
}

TEST(ThemeEdits, AForbiddenTextGoesToTheNextThemeOrIsUnassigned) {
  EXPECT_EQ(place(Log().forbid("t", 1)), 2);
  EXPECT_EQ(place(Log().forbid("t", 1).forbid("t", 2)), 3);
  EXPECT_EQ(place(Log().forbid("t", 1), 1, 0.85), std::nullopt) << "the next is not like it enough";
  EXPECT_EQ(place(Log().forbid("t", 1), std::nullopt), std::nullopt) << "it was in no theme before";
  EXPECT_EQ(place(Log().forbid("t", 2).merge(1, 2)), 3) << "its own theme was merged into the forbidden one";
  EXPECT_EQ(place(Log().forbid("t", 1).merge(1, 2)), 2) << "it was sent to 2 before 1 came there";
  EXPECT_EQ(place(Log().split(1, {{21, {"t"}}, {22, {"s"}}}).forbid("t", 21)), 22) << "the other part";
}

TEST(ThemeEdits, OfAPinAndAProhibitionOfTheSameThemeTheLatestHolds) {
  EXPECT_EQ(place(Log().pin("t", 4).forbid("t", 4)), 1);
  EXPECT_EQ(place(Log().forbid("t", 1).pin("t", 1)), 1);
  EXPECT_EQ(place(Log().forbid("t", 1).pin("t", 1).undo(2)), 2) << "without the pin the prohibition holds again";
}

TEST(ThemeEdits, ALaterNameReplacesTheEarlierInItsLanguageOnly) {
  const EditPlan plan = plan_of(Log().rename(1, "料金", "Price").rename(1, "", "Pricing").edits);
  EXPECT_EQ(plan.names.at(1), (GivenName{"料金", "Pricing"}));
}

TEST(ThemeEdits, WhatIsUndoneHasNeverBeen) {
  const Log log = Log().rename(1, "a", "").merge(1, 2).pin("t", 4).undo(3).undo(2).undo(1);
  EXPECT_TRUE(edits_in_force(log.edits).empty());
  EXPECT_TRUE(plan_of(log.edits).empty());
  EXPECT_EQ(place(log), 1);
}

TEST(ThemeEdits, WhatCannotBeIsRefusedWithTheRemedy) {
  using enum IssueCode;
  const Log merged = Log().merge(1, 2);
  EXPECT_EQ(objection_code(merged, {.kind = EditKind::kMerge, .theme_no = 3, .into_no = 3}), kMergeIntoItself);
  EXPECT_EQ(objection_code(merged, {.kind = EditKind::kMerge, .theme_no = 2, .into_no = 1}), kMergeCircular);
  EXPECT_EQ(objection_code(Log().merge(1, 2).merge(2, 3), {.kind = EditKind::kMerge, .theme_no = 3, .into_no = 1}),
            kMergeCircular);
  EXPECT_EQ(objection_code(merged, {.kind = EditKind::kMerge, .theme_no = 1, .into_no = 3}), kThemeMerged);
  EXPECT_EQ(objection_code(merged, {.kind = EditKind::kMerge, .theme_no = 3, .into_no = 1}), kThemeMerged);
  EXPECT_EQ(objection_code(merged, {.kind = EditKind::kPin, .theme_no = 1, .unit_key = "t"}), kThemeMerged);
  EXPECT_EQ(objection_code(Log().split(1, {{21, {"t"}}, {22, {"s"}}}), {.kind = EditKind::kRename, .theme_no = 1}),
            kThemeSplit);
  EXPECT_EQ(objection_code(merged, {.kind = EditKind::kUndo, .undone_no = 9}), kEditUnknown);
  EXPECT_EQ(objection_code(Log().merge(1, 2).undo(1), {.kind = EditKind::kUndo, .undone_no = 1}), kEditUndone);
  EXPECT_EQ(objection_code(Log().merge(1, 2).undo(1), {.kind = EditKind::kUndo, .undone_no = 2}), kUndoOfUndo);
  EXPECT_EQ(objection_code(Log().merge(1, 2).undo(1), {.kind = EditKind::kMerge, .theme_no = 2, .into_no = 1}),
            std::nullopt)
      << "the other way round after the first was taken back";
}

TEST(ThemeEdits, ATextIsAnExampleOfTheThemeItWasLastMarkedFor) {
  Log log;
  log.edits = {{.event_no = 1, .kind = EditKind::kTeach, .theme_no = 7, .examples = {{"a", Language::kEnglish, "A"}, {"b", Language::kEnglish, "B"}}},
               {.event_no = 2, .kind = EditKind::kTeach, .theme_no = 8, .examples = {{"b", Language::kEnglish, "B"}}},
               {.event_no = 3, .kind = EditKind::kTeach, .theme_no = 7, .examples = {{"c", Language::kJapanese, "C"}}}};
  const EditPlan plan = plan_of(log.edits);
  ASSERT_EQ(plan.taught.at(7).size(), 2U);
  EXPECT_EQ(plan.taught.at(7)[1].unit_key, "c");
  EXPECT_EQ(plan.taught.at(8).at(0).unit_key, "b");
  EXPECT_FALSE(plan.empty());
  log.undo(2);
  EXPECT_FALSE(plan_of(log.edits).taught.contains(8));
  EXPECT_EQ(plan_of(log.edits).taught.at(7).size(), 3U) << "taken back: the earlier mark holds again";
}

TEST(ThemeEdits, ATextThatExamplesClaimGoesWhereTheyLead) {
  const auto place_of = [](const Log& log, std::optional<std::int64_t> found) {
    return edited_place(plan_of(log.edits), "t", {found, 0.5}, 4, kThemes, 0.0, [](std::int64_t) { return 0.5; }).theme_no;
  };
  EXPECT_EQ(place_of({}, 1), 4);
  EXPECT_EQ(place_of({}, std::nullopt), 4) << "also a text that koe left unassigned";
  EXPECT_EQ(place_of(Log().merge(4, 2), 1), 2);
  EXPECT_EQ(place_of(Log().forbid("t", 4), 1), 1) << "forbidden: where it was found";
  EXPECT_EQ(place_of(Log().pin("t", 3), 1), 3);
}

}  // namespace
}  // namespace koe::stages
