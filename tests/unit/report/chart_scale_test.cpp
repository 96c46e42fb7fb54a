#include "pipeline/report/chart_scale.h"

#include <gtest/gtest.h>

namespace koe::report {
namespace {

TEST(PointScale, HoldsZeroAndHasRoundSteps) {
  const Scale scale = point_scale(-21.4, -2.5);
  EXPECT_DOUBLE_EQ(scale.low, -25);
  EXPECT_DOUBLE_EQ(scale.high, 0);
  ASSERT_EQ(scale.ticks.size(), 6U);
  EXPECT_EQ(scale.ticks[0].label, "\u221225");
  EXPECT_EQ(scale.ticks[5].label, "0");
}

TEST(PointScale, WorksAroundZeroAndForNothingAtAll) {
  EXPECT_DOUBLE_EQ(point_scale(-3, 7).low, -4);
  EXPECT_DOUBLE_EQ(point_scale(-3, 7).high, 8);
  const Scale flat = point_scale(0, 0);
  EXPECT_LT(flat.low, flat.high);
  EXPECT_LE(flat.low, 0);
}

TEST(ShareScale, StartsAtZeroAndReachesTheLargestShare) {
  const Scale scale = share_scale(0.237);
  EXPECT_DOUBLE_EQ(scale.low, 0);
  EXPECT_GE(scale.high, 0.237);
  EXPECT_EQ(scale.ticks[0].label, "0%");
  EXPECT_EQ(share_scale(0).ticks.back().label, "1.0%");
}

TEST(Scale, PositionsAreInPerCentAndCutOffAtTheEnds) {
  const Scale scale{-20, 0, {}};
  EXPECT_DOUBLE_EQ(scale.percent(-20), 0);
  EXPECT_DOUBLE_EQ(scale.percent(-5), 75);
  EXPECT_DOUBLE_EQ(scale.percent(3), 100);
}

}  // namespace
}  // namespace koe::report
