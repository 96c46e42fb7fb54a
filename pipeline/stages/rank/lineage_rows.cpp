#include "pipeline/stages/rank/lineage_rows.h"

#include <algorithm>
#include <cmath>

namespace koe::stages {
namespace {

using store::EditKind;
using store::LineageKind;

constexpr double kRealTrend = 0.05;  // false-discovery rate

/// Rows under way, by survey kind and theme.
using RowsOfThemes = std::map<std::pair<SurveyKind, std::int64_t>, std::vector<LineageResult>>;

/// Adds rows of themes that may have some.
class Book {
 public:
  Book(const LineageSources& sources, const std::vector<ThemeResult>& shown) : themes_(sources.themes) {
    for (const ThemeResult& theme : shown) shown_[store::theme_no_of(theme.theme_id).value_or(0)] = &theme;
  }

  /// Whether the theme may be named: customers' themes, and employees' themes that are shown.
  [[nodiscard]] bool may_name(std::int64_t theme_no) const {
    return themes_.at(theme_no).survey == SurveyKind::kNps || shown_.contains(theme_no);
  }

  /// A new row of `theme_no`; nullptr for a theme that may not be named.
  LineageResult* add(std::int64_t theme_no, std::string_view event, bool by_analyst) {
    if (!may_name(theme_no)) return nullptr;
    const SurveyKind survey = themes_.at(theme_no).survey;
    LineageResult row{.survey = survey, .theme_id = store::theme_id(theme_no), .event = std::string(event), .by_analyst = by_analyst};
    return &rows_[{survey, theme_no}].emplace_back(std::move(row));
  }

  std::vector<LineageResult> rows() {
    std::vector<LineageResult> all;
    for (auto& [theme, rows] : rows_)
      for (LineageResult& row : rows) all.push_back(std::move(row));
    return all;
  }

 private:
  const std::map<std::int64_t, store::StoredTheme>& themes_;
  std::map<std::int64_t, const ThemeResult*> shown_;
  RowsOfThemes rows_;
};

void add_event(Book& book, const store::LineageEvent& event, const LineageSources& sources) {
  LineageResult* row = book.add(event.theme_no, name_of(event.kind), false);
  if (row == nullptr) return;
  row->period = event.kind == LineageKind::kBorn ? sources.themes.at(event.theme_no).born_in : event.period;
  if (event.other_no && book.may_name(*event.other_no)) row->other_id = store::theme_id(*event.other_no);
  if (row->survey == SurveyKind::kEnps) return;
  row->texts = event.texts;
  row->cohesion = event.cohesion;
  row->old_similarity = event.old_similarity;
  row->other_similarity = event.other_similarity;
}

void add_edit(Book& book, const store::ThemeEdit& edit) {
  if (edit.kind == EditKind::kRename) book.add(edit.theme_no, "renamed", true);
  if (edit.kind == EditKind::kMerge)
    if (LineageResult* row = book.add(edit.theme_no, "merged", true); row != nullptr && book.may_name(edit.into_no))
      row->other_id = store::theme_id(edit.into_no);
  if (edit.kind != EditKind::kSplit) return;
  for (const store::ThemePart& part : edit.parts) {
    if (LineageResult* row = book.add(edit.theme_no, "split", true); row != nullptr && book.may_name(part.theme_no))
      row->other_id = store::theme_id(part.theme_no);
    if (LineageResult* row = book.add(part.theme_no, "split_off", true); row != nullptr && book.may_name(edit.theme_no))
      row->other_id = store::theme_id(edit.theme_no);
  }
}

/// Quarters in which a theme is heard again after silence, and whether it is silent now.
void add_silences(Book& book, std::int64_t theme_no, const std::vector<ThemePeriod>& course) {
  bool heard = false, silent = false;
  for (const ThemePeriod& period : course) {
    const bool is_heard = period.responses > 0;
    if (is_heard && silent)
      if (LineageResult* row = book.add(theme_no, "revived", false)) row->period = period.period;
    heard = heard || is_heard;
    silent = heard && !is_heard;
  }
  if (!silent) return;
  if (LineageResult* row = book.add(theme_no, "silent", false)) row->period = course.back().period;
}

void add_course(Book& book, const ThemeResult& theme) {
  const std::int64_t theme_no = store::theme_no_of(theme.theme_id).value_or(0);
  add_silences(book, theme_no, theme.course);
  if (!theme.trend || !theme.trend_q || *theme.trend_q > kRealTrend || theme.course.empty()) return;
  LineageResult* row = book.add(theme_no, theme.trend->value > 0 ? "growing" : "fading", false);
  if (row == nullptr) return;
  row->period = theme.course.back().period;
  row->log2_ratio = theme.trend->value;
  row->q = theme.trend_q;
}

}  // namespace

std::vector<LineageResult> lineage_rows(const LineageSources& sources, const std::vector<ThemeResult>& shown) {
  Book book(sources, shown);
  for (const store::LineageEvent& event : sources.events) add_event(book, event, sources);
  for (const store::ThemeEdit& edit : sources.edits) add_edit(book, edit);
  for (const ThemeResult& theme : shown) add_course(book, theme);
  return book.rows();
}

void add_emergence(std::vector<ThemeResult>& themes, const LineageSources& sources) {
  for (ThemeResult& theme : themes) {
    if (theme.survey == SurveyKind::kEnps) continue;
    for (const store::LineageEvent& event : sources.events) {
      if (event.kind != LineageKind::kOpened || store::theme_id(event.theme_no) != theme.theme_id) continue;
      theme.emergence = Emergence{.period = event.period, .texts = event.texts.value_or(0)};
      if (!event.other_no) continue;
      const store::StoredTheme& closest = sources.themes.at(*event.other_no);
      theme.emergence->closest_ja = closest.shown_ja();
      theme.emergence->closest_en = closest.shown_en();
    }
  }
}

}  // namespace koe::stages
