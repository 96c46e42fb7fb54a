#include "models/stats/decomposition.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "models/stats/rng.h"

namespace koe::models::stats {
namespace {

struct Period {
  std::vector<std::int8_t> value;
  std::vector<std::uint32_t> segment;
  std::vector<std::vector<std::uint32_t>> members;

  explicit Period(std::size_t themes) : members(themes) {}
  void add(int count, int v, std::uint32_t s, const std::vector<std::size_t>& themes) {
    for (int i = 0; i < count; ++i) {
      for (const std::size_t t : themes) members[t].push_back(static_cast<std::uint32_t>(value.size()));
      value.push_back(static_cast<std::int8_t>(v));
      segment.push_back(s);
    }
  }
  [[nodiscard]] PeriodResponses view() const { return {value, segment, members}; }
};

double sum_of_parts(const NpsDecomposition& d) {
  return d.mix + d.base + std::accumulate(d.prevalence.begin(), d.prevalence.end(), 0.0) +
         std::accumulate(d.severity.begin(), d.severity.end(), 0.0);
}

TEST(NpsDecomposition, OfOtherPeopleAnsweringIsAllMix) {
  // segment 0 always promoters, segment 1 always passives; their shares go from 3:1 to 1:3
  Period before(0);
  before.add(30, 1, 0, {});
  before.add(10, 0, 1, {});
  Period after(0);
  after.add(10, 1, 0, {});
  after.add(30, 0, 1, {});
  const auto d = decompose_nps_change(before.view(), after.view(), 2);
  ASSERT_TRUE(d);
  EXPECT_NEAR(d->change, -50, 1e-10);
  EXPECT_NEAR(d->mix, -50, 1e-10);
  EXPECT_NEAR(d->base, 0, 1e-10);
}

TEST(NpsDecomposition, OfAThemeThatSpreadsIsPrevalence) {
  // who mentions it is a detractor, who does not a promoter; 10 % mention it, then 30 %
  Period before(1);
  before.add(900, 1, 0, {});
  before.add(100, -1, 0, {0});
  Period after(1);
  after.add(700, 1, 0, {});
  after.add(300, -1, 0, {0});
  const auto d = decompose_nps_change(before.view(), after.view(), 1);
  ASSERT_TRUE(d);
  EXPECT_NEAR(d->change, -40, 1e-9);
  EXPECT_NEAR(d->prevalence[0], -40, 0.5);  // the ridge penalty takes about one hundredth
  EXPECT_NEAR(d->severity[0], 0, 0.5);
  EXPECT_NEAR(d->mix, 0, 1e-9);
}

TEST(NpsDecomposition, OfAThemeThatGetsWorseIsSeverity) {
  // 20 % mention it, once as passives, then as detractors
  Period before(1);
  before.add(800, 1, 0, {});
  before.add(200, 0, 0, {0});
  Period after(1);
  after.add(800, 1, 0, {});
  after.add(200, -1, 0, {0});
  const auto d = decompose_nps_change(before.view(), after.view(), 1);
  ASSERT_TRUE(d);
  EXPECT_NEAR(d->severity[0], -20, 0.3);
  EXPECT_NEAR(d->prevalence[0], 0, 1e-9);
}

TEST(NpsDecomposition, PartsAlwaysSumToTheChange) {
  Rng rng(12);
  for (int repetition = 0; repetition < 20; ++repetition) {
    Period periods[2] = {Period(4), Period(4)};
    for (Period& period : periods) {
      const std::uint32_t n = 1 + rng.index(120);
      for (std::uint32_t i = 0; i < n; ++i) {
        std::vector<std::size_t> themes;
        for (std::size_t t = 0; t < 4; ++t) {
          if (rng.uniform() < 0.3) themes.push_back(t);
        }
        period.add(1, static_cast<int>(rng.index(3)) - 1, rng.index(3), themes);
      }
    }
    const auto d = decompose_nps_change(periods[0].view(), periods[1].view(), 3);
    ASSERT_TRUE(d);
    EXPECT_NEAR(sum_of_parts(*d), d->change, 1e-9);
  }
}

// 20 of 100 mention it in the second period only and are detractors, all others passives: all of the -20 is prevalence.
TEST(NpsDecomposition, OfANewThemeIsPrevalenceAlone) {
  Period before(1);
  before.add(100, 0, 0, {});
  Period after(1);
  after.add(80, 0, 0, {});
  after.add(20, -1, 0, {0});
  const auto d = decompose_nps_change(before.view(), after.view(), 1);
  EXPECT_NEAR(d->prevalence[0], -20, 1.5);  // the ridge takes about a twentieth of it
  EXPECT_EQ(d->severity[0], 0);
}

TEST(NpsDecomposition, WithoutACommonSegmentEverythingIsMix) {
  Period before(1);
  before.add(5, 1, 0, {});
  Period after(1);
  after.add(5, -1, 1, {0});
  const auto d = decompose_nps_change(before.view(), after.view(), 2);
  ASSERT_TRUE(d);
  EXPECT_NEAR(d->mix, -200, 1e-12);
  EXPECT_EQ(d->severity[0], 0);
}

TEST(NpsDecomposition, NeedsResponsesInBothPeriods) {
  Period empty(1);
  Period some(1);
  some.add(3, 1, 0, {});
  EXPECT_FALSE(decompose_nps_change(empty.view(), some.view(), 1));
  EXPECT_FALSE(decompose_nps_change(some.view(), empty.view(), 1));
}

/// Two periods of `accounts` accounts that answer once each, with four themes at random.
struct RandomPeriods {
  Period before{4}, after{4};
  std::vector<std::uint32_t> cluster_before, cluster_after;

