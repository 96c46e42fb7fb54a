#include "pipeline/stages/rank/account_history.h"

#include <algorithm>
#include <tuple>

namespace koe::stages {
namespace {

constexpr std::int64_t kRecentDays = 365;  ///< answers older than a year say little about today

/// All answers of the view with tone and themes, by index of their response.
std::vector<Answer> answers_of(const SurveyView& view, const StoredData& data) {
  std::vector<Answer> answers(view.responses.size());
  std::map<std::int64_t, std::uint32_t> index_of;
  for (std::uint32_t i = 0; i < answers.size(); ++i) {
    index_of[view.responses[i]->response_no] = i;
    answers[i].response = i;
    answers[i].day = day_of(view.responses[i]->responded_at);
    answers[i].score = view.responses[i]->score;
  }
  for (const store::StoredSegment& segment : data.segments) {
    const auto found = index_of.find(segment.response_no);
    if (found == index_of.end() || segment.unit_key.empty()) continue;
    Answer& answer = answers[found->second];
    ++answer.segments;
    if (segment.polarity == Polarity::kNegative) --answer.tone;
    if (segment.polarity == Polarity::kPositive) ++answer.tone;
  }
  for (const ThemeView& theme : view.themes)
    for (const Mention& mention : theme.mentions)
      answers[mention.response].themes.push_back({theme.theme_no, mention.negative});
  return answers;
}

}  // namespace

std::vector<Customer> customers_of(const SurveyView& view, const StoredData& data) {
  std::map<std::string, Customer> companies, people;
  for (const Account& account : data.accounts) {
    companies[account.account_id].account_id = account.account_id;
    companies[account.account_id].account = &account;
  }
  for (Answer& answer : answers_of(view, data)) {
    const store::StoredResponse& response = *view.responses[answer.response];
    if (!response.account_id.empty()) {
      companies[response.account_id].account_id = response.account_id;
      companies[response.account_id].answers.push_back(std::move(answer));
    } else if (!response.respondent_id.empty()) {
      people[response.respondent_id].answers.push_back(std::move(answer));
    }
  }
  std::vector<Customer> customers;
  for (auto* group : {&companies, &people})
    for (auto& [id, customer] : *group) {
      std::stable_sort(customer.answers.begin(), customer.answers.end(),
                       [](const Answer& a, const Answer& b) { return a.day < b.day; });
      customers.push_back(std::move(customer));
    }
  return customers;
}

std::vector<const Answer*> answers_before(const Customer& customer, Day day, bool with_undated) {
  std::vector<const Answer*> answers;
  for (const Answer& answer : customer.answers)
    if (answer.day ? *answer.day < day : with_undated) answers.push_back(&answer);
  return answers;
}

std::vector<const Answer*> latest_year(const std::vector<const Answer*>& answers, Day day) {
  std::vector<const Answer*> latest;
  for (const Answer* answer : answers)
    if (!answer->day || days_between(*answer->day, day) <= kRecentDays) latest.push_back(answer);
  return latest.empty() ? answers : latest;
}

bool has_left(const Customer& customer) {
  return customer.account != nullptr && !customer.account->churned_on.empty();
}

const std::string& respondent_of(const Answer& answer, const SurveyView& view) {
  return view.responses[answer.response]->respondent_id;
}

std::vector<const Answer*> latest_by_person(const std::vector<const Answer*>& answers, const SurveyView& view) {
  std::vector<const Answer*> latest;
  for (const Answer* answer : answers) {
    if (!answer->score) continue;
    const std::string& person = respondent_of(*answer, view);
    if (!person.empty())
      std::erase_if(latest, [&](const Answer* earlier) { return respondent_of(*earlier, view) == person; });
    latest.push_back(answer);
  }
  return latest;
}

}  // namespace koe::stages
