// What did each customer say, and when? Every account's answers in order of time: what health, calls and offers are
// judged by.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/stages/rank/calendar.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// A theme as one answer speaks of it.
struct AnswerTheme {
  std::int64_t theme_no = 0;
  int negative = 0;  ///< segments that complain or ask
};

/// One response of a customer.
struct Answer {
  std::uint32_t response = 0;        ///< index into SurveyView::responses
  std::optional<Day> day;            ///< absent without a date
  std::optional<int> score;
  int segments = 0;                  ///< with content
  int tone = 0;                      ///< sum over segments: complaint -1, praise +1, else 0
  std::vector<AnswerTheme> themes;   ///< by theme_no
};

/// A customer company; a person, where answers name no company.
struct Customer {
  std::string account_id;            ///< empty = a person
  const Account* account = nullptr;  ///< nullptr when the accounts file does not know it
  std::vector<Answer> answers;       ///< undated first, then by day, then by response
};

/// All customers: companies by account_id (also those that never answered), then people by respondent_id. Answers that
/// name neither company nor person are left out: nobody could be called.
/// Cost: O((responses + segments) log). Checked in tests/unit/stages/account_history_test.cpp.
[[nodiscard]] std::vector<Customer> customers_of(const SurveyView& view, const StoredData& data);

/// The answers given before `day`; undated ones only if `with_undated`.
[[nodiscard]] std::vector<const Answer*> answers_before(const Customer& customer, Day day, bool with_undated);

/// Those of the year before `day` and the undated ones; when there is none, all of them: better an old answer than none.
[[nodiscard]] std::vector<const Answer*> latest_year(const std::vector<const Answer*>& answers, Day day);

/// Whether the accounts file says that the customer has left.
[[nodiscard]] bool has_left(const Customer& customer);

/// The person behind an answer; "" when unknown.
[[nodiscard]] const std::string& respondent_of(const Answer& answer, const SurveyView& view);

/// Each person's latest answer with a score among `answers` (in order of time), in that order; answers without a
/// respondent id count as one person each.
[[nodiscard]] std::vector<const Answer*> latest_by_person(const std::vector<const Answer*>& answers,
                                                          const SurveyView& view);

}  // namespace koe::stages
