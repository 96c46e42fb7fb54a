#include "models/neighbors/exact_knn.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "models/neighbors/best_lists.h"
#include "models/neighbors/dot_kernel.h"
#include "models/stats/rng.h"

namespace koe::models::neighbors {
namespace {

UnitVectors random_vectors(std::size_t n, std::size_t d, std::uint64_t seed) {
  stats::Rng rng(seed);
  UnitVectors vectors(n, d);
  std::vector<double> sum(d);
  for (std::size_t i = 0; i < n; ++i) {
    for (double& value : sum) value = rng.normal();
    vectors.set_direction(i, sum);
  }
  return vectors;
}

/// What exact_knn promises, written as plainly as it can be.
std::vector<std::uint32_t> naive_nearest(const UnitVectors& queries, std::size_t i, const UnitVectors& base,
                                         std::size_t k, bool skip_self) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t c = 0; c < base.rows(); ++c) {
    if (!skip_self || c != i) order.push_back(c);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
    return dot(queries, i, base, left) > dot(queries, i, base, right);
  });
  order.resize(std::min(k, order.size()));
  return order;
}

TEST(UnitVectors, RoundToTheNearestSixteenThousandth) {
  Matrix matrix(2, 3);
  matrix.row(0)[0] = 0.6F;
  matrix.row(0)[2] = -0.8F;
  const UnitVectors vectors = UnitVectors::quantise(matrix);
  EXPECT_EQ(vectors.row(0)[0], 9830);  // 0.6 * 16384 = 9830.4
  EXPECT_EQ(vectors.row(0)[1], 0);
  EXPECT_EQ(vectors.row(0)[2], -13107);
  EXPECT_TRUE(vectors.is_zero(1));
  EXPECT_FALSE(vectors.is_zero(0));
  EXPECT_EQ(vectors.padded_row(0).size() % kDotBlock, 0U);
}

TEST(UnitVectors, RoundHalvesAwayFromZeroAndNothingElseUp) {
  Matrix matrix(1, 6);
  const float step = 1.0F / 16384.0F;
  const std::vector<float> values = {2.5F * step,  -2.5F * step, std::nextafter(0.5F * step, 0.0F),
                                     0.5F * step, 1e-30F,        -1.0F};
  std::ranges::copy(values, matrix.row(0).begin());
  const UnitVectors vectors = UnitVectors::quantise(matrix);
  EXPECT_EQ(std::vector<std::int16_t>(vectors.row(0).begin(), vectors.row(0).end()),
            (std::vector<std::int16_t>{3, -3, 0, 1, 0, -16384}));
}

TEST(UnitVectors, ADirectionHasLengthOne) {
  const UnitVectors vectors = random_vectors(20, 100, 3);
  for (std::size_t i = 0; i < vectors.rows(); ++i)
    EXPECT_NEAR(cosine(dot(vectors, i, vectors, i)), 1.0, 1e-3);
}

TEST(UnitVectors, SubsetsAndAppendingKeepRows) {
  const UnitVectors vectors = random_vectors(5, 40, 4);
  UnitVectors part = vectors.subset(std::vector<std::uint32_t>{3, 1});
  EXPECT_TRUE(std::ranges::equal(part.row(0), vectors.row(3)));
  part.append(vectors);
  EXPECT_EQ(part.rows(), 7U);
  EXPECT_TRUE(std::ranges::equal(part.row(6), vectors.row(4)));
  EXPECT_THROW(part.append(UnitVectors(1, 41)), std::invalid_argument);
}

TEST(DotKernel, EveryKernelGivesTheSameIntegersForAnyNumberOfCandidates) {
  const UnitVectors vectors = random_vectors(64, 250, 5);
  const std::size_t stride = vectors.padded_row(0).size();
  for (const std::size_t candidates : {1U, 2U, 3U, 4U, 5U, 7U, 8U, 60U}) {
    std::vector<std::int32_t> expected;
    for (std::size_t q = 0; q < kQueryBlock; ++q)
      for (std::size_t c = 0; c < candidates; ++c) expected.push_back(dot(vectors, q, vectors, 4 + c));
    for (const DotKernel kernel : supported_dot_kernels()) {
      std::vector<std::int32_t> products(kQueryBlock * candidates);
      kernel(vectors.padded_row(0).data(), vectors.padded_row(4).data(), stride, candidates, products.data());
      EXPECT_EQ(products, expected) << candidates;
    }
  }
}

