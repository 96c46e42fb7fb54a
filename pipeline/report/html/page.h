// The run as one reader in one language meets it, and the small decisions on wording that all sections share.
#pragma once
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/report/html/view.h"

namespace koe::report {

/// A change counts as real below this two-sided p, or q where many are tested at once; the report says so.
inline constexpr double kSignificance = 0.05;
/// How many themes are shown large and get a card.
inline constexpr std::size_t kTopThemes = 10;

/// One language's document. Both references outlive it.
struct Page {
  const RunResult& run;
  Language language;

  [[nodiscard]] bool is_japanese() const { return language == Language::kJapanese; }
  /// "ja" / "en", also the prefix of every id in the document.
  [[nodiscard]] std::string code() const { return std::string(name_of(language)); }
  /// The catalogue's words; a wrong key throws (catalog.h).
  [[nodiscard]] std::string say(std::string_view key) const;
  [[nodiscard]] std::string say(std::string_view key, std::initializer_list<std::string> args) const;

  /// A quarter's name (human_numbers.h).
  [[nodiscard]] std::string period(std::string_view period) const;
  /// Names as the page calls them; a value of an attribute the catalogue does not know stays as the export
  /// has it.
  [[nodiscard]] std::string phase(Phase phase) const;
  [[nodiscard]] std::string family(Family family) const;
  [[nodiscard]] std::string attribute_name(std::string_view by) const;
  [[nodiscard]] std::string attribute_value(std::string_view by, std::string_view value) const;
};

/// The themes of one survey kind, in rank order.
[[nodiscard]] std::vector<const ThemeResult*> themes_of(const RunResult& run, SurveyKind survey);

/// The rows of one survey kind for everybody, per quarter, oldest first.
[[nodiscard]] std::vector<const NpsResult*> quarters_of(const RunResult& run, SurveyKind survey);

/// Has anything of this survey kind been read?
[[nodiscard]] bool has_survey(const RunResult& run, SurveyKind survey);

/// The coverage of one survey kind; nullptr when no such survey was read.
[[nodiscard]] const CoverageResult* coverage_of(const RunResult& run, SurveyKind survey);

/// Sets label, other_label and other_language: the theme's name in the page's language and, if it has one
/// that differs, in the other.
void set_labels(View& view, const Page& page, const ThemeResult& theme);

/// "−5.8 (−7.7 … −3.9)", or the catalogue's dash for an unknown figure.
[[nodiscard]] std::string signed_estimate(const Page& page, const std::optional<Estimate>& estimate);
[[nodiscard]] std::string plain_estimate(const Page& page, const std::optional<Estimate>& estimate);
[[nodiscard]] std::string share_estimate(const Page& page, const std::optional<Estimate>& share);
[[nodiscard]] std::string money_estimate(const Page& page, const std::optional<Estimate>& estimate);
[[nodiscard]] std::string optional_count(const Page& page, std::optional<std::int64_t> value);

/// Sets rank, rank_range ("rank 2–5", empty when unknown) and rank_short ("2–5").
void set_rank(View& view, const Page& page, const ThemeResult& theme);

/// Sets trend_arrow, trend_text, is_trend_real: which way the theme's share went and whether that is more
/// than chance.
void set_trend(View& view, const Page& page, const ThemeResult& theme);

/// Who mentions the theme: responses, accounts where there are any, share of the comments; whole sentences.
[[nodiscard]] std::string who_says_it(const Page& page, const ThemeResult& theme);

/// Since when the theme is heard: the first quarter of its course with a response. Empty without a course.
[[nodiscard]] std::string since_when(const Page& page, const ThemeResult& theme);

/// The theme's name in the page's language, else in the other, else its id.
[[nodiscard]] std::string theme_label(const Page& page, const ThemeResult& theme);

}  // namespace koe::report
