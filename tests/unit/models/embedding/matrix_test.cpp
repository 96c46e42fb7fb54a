#include "models/matrix.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace koe::models {
namespace {

TEST(Matrix, StartsAtZeroAndKeepsRowsApart) {
  Matrix matrix(2, 3);
  matrix.row(1)[2] = 5.0F;
  EXPECT_EQ(matrix.rows(), 2U);
  EXPECT_EQ(matrix.columns(), 3U);
  EXPECT_EQ(matrix.row(0)[2], 0.0F);
  EXPECT_EQ(matrix.values()[5], 5.0F);
}

TEST(Matrix, MayBeFilledByOthers) {
  Matrix matrix = Matrix::unset(2, 2);
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t j = 0; j < 2; ++j) matrix.row(i)[j] = static_cast<float>(i + j);
  Matrix same(2, 2);
  same.row(0)[1] = same.row(1)[0] = 1.0F;
  same.row(1)[1] = 2.0F;
  EXPECT_EQ(matrix, same);
  EXPECT_EQ(UnsetVector<int>(3, 0), (UnsetVector<int>{0, 0, 0}));
}

TEST(UnsetVector, BeginsWhereACacheLineDoes) {
  for (const std::size_t size : {1U, 100U, 100000U}) {
    const UnsetVector<std::int16_t> values(size);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(values.data()) % 64, 0U) << size;
  }
}

}  // namespace
}  // namespace koe::models
