// Who was asked, who answered, and does it matter who did?
#pragma once
#include <cstdint>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// People of one group and quarter who were asked.
struct Invitations {
  std::int64_t asked = 0, answered = 0;

  /// Counts one more.
  void add(bool has_answered) {
    ++asked;
    if (has_answered) ++answered;
  }
};

/// Whether response `response` (index into view.responses) holds a score or a text; an export that lists
/// everybody who was asked has records with neither. Checked in tests/unit/stages/response_rate_test.cpp.
[[nodiscard]] bool has_answer(const SurveyView& view, std::uint32_t response);

/// Sets invited and response_rate when the records are those of everybody who was asked: at least one in
/// twenty has no answer. Fewer are people who opened the form and left; the rate is then unknown, not 97 %.
/// Checked in tests/unit/stages/response_rate_test.cpp.
void add_response_rate(NpsResult& result, const Invitations& invitations);

/// The one check of non-response: did every segment's accounts answer alike in the customers' latest quarter?
/// Each answering account counts once, with its people's mean; the shift is what the score would move by if
/// each segment had its share of the accounts file. It warns when the shift exceeds half the width of the
/// score's own interval, or when a segment with a tenth of the accounts has no answer. Accounts that had left
/// before the quarter, or came after it, are no part of the base. Cost: O(responses + accounts). Source:
/// weighting by adjustment cells, Little and Rubin (2002), Statistical Analysis with Missing Data,
/// section 3.3. Checked in tests/unit/stages/response_rate_test.cpp.
[[nodiscard]] ParticipationResult participation(const SurveyView& view, const StoredData& data);

}  // namespace koe::stages
