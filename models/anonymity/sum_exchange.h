// Who could have answered otherwise, where groups overlap as themes do? Exchanges among a few answers that stand in the
// same groups only together, or whose groups say little enough of their counts to allow it.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "models/anonymity/answers.h"

namespace koe::models::anonymity {

/// In: `groups_of[i]`, the published groups that answer i is in, ascending; `bands[i]`, its band; `asked`, answers;
/// `slack[g]`, by how many answers the counts of group g may move without making untrue what is published of it: 0 where
/// they are printed. An answer in no published group takes part in no exchange.
/// Out: one a member of `asked`, whether an exchange was found: two to four answers of its band, itself among them, turn
/// to another band and as many of that band turn back, and both sides are in every group equally often, groups with slack
/// for so many answers left aside. Then nothing published changes, so no computation on it can tell the answer. True is a
/// proof (labels, the sets of groups an answer is in, are told apart by 64-bit hashes); false means that none was found
/// among the labels that most answers share.
/// Cost: a answers a side among the l most frequent labels: O(l^a log l + asked x l^(a-1)), with (a, l) = (2, 200), (3, 48)
/// and (4, 32), each only for those without a proof so far.
/// Checked in tests/unit/models/anonymity/sum_exchange_test.cpp and, against all possible answers, in
/// tests/property/anonymity_property_test.cpp.
[[nodiscard]] std::vector<bool> exchangeable_in_sum(const std::vector<Group>& groups_of, std::span<const Band> bands,
                                                    std::span<const std::uint32_t> asked,
                                                    std::span<const std::int64_t> slack);

/// The same with one answer on each side, among all labels. Cost: O(answers + asked log answers).
[[nodiscard]] std::vector<bool> exchangeable_one_to_one(const std::vector<Group>& groups_of, std::span<const Band> bands,
                                                        std::span<const std::uint32_t> asked,
                                                        std::span<const std::int64_t> slack);

}  // namespace koe::models::anonymity
