// Which customers' scores and comments contradict each other, and how many do?
#pragma once
#include <cstdint>
#include <map>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// What contradiction_of says of every customer's response with a score and content.
struct Contradictions {
  std::map<std::int64_t, Contradiction> of_response;  ///< response_no -> kind; only those that contradict
  ContradictionCounts counts;
};

/// Employees are left out: which of their comments contradict the score would tell the score. Cost: O(segments log responses).
/// Checked in tests/unit/stages/contradictions_test.cpp.
[[nodiscard]] Contradictions find_contradictions(const StoredData& data);

}  // namespace koe::stages
