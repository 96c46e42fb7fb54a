// What do employees say that customers say too, and who said it first?
#pragma once
#include <cstdint>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// Every employee theme of `themes` with the customer theme nearest to it. Only themes that have a row are
/// looked at, and only quarters that their rows show, so that nothing about employees comes out that their
/// own thresholds hide. Lags need four quarters that both themes show. `seed` as of the run. Cost: O(employee
/// x customer themes x dimensions). Checked in tests/unit/stages/bridge_test.cpp.
[[nodiscard]] Bridge make_bridge(const std::vector<ThemeResult>& themes, const StoredData& data, std::size_t dimensions,
                                 std::uint64_t seed);

}  // namespace koe::stages
