#include "models/anonymity/small_cut.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace koe::models::anonymity {
namespace {

/// A table of departments by offices: people[d][o].
bool has_cut(const std::vector<std::vector<int>>& people, std::int64_t k) {
  std::vector<std::uint32_t> department, office;
  for (std::uint32_t d = 0; d < people.size(); ++d)
    for (std::uint32_t o = 0; o < people[d].size(); ++o)
      for (int i = 0; i < people[d][o]; ++i) {
        department.push_back(d);
        office.push_back(o);
      }
  std::vector<std::uint32_t> person(department.size());
  std::iota(person.begin(), person.end(), 0u);
  return has_small_cut(department, office, person, k);
}

TEST(SmallCut, SeesADepartmentThatIsAnOfficeButForTwo) {
  EXPECT_TRUE(has_cut({{20, 0}, {2, 20}}, 5));   // office 0 less department 0: two people
  EXPECT_FALSE(has_cut({{20, 0}, {5, 20}}, 5));
}

TEST(SmallCut, SeesTwoDepartmentsTogether) {
  // Departments 0 and 1 are office 0 but for one person of department 1, and department 2 holds two of office 0:
  // (0 + 1) - office 0 rests on three people although every pair differs by more.
  EXPECT_TRUE(has_cut({{20, 0}, {20, 1}, {2, 40}}, 5));
  EXPECT_FALSE(has_cut({{20, 0}, {20, 3}, {2, 40}}, 5));
}

TEST(SmallCut, OfSeparatePartsIsNone) { EXPECT_FALSE(has_cut({{20, 0}, {0, 20}}, 5)); }

TEST(SmallCut, CountsAPersonWithTwoAnswersOnce) {
  const std::vector<std::uint32_t> department = {0, 0, 0, 0, 0, 0}, office = {0, 0, 0, 0, 0, 0};
  const std::vector<std::uint32_t> six = {0, 1, 2, 3, 4, 5}, four = {0, 1, 2, 3, 3, 3};
  EXPECT_FALSE(has_small_cut(department, office, six, 5));
  EXPECT_TRUE(has_small_cut(department, office, four, 5));
}

}  // namespace
}  // namespace koe::models::anonymity
