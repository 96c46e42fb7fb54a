#include "pipeline/stages/rank/suppression.h"

#include <gtest/gtest.h>

namespace koe::stages {
namespace {

using Hidden = std::vector<bool>;

TEST(Suppression, ShowsEverythingWhenEveryGroupIsLargeEnough) {
  EXPECT_EQ(hidden_groups({5, 12, 40}, 5), (Hidden{false, false, false}));
}

TEST(Suppression, HidesOneMoreGroupSoThatASingleHiddenOneCannotBeSubtracted) {
  // All 60, Sales 50, Support 7: a hidden Legal of 3 would be 60 - 50 - 7.
  EXPECT_EQ(hidden_groups({50, 7, 3}, 5), (Hidden{false, true, true}));
}

TEST(Suppression, HidesMoreUntilTheHiddenPeopleTogetherAreEnough) {
  // 2 + 2 = 4 people are known to be hidden: still fewer than five, so the next smallest goes too.
  EXPECT_EQ(hidden_groups({2, 2, 9, 30}, 5), (Hidden{true, true, true, false}));
}

TEST(Suppression, LeavesTwoSmallGroupsThatHoldEnoughTogether) {
  EXPECT_EQ(hidden_groups({3, 4, 30}, 5), (Hidden{true, true, false}));
}

TEST(Suppression, IgnoresEmptyGroups) {
  EXPECT_EQ(hidden_groups({0, 20, 30}, 5), (Hidden{false, false, false}));
}

TEST(Suppression, OfASingleSmallGroupHidesIt) { EXPECT_EQ(hidden_groups({4}, 5), (Hidden{true})); }

}  // namespace
}  // namespace koe::stages
