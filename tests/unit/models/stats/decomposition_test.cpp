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

}  // namespace
}  // namespace koe::models::stats
