// Who could have answered otherwise? Finds for every answer other answers with which it could be exchanged so that no
// published count changes. Such an exchange is a proof: no attack on the counts, however clever, can tell that answer.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "models/anonymity/answers.h"

namespace koe::models::anonymity {

/// In: `labels[t][i]`, to which published groups of table t answer i belongs (any numbering; equal = the same groups);
/// `bands[i]`, its band; `proven[i]`, whether a proof for it is known (empty: none is), so that none is sought.
/// Out: for each answer whether an exchange was found or known. The exchanges tried, simplest first:
///  - with an answer of another band and the same labels;
///  - through single deviations: an answer that deviates in several tables from the labels most answers share flips, and for
///    each of these tables one that deviates in it alone flips back, and answers with the common labels, one fewer, along;
///  - along one table: answers of equal labels in all other tables swap their bands across values of this table, in a
///    cycle of values, so that every value gets back what it gave. A swap is an edge between values, and a cycle through
///    an edge exists exactly when both ends lie in one strongly connected component;
///  - along two tables, among answers with equal labels in all others: flipping one answer from band b to c is an edge
///    from its value in the first table to its value in the second, flipping c to b an edge back; a cycle leaves all sums
///    as they are.
/// True is a proof; false means that none of these exchanges helps (for two tables and exchanges of two bands, that there
/// is none). Cost: O(answers x tables) while the first suffices, else O(answers x tables^2).
/// Checked in tests/unit/models/anonymity/exchange_test.cpp and, against all possible answers, in
/// tests/property/anonymity_property_test.cpp.
[[nodiscard]] std::vector<bool> exchangeable(const std::vector<std::vector<std::uint32_t>>& labels,
                                             std::span<const Band> bands, std::vector<bool> proven = {});

}  // namespace koe::models::anonymity
