#include "models/topics/ctfidf.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace koe::models::topics {
namespace {

TEST(ClassTfIdf, FollowsTheFormula) {
  // Theme 0: term 0 three times, term 1 once; theme 1: term 1 twice. 6 counts, 3 a theme on average.
  const auto ranked = class_tf_idf(std::vector<TermCount>{{0, 0, 3.0}, {0, 1, 1.0}, {1, 1, 2.0}}, 2, 2);
  ASSERT_EQ(ranked[0].size(), 2U);
  EXPECT_EQ(ranked[0][0].term, 0U);
  EXPECT_DOUBLE_EQ(ranked[0][0].weight, 3.0 / 4.0 * std::log(1.0 + 3.0 / 3.0));
  EXPECT_DOUBLE_EQ(ranked[0][1].weight, 1.0 / 4.0 * std::log(1.0 + 3.0 / 3.0));
  EXPECT_DOUBLE_EQ(ranked[0][1].share, 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(ranked[1][0].weight, 1.0 * std::log(2.0));
}

TEST(ClassTfIdf, ATermOfOneThemeBeatsAnEquallyFrequentOneOfAll) {
  const auto ranked =
      class_tf_idf(std::vector<TermCount>{{0, 0, 5.0}, {0, 1, 5.0}, {1, 0, 5.0}, {1, 2, 5.0}}, 2, 3);
  EXPECT_EQ(ranked[0][0].term, 1U);
  EXPECT_EQ(ranked[1][0].term, 2U);
}

TEST(ClassTfIdf, TakesCountsInAnyOrderAndInPieces) {
  const std::vector<TermCount> together = {{0, 0, 3.0}, {0, 1, 1.0}, {1, 1, 2.0}};
  const std::vector<TermCount> pieces = {{1, 1, 1.0}, {0, 1, 1.0}, {0, 0, 2.0}, {1, 1, 1.0}, {0, 0, 1.0}};
  EXPECT_EQ(class_tf_idf(together, 2, 2), class_tf_idf(pieces, 2, 2));
}

TEST(ClassTfIdf, TiesGoToTheLowerTermAndEmptyThemesHaveNone) {
  const auto ranked = class_tf_idf(std::vector<TermCount>{{0, 3, 1.0}, {0, 1, 1.0}, {1, 0, 0.0}}, 2, 4);
  EXPECT_EQ(ranked[0][0].term, 1U);
  EXPECT_TRUE(ranked[1].empty());
  EXPECT_TRUE(class_tf_idf({}, 0, 0).empty());
}

TEST(ClassTfIdf, RefusesNumbersOutOfRange) {
  EXPECT_THROW((void)class_tf_idf(std::vector<TermCount>{{1, 0, 1.0}}, 1, 1), std::invalid_argument);
  EXPECT_THROW((void)class_tf_idf(std::vector<TermCount>{{0, 1, 1.0}}, 1, 1), std::invalid_argument);
  EXPECT_THROW((void)class_tf_idf(std::vector<TermCount>{{0, 0, -1.0}}, 1, 1), std::invalid_argument);
}

}  // namespace
}  // namespace koe::models::topics