  RandomPeriods(std::uint64_t seed, std::uint32_t accounts) {
    Rng rng(seed);
    for (std::uint32_t account = 0; account < accounts; ++account) {
      for (Period* period : {&before, &after}) {
        std::vector<std::size_t> themes;
        for (std::size_t t = 0; t < 4; ++t) {
          if (rng.uniform() < 0.2) themes.push_back(t);
        }
        period->add(1, static_cast<int>(rng.index(3)) - 1, rng.index(2), themes);
        (period == &before ? cluster_before : cluster_after).push_back(account);
      }
    }
  }

  [[nodiscard]] std::optional<ExplainedNpsChange> explain(const DecompositionOptions& options) const {
    return explain_nps_change(before.view(), after.view(), 2, cluster_before, cluster_after, options);
  }
};

TEST(ExplainedNpsChange, HasTheDecompositionsValuesEachInsideItsInterval) {
  const RandomPeriods periods(5, 80);
  const auto parts = decompose_nps_change(periods.before.view(), periods.after.view(), 2);
  const auto explained = periods.explain({.draws = 200});
  ASSERT_TRUE(parts && explained);
  EXPECT_EQ(explained->change.value, parts->change);
  EXPECT_EQ(explained->mix.value, parts->mix);
  EXPECT_EQ(explained->base.value, parts->base);
  for (std::size_t t = 0; t < 4; ++t) {
    EXPECT_EQ(explained->prevalence[t].value, parts->prevalence[t]);
    EXPECT_EQ(explained->severity[t].value, parts->severity[t]);
    EXPECT_EQ(explained->theme[t].value, parts->prevalence[t] + parts->severity[t]);
    for (const Estimate& e : {explained->prevalence[t], explained->severity[t], explained->theme[t]}) {
      EXPECT_LE(e.low, e.value);
      EXPECT_GE(e.high, e.value);
    }
  }
  EXPECT_LT(explained->change.low, explained->change.high);
}

TEST(ExplainedNpsChange, IsTheSameAtAnyNumberOfThreads) {
  const RandomPeriods periods(6, 60);
  const auto one = periods.explain({.draws = 120, .seed = 3, .threads = 1});
  const auto four = periods.explain({.draws = 120, .seed = 3, .threads = 4});
  EXPECT_EQ(one->change, four->change);
  EXPECT_EQ(one->theme, four->theme);
  EXPECT_NE(one->change.low, periods.explain({.draws = 120, .seed = 4})->change.low);
}

TEST(ExplainedNpsChange, OfASingleAccountIsWideOpen) {
  Period before(1), after(1);
  before.add(5, 1, 0, {0});
  after.add(5, -1, 0, {});
  const std::vector<std::uint32_t> one(5, 7);
  const auto explained = explain_nps_change(before.view(), after.view(), 1, one, one, {.draws = 50});
  EXPECT_EQ(explained->change, (Estimate{-200, -200, 200}));
  EXPECT_EQ(explained->theme[0].low, -200);
  EXPECT_EQ(explained->theme[0].high, 200);
}

// 40 accounts whose people all move from passive to promoter: every resample says +100.
TEST(ExplainedNpsChange, KnowsThatTheSameAccountsAnsweredTwice) {
  Period before(0), after(0);
  std::vector<std::uint32_t> cluster;
  for (std::uint32_t account = 0; account < 40; ++account) {
    before.add(1, account % 2 == 0 ? 0 : -1, 0, {});
    after.add(1, account % 2 == 0 ? 1 : 0, 0, {});
    cluster.push_back(account);
  }
  const auto explained = explain_nps_change(before.view(), after.view(), 1, cluster, cluster, {.draws = 100});
  EXPECT_NEAR(explained->change.low, 100, 1e-9);
  EXPECT_NEAR(explained->change.high, 100, 1e-9);
}

TEST(RoundedToSum, GivesTheMissingUnitsToTheLargestRemainders) {
  // thirds of 10 at unit 1: 3.33 each makes 9, the first gets the missing one
  EXPECT_EQ(rounded_to_sum(std::vector<double>{10.0 / 3, 10.0 / 3, 10.0 / 3}, 1), (std::vector<double>{4, 3, 3}));
  EXPECT_EQ(rounded_to_sum(std::vector<double>{-1.4, 0.4, 0.6}, 1), (std::vector<double>{-1, 0, 1}));
  EXPECT_TRUE(rounded_to_sum(std::vector<double>{}, 1).empty());
}

}  // namespace
}  // namespace koe::models::stats
