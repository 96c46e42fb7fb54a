#include "models/anonymity/attack.h"

#include <algorithm>
#include <functional>
#include <set>

#include "models/anonymity/elimination.h"
#include "models/anonymity/release.h"

namespace koe::models::anonymity {
namespace {

/// low <= sum over terms of coefficient x unknown[atom] <= high, for each band.
struct Equation {
  std::vector<std::pair<std::uint32_t, std::int64_t>> terms;
  Counts low{}, high{};

  [[nodiscard]] bool is_exact() const { return low == high; }
};

struct Interval {
  std::int64_t low = 0, high = 0;
};

using Bounds = std::vector<std::array<Interval, kBands>>;

struct Problem {
  std::vector<Group> atoms;
  std::vector<Equation> equations;
};

Problem state(std::size_t n_answers, std::span<const PublishedCount> published) {
  std::vector<TableGroup> groups;
  for (const PublishedCount& count : published) groups.push_back({0, count.members});
  const std::vector<std::uint32_t> atom_of = split_into_atoms(n_answers, groups);
  Problem problem;
  for (const PublishedCount& count : published) {
    std::set<std::uint32_t> atoms;
    for (std::uint32_t i : count.members) atoms.insert(atom_of[i]);
    Equation equation{.terms = {}, .low = count.low, .high = count.high};
    for (std::uint32_t atom : atoms) equation.terms.emplace_back(atom, 1);
    problem.equations.push_back(std::move(equation));
  }
  std::size_t n_atoms = 0;
  for (const Equation& equation : problem.equations)
    if (!equation.terms.empty()) n_atoms = std::max<std::size_t>(n_atoms, equation.terms.back().first + 1);
  problem.atoms.resize(n_atoms);
  for (std::uint32_t i = 0; i < n_answers; ++i)
    if (atom_of[i] < n_atoms) problem.atoms[atom_of[i]].push_back(i);
  return problem;
}

/// Columns: the atoms, the exact counts of each band, and for each bounded line how often it is contained.
Elimination eliminate(const Problem& problem, std::uint64_t order, bool with_bounds) {
  Elimination sums(pivot_weights(problem.atoms, order + kPivotOrders));
  const auto n_atoms = static_cast<std::uint32_t>(problem.atoms.size());
  for (std::uint32_t e = 0; e < problem.equations.size(); ++e) {
    const Equation& equation = problem.equations[e];
    if (!equation.is_exact() && !with_bounds) continue;
    Elimination::IntegerRow row = equation.terms;
    if (equation.is_exact()) {
      for (std::uint32_t band = 0; band < kBands; ++band) row.emplace_back(n_atoms + band, equation.low[band]);
    } else {
      row.emplace_back(n_atoms + kBands + e, 1);
    }
    (void)sums.add(row);
  }
  return sums;
}

/// A row of the echelon form as an equation; without terms if its numbers are no small integers.
Equation to_equation(const Elimination::Row& row, const Problem& problem) {
  const std::size_t n_atoms = problem.atoms.size();
  Equation equation;
  for (const auto& [column, value] : row) {
    const auto number = Elimination::small_integer(value);
    if (!number) return {};
    if (column < n_atoms) {
      equation.terms.emplace_back(column, *number);
    } else if (column < n_atoms + kBands) {
      equation.low[column - n_atoms] += *number;
      equation.high[column - n_atoms] += *number;
    } else {
      const Equation& bounded = problem.equations[column - n_atoms - kBands];
      for (std::size_t band = 0; band < kBands; ++band) {
        equation.low[band] += *number * (*number > 0 ? bounded.low : bounded.high)[band];
        equation.high[band] += *number * (*number > 0 ? bounded.high : bounded.low)[band];
      }
    }
  }
  return equation;
}

Group support_of(const Elimination::Row& row, const std::vector<Group>& atoms) {
  Group support;
  for (const auto& [column, value] : row)
    if (column < atoms.size()) support.insert(support.end(), atoms[column].begin(), atoms[column].end());
  std::sort(support.begin(), support.end());
  return support;
}

bool narrow(Interval& interval, std::int64_t low, std::int64_t high) {
  const Interval before = interval;
  interval.low = std::max(interval.low, low);
  interval.high = std::min(interval.high, high);
  return interval.low != before.low || interval.high != before.high;
}

std::int64_t floor_ratio(std::int64_t a, std::int64_t b) { return a / b - ((a % b != 0) && ((a < 0) != (b < 0)) ? 1 : 0); }
std::int64_t ceiling_ratio(std::int64_t a, std::int64_t b) { return -floor_ratio(-a, b); }

/// Narrows every unknown of one equation and band by what the others leave to it.
bool narrow_equation(const Equation& equation, std::size_t band, Bounds& bounds) {
  std::int64_t least = 0, most = 0;
  const auto range = [&](std::uint32_t atom, std::int64_t coefficient) {
    const Interval& interval = bounds[atom][band];
    return coefficient > 0 ? Interval{coefficient * interval.low, coefficient * interval.high}
                           : Interval{coefficient * interval.high, coefficient * interval.low};
  };
  for (const auto& [atom, coefficient] : equation.terms) {
    least += range(atom, coefficient).low;
    most += range(atom, coefficient).high;
  }
  bool moved = false;
  for (const auto& [atom, coefficient] : equation.terms) {
    const Interval own = range(atom, coefficient);
    const std::int64_t low = equation.low[band] - (most - own.high);
    const std::int64_t high = equation.high[band] - (least - own.low);
    const bool changed =
        coefficient > 0
            ? narrow(bounds[atom][band], ceiling_ratio(low, coefficient), floor_ratio(high, coefficient))
            : narrow(bounds[atom][band], ceiling_ratio(high, coefficient), floor_ratio(low, coefficient));
    if (!changed) continue;
    const Interval now = range(atom, coefficient);
    least += now.low - own.low;
    most += now.high - own.high;
    moved = true;
  }
  return moved;
}

/// The bands of an atom add up to its people.
bool narrow_atom(std::array<Interval, kBands>& atom, std::int64_t people) {
  bool moved = false;
  for (std::size_t band = 0; band < kBands; ++band) {
    std::int64_t low = people, high = people;
    for (std::size_t other = 0; other < kBands; ++other) {
      if (other == band) continue;
      low -= atom[other].high;
      high -= atom[other].low;
    }
    moved = narrow(atom[band], low, high) || moved;
  }
  return moved;
}

Bounds narrow_all(const Problem& problem) {
  Bounds bounds(problem.atoms.size());
  for (std::size_t a = 0; a < bounds.size(); ++a)
    bounds[a].fill({0, static_cast<std::int64_t>(problem.atoms[a].size())});
  for (bool moved = true; moved;) {
    moved = false;
    for (const Equation& equation : problem.equations)
      for (std::size_t band = 0; band < kBands; ++band) moved = narrow_equation(equation, band, bounds) || moved;
    for (std::size_t a = 0; a < bounds.size(); ++a)
      moved = narrow_atom(bounds[a], static_cast<std::int64_t>(problem.atoms[a].size())) || moved;
  }
  return bounds;
}

}  // namespace

AttackResult attack(std::span<const Answer> answers, std::span<const PublishedCount> published, std::int64_t k) {
  Problem problem = state(answers.size(), published);
  AttackResult result;
  result.unknowns = problem.atoms.size() * kBands;
  result.equations = published.size() * kBands;
  std::set<Group> isolated;
  std::vector<Equation> derived;
  const auto derive = [&](std::uint64_t order, bool with_bounds) {
    const Elimination sums = eliminate(problem, order, with_bounds);
    result.rank = sums.rows().size();
    for (const Elimination::Row& row : sums.rows()) {
      Group support = support_of(row, problem.atoms);
      if (count_people(answers, support, k) < k) isolated.insert(std::move(support));
      if (Equation equation = to_equation(row, problem); !equation.terms.empty()) derived.push_back(std::move(equation));
    }
  };
  const bool has_bounds = !std::all_of(problem.equations.begin(), problem.equations.end(), std::mem_fn(&Equation::is_exact));
  for (std::uint64_t order = 0; order < kPivotOrders; ++order) {
    derive(order, false);
    if (has_bounds) derive(order, true);
  }
  result.isolated = isolated.size();
  problem.equations.insert(problem.equations.end(), derived.begin(), derived.end());
  const Bounds bounds = narrow_all(problem);
  for (std::size_t a = 0; a < problem.atoms.size(); ++a)
    for (const Interval& band : bounds[a])
      if (band.low == static_cast<std::int64_t>(problem.atoms[a].size()))
        result.recovered.insert(result.recovered.end(), problem.atoms[a].begin(), problem.atoms[a].end());
  std::sort(result.recovered.begin(), result.recovered.end());
  return result;
}

std::int64_t hidden_width(std::int64_t rest, std::int64_t hidden, bool has_others) {
  if (hidden == 1 && !has_others) return 0;
  return std::max<std::int64_t>(0, rest - hidden);
}

}  // namespace koe::models::anonymity
