// May one more count be published, given everything that is public already?
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "models/anonymity/answers.h"
#include "models/anonymity/elimination.h"
#include "models/anonymity/sum_exchange.h"

namespace koe::models::anonymity {

/// A group of answers whose counts by band are, or may become, public. `table` numbers what the group is a value of: the
/// departments of one wave are one table, all their earlier versions included.
struct TableGroup {
  std::uint32_t table = 0;
  Group members;
};

/// Everything that is public, and the test that the next group must pass. The attacker is assumed to know who is in which
/// group and who answered, everything but the answers themselves. After every admission these hold for all that is public:
///  - size: every group is of k people or more and of more than one band;
///  - differences: two groups differ by nobody or by k people, and what a group has beyond one inside it is a
///    group that could be published;
///  - combinations: no two tables of a wave together single out fewer than k people (small_cut.h, exact); no row of the
///    reduced echelon form of all sums, with several choices of pivots, rests on fewer than k people; and a row that is
///    the plain sum of some group is of more than one band (not asked of overlapping groups: what several themes leave over
///    is nothing to who does not know who mentioned which, and the proof below does not need it);
///  - proof: every answer in a public group can be exchanged with others of another band without changing any public
///    count (exchange.h, sum_exchange.h). So nobody's answer can be told by any computation on the counts.
/// Publishing less never breaks these, so the order of admissions decides only how much is shown.
/// Source: difference rule Hundepool et al. (2012), Statistical Disclosure Control, ch. 4; the proof by exchanges is ours.
/// Checked in tests/unit/models/anonymity/release_test.cpp and tests/property/anonymity_property_test.cpp.
class Release {
 public:
  /// kWaves: tables split the people of a wave, and pairs of them are examined for small cuts. kOverlapping: groups such as
  /// themes, which split nobody.
  enum class Split : std::uint8_t { kWaves, kOverlapping };

  /// `answers` must outlive this. `possible`: all groups that will ever be assumed or offered. Cost: O(their sizes).
  Release(std::span<const Answer> answers, std::span<const TableGroup> possible, std::int64_t k, Split split);

  /// Notes groups as public without a test: they were published before.
  void assume(std::span<const TableGroup> groups);

  /// Whether these very answers are public as a group already.
  [[nodiscard]] bool knows(const Group& members) const { return known_.contains(members); }

  /// Makes all of `groups` public if the result is safe, else none. What was unsafe before does not count.
  /// Cost: O(public groups x answers) and one elimination step a group.
  bool admit(std::span<const TableGroup> groups);

  /// The first rule: k people or more, of more than one band.
  [[nodiscard]] bool is_publishable(const Group& members) const;

 private:
  [[nodiscard]] bool differs_safely(const Group& members) const;
  [[nodiscard]] bool combines_safely(std::vector<Elimination>& sums, const Group& members) const;
  [[nodiscard]] bool is_safe_row(const Elimination::Row& row) const;
  /// How safe one wave is.
  struct WaveState {
    std::vector<std::uint32_t> exposed;  ///< public answers without proof, ascending
    bool is_cut = false;                 ///< two tables single out fewer than k people
  };
  [[nodiscard]] WaveState examine(std::uint32_t wave) const;
  /// Fills in the states of `waves`.
  void examine_before(std::vector<std::uint32_t> waves);
  /// Those of `exposed` that not even an exchange over several groups and waves leaves open.
  [[nodiscard]] std::vector<std::uint32_t> without_exchange(const std::vector<std::uint32_t>& exposed) const;
  /// Whether, of every wave that `members` touch, all answers that are public so far are members and are a public group
  /// of their own (or none is public). Then the group leaves every exchange found before as it is: both of its sides
  /// have equally many answers of each such wave.
  [[nodiscard]] bool covers_waves(const Group& members) const;
  /// Waves whose safety `groups` may change.
  [[nodiscard]] std::vector<std::uint32_t> waves_of(std::span<const TableGroup> groups) const;
  void take(const TableGroup& group);

  std::span<const Answer> answers_;
  std::int64_t k_;
  bool splits_waves_;
  std::vector<std::uint32_t> atom_of_;
  std::vector<Group> atoms_;              ///< answers that all possible groups treat alike
  std::vector<Elimination> sums_;         ///< one a choice of pivots
  std::vector<TableGroup> public_;
  std::set<Group> known_;
  std::vector<Group> answers_of_wave_;
  std::vector<std::optional<WaveState>> waves_;  ///< of what is public now; absent until it is asked for
};

/// Splits answers 0..n-1 into atoms, the sets that all `groups` treat alike; answers in no group are in none (their
/// number is the count of atoms). Out: the atom of each answer. Cost: O(sizes of the groups).
[[nodiscard]] std::vector<std::uint32_t> split_into_atoms(std::size_t answers, std::span<const TableGroup> groups);

}  // namespace koe::models::anonymity
