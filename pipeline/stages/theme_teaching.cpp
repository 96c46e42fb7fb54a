#include "pipeline/stages/theme_teaching.h"

#include <algorithm>
#include <map>

#include "models/cluster/taught_themes.h"
#include "nlp/contentless.h"
#include "nlp/normalize.h"
#include "nlp/redact.h"
#include "pipeline/ingest/examples_reader.h"
#include "pipeline/stages/assets.h"
#include "pipeline/stages/languages.h"
#include "pipeline/stages/theme/editable_theme.h"
#include "pipeline/stages/theme/said_texts.h"
#include "pipeline/stages/theme/theme_edits.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {
namespace {

using store::EditKind;
using store::ThemeEdit;
using store::ThemeExample;

/// A theme's name in both languages: "請求 / Billing", or one name for both.
GivenName name_in(const std::string& theme) {
  constexpr std::string_view kBetween = " / ";
  const std::size_t at = theme.find(kBetween);
  if (at == std::string::npos) return {theme, theme};
  return {theme.substr(0, at), theme.substr(at + kBetween.size())};
}

/// The survey kind of themes nobody says it of.
SurveyKind likely_survey(store::Database& database) {
  const auto responses = store::ResponseStore(database).read_all();
  const bool only_employees = !responses.empty() && std::ranges::all_of(responses, [](const auto& response) {
    return response.survey == SurveyKind::kEnps;
  });
  return only_employees ? SurveyKind::kEnps : SurveyKind::kNps;
}

/// Turns rows into events, one a theme.
class Lesson {
 public:
  Lesson(StageContext& context, TeachOutcome& outcome)
      : context_(context),
        outcome_(outcome),
        log_(store::ThemeEditStore(context.database).edits()),
        plan_(plan_of(log_)),
        said_(context.database),
        likely_survey_(likely_survey(context.database)) {}

  void take(const MarkedExample& row) {
    if (auto problem = try_take(row)) {
      problem->severity = Severity::kReject;
      problem->file = outcome_.file.name;
      problem->line = row.line;
      outcome_.file.issues.push_back(std::move(*problem));
    }
  }

  /// Appends the events of themes with enough examples.
  void store_events(const std::string& author, const std::string& at) {
    for (Theme& theme : themes_) {
      const std::size_t known = theme.stored.theme_no == 0 ? 0 : known_examples(theme.stored.theme_no);
      if (known + theme.examples.size() < models::cluster::kFewestExamples) {
        outcome_.file.issues.push_back({.code = IssueCode::kTooFewExamples,
                                        .severity = Severity::kWarning,
                                        .file = outcome_.file.name,
                                        .args = {theme.called, std::to_string(known + theme.examples.size()),
                                                 std::to_string(models::cluster::kFewestExamples)}});
        continue;
      }
      outcome_.events.push_back(store_event(theme, author, at));
      outcome_.file.stored += theme.examples.size();
    }
  }

 private:
  struct Theme {
    std::string called;         ///< as the file calls it
    store::StoredTheme stored;  ///< theme_no 0 = to be made
    std::vector<ThemeExample> examples;
  };

  std::optional<Issue> try_take(const MarkedExample& row) {
    SurveyKind survey = row.survey.value_or(likely_survey_);
    ThemeExample example;
    if (!row.text.empty()) {
      const nlp::NormalizedText text = nlp::redact(nlp::normalize(row.text)).text;
      if (nlp::is_contentless(text.text, context_.assets.lexicons())) return Issue{.code = IssueCode::kExampleContentless};
      const auto language = language_of(nlp::detect_language(text.text, context_.assets.lexicons()));
      example = {nlp::fold_for_identity(text.text), language, text.text};
    } else {
      const auto said = said_.find(row.response_id, row.survey);
      if (!said) return said.error();
      survey = said->survey;
      example = {said->segment.unit_key, said->segment.language, said->segment.normalized};
    }
    const auto theme = theme_called(row.theme, survey);
    if (!theme) return theme.error();
    const auto [marked, is_new] = marked_for_.emplace(example.unit_key, *theme);
    if (!is_new && marked->second != *theme)
      return Issue{.code = IssueCode::kExampleOfTwoThemes, .args = {themes_[marked->second].called}};
    if (is_new) {
      themes_[*theme].examples.push_back(std::move(example));
    } else {
      ++outcome_.file.duplicates;
    }
    return std::nullopt;
  }

