#include "models/stats/ranking.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "models/stats/impact.h"
#include "models/stats/rng.h"

namespace koe::models::stats {
namespace {

/// A survey whose theme t is mentioned by a tenth of all and lowers the value more the larger t is.
struct Survey {
  std::vector<std::int8_t> value;
  std::vector<std::vector<std::uint32_t>> members;
  std::vector<std::uint32_t> cluster;

  Survey(std::uint32_t n, std::size_t themes, std::uint32_t clusters, std::uint64_t seed) : members(themes) {
    Rng rng(seed);
    for (std::uint32_t i = 0; i < n; ++i) {
      double mean = 0.4;
      for (std::size_t t = 0; t < themes; ++t) {
        if (rng.uniform() >= 0.1) continue;
        members[t].push_back(i);
        mean -= 1.5 * static_cast<double>(t) / static_cast<double>(themes);
      }
      const double x = mean + rng.normal();
      value.push_back(x > 0.5 ? std::int8_t{1} : x < -0.5 ? std::int8_t{-1} : std::int8_t{0});
      cluster.push_back(rng.index(clusters));
    }
  }
};

TEST(NpsCostCriterion, IsMinusTheLeaveOutImpact) {
  const Survey survey(400, 5, 60, 1);
  const ThemeCriterion criterion = nps_cost_criterion(survey.value, survey.members, survey.cluster, 60);
  std::vector<double> score(5);
  criterion(std::vector<std::uint32_t>(60, 1), score);
  for (std::size_t t = 0; t < 5; ++t) {
    std::vector<std::uint8_t> mentions(400);
    for (const std::uint32_t i : survey.members[t]) mentions[i] = 1;
    EXPECT_NEAR(score[t], -leave_out_impact(survey.value, mentions, survey.cluster)->impact.value, 1e-10)
        << t;
  }
}

TEST(NpsCostCriterion, CountsAClusterAsOftenAsItIsDrawn) {
  // cluster 0: a detractor with the theme; cluster 1: a promoter; cluster 2: a promoter that is not drawn
  const std::vector<std::int8_t> value = {-1, 1, 1};
  const std::vector<std::vector<std::uint32_t>> members = {{0}, {}};
  const ThemeCriterion criterion = nps_cost_criterion(value, members, {}, 3);
  std::vector<double> score(2);
  criterion(std::vector<std::uint32_t>{2, 1, 0}, score);
  EXPECT_NEAR(score[0], 100 * (1 - (1 - 2) / 3.0), 1e-12);
  EXPECT_EQ(score[1], 0) << "nobody mentions it";
  criterion(std::vector<std::uint32_t>{3, 0, 0}, score);
  EXPECT_EQ(score[0], 0) << "everybody mentions it";
}

TEST(NpsCostCriterion, OfStatedValuesDoesNotLookAtTheMembersOwn) {
  // n = 4, the theme in 2 of them, A = 0: 100 x 2/2 x (0 + 0.9). Drawn once, twice, once, never: n = 4, m = 3, and the values
  // are -0.9 + 0.3 once and -0.9 - 0.3 twice: 100 x 3/1 x (0 + 1.0).
  const std::vector<std::vector<std::uint32_t>> members = {{0, 1}};
  for (const std::vector<std::int8_t>& value : {std::vector<std::int8_t>{-1, -1, 1, 1}, {1, -1, -1, 1}}) {
    const ThemeCriterion criterion = nps_cost_criterion(value, members, {}, 4, {StatedValues{-0.9, 0.3}});
    std::vector<double> score(1);
    criterion(std::vector<std::uint32_t>{1, 1, 1, 1}, score);
    EXPECT_NEAR(score[0], 90, 1e-12);
    criterion(std::vector<std::uint32_t>{1, 2, 1, 0}, score);
    EXPECT_NEAR(score[0], 300, 1e-12);
  }
}

TEST(NpsCostCriterion, OfAnOddNumberOfStatedValuesHasTheStatedMean) {
  const std::vector<std::vector<std::uint32_t>> members = {{0, 1, 2}};
  const std::vector<std::int8_t> value = {-1, -1, -1, 1, 1, 1};
  std::vector<double> score(1);
  nps_cost_criterion(value, members, {}, 6, {StatedValues{-0.9, 0.3}})(std::vector<std::uint32_t>(6, 1), score);
  EXPECT_NEAR(score[0], 90, 1e-12);
}

TEST(AmountCriterion, AddsAmountsOfDrawnClusters) {
  const ThemeCriterion criterion = amount_criterion({{{0, 10}, {2, 5}}, {}});
  std::vector<double> score(2, -1);
  criterion(std::vector<std::uint32_t>{1, 7, 2}, score);
  EXPECT_EQ(score, (std::vector<double>{20, 0}));
}

TEST(BootstrapRanks, PutTheHighestScoreFirstAndKeepTiesInOrder) {
  const ThemeCriterion criterion = amount_criterion({{{0, 1}}, {{0, 3}}, {{0, 1}}});
  const auto ranks = bootstrap_ranks(1, 3, criterion, {.draws = 50});
  EXPECT_EQ(ranks[1].rank, 1U);
  EXPECT_EQ(ranks[0].rank, 2U);
  EXPECT_EQ(ranks[2].rank, 3U);
  EXPECT_EQ(ranks[1].score, 3);
}

TEST(BootstrapRanks, DoNotDependOnTheNumberOfThreads) {
  const Survey survey(600, 12, 90, 2);
  const ThemeCriterion criterion = nps_cost_criterion(survey.value, survey.members, survey.cluster, 90);
  const auto one = bootstrap_ranks(90, 12, criterion, {.draws = 300, .seed = 5, .threads = 1});
  for (const unsigned threads : {2U, 5U}) {
    EXPECT_EQ(bootstrap_ranks(90, 12, criterion, {.draws = 300, .seed = 5, .threads = threads}), one);
  }
  EXPECT_NE(bootstrap_ranks(90, 12, criterion, {.draws = 300, .seed = 6}), one);
}

TEST(BootstrapRanks, AreCertainOfClearOrdersAndNotOfClearTies) {
  // scores 0, 100, 200... with noise 1: places are known; all equal with noise 1: places are anybody's
  constexpr std::size_t kThemes = 10;
  constexpr std::uint32_t kClusters = 200;
  std::vector<std::vector<ClusterAmount>> apart(kThemes);
  std::vector<std::vector<ClusterAmount>> alike(kThemes);
  Rng rng(8);
  for (std::size_t t = 0; t < kThemes; ++t) {
    for (std::uint32_t c = 0; c < kClusters; ++c) {
      apart[t].push_back({c, static_cast<double>(t) + rng.normal()});
      alike[t].push_back({c, rng.normal()});
    }
  }
  const auto clear = bootstrap_ranks(kClusters, kThemes, amount_criterion(apart), {.draws = 500});
  const auto tied = bootstrap_ranks(kClusters, kThemes, amount_criterion(alike), {.draws = 500});
  double width = 0;
  for (std::size_t t = 0; t < kThemes; ++t) {
    EXPECT_EQ(clear[t].rank, kThemes - t);
    EXPECT_EQ(clear[t].low, clear[t].rank);
    EXPECT_EQ(clear[t].high, clear[t].rank);
    EXPECT_EQ(clear[t].p_top, clear[t].rank <= 5 ? 1 : 0);
    width += tied[t].high - tied[t].low + 1;
    EXPECT_GT(tied[t].p_top, 0.05);
    EXPECT_LT(tied[t].p_top, 0.95);
  }
  EXPECT_GT(width / kThemes, 7);
}

// Normal true scores of a given spread, noise of standard deviation 1. The equal-tailed interval of resampled
// ranks, which carries the noise twice, holds the true rank in 0.91 of the cases at spread 1, 0.86 at 0.5 and
// 0.82 at 0.25.
TEST(BootstrapRanks, HoldTheTrueRankAsOftenAsTheySay) {
  constexpr std::size_t kThemes = 12;
  constexpr std::uint32_t kClusters = 40;
  constexpr int kSurveys = 120;
  for (const double spread : {2.0, 1.0, 0.5, 0.25}) {
    int held = 0;
    double top_surprise = 0;
    for (std::uint64_t survey = 0; survey < kSurveys; ++survey) {
      Rng rng(77, survey);
      std::vector<double> truth(kThemes);
      for (double& x : truth) x = spread * rng.normal();
      std::vector<std::vector<ClusterAmount>> amounts(kThemes);
      for (std::size_t t = 0; t < kThemes; ++t) {
        for (std::uint32_t c = 0; c < kClusters; ++c) {
          // summed over the clusters: truth + standard normal noise
          amounts[t].push_back(
              {c, truth[t] / kClusters + rng.normal() / std::sqrt(static_cast<double>(kClusters))});
        }
      }
      const auto ranks = bootstrap_ranks(kClusters, kThemes, amount_criterion(amounts), {.draws = 400});
      for (std::size_t t = 0; t < kThemes; ++t) {
        const auto ahead = std::count_if(truth.begin(), truth.end(), [&](double x) { return x > truth[t]; });
        const auto true_rank = static_cast<std::uint32_t>(1 + ahead);
        held += ranks[t].low <= true_rank && true_rank <= ranks[t].high;
        top_surprise += ranks[t].p_top > 0.3 && ranks[t].p_top < 0.7 ? (true_rank <= 5) - ranks[t].p_top : 0;
      }
    }
    constexpr double kPlaces = static_cast<double>(kSurveys) * kThemes;
    // where themes hardly differ, the variance of true scores is too uncertain for the full level
    EXPECT_GT(held / kPlaces, spread < 0.5 ? 0.84 : 0.87) << spread;
    EXPECT_LT(held / kPlaces, 0.94) << spread;
    EXPECT_NEAR(top_surprise / kPlaces, 0, 0.02)
        << "p_top near a half comes true about half the time " << spread;
  }
}

TEST(BootstrapRanks, OfNothingOrOneThemeOrOneClusterAreDefined) {
  EXPECT_TRUE(bootstrap_ranks(5, 0, amount_criterion({}), {}).empty());
  const auto single = bootstrap_ranks(5, 1, amount_criterion({{{0, 1}}}), {.draws = 20});
  EXPECT_EQ(single[0].rank, 1U);
  EXPECT_EQ(single[0].high, 1U);
  EXPECT_EQ(single[0].p_top, 1);
  const auto constant = bootstrap_ranks(1, 2, amount_criterion({{{0, 1}}, {{0, 1}}}), {.draws = 20});
  EXPECT_EQ(constant[0].rank, 1U);
  EXPECT_EQ(constant[1].rank, 2U);
}

TEST(BootstrapRanks, PassOnWhatTheCriterionThrows) {
  std::atomic<int> calls{0};
  const ThemeCriterion failing = [&](std::span<const std::uint32_t>, std::span<double> score) {
    std::fill(score.begin(), score.end(), 0.0);
    if (++calls > 10) throw std::runtime_error("criterion");
  };
  EXPECT_THROW(static_cast<void>(bootstrap_ranks(4, 2, failing, {.draws = 100, .threads = 2})),
               std::runtime_error);
}

}  // namespace
}  // namespace koe::models::stats
