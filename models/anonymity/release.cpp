#include "models/anonymity/release.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "models/anonymity/exchange.h"
#include "models/anonymity/published_count.h"
#include "models/anonymity/small_cut.h"
#include "models/anonymity/sum_exchange.h"

namespace koe::models::anonymity {
namespace {

Group difference(const Group& a, const Group& b) {
  Group rest;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
  return rest;
}

std::vector<Group> members_of_atoms(const std::vector<std::uint32_t>& atom_of) {
  std::uint32_t count = 0;  // answers in no group carry the number after the last atom
  for (std::uint32_t atom : atom_of) count = std::max(count, atom);
  std::vector<Group> atoms(count + 1);
  for (std::uint32_t i = 0; i < atom_of.size(); ++i) atoms[atom_of[i]].push_back(i);
  return atoms;
}

}  // namespace

std::vector<std::uint32_t> split_into_atoms(std::size_t answers, std::span<const TableGroup> groups) {
  std::vector<std::vector<std::uint32_t>> signature(answers);
  for (std::uint32_t g = 0; g < groups.size(); ++g)
    for (std::uint32_t i : groups[g].members) signature[i].push_back(g);
  std::map<std::vector<std::uint32_t>, std::uint32_t> number;
  for (const auto& groups_of_answer : signature)
    if (!groups_of_answer.empty()) number.emplace(groups_of_answer, static_cast<std::uint32_t>(number.size()));
  std::vector<std::uint32_t> atom_of(answers, static_cast<std::uint32_t>(number.size()));
  for (std::size_t i = 0; i < answers; ++i)
    if (!signature[i].empty()) atom_of[i] = number.at(signature[i]);
  return atom_of;
}

Release::Release(std::span<const Answer> answers, std::span<const TableGroup> possible, std::int64_t k, Split split)
    : answers_(answers),
      k_(k),
      splits_waves_(split == Split::kWaves),
      atom_of_(split_into_atoms(answers.size(), possible)),
      atoms_(members_of_atoms(atom_of_)) {
  for (std::uint64_t order = 0; order < kPivotOrders; ++order) sums_.emplace_back(pivot_weights(atoms_, order));
  for (std::uint32_t i = 0; i < answers.size(); ++i) {
    if (answers[i].wave >= answers_of_wave_.size()) answers_of_wave_.resize(answers[i].wave + 1);
    answers_of_wave_[answers[i].wave].push_back(i);
  }
  waves_.resize(answers_of_wave_.size());
}

bool Release::is_bounded(const TableGroup& group) const {
  return !splits_waves_ && group.table != 0 && dominant_band(count_bands(answers_, group.members)).has_value();
}

bool Release::is_publishable(const TableGroup& group) const {
  return is_safe_alone(group.members, is_bounded(group));
}

bool Release::is_safe_alone(const Group& members, bool is_bounded) const {
  return count_people(answers_, members, k_) >= k_ && (is_bounded || is_mixed(answers_, members));
}

bool Release::differs_safely(const TableGroup& group) const {
  const bool is_loose = is_bounded(group);
  return std::all_of(public_.begin(), public_.end(), [&](const TableGroup& other) {
    Group only_here = difference(group.members, other.members);
    if (only_here.size() == group.members.size()) return true;  // no answer in common
    const Group only_there = difference(other.members, group.members);
    if (only_here.empty() && only_there.empty()) return true;
    if (only_here.empty() || only_there.empty())
      return is_safe_alone(only_here.empty() ? only_there : only_here, is_loose || is_bounded(other));
    only_here.insert(only_here.end(), only_there.begin(), only_there.end());
    return count_people(answers_, only_here, k_) >= k_;
  });
}

bool Release::is_safe_row(const Elimination::Row& row) const {
  Group support;
  for (const auto& [atom, value] : row) support.insert(support.end(), atoms_[atom].begin(), atoms_[atom].end());
  const bool is_plain_sum =
      std::all_of(row.begin(), row.end(), [&](const auto& entry) { return entry.value == row.front().value; });
  const bool may_be_of_one_band = !splits_waves_ || !is_plain_sum;
  return count_people(answers_, support, k_) >= k_ && (may_be_of_one_band || is_mixed(answers_, support));
}

bool Release::combines_safely(std::vector<Elimination>& sums, const Group& members) const {
  std::set<std::uint32_t> atoms;
  for (std::uint32_t i : members) atoms.insert(atom_of_[i]);
  Elimination::IntegerRow row;
  for (std::uint32_t atom : atoms) row.emplace_back(atom, 1);
  bool is_safe = true;
  for (Elimination& order : sums) {
    const std::vector<std::size_t> changed = order.add(row);
    is_safe = is_safe && std::all_of(changed.begin(), changed.end(),
                                     [&](std::size_t r) { return is_safe_row(order.rows()[r]); });
  }
  return is_safe;
}

Release::WaveTables Release::tables_of(std::uint32_t wave) const {
  const Group& members = answers_of_wave_[wave];
  std::map<std::uint32_t, std::vector<std::uint32_t>> labels;  // by table, over the wave's answers
  WaveTables tables{.labels = {}, .is_public = std::vector<bool>(members.size(), false)};
  for (const TableGroup& group : public_) {
    Group common;
    std::set_intersection(members.begin(), members.end(), group.members.begin(), group.members.end(),
                          std::back_inserter(common));
    if (common.empty()) continue;
    std::vector<std::uint32_t>& label = labels[group.table];
    if (label.empty()) label.assign(members.size(), 0);
    std::map<std::uint32_t, std::uint32_t> split;  // a label's part inside this group becomes a label of its own
    std::uint32_t next = *std::max_element(label.begin(), label.end()) + 1;
    std::size_t place = 0;
    for (std::uint32_t i : common) {
      while (members[place] != i) ++place;
      tables.is_public[place] = true;
      const auto [found, is_new] = split.emplace(label[place], next);
      if (is_new) ++next;
      label[place] = found->second;
    }
  }
  for (auto& [table, label] : labels) tables.labels.push_back(std::move(label));
  return tables;
}

bool Release::is_cut(std::uint32_t wave, const WaveTables& tables) const {
  std::vector<std::uint32_t> people;
  for (std::uint32_t i : answers_of_wave_[wave]) people.push_back(answers_[i].person);
  for (std::size_t a = 0; a < tables.labels.size(); ++a)
    for (std::size_t b = a + 1; b < tables.labels.size(); ++b)
      if (has_small_cut(tables.labels[a], tables.labels[b], people, k_)) return true;
  return false;
}

Group Release::without_table_exchange(std::uint32_t wave, const WaveTables& tables, const Group& asked) const {
  const Group& members = answers_of_wave_[wave];
  std::vector<Band> bands;
  std::vector<bool> proven;
  for (std::uint32_t i : members) {
    bands.push_back(answers_[i].band);
    proven.push_back(!std::binary_search(asked.begin(), asked.end(), i));
  }
  Group exposed;
  if (std::find(proven.begin(), proven.end(), false) == proven.end()) return exposed;
  proven = exchangeable(tables.labels, bands, std::move(proven));
  for (std::size_t i = 0; i < members.size(); ++i)
    if (!proven[i]) exposed.push_back(members[i]);
  return exposed;
}

std::vector<Release::WaveState> Release::examine(std::span<const std::uint32_t> waves) const {
  std::vector<WaveTables> tables;
  Group asked;
  for (std::uint32_t wave : waves) {
    tables.push_back(tables_of(wave));
    for (std::size_t i = 0; i < answers_of_wave_[wave].size(); ++i)
      if (tables.back().is_public[i]) asked.push_back(answers_of_wave_[wave][i]);
  }
  std::sort(asked.begin(), asked.end());
  if (!splits_waves_) asked = without_exchange(asked, exchangeable_one_to_one);
  Group exposed;  // of all waves
  for (std::size_t w = 0; w < waves.size(); ++w)
    for (std::uint32_t i : without_table_exchange(waves[w], tables[w], asked)) exposed.push_back(i);
  std::sort(exposed.begin(), exposed.end());
  if (!splits_waves_) exposed = without_exchange(exposed, exchangeable_in_sum);
  std::vector<WaveState> states;
  for (std::size_t w = 0; w < waves.size(); ++w) {
    WaveState& state = states.emplace_back();
    state.is_cut = splits_waves_ && is_cut(waves[w], tables[w]);
    std::copy_if(exposed.begin(), exposed.end(), std::back_inserter(state.exposed),
                 [&](std::uint32_t i) { return answers_[i].wave == waves[w]; });
  }
  return states;
}

Group Release::without_exchange(const Group& asked, ExchangeSearch& search) const {
  if (asked.empty()) return {};
  std::vector<Group> groups_of(answers_.size());
  for (std::uint32_t g = 0; g < public_.size(); ++g)
    for (std::uint32_t i : public_[g].members) groups_of[i].push_back(g);
  std::vector<Band> bands;
  for (const Answer& answer : answers_) bands.push_back(answer.band);
  const std::vector<bool> proven = search(groups_of, bands, asked, slack_);
  Group rest;
  for (std::size_t i = 0; i < asked.size(); ++i)
    if (!proven[i]) rest.push_back(asked[i]);
  return rest;
}

bool Release::covers_waves(const Group& members) const {
  std::map<std::uint32_t, Group> public_of;  // of each wave that the group touches
  for (std::uint32_t i : members) public_of[answers_[i].wave];
  for (const TableGroup& group : public_)
    for (std::uint32_t i : group.members)
      if (const auto wave = public_of.find(answers_[i].wave); wave != public_of.end()) wave->second.push_back(i);
  return std::all_of(public_of.begin(), public_of.end(), [&](auto& wave) {
    Group& all = wave.second;
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all.empty() || (exact_.contains(all) && std::includes(members.begin(), members.end(), all.begin(), all.end()));
  });
}

std::vector<std::uint32_t> Release::waves_of(std::span<const TableGroup> groups) const {
  std::set<std::uint32_t> waves;
  if (!splits_waves_ && !std::all_of(groups.begin(), groups.end(), [&](const TableGroup& group) { return covers_waves(group.members); }))
    // Exchanges go across waves: what is published of some people of one matters to all. Everybody of a wave does not
    // where everybody so far is published: both sides of an exchange have equally many answers of the wave already.
    for (std::uint32_t wave = 0; wave < waves_.size(); ++wave) waves.insert(wave);
  for (const TableGroup& group : groups)
    for (std::uint32_t i : group.members) waves.insert(answers_[i].wave);
  return {waves.begin(), waves.end()};
}

void Release::take(const TableGroup& group) {
  const Counts counts = count_bands(answers_, group.members);
  const bool bounded = is_bounded(group);
  (bounded ? bounded_ : exact_).insert(group.members);
  public_.push_back(group);
  slack_.push_back(bounded ? counts[static_cast<std::size_t>(*dominant_band(counts))] -
                                 fewest_of_most(static_cast<std::int64_t>(group.members.size()))
                           : 0);
}

void Release::forget_after(std::size_t count) {
  for (std::size_t g = count; g < public_.size(); ++g)
    (is_bounded(public_[g]) ? bounded_ : exact_).erase(public_[g].members);
  public_.resize(count);
  slack_.resize(count);
}

void Release::assume(std::span<const TableGroup> groups) {
  for (const TableGroup& group : groups) {
    if (group.members.empty() || knows(group)) continue;
    take(group);
    (void)combines_safely(sums_, group.members);
  }
  for (std::optional<WaveState>& wave : waves_) wave.reset();
}

void Release::examine_before(std::vector<std::uint32_t> waves) {
  std::erase_if(waves, [&](std::uint32_t wave) { return waves_[wave].has_value(); });
  std::vector<WaveState> states = examine(waves);
  for (std::size_t w = 0; w < waves.size(); ++w) waves_[waves[w]] = std::move(states[w]);
}

bool Release::admit(std::span<const TableGroup> groups) {
  const std::vector<std::uint32_t> touched = waves_of(groups);
  examine_before(touched);
  const std::size_t n_before = public_.size();
  const auto refuse = [&] {
    forget_after(n_before);
    return false;
  };
  std::vector<Elimination> sums = sums_;
  for (const TableGroup& group : groups) {
    if (knows(group)) continue;
    if (!is_publishable(group) || !differs_safely(group) || !combines_safely(sums, group.members)) return refuse();
    take(group);
  }
  std::vector<WaveState> states = examine(touched);
  for (std::size_t w = 0; w < touched.size(); ++w) {
    const WaveState& before = *waves_[touched[w]];
    const bool is_exposed = !std::includes(before.exposed.begin(), before.exposed.end(), states[w].exposed.begin(),
                                           states[w].exposed.end());
    if (is_exposed || (states[w].is_cut && !before.is_cut)) return refuse();
  }
  for (std::size_t w = 0; w < touched.size(); ++w) waves_[touched[w]] = std::move(states[w]);
  sums_ = std::move(sums);
  return true;
}

}  // namespace koe::models::anonymity
