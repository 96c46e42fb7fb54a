#include "models/stats/criteria.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "models/stats/impact.h"
#include "models/stats/rng.h"

namespace koe::models::stats {
namespace {

struct Survey {
  std::vector<std::int8_t> value;
  std::vector<std::uint32_t> cluster;
  std::vector<std::vector<std::uint32_t>> members{4};
};

/// Themes 0 and 1 are often mentioned together; only 0 lowers the score.
Survey draw() {
  Survey survey;
  Rng rng(21);
  for (std::uint32_t i = 0; i < 300; ++i) {
    const bool first = rng.uniform() < 0.2;
    if (first) survey.members[0].push_back(i);
    if (rng.uniform() < (first ? 0.7 : 0.1)) survey.members[1].push_back(i);
    if (rng.uniform() < 0.1) survey.members[2].push_back(i);
    survey.value.push_back(rng.uniform() < (first ? 0.8 : 0.3) ? std::int8_t{-1} : std::int8_t{1});
    survey.cluster.push_back(i / 3);
  }
  return survey;  // nobody mentions theme 3
}

TEST(NetCostCriterion, IsMinusTheNetImpactOnTheDataAsTheyAre) {
  const Survey survey = draw();
  const auto criterion = net_cost_criterion(survey.value, survey.members, survey.cluster, 100);
  std::vector<double> score(4);
  criterion(std::vector<std::uint32_t>(100, 1), score);
  const auto impacts = net_impacts(survey.value, survey.members, survey.cluster);
  for (std::size_t theme = 0; theme < 3; ++theme) EXPECT_NEAR(score[theme], -impacts[theme]->impact.value, 1e-9);
  EXPECT_EQ(score[3], 0);
  EXPECT_GT(score[0], score[1] + 5) << "the companion does not share the blame";
}

TEST(NetCostCriterion, AClusterThatCountsTwiceIsTheSameAsItsResponsesTwice) {
  const Survey survey = draw();
  const auto criterion = net_cost_criterion(survey.value, survey.members, survey.cluster, 100);
  std::vector<std::uint32_t> weight(100, 1);
  weight[0] = 2;
  std::vector<double> weighted(4), repeated(4);
  criterion(weight, weighted);
  Survey twice = survey;
  for (std::uint32_t i = 0; i < 3; ++i) {
    twice.value.push_back(survey.value[i]);
    twice.cluster.push_back(0);
    for (std::size_t theme = 0; theme < 4; ++theme)
      if (std::ranges::count(survey.members[theme], i) > 0) twice.members[theme].push_back(300 + i);
  }
  net_cost_criterion(twice.value, twice.members, twice.cluster, 100)(std::vector<std::uint32_t>(100, 1), repeated);
  for (std::size_t theme = 0; theme < 4; ++theme) EXPECT_NEAR(weighted[theme], repeated[theme], 1e-9);
}

TEST(NetCostCriterion, AnEmptyResampleScoresZero) {
  const Survey survey = draw();
  std::vector<double> score(4, 7);
  net_cost_criterion(survey.value, survey.members, survey.cluster, 100)(std::vector<std::uint32_t>(100, 0), score);
  EXPECT_EQ(score, std::vector<double>(4, 0));
}

ThemeCriterion fixed(std::vector<double> scores) {
  return [scores](std::span<const std::uint32_t>, std::span<double> out) { std::ranges::copy(scores, out.begin()); };
}

TEST(CompositeCriterion, AddsWeightedPercentilesWorkedByHand) {
  // by points 30 10 20 -> percentiles 1 0 1/2; by money 5 5 9 -> 1/4 1/4 1; weights 3 : 1
  const auto criterion = composite_criterion({{3, fixed({30, 10, 20})}, {1, fixed({5, 5, 9})}});
  std::vector<double> score(3);
  criterion({}, score);
  EXPECT_NEAR(score[0], 0.75 * 1 + 0.25 * 0.25, 1e-12);
  EXPECT_NEAR(score[1], 0.75 * 0 + 0.25 * 0.25, 1e-12);
  EXPECT_NEAR(score[2], 0.75 * 0.5 + 0.25 * 1, 1e-12);
}

TEST(CompositeCriterion, ASingleThemeIsInTheMiddle) {
  std::vector<double> score(1);
  composite_criterion({{1, fixed({3})}})({}, score);
  EXPECT_EQ(score[0], 0.5);
}

}  // namespace
}  // namespace koe::models::stats
