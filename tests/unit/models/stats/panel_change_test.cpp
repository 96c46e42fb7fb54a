#include "models/stats/panel_change.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace koe::models::stats {
namespace {

using Values = std::vector<std::int8_t>;
using People = std::vector<std::uint32_t>;

/// Everybody for themselves: people are the sampled units.
std::optional<PanelChange> panel_of(const Values& before, const People& who_before, const Values& after,
                                    const People& who_after) {
  return panel_nps_change({before, who_before, who_before}, {after, who_after, who_after});
}

TEST(PanelChange, OfStrangersIsTheIndependentTest) {
  const Values before = {1, 1, 0, -1}, after = {1, -1, -1};
  const auto panel = panel_of(before, {0, 1, 2, 3}, after, {4, 5, 6});
  ASSERT_TRUE(panel);
  EXPECT_EQ(panel->method, ChangeMethod::kIndependent);
  EXPECT_EQ(panel->people_on_both_sides, 0);
  EXPECT_EQ(panel->change, *nps_change(count_nps(before), count_nps(after)));
}

TEST(PanelChange, OfTheSamePeopleIsThePairedTestWhateverTheirOrder) {
  const Values before = {1, 0, -1, 1}, after = {1, 1, 0, -1};
  const auto panel = panel_of(before, {0, 1, 2, 3}, after, {3, 2, 1, 0});
  ASSERT_TRUE(panel);
  EXPECT_EQ(panel->method, ChangeMethod::kPaired);
  EXPECT_EQ(panel->people_on_both_sides, 4);
  EXPECT_EQ(panel->change, *paired_nps_change(before, Values{-1, 0, 1, 1}));
}

// before: 4 answers with sum 1, so 7 pseudo-counted with mean 1/7; after: 3 answers with sum 1, 6 with mean
// 1/6. Person 0 answers 1 and 1: pull (1 - 1/6)/6 - (1 - 1/7)/7 = 0.138889 - 0.122449 = 0.016440. Alone
// before: 1, 0, -1 pull 0.122449, -0.020408, -0.163265; alone after: 1, -1 pull 0.138889, -0.194444. Squares:
// 0.000270 + 0.014994 + 0.000416 + 0.026656 + 0.019290 + 0.037809 = 0.099435; pseudo: (1.5 + 3/49)/49 + (1.5
// + 3/36)/36 = 0.031862 + 0.043981 = 0.075843. Six people: SE = 100 sqrt(0.099435 x 6/5 + 0.075843) = 100
// sqrt(0.195165) = 44.177.
TEST(PanelChange, WithSomeOfTheSamePeopleSubtractsWhatTheyShare) {
  const auto panel = panel_of({1, 1, 0, -1}, {0, 1, 2, 3}, {1, 1, -1}, {0, 5, 6});
  ASSERT_TRUE(panel);
  EXPECT_EQ(panel->method, ChangeMethod::kOverlapping);
  EXPECT_EQ(panel->people_on_both_sides, 1);
  EXPECT_NEAR(panel->change.value, 100.0 / 3 - 25, 1e-9);
  EXPECT_NEAR(panel->change.adjusted, 100.0 / 6 - 100.0 / 7, 1e-9);
  EXPECT_NEAR(panel->change.standard_error, 44.177, 0.001);
  EXPECT_LE(panel->change.low, panel->change.value);
  EXPECT_GE(panel->change.high, panel->change.value);
}

TEST(PanelChange, PeopleWhoNeverChangeTheirMindMakeItMoreCertain) {
  Values value;
  People same, others;
  for (std::uint32_t i = 0; i < 40; ++i) {
    value.push_back(static_cast<std::int8_t>(static_cast<int>(i % 3) - 1));
    same.push_back(i);
    others.push_back(100 + i);
  }
  Values longer = value;  // one more, so that not everybody is on both sides
  longer.push_back(0);
  same.push_back(99);
  const auto alone = nps_change(count_nps(value), count_nps(longer));
  others.resize(40);
  const auto panel = panel_of(value, People(same.begin(), same.end() - 1), longer, same);
  EXPECT_LT(panel->change.standard_error, 0.5 * alone->standard_error);
}

TEST(PanelChange, OnePersonAnsweringTwiceInAQuarterIsOnePerson) {
  const Values before = {1, 1, 1, 1, 0, -1, 0, 1}, after = {0, 1, -1, 1};
  const People strangers = {0, 1, 2, 3, 4, 5, 6, 7}, one_four_times = {0, 0, 0, 0, 4, 5, 6, 7};
  const People later = {10, 11, 12, 13};
  const auto plain = panel_of(before, strangers, after, later);
  const auto repeated = panel_of(before, one_four_times, after, later);
  EXPECT_EQ(repeated->method, ChangeMethod::kIndependent);
  EXPECT_GT(repeated->change.standard_error, plain->change.standard_error);
}

TEST(PanelChange, NeedsAnswersOnBothSides) {
  EXPECT_FALSE(panel_of({}, {}, {1}, {0}));
  EXPECT_FALSE(panel_of({1}, {0}, {}, {}));
}

// Twelve accounts whose three people always say the same: 36 answers are worth hardly more than twelve.
TEST(PanelChange, PeopleOfOneAccountWhoAgreeAreWorthLittleMoreThanOne) {
  Values value;
  People person_before, person_after, account_before, account_after;
  for (std::uint32_t i = 0; i < 36; ++i) {
    value.push_back(static_cast<std::int8_t>(static_cast<int>(i / 3 % 3) - 1));
    person_before.push_back(i);
    person_after.push_back(100 + i);
    account_before.push_back(i / 3);
    account_after.push_back(50 + i / 3);
  }
  const auto by_person = panel_of(value, person_before, value, person_after);
  const auto by_account =
      panel_nps_change({value, person_before, account_before}, {value, person_after, account_after});
  EXPECT_EQ(by_account->method, ChangeMethod::kIndependent);
  EXPECT_GT(by_account->change.standard_error, 1.5 * by_person->change.standard_error);
}

// The same accounts, other people of them: what the account thinks is no news.
TEST(PanelChange, OtherPeopleOfTheSameAccountsShareItsMood) {
  Values value;
  People person_before, person_after, account;
  for (std::uint32_t i = 0; i < 36; ++i) {
    value.push_back(static_cast<std::int8_t>(static_cast<int>(i / 3 % 3) - 1));
    person_before.push_back(i);
    person_after.push_back(100 + i);
    account.push_back(i / 3);
  }
  const auto by_person = panel_of(value, person_before, value, person_after);
  const auto by_account = panel_nps_change({value, person_before, account}, {value, person_after, account});
  EXPECT_LT(by_account->change.standard_error, 0.5 * by_person->change.standard_error);
  const People few(36, 0);  // a single account shows nothing of how accounts differ: people are the units
  EXPECT_EQ(panel_nps_change({value, person_before, few}, {value, person_after, few})->change,
            by_person->change);
}

}  // namespace
}  // namespace koe::models::stats
