// One survey kind's responses, themes and money as the flat arrays that statistics work on.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/store/fix_store.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {

/// Everything the rank stage reads, once.
struct StoredData {
  std::vector<store::StoredResponse> responses;
  std::vector<Account> accounts;
  std::vector<store::StoredSegment> segments;
  store::UnitThemes unit_themes;
  std::map<std::int64_t, store::StoredTheme> themes;  ///< by theme_no, both survey kinds
  std::map<std::int64_t, std::vector<std::int64_t>> codes;  ///< the analyst's own: response_no -> theme_no
  std::vector<store::StoredFix> fixes;                      ///< in the order they were registered
};

/// What one response says about one theme.
struct Mention {
  std::uint32_t response = 0;  ///< index into SurveyView::responses
  int segments = 0;
  int negative = 0;            ///< segments that complain or ask
  int tone = 0;                ///< sum over segments: complaint -1, praise +1, else 0

  /// Counts one more segment.
  void add(Polarity polarity);
};

/// A theme as one survey kind speaks of it.
struct ThemeView {
  std::int64_t theme_no = 0;
  std::vector<Mention> mentions;       ///< by response, ascending
  std::vector<std::uint32_t> members;  ///< indices into `value` of the scored responses among them, ascending
  /// Of employees' themes: 80 % or more of the members are of this band, and that is all that may be said of their answers.
  std::optional<ScoreBand> mostly;
};

/// One survey kind. Shapes: n responses, s of them with a score.
struct SurveyView {
  SurveyKind survey = SurveyKind::kNps;
  std::vector<const store::StoredResponse*> responses;   ///< n, by response_no
  std::vector<const Account*> account;                   ///< n, nullptr when unknown
  std::vector<Language> language;                        ///< n: of most of the text; kOther without text
  std::vector<bool> has_text, has_content;               ///< n
  std::vector<std::uint32_t> scored;                     ///< s: index into responses
  std::vector<std::int8_t> value;                        ///< s: -1, 0, +1
  std::vector<std::uint32_t> cluster;                    ///< s: account, else respondent, else the response itself
  std::vector<std::string> cluster_account;              ///< account_id of each cluster, "" for others
  std::vector<Quarter> periods;                          ///< quarters with responses, oldest first
  std::vector<std::optional<std::uint32_t>> period;      ///< n: index into periods
  std::vector<ThemeView> themes;                         ///< by theme_no; themes without a mention left out
  CoverageResult coverage;
};

/// Whether an analyst's coding speaks for this survey kind instead of the found themes.
[[nodiscard]] bool is_coded(SurveyKind survey, const StoredData& data);

/// Builds the view. In a coded survey every code of a response is one mention, with the tone of its whole text.
///  Cost: O(responses + segments). Checked in tests/unit/stages/survey_view_test.cpp.
[[nodiscard]] SurveyView make_survey_view(SurveyKind survey, const StoredData& data);

/// How many different people stand behind `responses` (indices): different respondent ids, plus, for answers without an
/// id, the most of them in one quarter, since nobody answers twice in a wave. A lower bound, as anonymity needs it.
[[nodiscard]] std::int64_t count_people(const SurveyView& view, const std::vector<std::uint32_t>& responses);

}  // namespace koe::stages
