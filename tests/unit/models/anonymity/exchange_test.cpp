#include "models/anonymity/exchange.h"

#include <gtest/gtest.h>

namespace koe::models::anonymity {
namespace {

constexpr Band kD = Band::kDetractor, kN = Band::kPassive, kP = Band::kPromoter;

TEST(Exchange, WithAnotherBandInTheSameGroups) {
  EXPECT_EQ(exchangeable({{1, 1, 2}}, std::vector{kP, kD, kP}), (std::vector<bool>{true, true, false}));
}

TEST(Exchange, OfAUniformGroupIsNotFound) {
  EXPECT_EQ(exchangeable({{1, 1, 1}}, std::vector{kN, kN, kN}), (std::vector<bool>(3, false)));
}

TEST(Exchange, AcrossTwoDepartmentsInTwoOffices) {
  // Offices as context, departments as values: in office 0 department 1 can give a promoter to department 2, in office 1
  // it gets one back. Nobody shares both groups with another answer.
  const std::vector<std::vector<std::uint32_t>> labels = {{1, 2, 1, 2}, {0, 0, 1, 1}};
  EXPECT_EQ(exchangeable(labels, std::vector{kP, kD, kD, kP}), (std::vector<bool>(4, true)));
}

TEST(Exchange, NeedsAWayBack) {
  // Both offices could only move a promoter from department 1 to department 2.
  const std::vector<std::vector<std::uint32_t>> labels = {{1, 2, 1, 2}, {0, 0, 1, 1}};
  EXPECT_EQ(exchangeable(labels, std::vector{kP, kD, kP, kD}), (std::vector<bool>(4, false)));
}

TEST(Exchange, ThroughAnswersThatDeviateInOneTableOnly) {
  // Answer 0 is in groups 1 of both tables; 1 is in the first only, 2 in the second only, 3 to 5 in neither. 0 and 3 turn
  // from P to D, 1 and 2 from D to P: both groups and everybody keep their counts.
  const std::vector<std::vector<std::uint32_t>> labels = {{1, 1, 0, 0, 0, 0}, {1, 0, 1, 0, 0, 0}};
  EXPECT_TRUE(exchangeable(labels, std::vector{kP, kD, kD, kP, kP, kP})[0]);
}

TEST(Exchange, AlongACycleThroughThreeDepartmentsAndThreeOffices) {
  // Each answer is the only one in its department and office; flipping all six keeps every row and column:
  // department 0 has P in office 0 and D in office 1, department 1 P in 1 and D in 2, department 2 P in 2 and D in 0.
  const std::vector<std::vector<std::uint32_t>> labels = {{0, 0, 1, 1, 2, 2}, {0, 1, 1, 2, 2, 0}};
  EXPECT_EQ(exchangeable(labels, std::vector{kP, kD, kP, kD, kP, kD}), (std::vector<bool>(6, true)));
}

}  // namespace
}  // namespace koe::models::anonymity
