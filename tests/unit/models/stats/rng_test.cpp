#include "models/stats/rng.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "fixture.h"

namespace koe::models::stats {
namespace {

TEST(Rng, FollowsTheAuthorsReferenceForSeedAndStream) {
  for (const auto& row : read_fixture("rng.tsv")) {
    Rng rng(std::stoull(row[0]), std::stoull(row[1]));
    for (int skip = 0; skip < std::stoi(row[2]); ++skip) rng.next();
    EXPECT_EQ(rng.next(), std::stoull(row[3])) << row[0] << " " << row[1] << " " << row[2];
  }
}

TEST(Rng, NeighbouringSeedsAndStreamsShareNoNumbers) {
  std::vector<std::uint64_t> first;
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    for (std::uint64_t stream = 0; stream < 8; ++stream) first.push_back(Rng(seed, stream).next());
  }
  std::sort(first.begin(), first.end());
  EXPECT_EQ(std::adjacent_find(first.begin(), first.end()), first.end());
}

TEST(Rng, UniformFillsTheUnitIntervalEvenly) {
  Rng rng(7);
  std::vector<int> cells(10);
  constexpr int kDraws = 100000;
  for (int i = 0; i < kDraws; ++i) {
    const double u = rng.uniform();
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
    ++cells[static_cast<std::size_t>(u * 10)];
  }
  double chi_square = 0;
  for (const int cell : cells) chi_square += std::pow(cell - kDraws / 10.0, 2) / (kDraws / 10.0);
  EXPECT_LT(chi_square, 27.88);  // 99.9 % point of chi-square with 9 degrees of freedom
}

TEST(Rng, IndexReachesEveryPlaceEquallyOftenAndNothingElse) {
  Rng rng(11);
  std::vector<int> cells(6);
  constexpr int kDraws = 60000;
  for (int i = 0; i < kDraws; ++i) ++cells.at(rng.index(6));
  double chi_square = 0;
  for (const int cell : cells) chi_square += std::pow(cell - kDraws / 6.0, 2) / (kDraws / 6.0);
  EXPECT_LT(chi_square, 20.52);  // 99.9 %, 5 degrees of freedom
  EXPECT_EQ(rng.index(1), 0U);
}

TEST(Rng, NormalHasTheMomentsOfTheStandardNormal) {
  Rng rng(3);
  constexpr int kDraws = 200000;
  double sum = 0;
  double squares = 0;
  double fourths = 0;
  int beyond = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double x = rng.normal();
    sum += x;
    squares += x * x;
    fourths += x * x * x * x;
    beyond += std::abs(x) > 1.959964;
  }
  // four standard errors each: sd of x, x^2, x^4 is 1, sqrt 2, sqrt 96
  const double root = std::sqrt(static_cast<double>(kDraws));
  EXPECT_NEAR(sum / kDraws, 0, 4 / root);
  EXPECT_NEAR(squares / kDraws, 1, 4 * std::sqrt(2.0) / root);
  EXPECT_NEAR(fourths / kDraws, 3, 4 * std::sqrt(96.0) / root);
  EXPECT_NEAR(static_cast<double>(beyond) / kDraws, 0.05, 4 * std::sqrt(0.05 * 0.95) / root);
}

TEST(ResampleCounts, DrawAsManyUnitsAsThereAre) {
  Rng rng(5);
  std::vector<std::uint32_t> counts(1000, 99);
  resample_counts(rng, counts);
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0U), 1000U);
  const auto untouched = std::count(counts.begin(), counts.end(), 0U);
  EXPECT_NEAR(static_cast<double>(untouched), 1000 / std::exp(1.0),
              45);  // 4 sd of the empty-cell count (about 10)
  std::vector<std::uint32_t> none;
  resample_counts(rng, none);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace koe::models::stats
