#include "pipeline/stages/rank/contact_figures.h"

#include <gtest/gtest.h>

#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

struct Lists {
  std::vector<ContactResult> contacts;
  std::vector<BetaResult> beta;
};

Lists lists_of(const StoredData& data, const std::vector<ThemeResult>& themes = {}) {
  const SurveyView view = make_survey_view(SurveyKind::kNps, data);
  const std::vector<Customer> customers = customers_of(view, data);
  const HealthFigures health = health_figures(customers, view, RunConfig{});
  return {contact_figures(customers, view, health), beta_figures(customers, view, health, themes)};
}

TEST(ContactFigures, PutLargeUnhappyFreshCustomersFirst) {
  StoredData data;
  data.accounts = {{.account_id = "big", .arr = 100.0},
                   {.account_id = "happy", .arr = 1000.0},
                   {.account_id = "old", .arr = 100.0},
                   {.account_id = "small", .arr = 10.0}};
  add_response(data, "big", 3, "slow", {2026, 3});
  add_response(data, "happy", 10, "", {2026, 3});
  add_response(data, "old", 3, "slow", {2025, 4});
  add_response(data, "small", 3, "slow", {2026, 3});
  place_unit(data, "slow", 7);
  const std::vector<ContactResult> contacts = lists_of(data).contacts;
  ASSERT_EQ(contacts.size(), 3U) << "a happy customer needs no call";
  EXPECT_EQ(contacts[0].account_id, "big");
  EXPECT_EQ(contacts[0].priority, 1);
  EXPECT_EQ(contacts[0].theme_id, "T0007");
  EXPECT_EQ(contacts[0].score, 3);
  EXPECT_EQ(contacts[0].last_response, "2026-07-15");
  EXPECT_EQ(contacts[1].account_id, "old") << "ten times the money outweighs three quarters";
  EXPECT_EQ(contacts[2].account_id, "small");
  EXPECT_NEAR(contacts[0].value / contacts[2].value, 10, 1e-9);
}

TEST(ContactFigures, NameThePersonWithTheLowestLatestScore) {
  StoredData data;
  for (const auto& [person, score] : {std::pair{"P1", 0}, {"P2", 5}, {"P3", 3}, {"P1", 9}}) {
    add_response(data, "A", score, "");
    data.responses.back().respondent_id = person;
  }
  const std::vector<ContactResult> contacts = lists_of(data).contacts;
  ASSERT_EQ(contacts.size(), 1U);
  EXPECT_EQ(contacts[0].respondent_id, "P3") << "P1 has changed their mind";
}

TEST(ContactFigures, LeaveOutThoseWhoLeft) {
  StoredData data;
  data.accounts = {{.account_id = "A", .arr = 5.0, .churned_on = "2026-08-01"}};
  add_response(data, "A", 0, "slow");
  place_unit(data, "slow", 1);
  ThemeResult theme{.survey = SurveyKind::kNps, .theme_id = "T0001"};
  theme.rank = 1;
  const Lists lists = lists_of(data, {theme});
  EXPECT_TRUE(lists.contacts.empty());
  EXPECT_TRUE(lists.beta.empty());
}

TEST(ContactFigures, WithoutMoneyGoByRisk) {
  StoredData data;
  data.accounts = {{.account_id = "A", .arr = -7.0}, {.account_id = "B"}};
  add_response(data, "A", 6, "");
  add_response(data, "B", 0, "");
  add_response(data, "", 1, "");
  data.responses.back().respondent_id = "P9";
  const std::vector<ContactResult> contacts = lists_of(data).contacts;
  ASSERT_EQ(contacts.size(), 3U);
  EXPECT_EQ(contacts[0].account_id, "B");
  EXPECT_EQ(contacts[1].respondent_id, "P9");
  EXPECT_EQ(contacts[1].account_id, "");
  EXPECT_EQ(contacts[2].account_id, "A");
  EXPECT_FALSE(contacts[2].arr) << "a negative revenue is no revenue";
}

TEST(ContactFigures, AnUnknownRevenueCountsAsTheMedian) {
  StoredData data;
  data.accounts = {{.account_id = "A", .arr = 10.0}, {.account_id = "B", .arr = 30.0}, {.account_id = "C", .arr = 80.0},
                   {.account_id = "D"}};
  for (const char* account : {"A", "B", "C", "D"}) add_response(data, account, 3, "");
  const std::vector<ContactResult> contacts = lists_of(data).contacts;
  ASSERT_EQ(contacts.size(), 4U);
  EXPECT_EQ(contacts[1].account_id, "B");
  EXPECT_EQ(contacts[2].account_id, "D");
  EXPECT_NEAR(contacts[1].value, contacts[2].value, 1e-9);
}

TEST(BetaFigures, OfferAThemesFixToThoseWhoStillComplain) {
  StoredData data;
  for (const char* account : {"A", "B", "C"}) data.accounts.push_back({.account_id = account, .arr = 10.0});
  add_response(data, "A", 3, "slow", {2026, 2});
  add_response(data, "A", 3, "slow", {2026, 3});
  add_response(data, "B", 3, "slow", {2026, 3});
  add_response(data, "B", 3, "dear", {2026, 3});
  add_response(data, "C", 3, "slow", {2026, 2});
  add_response(data, "C", 9, "slow", {2026, 3}, Polarity::kPositive);
  place_unit(data, "slow", 1);
  place_unit(data, "dear", 2);
  std::vector<ThemeResult> themes(2);
  themes[0].theme_id = "T0001";
  themes[0].rank = 1;
  themes[1].theme_id = "T0002";
  themes[1].rank = 11;
  const std::vector<BetaResult> beta = lists_of(data, themes).beta;
  ASSERT_EQ(beta.size(), 2U) << "C is content now, and the second theme is not among the first ten";
  EXPECT_EQ(beta[0].account_id, "A") << "all its complaints are about the theme, half of B's";
  EXPECT_EQ(beta[0].responses, 2);
  EXPECT_EQ(beta[0].theme_rank, 1);
  EXPECT_EQ(beta[1].account_id, "B");
  EXPECT_EQ(beta[1].priority, 2);
}

}  // namespace
}  // namespace koe::stages
