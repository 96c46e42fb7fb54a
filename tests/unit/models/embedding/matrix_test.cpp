#include "models/matrix.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace koe::models