TEST(DotKernel, EveryKernelAddsUpTheLargestProducts) {
  UnitVectors same(kQueryBlock + 5, 1);
  for (std::size_t i = 0; i < same.rows(); ++i) same.set_direction(i, std::vector<double>{i % 2 == 0 ? 1.0 : -1.0});
  for (const DotKernel kernel : supported_dot_kernels()) {
    std::vector<std::int32_t> products(kQueryBlock * 5);
    kernel(same.padded_row(0).data(), same.padded_row(kQueryBlock).data(), same.padded_row(0).size(), 5, products.data());
    EXPECT_EQ(products[0], kUnit * kUnit);
    EXPECT_EQ(products[1], -kUnit * kUnit);
  }
}

TEST(ExactKnn, AgreesWithADoubleLoop) {
  for (const std::size_t n : {2U, 3U, 31U, 33U, 300U, 770U}) {
    const UnitVectors vectors = random_vectors(n, 50, n);
    const Neighbors found = nearest_neighbors(vectors, 10, 2);
    for (std::size_t i = 0; i < n; ++i) {
      EXPECT_TRUE(std::ranges::equal(found.indices_of(i), naive_nearest(vectors, i, vectors, 10, true)))
          << n << " " << i;
    }
  }
}

TEST(ExactKnn, AgreesWithADoubleLoopBetweenTwoSets) {
  const UnitVectors queries = random_vectors(37, 33, 8);
  const UnitVectors base = random_vectors(290, 33, 9);
  const Neighbors found = nearest_rows(queries, base, 5, 3);
  for (std::size_t i = 0; i < queries.rows(); ++i) {
    EXPECT_TRUE(std::ranges::equal(found.indices_of(i), naive_nearest(queries, i, base, 5, false))) << i;
    EXPECT_EQ(found.dots_of(i)[0], dot(queries, i, base, found.indices_of(i)[0]));
  }
}

TEST(ExactKnn, BothWaysIsTheSameAsTwoSearches) {
  for (const auto& [n, m] : {std::pair{1U, 1U}, std::pair{3U, 700U}, std::pair{700U, 3U}, std::pair{258U, 515U}}) {
    const UnitVectors left = random_vectors(n, 40, n), right = random_vectors(m, 40, m + 1000);
    const NeighborsBothWays found = nearest_both_ways(left, right, 4, 7, 3);
    EXPECT_EQ(found.of_left, nearest_rows(left, right, 4, 1)) << n << " " << m;
    EXPECT_EQ(found.of_right, nearest_rows(right, left, 7, 1)) << n << " " << m;
  }
}

TEST(ExactKnn, BothWaysMayAskForNothingOnOneSide) {
  const UnitVectors left = random_vectors(5, 8, 1), right = random_vectors(6, 8, 2);
  EXPECT_EQ(nearest_both_ways(left, right, 0, 2, 1).of_left.k, 0U);
  EXPECT_EQ(nearest_both_ways(left, right, 0, 2, 1).of_right, nearest_rows(right, left, 2, 1));
  EXPECT_EQ(nearest_both_ways(left, UnitVectors(0, 8), 2, 2, 1).of_right.n, 0U);
  EXPECT_THROW((void)nearest_both_ways(left, UnitVectors(1, 9), 1, 1, 1), std::invalid_argument);
}

TEST(BestLists, HoldTheSameInWhateverOrderCandidatesCome) {
  // Products 5 9 5 9 1: the best three are 1 and 3 (both 9), then 0 (5, before the 5 of candidate 2).
  const std::vector<std::int32_t> products = {5, 9, 5, 9, 1};
  std::vector<std::uint32_t> order = {0, 1, 2, 3, 4};
  do {
    BestLists lists(1, 3);
    for (const std::uint32_t candidate : order) lists.offer_to_each(0, std::span(products).subspan(candidate, 1), candidate);
    EXPECT_EQ(lists.take_indices(), (std::vector<std::uint32_t>{1, 3, 0}));
    EXPECT_EQ(lists.take_dots(), (std::vector<std::int32_t>{9, 9, 5}));
  } while (std::ranges::next_permutation(order).found);
}

TEST(ExactKnn, TiesGoToTheLowerIndex) {
  UnitVectors same(300, 8);
  for (std::size_t i = 0; i < same.rows(); ++i)
    same.set_direction(i, std::vector<double>{1, 0, 0, 0, 0, 0, 0, 0});
  const Neighbors found = nearest_neighbors(same, 3, 2);
  EXPECT_TRUE(std::ranges::equal(found.indices_of(0), std::vector<std::uint32_t>{1, 2, 3}));
  EXPECT_TRUE(std::ranges::equal(found.indices_of(299), std::vector<std::uint32_t>{0, 1, 2}));
}

