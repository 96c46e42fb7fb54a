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
/// departments of one wave are one table, all their earlier versions included; everybody's groups are table 0.
struct TableGroup {
  std::uint32_t table = 0;
  Group members;
};

/// Everything that is public, and the test that the next group must pass. The attacker is assumed to know who is in which
/// group and who answered, everything but the answers themselves. After every admission these hold for all that is public:
///  - size: every group is of k people or more and of more than one band, unless bounds are published in place of its counts
///    (published_count.h);
///  - differences: two groups differ by nobody or by k people, and what a group has beyond one inside it is of more than
///    one band, unless one of the two is bounded;
///  - combinations: no two tables of a wave together single out fewer than k people (small_cut.h, exact); no row of the
///    reduced echelon form of all sums, with several choices of pivots, rests on fewer than k people; and a row that is
///    the plain sum of some group is of more than one band (not asked of overlapping groups: what several themes leave over
///    is nothing to who does not know who mentioned which, and the proof below does not need it);
///  - proof: every answer in a public group can be exchanged with others of another band without changing any public
///    count or making untrue a public bound (exchange.h, sum_exchange.h). So nobody's answer can be told by any computation
///    on what is published, nor from the choice between counts and bounds, which stays the same.
/// Publishing less never breaks these, so the order of admissions decides only how much is shown.
/// Source: difference rule Hundepool et al. (2012), Statistical Disclosure Control, ch. 4; the proof by exchanges is ours.
/// Checked in tests/unit/models/anonymity/release_test.cpp and tests/property/anonymity_property_test.cpp.
class Release {
 public:
  /// kWaves: tables split the people of a wave, and pairs of them are examined for small cuts. kOverlapping: all tables but
  /// everybody's are themes, which split nobody and may be bounded.
  enum class Split : std::uint8_t { kWaves, kOverlapping };

  /// `answers` must outlive this. `possible`: all groups that will ever be assumed or offered. Cost: O(their sizes).
  Release(std::span<const Answer> answers, std::span<const TableGroup> possible, std::int64_t k, Split split);

  /// Notes groups as public without a test: they were published before.
  void assume(std::span<const TableGroup> groups);

  /// Whether these very answers are public as a group already, in no less detail.
  [[nodiscard]] bool knows(const TableGroup& group) const {
    return exact_.contains(group.members) || (is_bounded(group) && bounded_.contains(group.members));
  }

  /// Makes all of `groups` public if the result is safe, else none. What was unsafe before does not count.
  /// Cost: O(public groups x answers) and one elimination step a group.
  bool admit(std::span<const TableGroup> groups);

  /// The first rule: k people or more, of more than one band where its counts are published.
  [[nodiscard]] bool is_publishable(const TableGroup& group) const;

  /// The second rule: how the group differs from each public one.
  [[nodiscard]] bool differs_safely(const TableGroup& group) const;

 private:
  /// Whether bounds are published in place of the group's counts.
  [[nodiscard]] bool is_bounded(const TableGroup& group) const;
  /// Whether a group, or a difference of two, is of k people or more and of two bands at least unless only bounds of it are known.
  [[nodiscard]] bool is_safe_alone(const Group& members, bool is_bounded) const;
  [[nodiscard]] bool combines_safely(std::vector<Elimination>& sums, const Group& members) const;
  [[nodiscard]] bool is_safe_row(const Elimination::Row& row) const;
  /// How safe one wave is.
  struct WaveState {
    std::vector<std::uint32_t> exposed;  ///< public answers without proof, ascending
    bool is_cut = false;                 ///< two tables single out fewer than k people
  };
  /// What the public groups say of one wave's answers: labels by table, for exchange.h, and which are in a public group.
  struct WaveTables {
    std::vector<std::vector<std::uint32_t>> labels;
    std::vector<bool> is_public;
  };
  [[nodiscard]] WaveTables tables_of(std::uint32_t wave) const;
  /// States of `waves`, in order, of what is public now.
  [[nodiscard]] std::vector<WaveState> examine(std::span<const std::uint32_t> waves) const;
  /// Fills in the states of `waves`.
  void examine_before(std::vector<std::uint32_t> waves);
  /// Those of the wave's `asked` answers that no exchange along tables leaves open.
  [[nodiscard]] Group without_table_exchange(std::uint32_t wave, const WaveTables& tables, const Group& asked) const;
  using ExchangeSearch = decltype(exchangeable_in_sum);
  /// Those of `asked` that no exchange that `search` tries leaves open, over all groups and waves.
  [[nodiscard]] Group without_exchange(const Group& asked, ExchangeSearch& search) const;
  [[nodiscard]] bool is_cut(std::uint32_t wave, const WaveTables& tables) const;
  /// Whether, of every wave that `members` touch, all answers that are public so far are members and are a public group
  /// of their own (or none is public). Then the group leaves every exchange found before as it is: both of its sides
  /// have equally many answers of each such wave.
  [[nodiscard]] bool covers_waves(const Group& members) const;
  /// Waves whose safety `groups` may change.
  [[nodiscard]] std::vector<std::uint32_t> waves_of(std::span<const TableGroup> groups) const;
  void take(const TableGroup& group);
  /// Forgets all but the first `count` public groups.
  void forget_after(std::size_t count);

  std::span<const Answer> answers_;
  std::int64_t k_;
  bool splits_waves_;
  std::vector<std::uint32_t> atom_of_;
  std::vector<Group> atoms_;              ///< answers that all possible groups treat alike
  std::vector<Elimination> sums_;         ///< one a choice of pivots
  std::vector<TableGroup> public_;
  std::vector<std::int64_t> slack_;       ///< of each public group: by how much its counts may move (sum_exchange.h)
  std::set<Group> exact_, bounded_;       ///< members of the public groups
  std::vector<Group> answers_of_wave_;
  std::vector<std::optional<WaveState>> waves_;  ///< of what is public now; absent until it is asked for
};

/// Splits answers 0..n-1 into atoms, the sets that all `groups` treat alike; answers in no group are in none (their
/// number is the count of atoms). Out: the atom of each answer. Cost: O(sizes of the groups).
[[nodiscard]] std::vector<std::uint32_t> split_into_atoms(std::size_t answers, std::span<const TableGroup> groups);

}  // namespace koe::models::anonymity
