// Which text does an analyst mean who names a response? "R-17", or "R-17:2" for its third segment.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/result.h"
#include "pipeline/store/database.h"
#include "pipeline/store/segment_store.h"

namespace koe::stages {

/// A text with content, and the survey kind of the response that says it.
struct SaidText {
  SurveyKind survey = SurveyKind::kNps;
  store::StoredSegment segment;
};

/// All texts with content by the responses that say them. Immutable. Cost: a pass over responses and segments.
class SaidTexts {
 public:
  explicit SaidTexts(store::Database& database);

  /// The text that `name` means among the responses of `survey` (nullopt: of any). A response that says several different
  /// things has to be named with a segment.
  /// Errors, all of severity kRefused: kResponseNotFound, kSegmentNotFound, kSegmentAmbiguous with the choices.
  /// Checked in tests/cli/theme_edit_test.cpp.
  [[nodiscard]] Result<SaidText, Issue> find(const std::string& name, std::optional<SurveyKind> survey) const;

 private:
  std::multimap<std::string, SaidText> said_;             ///< by response id
  std::set<std::pair<SurveyKind, std::string>> responses_; ///< ids, also of those that say nothing
};

}  // namespace koe::stages