TEST(BalancedNeighbors, TakesFromEveryStratumInProportion) {
  const UnitVectors vectors = random_vectors(90, 20, 12);
  std::vector<std::uint32_t> strata(90, 0);
  std::fill(strata.begin() + 60, strata.end(), 1U);  // two thirds, one third
  const Neighbors found = balanced_neighbors(vectors, strata, 10, 2);
  ASSERT_EQ(found.k, 10U);
  for (std::size_t i = 0; i < found.n; ++i) {
    EXPECT_EQ(std::ranges::count_if(found.indices_of(i), [](std::uint32_t j) { return j < 60; }), 7);
    EXPECT_EQ(std::ranges::count(found.indices_of(i), i), 0);
    EXPECT_TRUE(std::ranges::is_sorted(found.dots_of(i), std::greater{}));
    EXPECT_EQ(found.dots_of(i)[9], dot(vectors, i, vectors, found.indices_of(i)[9]));
  }
}

TEST(BalancedNeighbors, AreTheNearestWhenThereIsOneStratum) {
  const UnitVectors vectors = random_vectors(50, 20, 13);
  EXPECT_EQ(balanced_neighbors(vectors, std::vector<std::uint32_t>(50, 0), 7, 2),
            nearest_neighbors(vectors, 7, 1));
}

TEST(BalancedNeighbors, AreTheNearestOfEachStratum) {
  const UnitVectors vectors = random_vectors(600, 20, 15);
  std::vector<std::uint32_t> strata;
  for (std::uint32_t i = 0; i < 600; ++i) strata.push_back(i % 3);
  const Neighbors found = balanced_neighbors(vectors, strata, 6, 3);  // two of each
  for (std::uint32_t i = 0; i < 600; i += 7) {
    std::vector<std::uint32_t> expected;
    const std::vector<std::uint32_t> all = naive_nearest(vectors, i, vectors, 599, true);
    std::vector<int> taken(3, 0);
    for (const std::uint32_t other : all)
      if (taken[strata[other]]++ < 2) expected.push_back(other);
    EXPECT_TRUE(std::ranges::equal(found.indices_of(i), expected)) << i;
  }
}

TEST(BalancedNeighbors, AStratumOfOneHasNoneToGive) {
  const UnitVectors vectors = random_vectors(10, 20, 14);
  std::vector<std::uint32_t> strata(10, 0);
  strata[4] = 2;
  const Neighbors found = balanced_neighbors(vectors, strata, 10, 1);
  EXPECT_EQ(found.k, 9U - 1U);  // nine others, of which each row of the stratum itself has eight
  EXPECT_THROW((void)balanced_neighbors(vectors, {}, 3, 1), std::invalid_argument);
  EXPECT_EQ(balanced_neighbors(UnitVectors(0, 8), {}, 3, 1).k, 0U);
}

TEST(ExactKnn, GivesTheSameBitsAtAnyNumberOfThreads) {
  const UnitVectors vectors = random_vectors(900, 64, 11);
  EXPECT_EQ(nearest_neighbors(vectors, 15, 1), nearest_neighbors(vectors, 15, 7));
  std::vector<std::uint32_t> strata(900, 0);
  std::fill(strata.begin() + 450, strata.end(), 1U);
  EXPECT_EQ(balanced_neighbors(vectors, strata, 15, 1), balanced_neighbors(vectors, strata, 15, 7));
}

TEST(ExactKnn, AsksForNoMoreThanThereIs) {
  EXPECT_EQ(nearest_neighbors(UnitVectors(0, 8), 5, 1).k, 0U);
  EXPECT_EQ(nearest_neighbors(random_vectors(1, 8, 1), 5, 1).k, 0U);
  EXPECT_EQ(nearest_neighbors(random_vectors(3, 8, 1), 5, 1).k, 2U);
  EXPECT_EQ(nearest_rows(random_vectors(3, 8, 1), random_vectors(2, 8, 1), 5, 1).k, 2U);
  EXPECT_THROW((void)nearest_rows(UnitVectors(1, 8), UnitVectors(1, 9), 1, 1), std::invalid_argument);
}

}  // namespace
}  // namespace koe::models::neighbors
