// What does anonymity reason about? Answers, the people behind them, and groups of answers with published counts.
//
// An answer is one score in one wave. A score that is revised later is another answer of the same person, since both may
// have been published. Groups are sorted lists of indices into one list of answers.
#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace koe::models::anonymity {

/// Where a score falls; the index of a count in Counts.
enum class Band : std::uint8_t { kDetractor, kPassive, kPromoter };
inline constexpr std::size_t kBands = 3;

/// Answers of a group by band.
using Counts = std::array<std::int64_t, kBands>;

/// One answer. `person` numbers the respondent. Of a respondent without an identity `is_named` is false: the number then
/// only says which answers are versions of each other, and two of them in different waves may be one person.
struct Answer {
  std::uint32_t person = 0;
  bool is_named = true;
  std::uint32_t wave = 0;
  Band band = Band::kPassive;
};

/// Indices of answers, ascending, without repeats.
using Group = std::vector<std::uint32_t>;

/// Answers of `group` by band. Cost: O(group). Checked in tests/unit/models/anonymity/answers_test.cpp.
[[nodiscard]] Counts count_bands(std::span<const Answer> answers, std::span<const std::uint32_t> group);

/// How many different people stand behind `group`, at least: the named ones, and of the nameless the most in one wave,
/// since nobody answers twice in a wave. Stops counting at `enough`.
/// Cost: O(group log group). Checked in tests/unit/models/anonymity/answers_test.cpp.
[[nodiscard]] std::int64_t count_people(std::span<const Answer> answers, std::span<const std::uint32_t> group,
                                        std::int64_t enough = std::numeric_limits<std::int64_t>::max());

/// Whether at least two bands occur: a group of one band tells everybody's answer.
/// Cost: O(group). Checked in tests/unit/models/anonymity/answers_test.cpp.
[[nodiscard]] bool is_mixed(std::span<const Answer> answers, std::span<const std::uint32_t> group);

}  // namespace koe::models::anonymity
