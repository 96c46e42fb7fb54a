// Do two tables of the same people, taken together, single out a few of them?
#pragma once
#include <cstdint>
#include <span>

#include "models/anonymity/answers.h"

namespace koe::models::anonymity {

/// Two published tables are a graph: their values are the nodes, every person an edge between his two values. What can be
/// computed by adding and subtracting published sums are the cuts of this graph (some values of one table minus the values
/// of the other that lie mostly inside them), so the smallest cut is the smallest set of people that can be singled out.
/// In: `first[i]`, `second[i]`, the values of answer i in each table; `people`, who answered (its indices are i).
/// Out: whether a cut of one to k - 1 people exists. Exact for two tables whose values all are published or derivable.
/// Cost: O(answers + values^3). Source: Stoer and Wagner (1997), A simple min-cut algorithm, J. ACM 44(4).
/// Checked in tests/unit/models/anonymity/small_cut_test.cpp.
[[nodiscard]] bool has_small_cut(std::span<const std::uint32_t> first, std::span<const std::uint32_t> second,
                                 std::span<const std::uint32_t> people, std::int64_t k);

}  // namespace koe::models::anonymity
