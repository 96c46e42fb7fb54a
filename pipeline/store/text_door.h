// The one door through which respondents' words leave the store. Whatever is to be shown, exported or quoted is asked
// for here, and the door decides: redacted text only, and employees' words only when the user asked for employee rows.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/store/database.h"

namespace koe::store {

/// What the user allowed for this run.
struct ReleasePolicy {
  bool employee_rows = false;  ///< --enps-rows
};

/// A segment on its way out: AssignmentResult's columns plus what quotes need.
struct ReleasedSegment {
  AssignmentResult row;
  std::int64_t response_no = 0;
  std::optional<std::int64_t> theme_no;
  std::optional<int> score;
  std::string period;
  std::string unit_key;  ///< empty = without content
};

/// All segments `policy` lets out, in order of survey, response and segment.
/// Cost: O(segments). Checked in tests/unit/store/text_door_test.cpp.
[[nodiscard]] std::vector<ReleasedSegment> released_segments(Database& database, const ReleasePolicy& policy);

}  // namespace koe::store
