// One text many times: pasted answers and campaigns, counted as what they are. No response leaves any count.
#pragma once
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"
#include "pipeline/store/text_door.h"

namespace koe::stages {

/// Customers' texts of twenty characters or more that ten responses or more have, word for word or as near copies
/// (nlp/near_copies.h); most responses first, ties by response. `respondents` is a lower bound, as in count_people.
/// Cost: linear in the texts. Checked in tests/unit/stages/campaigns_test.cpp.
[[nodiscard]] std::vector<CampaignResult> campaigns_in(const std::vector<store::ReleasedSegment>& released,
                                                       const StoredData& data);

/// Different texts with content in a survey kind, near copies counted once.
[[nodiscard]] std::int64_t count_different_texts(SurveyKind survey, const StoredData& data);

}  // namespace koe::stages
