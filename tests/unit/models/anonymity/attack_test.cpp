#include "models/anonymity/attack.h"

#include <gtest/gtest.h>

#include "tests/unit/models/anonymity/answer_builders.h"

namespace koe::models::anonymity {
namespace {

std::vector<PublishedCount> publish(const std::vector<Answer>& answers, const std::vector<Group>& groups) {
  std::vector<PublishedCount> published;
  for (const Group& group : groups) published.push_back(exact_line(answers, group));
  return published;
}

TEST(Attack, SubtractsTheShownDepartmentsFromEverybody) {
  // Twelve people, a department of eleven shown: the twelfth is everybody less the eleven.
  const auto answers = answers_of("PPPPNNNDDDDP");
  const AttackResult result = attack(answers, publish(answers, {range(0, 12), range(0, 11)}), 5);
  EXPECT_EQ(result.recovered, (std::vector<std::uint32_t>{11}));
  EXPECT_EQ(result.isolated, 1u);
  EXPECT_EQ(result.unknowns, 6u);  // two atoms by three bands
  EXPECT_EQ(result.equations, 6u);
  EXPECT_EQ(result.rank, 2u);
}

TEST(Attack, FindsALateAnswerBetweenTwoReports) {
  const auto answers = answers_of("PPNNDD");
  const AttackResult result = attack(answers, publish(answers, {range(0, 5), range(0, 6)}), 5);
  EXPECT_EQ(result.recovered, (std::vector<std::uint32_t>{5}));
}

TEST(Attack, TakesAGroupOfOneAnswerAsKnown) {
  const auto answers = answers_of("DDDDDPN");
  EXPECT_EQ(attack(answers, publish(answers, {range(0, 5)}), 5).recovered, range(0, 5));
}

TEST(Attack, UsesBoundsWhereSubtractionAloneSaysNothing) {
  // Department 0-5 has no promoter. Office 3-8 has three: they must be 6, 7 and 8, and no row says so.
  const auto answers = answers_of("NNDNDDPPPN");
  const auto result = attack(answers, publish(answers, {range(0, 6), range(3, 9)}), 2);
  EXPECT_EQ(result.recovered, range(6, 9));
}

TEST(Attack, FindsNobodyInMixedGroupsOfEnough) {
  const auto answers = answers_of("PNDPNDPNDPND");
  const AttackResult result = attack(answers, publish(answers, {range(0, 12), range(0, 6)}), 5);
  EXPECT_TRUE(result.recovered.empty());
  EXPECT_EQ(result.isolated, 0u);
}

TEST(Attack, KnowsOfABoundNoMoreThanItSays) {
  // Ten detractors mention the theme, of thirteen: "80 % or more" leaves two of them open.
  const auto answers = answers_of("DDDDDDDDDDPPP");
  const std::vector<PublishedCount> bounded = {exact_line(answers, range(0, 13)), theme_line(answers, range(0, 10))};
  EXPECT_TRUE(attack(answers, bounded, 2).recovered.empty());
  const std::vector<PublishedCount> exact = {exact_line(answers, range(0, 13)), exact_line(answers, range(0, 10))};
  EXPECT_EQ(attack(answers, exact, 2).recovered, range(0, 13));
}

TEST(Attack, CombinesABoundWithCounts) {
  // Two passives among the seven of a department; 8 or more of ten who hold these seven are detractors, so that all
  // others are: 8 - 5 = 3 of 3.
  const auto answers = answers_of("DDDDDNNDDDP");
  const std::vector<PublishedCount> lines = {exact_line(answers, range(0, 11)), exact_line(answers, range(0, 7)),
                                             theme_line(answers, range(0, 10))};
  EXPECT_EQ(attack(answers, lines, 2).recovered, range(7, 11));
}

TEST(HiddenWidth, IsTheRestLessOneForEachOther) {
  EXPECT_EQ(hidden_width(10, 2, false), 8);  // 1..9
  EXPECT_EQ(hidden_width(10, 1, false), 0);  // exactly 10
  EXPECT_EQ(hidden_width(10, 1, true), 9);   // 1..10
}

}  // namespace
}  // namespace koe::models::anonymity
