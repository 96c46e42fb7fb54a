// Which texts are the same text with trivial changes? Pasted answers and campaigns: other case, punctuation or digits, a word
// exchanged.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace koe::nlp {

/// Runs `body(index)` once for every index below `count`, several at once perhaps.
using ForEachIndex = std::function<void(std::size_t count, const std::function<void(std::size_t index)>& body)>;

/// One after the other, on the calling thread.
void one_by_one(std::size_t count, const std::function<void(std::size_t index)>& body);

/// For each text the index of the first text that it is a copy of; its own when it is none.
///
/// Two texts are copies when their letters are the same (at least 4 of them; case, digits, marks and spaces left out), or,
/// with at least 33 letters, when at least 70 % of their runs of four letters are in common: one word exchanged in some sixty
/// letters. A copy is always a copy of a text that is none itself, so that there are no chains from one meaning to another.
///
/// In: normalised texts, in an order that does not change; `for_each` runs what does not depend on the order of the texts.
/// Out: result[i] <= i, result[result[i]] == result[i]; the same whatever `for_each` does at once.
/// Cost: linear in the bytes: candidates come from 12 bands of two of 24 minima of one hash; each is compared exactly.
/// Source: Broder (1997), resemblance; Li, Owen, Zhang (2012), one permutation hashing. A pair at 70 % is missed with a
/// chance below 2 %. Checked in tests/unit/nlp/near_copies_test.cpp.
[[nodiscard]] std::vector<std::uint32_t> near_copies(std::span<const std::string_view> texts,
                                                     const ForEachIndex& for_each = one_by_one);

}  // namespace koe::nlp
