// The report section by section: what each one says, as a View for the template of the same name. Every
// function takes the page and gives the section's names; an empty run gives a section that says what is
// missing. Cost: linear. Checked in tests/unit/report/sections_test.cpp.
#pragma once
#include <optional>

#include "pipeline/report/html/page.h"
#include "pipeline/report/html/view.h"

namespace koe::report {

/// The score now, its change and whether that is more than chance; the three largest themes in one sentence
/// each.
[[nodiscard]] std::optional<View> headline_section(const Page& page);

/// The ranking: the top themes large on one scale, all others in a table. Without a theme it says why; left
/// out without customers' answers.
[[nodiscard]] std::optional<View> stones_section(const Page& page);

/// One card a top theme: figures, course, quotes, terms.
[[nodiscard]] std::optional<View> cards_section(const Page& page);

/// Phase by family: how many points the themes of each cell cost together, and which they are.
[[nodiscard]] std::optional<View> map_section(const Page& page);

/// Why the customer score changed: parts that add up to the change, the largest themes one by one. Left out
/// without two quarters to compare.
[[nodiscard]] std::optional<View> drivers_section(const Page& page);

/// The customer score per quarter and, in the latest quarter, per group.
[[nodiscard]] std::optional<View> scores_section(const Page& page);

/// Accounts: what their health rests on, whom to call first, calibration. Left out without customers' answers.
[[nodiscard]] std::optional<View> customers_section(const Page& page);

/// Which registered fixes worked. Left out when none is registered.
[[nodiscard]] std::optional<View> fixes_section(const Page& page);

/// The employee survey: headline, quarters, groups, themes as numbers. No words of employees.
[[nodiscard]] std::optional<View> employees_section(const Page& page);

/// What may not be concluded, from this run's own figures.
[[nodiscard]] std::optional<View> limits_section(const Page& page);

/// Definitions, settings, sources, rejects, assets.
[[nodiscard]] std::optional<View> method_section(const Page& page);

/// The score of one survey kind in its latest quarter: shared by headline and employees. Sets has_score and,
/// if true, the figures and the verdict on the change.
void set_latest_score(View& view, const Page& page, SurveyKind survey);

/// Quarters and groups of one survey kind: shared by scores and employees. Sets has_quarters, quarters,
/// chart_svg, breakdowns.
void set_scores(View& view, const Page& page, SurveyKind survey);

}  // namespace koe::report
