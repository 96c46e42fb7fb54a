// Many themes are tested at once: which of their findings survive? False discovery rates instead of single p
// values.
#pragma once
#include <span>
#include <vector>

namespace koe::models::stats {

/// Benjamini-Hochberg adjusted p values ("q"): the smallest false discovery rate at which each test is still
/// rejected.
/// In: `p_values`, m >= 0 values in 0..1, any order.
/// Out: m values in 0..1, in the order given, each >= its p value, ordered as the p values are; equal p
///     values give equal q.
/// Cost: O(m log m). Errors: none.
/// Source: Benjamini and Hochberg (1995), JRSS B 57(1), procedure (1), in its step-up adjusted form
///     (Yekutieli and Benjamini 1999). Checked in tests/unit/models/stats/multiple_testing_test.cpp against
///     statsmodels.
[[nodiscard]] std::vector<double> benjamini_hochberg(std::span<const double> p_values);

}  // namespace koe::models::stats
