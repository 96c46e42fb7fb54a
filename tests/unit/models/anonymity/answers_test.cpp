#include "models/anonymity/answers.h"

#include <gtest/gtest.h>

#include "tests/unit/models/anonymity/answer_builders.h"

namespace koe::models::anonymity {
namespace {

TEST(Answers, AreCountedByBand) {
  const auto answers = answers_of("PNDDP");
  EXPECT_EQ(count_bands(answers, Group{0, 1, 2, 3}), (Counts{2, 1, 1}));  // detractors, passives, promoters
}

TEST(Answers, OfOnePersonInTwoWavesAreOnePerson) {
  std::vector<Answer> answers = answers_of("PD");
  answers[1].person = 0;
  answers[1].wave = 1;
  EXPECT_EQ(count_people(answers, Group{0, 1}), 1);
}

TEST(Answers, WithoutNamesCountAsThoseOfTheFullestWave) {
  // Three nameless answers in one wave and two in the next: three people can have given all five.
  std::vector<Answer> answers = answers_of("PPDND");
  for (Answer& answer : answers) answer.is_named = false;
  answers[3].wave = answers[4].wave = 1;
  EXPECT_EQ(count_people(answers, range(0, 5)), 3);
  answers[0].is_named = true;  // one named and two nameless in the first wave, two in the second
  EXPECT_EQ(count_people(answers, range(0, 5)), 3);
}

TEST(Answers, AreCountedNoFurtherThanAsked) {
  const auto answers = answers_of(std::string(100, 'P'));
  EXPECT_EQ(count_people(answers, range(0, 100), 5), 5);
  EXPECT_EQ(count_people(answers, range(0, 100)), 100);
}

TEST(Answers, AreMixedWithTwoBandsOrMore) {
  const auto answers = answers_of("PPD");
  EXPECT_FALSE(is_mixed(answers, Group{0, 1}));
  EXPECT_TRUE(is_mixed(answers, Group{0, 1, 2}));
  EXPECT_FALSE(is_mixed(answers, Group{}));
}

}  // namespace
}  // namespace koe::models::anonymity