  /// Position of the theme that a row names.
  Result<std::size_t, Issue> theme_called(const std::string& called, SurveyKind survey) {
    const bool is_id = store::theme_no_of(called).has_value();
    const auto known = std::ranges::find_if(themes_, [&](const Theme& theme) {
      return theme.called == called && (is_id || theme.stored.survey == survey);
    });
    if (known != themes_.end()) return static_cast<std::size_t>(known - themes_.begin());
    Theme theme{.called = called, .stored = taught_by_name(called, survey), .examples = {}};
    if (is_id) {
      auto stored = editable_theme(context_.database, called, EditKind::kTeach, plan_);
      if (!stored) return Failure<Issue>(stored.error());
      if (auto problem = objection(log_, {.kind = EditKind::kTeach, .theme_no = stored->theme_no}))
        return Failure<Issue>(std::move(*problem));
      theme.stored = std::move(*stored);
    }
    themes_.push_back(std::move(theme));
    return themes_.size() - 1;
  }

  /// The theme in force that was taught by this name, else one to be made.
  [[nodiscard]] store::StoredTheme taught_by_name(const std::string& called, SurveyKind survey) const {
    const GivenName name = name_in(called);
    for (store::StoredTheme& theme : store::ThemeStore(context_.database).themes(survey))
      if (plan_.taught.contains(theme.theme_no) && theme.origin == store::ThemeOrigin::kTaught &&
          theme.label_ja == name.ja && theme.label_en == name.en && !plan_.merged.contains(theme.theme_no) &&
          !plan_.parts.contains(theme.theme_no))
        return std::move(theme);
    store::StoredTheme made;
    made.survey = survey;
    made.origin = store::ThemeOrigin::kTaught;
    made.label_ja = name.ja;
    made.label_en = name.en;
    return made;
  }

  [[nodiscard]] std::size_t known_examples(std::int64_t theme_no) const {
    const auto taught = plan_.taught.find(theme_no);
    if (taught == plan_.taught.end()) return 0;
    return static_cast<std::size_t>(std::ranges::count_if(
        taught->second, [&](const ThemeExample& example) { return !marked_for_.contains(example.unit_key); }));
  }

  ThemeEdit store_event(const Theme& theme, const std::string& author, const std::string& at) {
    ThemeEdit edit{.kind = EditKind::kTeach, .theme_no = theme.stored.theme_no, .author = author, .at = at};
    edit.label_ja = theme.stored.shown_ja();
    edit.label_en = theme.stored.shown_en();
    if (edit.theme_no == 0) edit.theme_no = store::ThemeStore(context_.database).save(theme.stored);
    edit.examples = theme.examples;
    std::ranges::sort(edit.examples, {}, &ThemeExample::unit_key);
    edit.event_no = store::ThemeEditStore(context_.database).append(edit);
    return edit;
  }

  StageContext& context_;
  TeachOutcome& outcome_;
  std::vector<ThemeEdit> log_;
  EditPlan plan_;
  SaidTexts said_;
  SurveyKind likely_survey_;
  std::vector<Theme> themes_;
  std::map<std::string, std::size_t> marked_for_;  ///< text -> position of its theme
};

}  // namespace

TeachOutcome teach_themes(StageContext& context, const std::filesystem::path& path, const std::string& author,
                          const std::string& at) {
  TeachOutcome outcome;
  outcome.file.name = path.filename().string();
  auto reading = read_examples(path);
  if (!reading) {
    outcome.file.refused = true;
    outcome.file.issues.push_back(std::move(reading.error()));
    return outcome;
  }
  outcome.file.records = reading->records;
  outcome.file.issues = std::move(reading->issues);
  store::Transaction transaction(context.database);
  Lesson lesson(context, outcome);
  for (const MarkedExample& row : reading->examples) lesson.take(row);
  outcome.file.rejected = static_cast<std::uint64_t>(std::ranges::count_if(
      outcome.file.issues, [](const Issue& issue) { return issue.severity == Severity::kReject; }));
  lesson.store_events(author, at);
  transaction.commit();
  return outcome;
}

std::size_t count_gathered(store::Database& database, const ThemeEdit& event) {
  const auto shown = store::ThemeStore(database).unit_themes();
  return static_cast<std::size_t>(std::ranges::count_if(shown, [&](const auto& entry) {
    return entry.second.theme_no == event.theme_no &&
           std::ranges::find(event.examples, entry.first, &ThemeExample::unit_key) == event.examples.end();
  }));
}

}  // namespace koe::stages
