// Were customers asked, or employees? The answer decides which privacy rules hold, so it comes with its
// reasons.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "pipeline/domain/survey.h"
#include "pipeline/ingest/column_map.h"
#include "pipeline/ingest/column_profile.h"

namespace koe {

/// The conclusion; confidence 0.5 means that nothing spoke for either.
struct SurveyKindGuess {
  SurveyKind kind = SurveyKind::kNps;
  double confidence = 0.5;  ///< 0.5..1
  std::string why;          ///< the evidence, one English sentence
};

/// Weighs the recommendation question's words, the file's name, a survey column, account ids against
/// departments. In: `columns` and their `findings`, same order; `file_name`, as the user named it. Without
/// any evidence the answer is kNps with confidence 0.5, and the caller warns. Checked in
/// tests/unit/ingest/survey_kind_test.cpp.
[[nodiscard]] SurveyKindGuess guess_survey_kind(std::span<const ColumnProfile> columns,
                                                std::span<const ColumnFinding> findings,
                                                std::string_view file_name);

}  // namespace koe
