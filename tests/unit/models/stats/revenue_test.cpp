#include "models/stats/revenue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/stats/rng.h"

namespace koe::models::stats {
namespace {

constexpr ChurnBeliefs kBeliefs = {BetaBelief{3, 7}, BetaBelief{1, 9}, BetaBelief{1, 19}};

std::int64_t hundredths(double money) { return std::llround(money * 100); }

TEST(ChurnBeliefs, MixTheStatementWithWhatWasSeen) {
  const ChurnBeliefs beliefs = churn_beliefs({0.3, 0.1, 0.05}, 10, {ChurnCounts{4, 6}, {0, 0}, {1, 19}});
  EXPECT_EQ(beliefs[0], (BetaBelief{7, 13}));
  EXPECT_EQ(beliefs[1], (BetaBelief{1, 9}));
  EXPECT_EQ(beliefs[2], (BetaBelief{1.5, 28.5}));
}

TEST(RevenueAtRisk, WorkedByHand) {
  const std::vector<RevenueAccount> accounts = {
      {.arr = 1000, .band = AccountBand::kDetractor, .parts = {{0, 2}, {1, 1}}},  // 300: 200 and 100
      {.arr = 500, .band = AccountBand::kPassive, .parts = {{1, 1}}},             // 50
      {.arr = 2000, .band = AccountBand::kPromoter, .parts = {}},                 // 100, nobody's
  };
  const RevenueAtRisk risk = revenue_at_risk(accounts, 3, kBeliefs);
  EXPECT_DOUBLE_EQ(risk.themes[0].value, 200);
  EXPECT_DOUBLE_EQ(risk.themes[1].value, 150);
  EXPECT_EQ(risk.themes[2], Estimate{});
  EXPECT_DOUBLE_EQ(risk.unattributed.value, 100);
  EXPECT_DOUBLE_EQ(risk.total.value, 450);
}

TEST(RevenueAtRisk, ThirdsReconcileToTheLastHundredth) {
  const std::vector<RevenueAccount> accounts = {
      {.arr = 100, .band = AccountBand::kPassive, .parts = {{0, 1}, {1, 1}, {2, 1}}}};  // 10.00 in three
  const RevenueAtRisk risk = revenue_at_risk(accounts, 3, kBeliefs);
  EXPECT_EQ(hundredths(risk.themes[0].value), 334);
  EXPECT_EQ(hundredths(risk.themes[1].value), 333);
  EXPECT_EQ(hundredths(risk.themes[2].value), 333);
}

TEST(RevenueAtRisk, SumsReconcileExactlyForRandomCustomerBases) {
  Rng rng(9);
  for (int repetition = 0; repetition < 50; ++repetition) {
    std::vector<RevenueAccount> accounts(200);
    for (RevenueAccount& account : accounts) {
      account.arr = std::exp(12 + 2 * rng.normal());
      account.band = static_cast<AccountBand>(rng.index(3));
      for (std::uint32_t theme = rng.index(4); theme < 12; theme += 1 + rng.index(9)) {
        account.parts.push_back({theme, 0.1 + rng.uniform()});
      }
    }
    const RevenueAtRisk risk = revenue_at_risk(accounts, 12, kBeliefs);
    std::int64_t sum = hundredths(risk.unattributed.value);
    for (const Estimate& theme : risk.themes) sum += hundredths(theme.value);
    ASSERT_EQ(sum, hundredths(risk.total.value));
  }
}

TEST(RevenueAtRisk, OfOneBandHasTheIntervalOfItsChurnChance) {
  const std::vector<RevenueAccount> accounts = {
      {.arr = 1000, .band = AccountBand::kDetractor, .parts = {{0, 1}}}};
  const RevenueAtRisk risk = revenue_at_risk(accounts, 1, kBeliefs);
  const Estimate chance = summary(kBeliefs[0]);
  EXPECT_NEAR(risk.themes[0].low, 1000 * chance.low, 1e-6);
  EXPECT_NEAR(risk.themes[0].high, 1000 * chance.high, 1e-6);
}

TEST(RevenueAtRisk, MixedBandsMatchSimulatedQuantiles) {
  const std::vector<RevenueAccount> accounts = {
      {.arr = 600, .band = AccountBand::kDetractor, .parts = {{0, 1}}},
      {.arr = 900, .band = AccountBand::kPassive, .parts = {{0, 1}}},
      {.arr = 1500, .band = AccountBand::kPromoter, .parts = {{0, 1}}},
  };
  const Estimate risk = revenue_at_risk(accounts, 1, kBeliefs).themes[0];
  // Beta(a, b) with whole a and b: the a-th smallest of a + b - 1 uniforms
  Rng rng(4);
  const auto beta = [&](std::size_t a, std::size_t b) {
    std::vector<double> u(a + b - 1);
    for (double& x : u) x = rng.uniform();
    std::sort(u.begin(), u.end());
    return u[a - 1];
  };
  constexpr int kDraws = 20000;
  int below = 0;
  int above = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double loss = 600 * beta(3, 7) + 900 * beta(1, 9) + 1500 * beta(1, 19);
    below += loss < risk.low;
    above += loss > risk.high;
  }
  EXPECT_NEAR(below / static_cast<double>(kDraws), 0.025, 0.01);
  EXPECT_NEAR(above / static_cast<double>(kDraws), 0.025, 0.01);
}

TEST(RevenueAtRisk, OfNobodyOrNothingIsZero) {
  const RevenueAtRisk nobody = revenue_at_risk({}, 2, kBeliefs);
  EXPECT_EQ(nobody.themes.size(), 2U);
  EXPECT_EQ(nobody.total, Estimate{});
  const std::vector<RevenueAccount> free_plan = {
      {.arr = 0, .band = AccountBand::kDetractor, .parts = {{1, 1}}}};
  EXPECT_EQ(revenue_at_risk(free_plan, 2, kBeliefs).total, Estimate{});
}

TEST(AccountThemeRisks, AreTheSameMoneyBeforeRounding) {
  const std::vector<RevenueAccount> accounts = {
      {.arr = 1000, .band = AccountBand::kDetractor, .parts = {{0, 2}, {1, 1}}},
      {.arr = 400, .band = AccountBand::kPassive, .parts = {}},
      {.arr = 500, .band = AccountBand::kPassive, .parts = {{1, 1}}}};
  const std::vector<AccountThemeRisk> risks = account_theme_risks(accounts, kBeliefs);
  ASSERT_EQ(risks.size(), 3U);
  EXPECT_EQ(risks[0].account, 0U);
  EXPECT_NEAR(risks[0].amount, 200, 1e-9);
  EXPECT_NEAR(risks[1].amount, 100, 1e-9);
  EXPECT_EQ(risks[2].account, 2U);
  EXPECT_EQ(risks[2].theme, 1U);
  EXPECT_NEAR(risks[2].amount, 50, 1e-9);
}

}  // namespace
}  // namespace koe::models::stats
