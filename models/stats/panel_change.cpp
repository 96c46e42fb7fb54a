#include "models/stats/panel_change.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <vector>

#include "models/stats/distributions.h"

namespace koe::models::stats {
namespace {

constexpr double kPointsPerShare = 100;
// The pseudo-responses of nps.cpp: three, half of them extreme.
constexpr double kPseudoResponses = 3;
constexpr double kPseudoExtremes = kPseudoResponses / 2;

/// What one person, or unit, said on one side.
struct Answers {
  std::int64_t n = 0;
  std::int64_t sum = 0;
};

struct BothSides {
  Answers before, after;
};
using Answerers = std::map<std::uint32_t, BothSides>;

/// Answers by person or by unit.
Answerers collect(const PersonAnswers& before, const PersonAnswers& after,
                  std::span<const std::uint32_t> PersonAnswers::*who) {
  Answerers out;
  const auto add = [&](const PersonAnswers& side, Answers BothSides::*where) {
    assert(side.value.size() == (side.*who).size());
    for (std::size_t i = 0; i < side.value.size(); ++i) {
      Answers& answers = out[(side.*who)[i]].*where;
      ++answers.n;
      answers.sum += side.value[i];
    }
  };
  add(before, &BothSides::before);
  add(after, &BothSides::after);
  return out;
}

bool all_alone(const Answerers& answerers) {
  return std::ranges::all_of(
      answerers, [](const auto& entry) { return entry.second.before.n + entry.second.after.n == 1; });
}

/// Mean of one side with its pseudo-responses, and what these add to the sum of squares.
struct Side {
  double n = 0;
  double mean = 0;
  double pseudo_squares = 0;

  explicit Side(const NpsCounts& counts)
      : n(static_cast<double>(counts.total()) + kPseudoResponses),
        mean(static_cast<double>(counts.promoters - counts.detractors) / n),
        pseudo_squares(kPseudoExtremes + kPseudoResponses * mean * mean) {}

  /// How far a person's answers pull the mean.
  [[nodiscard]] double pull(const Answers& answers) const {
    return (static_cast<double>(answers.sum) - static_cast<double>(answers.n) * mean) / n;
  }
};

NpsChange overlapping_change(const Answerers& units, const NpsCounts& before, const NpsCounts& after,
                             double level) {
  const Side first(before);
  const Side second(after);
  double squares = 0;
  for (const auto& [number, unit] : units) {
    const double pull = second.pull(unit.after) - first.pull(unit.before);
    squares += pull * pull;
  }
  const double others = std::max(1.0, static_cast<double>(units.size()) - 1);
  squares *= static_cast<double>(units.size()) / others;
  squares += first.pseudo_squares / (first.n * first.n) + second.pseudo_squares / (second.n * second.n);
  NpsChange out;
  out.value = *net_promoter_score(after) - *net_promoter_score(before);
  out.adjusted = kPointsPerShare * (second.mean - first.mean);
  out.standard_error = kPointsPerShare * std::sqrt(squares);
  out.z = out.adjusted / out.standard_error;
  out.p_value = two_sided_t_p(out.z, others);
  const double half_width = student_t_quantile((1 + level) / 2, others) * out.standard_error;
  constexpr double kLargestChange = 2 * kPointsPerShare;
  out.low = std::min(out.value, std::max(-kLargestChange, out.adjusted - half_width));
  out.high = std::max(out.value, std::min(kLargestChange, out.adjusted + half_width));
  return out;
}

}  // namespace

std::optional<PanelChange> panel_nps_change(const PersonAnswers& before, const PersonAnswers& after,
                                            double level) {
  if (before.value.empty() || after.value.empty()) return std::nullopt;
  const Answerers people = collect(before, after, &PersonAnswers::person);
  bool once_each = true;
  PanelChange out;
  std::vector<std::int8_t> said_before;
  std::vector<std::int8_t> said_after;
  for (const auto& [number, person] : people) {
    if (person.before.n > 0 && person.after.n > 0) ++out.people_on_both_sides;
    once_each = once_each && person.before.n == 1 && person.after.n == 1;
    said_before.push_back(static_cast<std::int8_t>(std::clamp<std::int64_t>(person.before.sum, -1, 1)));
    said_after.push_back(static_cast<std::int8_t>(std::clamp<std::int64_t>(person.after.sum, -1, 1)));
  }
  if (once_each) {
    out.method = ChangeMethod::kPaired;
    out.change = *paired_nps_change(said_before, said_after, level);
    return out;
  }
  if (out.people_on_both_sides > 0) out.method = ChangeMethod::kOverlapping;
  const Answerers units = collect(before, after, &PersonAnswers::unit);
  const Answerers& sampled = units.size() < kFewestUnits ? people : units;
  const NpsCounts counts[] = {count_nps(before.value), count_nps(after.value)};
  out.change = all_alone(sampled) ? *nps_change(counts[0], counts[1], {.level = level, .population = {}})
                                  : overlapping_change(sampled, counts[0], counts[1], level);
  return out;
}

}  // namespace koe::models::stats
