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

/// What one person said on one side.
struct Answers {
  std::int64_t n = 0;
  std::int64_t sum = 0;
};

struct Person {
  Answers before, after;
};

std::map<std::uint32_t, Person> people_of(const PersonAnswers& before, const PersonAnswers& after) {
  std::map<std::uint32_t, Person> people;
  const auto add = [&people](const PersonAnswers& side, Answers Person::*where) {
    assert(side.value.size() == side.person.size());
    for (std::size_t i = 0; i < side.value.size(); ++i) {
      Answers& answers = people[side.person[i]].*where;
      ++answers.n;
      answers.sum += side.value[i];
    }
  };
  add(before, &Person::before);
  add(after, &Person::after);
  return people;
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

NpsChange overlapping_change(const std::map<std::uint32_t, Person>& people, const NpsCounts& before,
                             const NpsCounts& after, double level) {
  const Side first(before);
  const Side second(after);
  double squares = first.pseudo_squares / (first.n * first.n) + second.pseudo_squares / (second.n * second.n);
  for (const auto& [number, person] : people) {
    const double pull = second.pull(person.after) - first.pull(person.before);
    squares += pull * pull;
  }
  NpsChange out;
  out.value = *net_promoter_score(after) - *net_promoter_score(before);
  out.adjusted = kPointsPerShare * (second.mean - first.mean);
  out.standard_error = kPointsPerShare * std::sqrt(squares);
  out.z = out.adjusted / out.standard_error;
  out.p_value = two_sided_p(out.z);
  const double half_width = normal_quantile((1 + level) / 2) * out.standard_error;
  constexpr double kLargestChange = 2 * kPointsPerShare;
  out.low = std::min(out.value, std::max(-kLargestChange, out.adjusted - half_width));
  out.high = std::max(out.value, std::min(kLargestChange, out.adjusted + half_width));
  return out;
}

}  // namespace

std::optional<PanelChange> panel_nps_change(const PersonAnswers& before, const PersonAnswers& after,
                                            double level) {
  if (before.value.empty() || after.value.empty()) return std::nullopt;
  const std::map<std::uint32_t, Person> people = people_of(before, after);
  bool once_each = true;
  PanelChange out;
  std::vector<std::int8_t> said_before;
  std::vector<std::int8_t> said_after;
  for (const auto& [number, person] : people) {
    if (person.before.n > 0 && person.after.n > 0) ++out.people_on_both_sides;
    once_each = once_each && person.before.n == 1 && person.after.n == 1;
    if (!once_each) continue;
    said_before.push_back(static_cast<std::int8_t>(person.before.sum));
    said_after.push_back(static_cast<std::int8_t>(person.after.sum));
  }
  if (once_each) {
    out.method = ChangeMethod::kPaired;
    out.change = *paired_nps_change(said_before, said_after, level);
    return out;
  }
  const bool all_alone = std::ranges::all_of(
      people, [](const auto& entry) { return entry.second.before.n + entry.second.after.n == 1; });
  if (all_alone) {
    out.change = *nps_change(count_nps(before.value), count_nps(after.value), {.level = level, .population = {}});
    return out;
  }
  out.method = out.people_on_both_sides > 0 ? ChangeMethod::kOverlapping : ChangeMethod::kIndependent;
  out.change = overlapping_change(people, count_nps(before.value), count_nps(after.value), level);
  return out;
}

}  // namespace koe::models::stats
