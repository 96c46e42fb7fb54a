#include "pipeline/stages/rank/health_figures.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

struct Outcome {
  StoredData data;  // the others point into it
  SurveyView view;
  std::vector<Customer> customers;
  HealthFigures health;
};

Outcome outcome_of(StoredData data) {
  Outcome out;
  out.data = std::move(data);
  out.view = make_survey_view(SurveyKind::kNps, out.data);
  out.customers = customers_of(out.view, out.data);
  out.health = health_figures(out.customers, out.view, RunConfig{});
  return out;
}

/// `n` accounts that answered in 2026Q1, every second one with 2 and every other with 9; of the unhappy ones, those for
/// whom `leaves` says so left on 2026-06-01.
template <typename Leaves>
StoredData customers_with(int n, Leaves leaves) {
  StoredData data;
  for (int i = 0; i < n; ++i) {
    Account account{.account_id = "A" + std::to_string(100 + i)};
    if (leaves(i)) account.churned_on = "2026-06-01";
    add_response(data, account.account_id, i % 2 == 0 ? 2 : 9, "", {2026, 1});
    data.accounts.push_back(std::move(account));
  }
  return data;
}

void expect_sound(const Outcome& outcome) {
  for (const CustomerHealth& customer : outcome.health.customers) {
    if (!customer.leaving) continue;
    EXPECT_TRUE(std::isfinite(customer.leaving->value));
    EXPECT_LE(0, customer.leaving->low);
    EXPECT_LE(customer.leaving->low, customer.leaving->value);
    EXPECT_LE(customer.leaving->value, customer.leaving->high);
    EXPECT_LE(customer.leaving->high, 1);
  }
}

TEST(HealthFigures, WithoutKnownChurnAreTheStatedFormula) {
  const Outcome stated = outcome_of(customers_with(4, [](int) { return false; }));
  EXPECT_EQ(stated.health.model.basis, HealthBasis::kStated);
  EXPECT_EQ(stated.health.model.horizon_days, 365);
  EXPECT_FALSE(stated.health.model.auc);
  EXPECT_GT(stated.health.customers[0].leaving->value, stated.health.customers[1].leaving->value);
  // A yearly tenth at 7.5 points and 0.35 a point. Mean of all 5.5, so scores 2 and 9 count as 3.75 and 7.25; the 0 days
  // of silence add 0.3 a year of one day.
  const double log_odds = std::log(1.0 / 9) + 0.35 * (7.5 - 3.75) + 0.3 / 365;
  EXPECT_NEAR(stated.health.customers[0].leaving->value, 1 / (1 + std::exp(-log_odds)), 1e-9);
  expect_sound(stated);
}

TEST(HealthFigures, LearnFromKnownChurnAndSayHowWell) {
  const Outcome learned = outcome_of(customers_with(80, [](int i) { return i % 4 == 0; }));  // half of the unhappy ones leave
  const HealthResult& model = learned.health.model;
  EXPECT_EQ(model.basis, HealthBasis::kValidated);
  EXPECT_EQ(model.learned_on, "2026-04-01");
  EXPECT_EQ(model.horizon_days, 61);  // to 2026-06-01
  EXPECT_EQ(model.accounts, 80);
  EXPECT_EQ(model.left, 20);
  ASSERT_TRUE(model.auc);
  // Of the pairs of one that left (score 2) and one that stayed (20 with 2, 40 with 9) two thirds are told apart and one
  // third is a tie but for the folds' small differences.
  EXPECT_NEAR(model.auc->value, 2.0 / 3 + 1.0 / 6, 0.12);
  EXPECT_NEAR(model.expected_left, 20, 3);
  EXPECT_EQ(model.groups.size(), 5U);
  expect_sound(learned);
}

TEST(HealthFigures, FewDeparturesAreNotValidated) {
  const Outcome few = outcome_of(customers_with(80, [](int i) { return i < 18 && i % 2 == 0; }));  // nine
  EXPECT_EQ(few.health.model.basis, HealthBasis::kUnvalidated);
  EXPECT_FALSE(few.health.model.auc);
  EXPECT_EQ(few.health.model.left, 9);
  expect_sound(few);
}

