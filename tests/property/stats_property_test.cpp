// What must hold for every input: intervals hold their estimates, figures stay in their bounds, and neither
// the order of responses nor the names of clusters nor the number of threads changes anything.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "models/stats/impact.h"
#include "models/stats/importance.h"
#include "models/stats/multiple_testing.h"
#include "models/stats/nps.h"
#include "models/stats/proportion.h"
#include "models/stats/ranking.h"
#include "models/stats/revenue.h"
#include "models/stats/rng.h"
#include "models/stats/trend.h"

namespace koe::models::stats {
namespace {

struct Survey {
  std::vector<std::int8_t> value;
  std::vector<std::uint32_t> cluster;
  std::vector<std::vector<std::uint32_t>> members;

  [[nodiscard]] std::vector<std::uint8_t> mentions(std::size_t theme) const {
    std::vector<std::uint8_t> out(value.size());
    for (const std::uint32_t i : members[theme]) out[i] = 1;
    return out;
  }
};

/// Any survey, from empty to a few dozen responses, including one-sided and one-account ones.
Survey any_survey() {
  Survey survey;
  const std::size_t n = *rc::gen::inRange<std::size_t>(0, 60);
  const std::size_t themes = *rc::gen::inRange<std::size_t>(0, 6);
  survey.value = *rc::gen::container<std::vector<std::int8_t>>(
      n, rc::gen::map(rc::gen::inRange(-1, 2), [](int v) { return static_cast<std::int8_t>(v); }));
  survey.cluster = *rc::gen::container<std::vector<std::uint32_t>>(n, rc::gen::inRange<std::uint32_t>(0, 8));
  for (std::size_t t = 0; t < themes; ++t) {
    const auto flags = *rc::gen::container<std::vector<bool>>(n, rc::gen::arbitrary<bool>());
    std::vector<std::uint32_t>& list = survey.members.emplace_back();
    for (std::uint32_t i = 0; i < n; ++i) {
      if (flags[i]) list.push_back(i);
    }
  }
  return survey;
}

void expect_holds_its_value(const Estimate& estimate, double lowest, double highest) {
  RC_ASSERT(std::isfinite(estimate.value) && std::isfinite(estimate.low) && std::isfinite(estimate.high));
  RC_ASSERT(lowest <= estimate.low && estimate.low <= estimate.value);
  RC_ASSERT(estimate.value <= estimate.high && estimate.high <= highest);
}

RC_GTEST_PROP(NpsProperty, IntervalsHoldTheScoreAndStayInBounds, ()) {
  const NpsCounts counts{*rc::gen::inRange<std::int64_t>(0, 500), *rc::gen::inRange<std::int64_t>(0, 500),
                         *rc::gen::inRange<std::int64_t>(0, 500)};
  NpsOptions options{.level = *rc::gen::element(0.5, 0.9, 0.95, 0.999), .population = std::nullopt};
  if (*rc::gen::arbitrary<bool>()) options.population = *rc::gen::inRange<std::int64_t>(0, 2000);
  const auto estimate = nps_estimate(counts, options);
  RC_ASSERT(estimate.has_value() == (counts.total() > 0));
  if (!estimate) return;
  expect_holds_its_value({estimate->value, estimate->low, estimate->high}, -100, 100);
  RC_ASSERT(std::isfinite(estimate->standard_error) && estimate->standard_error >= 0);
}

RC_GTEST_PROP(NpsProperty, ChangesReverseWithTheOrderOfPeriods, ()) {
  const auto any_counts = rc::gen::construct<NpsCounts>(rc::gen::inRange<std::int64_t>(0, 60),
                                                        rc::gen::inRange<std::int64_t>(0, 60),
                                                        rc::gen::inRange<std::int64_t>(0, 60));
  const NpsCounts a = *any_counts;
  const NpsCounts b = *any_counts;
  const auto forth = nps_change(a, b);
  const auto back = nps_change(b, a);
  RC_ASSERT(forth.has_value() == back.has_value());
  if (!forth) return;
  expect_holds_its_value({forth->value, forth->low, forth->high}, -200, 200);
  RC_ASSERT(std::abs(forth->value + back->value) < 1e-9);
  RC_ASSERT(std::abs(forth->p_value - back->p_value) < 1e-12);
}

RC_GTEST_PROP(ShareProperty, IntervalsHoldTheShareAndMirror, ()) {
  const auto trials = *rc::gen::inRange<std::int64_t>(1, 3000);
  const auto successes = *rc::gen::inRange<std::int64_t>(0, trials + 1);
  for (const auto& interval : {agresti_coull_share, wilson_share}) {
    const auto share = interval(successes, trials, 0.95);
    const auto mirrored = interval(trials - successes, trials, 0.95);
    expect_holds_its_value(*share, 0, 1);
    RC_ASSERT(std::abs(share->low - (1 - mirrored->high)) < 1e-12);
  }
}

RC_GTEST_PROP(ImpactProperty, IsDefinedHeldAndBounded, ()) {
  const Survey survey = any_survey();
  const auto net = net_impacts(survey.value, survey.members, survey.cluster);
  RC_ASSERT(net.size() == survey.members.size());
  for (std::size_t t = 0; t < survey.members.size(); ++t) {
    const bool known = !survey.members[t].empty() && survey.members[t].size() < survey.value.size();
    const auto gross = leave_out_impact(survey.value, survey.mentions(t), survey.cluster);
    RC_ASSERT(gross.has_value() == known);
    RC_ASSERT(net[t].has_value() == known);
    if (!known) continue;
    expect_holds_its_value(gross->impact, -200, 200);
    expect_holds_its_value(net[t]->impact, -200, 200);
    RC_ASSERT(gross->standard_error > 0);
    RC_ASSERT(net[t]->standard_error > 0);
  }
}

RC_GTEST_PROP(ImpactProperty, DoesNotDependOnTheOrderOfResponsesOrClusterNames, ()) {
  const Survey survey = any_survey();
  const std::size_t n = survey.value.size();
  std::vector<std::uint32_t> place(n);
  std::iota(place.begin(), place.end(), 0U);
  Rng rng(*rc::gen::arbitrary<std::uint64_t>());
  for (std::size_t i = n; i > 1; --i)
    std::swap(place[i - 1], place[rng.index(static_cast<std::uint32_t>(i))]);
  Survey shuffled = survey;
  for (std::size_t i = 0; i < n; ++i) {
    shuffled.value[place[i]] = survey.value[i];
    shuffled.cluster[place[i]] = 4000000000U - 17 * survey.cluster[i];
  }
  for (std::vector<std::uint32_t>& list : shuffled.members) {
    for (std::uint32_t& i : list) i = place[i];
    std::sort(list.begin(), list.end());
  }
  for (std::size_t t = 0; t < survey.members.size(); ++t) {
    const auto one = leave_out_impact(survey.value, survey.mentions(t), survey.cluster);
    const auto other = leave_out_impact(shuffled.value, shuffled.mentions(t), shuffled.cluster);
    RC_ASSERT(one.has_value() == other.has_value());
    if (!one) continue;
    RC_ASSERT(std::abs(one->impact.value - other->impact.value) < 1e-9);
    RC_ASSERT(std::abs(one->impact.low - other->impact.low) < 1e-6);
    RC_ASSERT(std::abs(one->impact.high - other->impact.high) < 1e-6);
  }
}

RC_GTEST_PROP(ImpactProperty, OfTheSameSurveyTwiceIsTheSameAndMoreCertain, ()) {
  const Survey survey = any_survey();
  const std::size_t n = survey.value.size();
  Survey twice = survey;
  for (std::size_t i = 0; i < n; ++i) {
    twice.value.push_back(survey.value[i]);
  }
  for (std::vector<std::uint32_t>& list : twice.members) {
    const std::vector<std::uint32_t> once = list;
    for (const std::uint32_t i : once) list.push_back(static_cast<std::uint32_t>(i + n));
  }
  for (std::size_t t = 0; t < survey.members.size(); ++t) {
    const auto one = leave_out_impact(survey.value, survey.mentions(t), {});
    const auto two = leave_out_impact(twice.value, twice.mentions(t), {});
    if (!one) continue;
    RC_ASSERT(std::abs(one->impact.value - two->impact.value) < 1e-9);
    RC_ASSERT(two->standard_error < one->standard_error);
  }
}

RC_GTEST_PROP(RelativeWeightsProperty, AreSharesThatSumToWhatIsExplained, ()) {
  const Survey survey = any_survey();
  const std::size_t n = survey.value.size();
  const std::vector<double> design = membership_design(survey.members, n);
  const auto importance = relative_weights({design, n, survey.members.size()},
                                           std::vector<double>(survey.value.begin(), survey.value.end()));
  if (!importance) return;
  double sum = 0;
  for (const double w : importance->weights) {
    RC_ASSERT(w >= 0);
    sum += w;
  }
  RC_ASSERT(std::abs(sum - importance->r_squared) < 1e-9);
  RC_ASSERT(importance->r_squared <= 1 + 1e-9);
}

RC_GTEST_PROP(BenjaminiHochbergProperty, KeepsTheOrderAndNeverFallsBelowP, ()) {
  const auto p = *rc::gen::container<std::vector<double>>(
      rc::gen::map(rc::gen::inRange(0, 1001), [](int x) { return x / 1000.0; }));
  const std::vector<double> q = benjamini_hochberg(p);
  RC_ASSERT(q.size() == p.size());
  for (std::size_t i = 0; i < p.size(); ++i) {
    RC_ASSERT(p[i] <= q[i] && q[i] <= 1);
    for (std::size_t j = 0; j < p.size(); ++j) RC_ASSERT(p[i] > p[j] || q[i] <= q[j]);
  }
}

RC_GTEST_PROP(TrendProperty, IsFiniteAndReversesWithTime, ()) {
  const auto before = *rc::gen::inRange<std::int64_t>(0, 300);
  const auto after = *rc::gen::inRange<std::int64_t>(0, 300);
  const auto themes = *rc::gen::inRange<std::size_t>(0, 8);
  std::vector<PeriodMentions> forth;
  std::vector<PeriodMentions> back;
  for (std::size_t t = 0; t < themes; ++t) {
    forth.push_back(
        {*rc::gen::inRange<std::int64_t>(0, before + 1), *rc::gen::inRange<std::int64_t>(0, after + 1)});
    back.push_back({forth.back().after, forth.back().before});
  }
  const auto trends = share_trends(forth, before, after);
  const auto reversed = share_trends(back, after, before);
  for (std::size_t t = 0; t < themes; ++t) {
    RC_ASSERT(trends[t].has_value() == reversed[t].has_value());
    if (!trends[t]) continue;
    expect_holds_its_value({trends[t]->value, trends[t]->low, trends[t]->high}, -100, 100);
    RC_ASSERT(trends[t]->p_value >= 0 && trends[t]->p_value <= 1);
    RC_ASSERT(std::abs(trends[t]->value + reversed[t]->value) < 1e-9);
    RC_ASSERT(std::abs(trends[t]->p_value - reversed[t]->p_value) < 1e-9);
  }
}

RC_GTEST_PROP(RankProperty, RanksAreAPermutationInsideTheirIntervals, ()) {
  const Survey survey = any_survey();
  const std::size_t themes = survey.members.size();
  const RankOptions options{.draws = 40, .seed = *rc::gen::arbitrary<std::uint64_t>(), .threads = 1};
  const ThemeCriterion criterion = nps_cost_criterion(survey.value, survey.members, survey.cluster, 8);
  const std::vector<ThemeRank> ranks = bootstrap_ranks(8, themes, criterion, options);
  RankOptions threaded = options;
  threaded.threads = 3;
  RC_ASSERT(ranks == bootstrap_ranks(8, themes, criterion, threaded));
  std::vector<bool> taken(themes + 1);
  double top = 0;
  for (const ThemeRank& r : ranks) {
    RC_ASSERT(1 <= r.low && r.low <= r.rank && r.rank <= r.high && r.high <= themes);
    RC_ASSERT(!taken[r.rank]);
    taken[r.rank] = true;
    top += r.p_top;
  }
  RC_ASSERT(std::abs(top - static_cast<double>(std::min<std::size_t>(5, themes))) < 1e-9);
}

RC_GTEST_PROP(RevenueProperty, ThemesReconcileWithTheTotalToTheHundredth, ()) {
  const std::size_t n = *rc::gen::inRange<std::size_t>(0, 30);
  std::vector<RevenueAccount> accounts(n);
  for (RevenueAccount& account : accounts) {
    account.arr = *rc::gen::inRange(0, 2'000'000'000) / 100.0;
    account.band = static_cast<AccountBand>(*rc::gen::inRange(0, 3));
    for (std::uint32_t theme = 0; theme < 7; ++theme) {
      if (*rc::gen::arbitrary<bool>()) account.parts.push_back({theme, 1.0 + *rc::gen::inRange(0, 5)});
    }
  }
  const ChurnBeliefs beliefs = {BetaBelief{3, 7}, BetaBelief{1, 9}, BetaBelief{1, 19}};
  const RevenueAtRisk risk = revenue_at_risk(accounts, 7, beliefs);
  std::int64_t sum = std::llround(100 * risk.unattributed.value);
  for (const Estimate& theme : risk.themes) {
    expect_holds_its_value(theme, 0, 1e12);
    sum += std::llround(100 * theme.value);
  }
  RC_ASSERT(sum == std::llround(100 * risk.total.value));
}

}  // namespace
}  // namespace koe::models::stats
