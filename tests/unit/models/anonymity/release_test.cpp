#include "models/anonymity/release.h"

#include <gtest/gtest.h>

#include "tests/unit/models/anonymity/answer_builders.h"

namespace koe::models::anonymity {
namespace {

/// Admits the groups one after the other; what became of each.
std::vector<bool> admitted(const std::vector<Answer>& answers, const std::vector<TableGroup>& groups, std::int64_t k,
                           Release::Split split = Release::Split::kWaves) {
  Release release(answers, groups, k, split);
  std::vector<bool> results;
  for (const TableGroup& group : groups) results.push_back(release.admit({&group, 1}));
  return results;
}

TEST(Release, RefusesSmallAndUniformGroups) {
  const auto answers = answers_of("PNDPPPPPPPD");
  EXPECT_EQ(admitted(answers, {{1, range(0, 4)}}, 5), std::vector{false});
  EXPECT_EQ(admitted(answers, {{1, range(3, 10)}}, 5), std::vector{false});  // promoters only
  EXPECT_EQ(admitted(answers, {{1, range(0, 5)}}, 5), std::vector{true});
}

TEST(Release, RefusesWhatASubtractionWouldIsolate) {
  const auto answers = answers_of("PNDPNDPNDPND");
  EXPECT_EQ(admitted(answers, {{0, range(0, 12)}, {1, range(0, 8)}}, 5), (std::vector{true, false}));  // four are left
  EXPECT_EQ(admitted(answers, {{0, range(0, 12)}, {1, range(0, 7)}}, 5), (std::vector{true, true}));
}

TEST(Release, RefusesADifferenceOfOneBand) {
  const auto answers = answers_of("PNDPNDDDDDD");
  EXPECT_EQ(admitted(answers, {{0, range(0, 11)}, {1, range(0, 5)}}, 5), (std::vector{true, false}));  // six detractors left
}

TEST(Release, RefusesACombinationOfThreeTables) {
  // Halves by three attributes of 16 people; the fourth group makes (a + b - all) single out one atom of two.
  std::vector<Answer> answers = answers_of("PDNPDNPDNPDNPDNP");
  const Group all = range(0, 16), a = range(0, 9), b = range(7, 16);
  // a + b - all = answers 7 and 8
  EXPECT_EQ(admitted(answers, {{0, all}, {1, a}, {2, b}}, 5), (std::vector{true, true, false}));
}

TEST(Release, TakesWhatIsPublicIntoAccountAndShowsItAgain) {
  const auto answers = answers_of("PNDPNDPNDPND");
  const std::vector<TableGroup> old = {{1, range(0, 11)}};
  const TableGroup everybody{0, range(0, 12)};
  const std::vector<TableGroup> possible = {old[0], everybody};
  Release release(answers, possible, 5, Release::Split::kWaves);
  release.assume(old);
  EXPECT_TRUE(release.knows(old[0]));
  EXPECT_FALSE(release.admit({&everybody, 1}));  // one late answer
  EXPECT_TRUE(release.admit(old));
}

TEST(Release, CountsAChangedAnswerAsItsPerson) {
  // Answer 12 is person 0 again, now a detractor: the two versions of the group differ by one person's two answers.
  auto answers = answers_of("PNDPNDPNDPND");
  answers.push_back(answers[0]);
  answers.back().band = Band::kDetractor;
  Group changed = range(1, 13);
  EXPECT_EQ(admitted(answers, {{0, range(0, 12)}, {0, changed}}, 5), (std::vector{true, false}));
}

TEST(Release, OfOverlappingGroupsRefusesASumOverTooFew) {
  // Themes a and b overlap in answers 7 and 8 alone: a + b - all is these two.
  const std::vector<Answer> answers = answers_of("PDNPDNPDNPDNPDNP");
  const Group all = range(0, 16), a = range(0, 9), b = range(7, 16);
  EXPECT_EQ(admitted(answers, {{0, all}, {1, a}, {2, b}}, 5, Release::Split::kOverlapping), (std::vector{true, true, false}));
}

TEST(Release, TakesAThemeOfOneBandAsABound) {
  const auto answers = answers_of("DDDDDDDDDDPNPNP");
  const auto overlapping = Release::Split::kOverlapping;
  EXPECT_EQ(admitted(answers, {{0, range(0, 15)}, {1, range(0, 10)}}, 5, overlapping), (std::vector{true, true}));
  EXPECT_EQ(admitted(answers, {{0, range(0, 15)}, {1, range(0, 9)}}, 5, overlapping), (std::vector{true, false}))
      << "of nine answers no bound is given";
  EXPECT_EQ(admitted(answers, {{0, range(0, 15)}, {1, range(0, 10)}}, 5), (std::vector{true, false}))
      << "a department's counts are published, never a bound";
}

TEST(Release, RefusesABoundThatOtherCountsMakeExact) {
  // 8 of 10 is the fewest that the bound allows. Theme 1 has five detractors and two passives of the ten, so all the other
  // three must be detractors.
  const auto answers = answers_of("DDDDDNNDDDPNPNPD");
  const std::vector<TableGroup> groups = {{0, range(0, 16)}, {1, range(0, 7)}, {2, range(0, 10)}};
  EXPECT_EQ(admitted(answers, groups, 3, Release::Split::kOverlapping), (std::vector{true, true, false}));
}

TEST(Release, KnowsCountsOfABoundedGroupOnlyOnceTheyArePublic) {
  const auto answers = answers_of("DDDDDDDDPN");
  const TableGroup theme{1, range(0, 10)}, everybody{0, range(0, 10)};
  const std::vector<TableGroup> possible = {theme, everybody};
  Release release(answers, possible, 5, Release::Split::kOverlapping);
  release.assume({&theme, 1});
  EXPECT_TRUE(release.knows(theme));
  EXPECT_FALSE(release.knows(everybody));
  release.assume({&everybody, 1});
  EXPECT_TRUE(release.knows(everybody));
}

TEST(Atoms, AreAnswersThatAllGroupsTreatAlike) {
  const std::vector<TableGroup> groups = {{0, range(0, 4)}, {1, range(2, 5)}};
  const auto atom_of = split_into_atoms(6, groups);
  EXPECT_EQ(atom_of[0], atom_of[1]);
  EXPECT_EQ(atom_of[2], atom_of[3]);
  EXPECT_NE(atom_of[0], atom_of[2]);
  EXPECT_NE(atom_of[4], atom_of[2]);
  EXPECT_EQ(atom_of[5], 3u);  // in no group: the number after the last atom
}

}  // namespace
}  // namespace koe::models::anonymity
