// The different things that were said in one survey kind: each text once, however often it was said.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "models/embedding/pooling.h"
#include "models/neighbors/unit_vectors.h"
#include "pipeline/domain/run_result.h"
#include "pipeline/stages/assets.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"

namespace koe::stages {

/// One text with content. The first segment that says it lends its spelling.
struct Unit {
  std::string key;
  std::string normalized;
  Language language = Language::kOther;
  double weight = 0;  ///< how often it was said in its home survey
  Polarity polarity = Polarity::kNeutral;
  std::uint32_t code_points = 0;
  std::vector<std::uint32_t> table_rows{};   ///< what the vector table knows of it
  std::vector<std::uint32_t> label_terms{};  ///< its label terms by number
  std::vector<std::string> people{};         ///< employees who said it, each once, ascending; empty for customers
  std::string first_quarter{};               ///< when it was first said; "" unknown
};

/// Who wrote a response, in which survey, and when.
struct Writer {
  SurveyKind survey = SurveyKind::kNps;
  std::string person;    ///< a name within the survey: the respondent, or the response itself when nobody is named
  std::string quarter{};  ///< "" unknown
};

/// Units of one survey kind by key.
using UnitSet = std::vector<Unit>;

/// Splits all segments with content into the units of NPS and of eNPS. A text said in both belongs to the kind that says
/// it more often (ties: NPS), so that identical texts have one theme everywhere.
/// In: `writer_of`, as writers_of gives it. Cost: O(segments log segments).
/// Checked in tests/unit/stages/unit_set_test.cpp.
[[nodiscard]] std::map<SurveyKind, UnitSet> make_unit_sets(std::vector<store::StoredSegment> segments,
                                                           const std::map<std::int64_t, Writer>& writer_of);

/// Who wrote each of `responses`, by response_no. Cost: O(responses log responses).
[[nodiscard]] std::map<std::int64_t, Writer> writers_of(const std::vector<store::StoredResponse>& responses);

/// For each unit the one that speaks for it when themes are sought: itself, unless it belongs to a campaign, ten different
/// texts or more that are copies of one (nlp/near_copies.h). Of a campaign a text that has a theme already speaks, else its
/// first. So 300 versions of one letter are one voice in the search, and no theme of their own.
/// In: `has_theme`, one a unit. Checked in tests/unit/stages/unit_set_test.cpp.
[[nodiscard]] std::vector<std::uint32_t> speakers_of(const UnitSet& units, const std::vector<bool>& has_theme,
                                                     unsigned threads);

/// Fills `table_rows` of units that do not come from the store, where analyze left them. Cost: tokenizing.
void read_table_rows(UnitSet& units, const Assets& assets, unsigned threads);

/// Table languages of the units, in order.
[[nodiscard]] std::vector<models::Language> unit_languages(const UnitSet& units);

}  // namespace koe::stages
