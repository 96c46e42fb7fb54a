#include "pipeline/stages/rank/account_history.h"

#include <gtest/gtest.h>

#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

TEST(Calendar, KnowsRealDaysOnly) {
  EXPECT_EQ(to_string(*day_of("2026-07-01T09:30:00+09:00")), "2026-07-01");
  EXPECT_FALSE(day_of("2026-02-30"));
  EXPECT_FALSE(day_of(""));
  EXPECT_EQ(days_between(*day_of("2026-02-28"), *day_of("2026-03-01")), 1);
  EXPECT_EQ(to_string(begin_of(next({2026, 4}))), "2027-01-01");
}

TEST(CustomersOf, OrdersAnswersByTimeAndKeepsSilentAccounts) {
  StoredData data;
  data.accounts = {{.account_id = "B"}, {.account_id = "A"}};
  add_response(data, "B", 3, "slow", {2026, 3});
  add_response(data, "B", 9, "", {2026, 1});
  place_unit(data, "slow", 1);
  const SurveyView view = make_survey_view(SurveyKind::kNps, data);
  const std::vector<Customer> customers = customers_of(view, data);
  ASSERT_EQ(customers.size(), 2U);
  EXPECT_EQ(customers[0].account_id, "A");
  EXPECT_TRUE(customers[0].answers.empty());
  ASSERT_EQ(customers[1].answers.size(), 2U);
  EXPECT_EQ(customers[1].answers[0].score, 9);
  EXPECT_EQ(customers[1].answers[1].tone, -1);
  ASSERT_EQ(customers[1].answers[1].themes.size(), 1U);
  EXPECT_EQ(customers[1].answers[1].themes[0].negative, 1);
}

TEST(CustomersOf, TakesPeopleWhereNoAccountIsNamed) {
  StoredData data;
  add_response(data, "", 3, "");
  add_response(data, "", 4, "");
  data.responses[0].respondent_id = "P1";
  const SurveyView view = make_survey_view(SurveyKind::kNps, data);
  const std::vector<Customer> customers = customers_of(view, data);
  ASSERT_EQ(customers.size(), 1U);  // the second answer names nobody
  EXPECT_EQ(respondent_of(customers[0].answers[0], view), "P1");
}

TEST(AnswersBefore, LeaveOutTheDayItselfAndLater) {
  StoredData data;
  add_response(data, "A", 3, "", {2026, 1});  // on 2026-01-15
  add_response(data, "A", 4, "", {2026, 2});
  add_response(data, "A", 5, "", {2026, 3});
  data.responses[2].responded_at.clear();
  const SurveyView view = make_survey_view(SurveyKind::kNps, data);
  const std::vector<Customer> customers = customers_of(view, data);
  const Day day = *day_of("2026-04-15");  // that of the second answer
  ASSERT_EQ(answers_before(customers[0], day, false).size(), 1U);
  EXPECT_EQ(answers_before(customers[0], day, false)[0]->score, 3);
  EXPECT_EQ(answers_before(customers[0], day, true).size(), 2U);
}

TEST(LatestByPerson, KeepsOneAnswerAPerson) {
  StoredData data;
  for (const int score : {2, 5, 9}) add_response(data, "A", score, "", {2026, 1});
  data.responses[0].respondent_id = data.responses[2].respondent_id = "P1";
  data.responses[1].respondent_id = "P2";
  const SurveyView view = make_survey_view(SurveyKind::kNps, data);
  const std::vector<Customer> customers = customers_of(view, data);
  const auto latest = latest_by_person(answers_before(customers[0], *day_of("2027-01-01"), false), view);
  ASSERT_EQ(latest.size(), 2U);
  EXPECT_EQ(latest[0]->score, 5);
  EXPECT_EQ(latest[1]->score, 9);
}

}  // namespace
}  // namespace koe::stages
