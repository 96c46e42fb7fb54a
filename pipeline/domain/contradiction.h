// Does the score say one thing and the comment another?
#pragma once
#include <span>
#include <string_view>

#include "pipeline/domain/run_result.h"

namespace koe {

/// Whether a score and a comment contradict each other, by a rule that is the same for NPS and eNPS (both ask 0..10):
/// a promoter more than half of whose segments complain and none praises; a detractor more than half of whose segments
/// praise and none complains or asks for anything. A passive score goes with any comment, and so does no comment.
/// In: `score` 0..10; `tones`, one a segment with content. Cost: O(segments).
/// Not a judgement on the respondent: the scale may have been misread, the comment ironic, the tone misjudged (METHODS.md).
/// Checked in tests/unit/domain/contradiction_test.cpp.
[[nodiscard]] Contradiction contradiction_of(int score, std::span<const Polarity> tones);

}  // namespace koe
