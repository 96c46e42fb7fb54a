// Which figures about employees may be shown? Small groups are hidden, and one more group with them when the hidden one
// could be computed from what is shown.
#pragma once
#include <cstdint>
#include <vector>

namespace koe::stages {

/// Decides for groups that together make up everybody (such as the departments of one quarter) which stay hidden.
/// In: `people`, number of respondents in each group; `k`, the smallest group that may be shown. Out: true = hidden.
/// A group below k is hidden. If the hidden groups together still hold fewer than k people (a single small group: all
/// minus the shown ones gives it away), the smallest shown group is hidden too, until they hold k or nothing is shown.
/// Source: primary and complementary cell suppression, Willenborg and de Waal (2001), Elements of Statistical Disclosure
/// Control, section 6. Checked in tests/unit/stages/suppression_test.cpp.
[[nodiscard]] std::vector<bool> hidden_groups(const std::vector<std::int64_t>& people, std::int64_t k);

}  // namespace koe::stages
