#include "models/embedding/vector_kernels.h"

#include <gtest/gtest.h>

#include <vector>

#include "models/stats/rng.h"

namespace koe::models::embedding {
namespace {

TEST(VectorKernels, AddRowsAsThePlainLoopsDoBitByBit) {
  stats::Rng rng(7);
  for (const std::size_t n : {0U, 1U, 31U, 32U, 33U, 64U, 100U, 256U}) {
    for (const std::size_t count : {0U, 1U, 5U}) {
      std::vector<std::int8_t> values(n * count);
      std::vector<float> start(n);
      for (std::int8_t& value : values) value = static_cast<std::int8_t>(static_cast<int>(rng.index(255)) - 127);
      for (float& value : start) value = static_cast<float>(rng.uniform() - 0.5);
      std::vector<ScaledRow> rows;
      for (std::size_t r = 0; r < count; ++r) rows.push_back({values.data() + r * n, static_cast<float>(rng.uniform())});
      std::vector<float> expected = start;
      for (const ScaledRow& row : rows)
        for (std::size_t j = 0; j < n; ++j) expected[j] += row.factor * static_cast<float>(row.values[j]);
      for (const VectorKernels& kernels : supported_vector_kernels()) {
        std::vector<float> sum = start;
        kernels.add_scaled(rows.data(), count, n, sum.data());
        EXPECT_EQ(sum, expected) << n << " " << count;
      }
    }
  }
}

TEST(VectorKernels, MultiplyColumnsAsThePlainLoopsDoBitByBit) {
  stats::Rng rng(8);
  for (const std::size_t n : {0U, 1U, 7U, 256U}) {
    std::vector<double> rows(n * kRowsAtOnce), columns(n * kLanes);
    for (double& value : rows) value = double{static_cast<float>(rng.uniform() - 0.5)};
    for (double& value : columns) value = double{static_cast<float>(rng.uniform() - 0.5)};
    std::vector<double> expected(kRowsAtOnce * kLanes, 9.0);
    portable_vector_kernels().dot_columns(rows.data(), columns.data(), n, expected.data());
    for (const VectorKernels& kernels : supported_vector_kernels()) {
      std::vector<double> sums(kRowsAtOnce * kLanes, 9.0);
      kernels.dot_columns(rows.data(), columns.data(), n, sums.data());
      EXPECT_EQ(sums, expected) << n;
    }
  }
}

TEST(VectorKernels, ScaleDoublesAsThePlainLoopsDoBitByBit) {
  stats::Rng rng(9);
  for (const std::size_t n : {0U, 1U, 4U, 7U, 256U}) {
    std::vector<std::int8_t> values(n);
    std::vector<double> others(n), added(n), multiplied(n);
    for (std::int8_t& value : values) value = static_cast<std::int8_t>(static_cast<int>(rng.index(255)) - 127);
    for (double& other : others) other = rng.uniform() - 0.5;
    const double step = rng.uniform();
    for (std::size_t j = 0; j < n; ++j) {
      added[j] = others[j] + step * static_cast<double>(values[j]);
      multiplied[j] = step * static_cast<double>(values[j]) * others[j];
    }
    for (const VectorKernels& kernels : supported_vector_kernels()) {
      std::vector<double> sum = others, products(n);
      kernels.add_scaled_precisely(values.data(), step, n, sum.data());
      kernels.multiply(values.data(), step, others.data(), n, products.data());
      EXPECT_EQ(sum, added) << n;
      EXPECT_EQ(products, multiplied) << n;
    }
  }
}

TEST(VectorKernels, SumEachLaneInOrder) {
  // 2^60 + 1 - 2^60 is 0 in this order of doubles; the other lanes of row r are (r + 1) (1 + 2 + 3).
  std::vector<double> rows(3 * kRowsAtOnce), columns(3 * kLanes);
  for (std::size_t j = 0; j < 3; ++j) {
    for (std::size_t r = 0; r < kRowsAtOnce; ++r) rows[j * kRowsAtOnce + r] = static_cast<double>(r + 1);
    for (std::size_t lane = 0; lane < kLanes; ++lane) columns[j * kLanes + lane] = static_cast<double>(j + 1);
  }
  columns[2] = 0x1p60;
  columns[kLanes + 2] = 1.0;
  columns[2 * kLanes + 2] = -0x1p60;
  std::vector<double> expected(kRowsAtOnce * kLanes);
  for (std::size_t r = 0; r < kRowsAtOnce; ++r)
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      expected[r * kLanes + lane] = lane == 2 ? 0.0 : 6.0 * static_cast<double>(r + 1);
  for (const VectorKernels& kernels : supported_vector_kernels()) {
    std::vector<double> sums(kRowsAtOnce * kLanes);
    kernels.dot_columns(rows.data(), columns.data(), 3, sums.data());
    EXPECT_EQ(sums, expected);
  }
}

}  // namespace
}  // namespace koe::models::embedding