TEST(HealthFigures, KnowNothingThatWasSaidAfterTheReferenceDate) {
  // All answer 8 before; those who leave say 0 on their way out. The answers after the reference date must not help.
  StoredData data;
  for (int i = 0; i < 60; ++i) {
    Account account{.account_id = "A" + std::to_string(100 + i)};
    if (i % 3 == 0) account.churned_on = "2026-11-01";
    add_response(data, account.account_id, 8, "", {2026, 1});
    data.accounts.push_back(account);
  }
  for (int i = 0; i < 60; i += 3) {
    add_response(data, "A" + std::to_string(100 + i), 0, "", {2026, 4});
    data.responses.back().responded_at = "2026-10-31T10:00:00";
  }
  const HealthResult model = outcome_of(data).health.model;
  EXPECT_EQ(model.learned_on, "2026-04-01");
  ASSERT_TRUE(model.auc);
  EXPECT_LT(model.auc->low, 0.5);
}

TEST(HealthFigures, ThoseWhoLeftKeepWhatWasSaidBefore) {
  const Outcome learned = outcome_of(customers_with(80, [](int i) { return i % 4 == 0; }));
  const CustomerHealth& left = learned.health.customers[0];
  ASSERT_EQ(left.reasons.size(), 1U);
  EXPECT_EQ(left.reasons[0].sign, AccountSign::kLeft);
  EXPECT_EQ(left.reasons[0].detail, "2026-06-01");
  ASSERT_TRUE(left.leaving);
  std::vector<AccountResult> rows = {{.account_id = "A100"}, {.account_id = "A101"}};
  set_health(rows, learned.customers, learned.health);
  EXPECT_TRUE(rows[0].health);
  EXPECT_FALSE(rows[0].churn_risk) << "it is no risk any more";
  EXPECT_NEAR(rows[1].health->value, 100 * (1 - *rows[1].churn_risk), 1e-9);
}

TEST(HealthFigures, EverybodyOrNobodyLeavingStaysFinite) {
  const Outcome all = outcome_of(customers_with(30, [](int) { return true; }));
  EXPECT_EQ(all.health.model.basis, HealthBasis::kUnvalidated);
  expect_sound(all);
  expect_sound(outcome_of(customers_with(1, [](int) { return false; })));
  expect_sound(outcome_of(customers_with(1, [](int) { return true; })));
}

TEST(HealthFigures, AnAccountThatLeftWithoutAnAnswerHasAFactAndNoScore) {
  StoredData data = customers_with(4, [](int) { return false; });
  data.accounts.push_back({.account_id = "Z", .churned_on = "2026-01-02"});
  const Outcome out = outcome_of(data);
  const CustomerHealth& silent = out.health.customers.back();
  EXPECT_FALSE(silent.leaving);
  EXPECT_EQ(silent.reasons.at(0).sign, AccountSign::kLeft);
  EXPECT_EQ(out.health.model.basis, HealthBasis::kStated) << "it left before anybody answered: nothing to learn from";
}

TEST(HealthFigures, AnswersWithoutDatesGiveTheStatedFormula) {
  StoredData data = customers_with(40, [](int i) { return i % 4 == 0; });
  for (store::StoredResponse& response : data.responses) {
    response.responded_at.clear();
    response.period.reset();
  }
  const Outcome undated = outcome_of(data);
  EXPECT_EQ(undated.health.model.basis, HealthBasis::kStated);
  EXPECT_EQ(undated.health.model.as_of, "");
  EXPECT_GT(undated.health.customers[2].leaving->value, undated.health.customers[1].leaving->value);
  expect_sound(undated);
}

TEST(HealthFigures, ReasonsNameWhatIsWorseThanUsual) {
  StoredData data = customers_with(6, [](int) { return false; });
  const Outcome stated = outcome_of(data);
  ASSERT_FALSE(stated.health.customers[0].reasons.empty());
  EXPECT_EQ(stated.health.customers[0].reasons[0], (AccountReason{AccountSign::kLevel, 2, ""}));
  EXPECT_TRUE(stated.health.customers[1].reasons.empty());
}

}  // namespace
}  // namespace koe::stages
