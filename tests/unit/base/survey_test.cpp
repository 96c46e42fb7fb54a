#include "pipeline/domain/survey.h"

#include <gtest/gtest.h>

#include "pipeline/domain/issue.h"

namespace koe {
namespace {

TEST(Score, BandsFollowTheNetPromoterScale) {
  for (int score = 0; score <= 6; ++score) EXPECT_EQ(nps_value(score), -1) << score;
  EXPECT_EQ(nps_value(7), 0);
  EXPECT_EQ(nps_value(8), 0);
  EXPECT_EQ(nps_value(9), 1);
  EXPECT_EQ(nps_value(10), 1);
}

TEST(Quarter, FollowsTheDateAsWritten) {
  EXPECT_EQ(to_string(*quarter_of("2026-01-01")), "2026Q1");
  EXPECT_EQ(to_string(*quarter_of("2025-12-31T23:59:59+09:00")), "2025Q4");
  EXPECT_FALSE(quarter_of("2026/01/01"));
  EXPECT_FALSE(quarter_of("2026-13-01"));
  EXPECT_FALSE(quarter_of(""));
}

TEST(Quarter, IsOrderedByTimeAndRoundTrips) {
  EXPECT_LT((Quarter{2025, 4}), (Quarter{2026, 1}));
  EXPECT_EQ(parse_quarter("2026Q3"), (Quarter{2026, 3}));
  EXPECT_FALSE(parse_quarter("2026Q5"));
  EXPECT_FALSE(parse_quarter("26Q1"));
}

TEST(IssueCodes, AreListedOnceAndInOrder) {
  const auto codes = all_issue_codes();
  for (std::size_t i = 1; i < codes.size(); ++i) EXPECT_LT(codes[i - 1], codes[i]);
  EXPECT_EQ(code_name(codes[0]), "KOE-1001");
}

}  // namespace
}  // namespace koe
