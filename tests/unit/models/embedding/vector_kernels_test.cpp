#include "models/embedding/vector_kernels.h"

#include <gtest/gtest.h>

#include <vector>

#include "models/stats/rng.h"

namespace koe::models::embedding {
namespace {

TEST(VectorKernels, OfThisProcessorGiveTheBitsOfThePlainLoops) {
  stats::Rng rng(7);
  for (const std::size_t n : {0U, 1U, 7U, 8U, 33U, 256U}) {
    std::vector<std::int8_t> values(n);
    std::vector<float> row(n), plain(n), fast(n);
    std::vector<double> columns(n * kLanes);
    for (std::int8_t& value : values) value = static_cast<std::int8_t>(static_cast<int>(rng.index(255)) - 127);
    for (std::size_t j = 0; j < n; ++j) row[j] = plain[j] = fast[j] = static_cast<float>(rng.uniform() - 0.5);
    for (double& value : columns) value = rng.uniform() - 0.5;

    portable_vector_kernels().add_scaled(values.data(), 0.37F, n, plain.data());
    fastest_vector_kernels().add_scaled(values.data(), 0.37F, n, fast.data());
    EXPECT_EQ(fast, plain) << n;

    std::vector<double> plain_sums(kLanes, 9.0), fast_sums(kLanes, 9.0);
    portable_vector_kernels().dot_columns(row.data(), columns.data(), n, plain_sums.data());
    fastest_vector_kernels().dot_columns(row.data(), columns.data(), n, fast_sums.data());
    EXPECT_EQ(fast_sums, plain_sums) << n;
  }
}

TEST(VectorKernels, SumEachLaneInOrder) {
  // 1e16 + 1 - 1e16 is 0 in this order of doubles; the other lanes are 1 + 2 + 3 = 6.
  const std::vector<float> row = {1.0F, 1.0F, 1.0F};
  std::vector<double> columns(3 * kLanes);
  for (std::size_t lane = 0; lane < kLanes; ++lane)
    for (std::size_t j = 0; j < 3; ++j) columns[j * kLanes + lane] = static_cast<double>(j + 1);
  columns[2] = 1e16;
  columns[kLanes + 2] = 1.0;
  columns[2 * kLanes + 2] = -1e16;
  std::vector<double> sums(kLanes);
  fastest_vector_kernels().dot_columns(row.data(), columns.data(), 3, sums.data());
  EXPECT_EQ(sums, (std::vector<double>{6, 6, 0, 6, 6, 6, 6, 6}));
}

}  // namespace
}  // namespace koe::models::embedding
