#include "models/anonymity/sum_exchange.h"

#include <gtest/gtest.h>

namespace koe::models::anonymity {
namespace {

constexpr Band kD = Band::kDetractor, kN = Band::kPassive, kP = Band::kPromoter;

std::vector<bool> found(const std::vector<Group>& groups_of, const std::vector<Band>& bands) {
  return exchangeable_in_sum(groups_of, bands, Group{0}, std::vector<std::int64_t>(5, 0));
}

TEST(OneToOneExchange, IsWithAnAnswerInTheSameGroups) {
  const std::vector<Group> groups_of = {{0, 1}, {0, 1}, {0}};
  const std::vector<std::int64_t> no_slack = {0, 0};
  EXPECT_EQ(exchangeable_one_to_one(groups_of, std::vector{kD, kP, kP}, Group{0, 2}, no_slack),
            (std::vector<bool>{true, false}));
  EXPECT_EQ(exchangeable_one_to_one(groups_of, std::vector{kD, kD, kD}, Group{0}, no_slack), std::vector<bool>{false});
}

TEST(OneToOneExchange, LeavesAsideGroupsWithSlackForOneMore) {
  // Answers 0 and 1 are all of group 1, detractors; the promoter is in group 0 alone.
  const std::vector<Group> groups_of = {{0, 1}, {0, 1}, {0}};
  const std::vector<Band> bands = {kD, kD, kP};
  EXPECT_EQ(exchangeable_one_to_one(groups_of, bands, Group{0}, std::vector<std::int64_t>{0, 1}), std::vector<bool>{true});
  EXPECT_EQ(exchangeable_one_to_one(groups_of, bands, Group{0}, std::vector<std::int64_t>{0, 0}), std::vector<bool>{false});
}

TEST(SumExchange, LeavesAsideGroupsWithSlackForAsManyAsTurn) {
  // As below, two against two; group 3 holds both detractors, and could lose two.
  const std::vector<Group> groups_of = {{0, 1, 2, 3}, {0, 3}, {0, 1}, {0, 2}};
  const std::vector<Band> bands = {kD, kD, kP, kP};
  EXPECT_EQ(exchangeable_in_sum(groups_of, bands, Group{0}, std::vector<std::int64_t>{0, 0, 0, 2}), std::vector<bool>{true});
  EXPECT_EQ(exchangeable_in_sum(groups_of, bands, Group{0}, std::vector<std::int64_t>{0, 0, 0, 1}), std::vector<bool>{false});
}

TEST(SumExchange, OfTwoAgainstTwoThatAreInTheSameGroupsTogether) {
  // 0 and 1 turn from D to P, 2 and 3 from P to D: groups 1 and 2 lose and win one detractor each.
  EXPECT_EQ(found({{0, 1, 2}, {0}, {0, 1}, {0, 2}}, {kD, kD, kP, kP}), std::vector<bool>{true});
}

TEST(SumExchange, AcrossTwoQuartersThatShareATheme) {
  // Groups 1 and 2 are everybody of a quarter, 3 a theme. Within one quarter nobody could be exchanged.
  EXPECT_EQ(found({{1, 3}, {2}, {1}, {2, 3}}, {kD, kD, kN, kN}), std::vector<bool>{true});
}

TEST(SumExchange, NeedsAsManyAnswersOnBothSides) {
  // Three promoters would balance groups 1 to 3, but there are only two detractors: group 0 would count one more.
  EXPECT_EQ(found({{0, 1, 2}, {0, 3}, {0, 1}, {0, 2}, {0, 3}}, {kD, kD, kP, kP, kP}), std::vector<bool>{false});
}

TEST(SumExchange, UsesNoAnswerTwice) {
  // Three promoters turn back, so two detractors in no group must turn along with answer 0.
  EXPECT_EQ(found({{0, 1, 2, 3}, {0}, {0}, {0, 1}, {0, 2}, {0, 3}}, {kD, kD, kD, kP, kP, kP}), std::vector<bool>{true});
  EXPECT_EQ(found({{0, 1, 2, 3}, {0}, {0, 4}, {0, 1}, {0, 2}, {0, 3}}, {kD, kD, kD, kP, kP, kP}), std::vector<bool>{false});
}

TEST(SumExchange, OfFourAgainstFour) {
  // 0 is in four groups, each of 4 to 7 in one of them; 1 to 3 are in none of them.
  const std::vector<Group> groups_of = {{0, 1, 2, 3, 4}, {0}, {0}, {0}, {0, 1}, {0, 2}, {0, 3}, {0, 4}};
  EXPECT_EQ(found(groups_of, {kD, kD, kD, kD, kP, kP, kP, kP}), std::vector<bool>{true});
  EXPECT_EQ(found(groups_of, {kD, kD, kD, kN, kP, kP, kP, kP}), std::vector<bool>{false});  // three are too few
}

}  // namespace
}  // namespace koe::models::anonymity
