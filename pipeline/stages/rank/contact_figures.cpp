#include "pipeline/stages/rank/contact_figures.h"

#include <algorithm>
#include <cmath>

#include "models/stats/nps.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {
namespace {

constexpr double kHalfLifeDays = 90;        ///< one quarterly wave
constexpr std::int64_t kUnknownAgeDays = 182;  ///< of a customer without a dated answer: neither fresh nor forgotten
constexpr std::int64_t kRecentDays = 365;
constexpr double kUnusual = 2;              ///< times the usual chance to leave
constexpr int kTopThemes = 10;
constexpr std::size_t kOffers = 20;

/// What both lists need of the survey as a whole.
struct Scene {
  Day today{};
  double usual_revenue = 1;  ///< median of the known ones; 1 when none is known: then the order is by risk alone
  double usual_chance = 0;   ///< mean chance to leave of those still there
};

std::optional<double> revenue_of(const Customer& customer) {
  if (customer.account == nullptr || !customer.account->arr || *customer.account->arr < 0) return std::nullopt;
  return customer.account->arr;
}

Scene make_scene(const std::vector<Customer>& customers, const HealthFigures& health) {
  Scene scene;
  scene.today = day_of(health.model.as_of).value_or(Day{});
  std::vector<double> revenues;
  double chances = 0, n = 0;
  for (std::size_t i = 0; i < customers.size(); ++i) {
    if (has_left(customers[i]) || !health.customers[i].leaving) continue;
    chances += health.customers[i].leaving->value;
    ++n;
    if (const auto revenue = revenue_of(customers[i])) revenues.push_back(*revenue);
  }
  if (n > 0) scene.usual_chance = chances / n;
  if (revenues.empty()) return scene;
  const auto middle = revenues.begin() + static_cast<std::ptrdiff_t>(revenues.size() / 2);
  std::nth_element(revenues.begin(), middle, revenues.end());
  scene.usual_revenue = *middle;
  return scene;
}

bool is_recent(const Answer& answer, Day today) {
  return !answer.day || days_between(*answer.day, today) <= kRecentDays;
}

double recency(const Answer* answer, Day today) {
  const std::int64_t days = answer != nullptr && answer->day ? days_between(*answer->day, today) : kUnknownAgeDays;
  return std::exp2(-static_cast<double>(days) / kHalfLifeDays);
}

std::string date_of(const Answer& answer) { return answer.day ? to_string(*answer.day) : std::string(); }

/// Complaints and requests per theme over `answers`.
std::map<std::int64_t, int> complaints_of(const std::vector<const Answer*>& answers) {
  std::map<std::int64_t, int> complaints;
  for (const Answer* answer : answers)
    for (const AnswerTheme& theme : answer->themes)
      if (theme.negative > 0) complaints[theme.theme_no] += theme.negative;
  return complaints;
}

std::string worst_theme(const std::map<std::int64_t, int>& complaints) {
  const auto worst = std::max_element(complaints.begin(), complaints.end(),
                                      [](const auto& a, const auto& b) { return a.second < b.second; });
  return worst == complaints.end() ? std::string() : store::theme_id(worst->first);
}

std::vector<const Answer*> recent_answers(const Customer& customer, Day today) {
  std::vector<const Answer*> answers;
  for (const Answer& answer : customer.answers)
    if (is_recent(answer, today)) answers.push_back(&answer);
  return answers;
}

/// The person with the lowest latest score, the one who answered last among equals; nullptr without any score.
const Answer* unhappiest(const std::vector<const Answer*>& answers, const SurveyView& view) {
  const Answer* lowest = nullptr;
  for (const Answer* answer : latest_by_person(answers, view))
    if (lowest == nullptr || *answer->score <= *lowest->score) lowest = answer;
  return lowest;
}

std::optional<double> nps_of(const Customer& customer) {
  std::vector<std::int8_t> values;
  for (const Answer& answer : customer.answers)
    if (answer.score) values.push_back(static_cast<std::int8_t>(nps_value(*answer.score)));
  return models::stats::net_promoter_score(models::stats::count_nps(values));
}

std::optional<ContactResult> contact_of(const Customer& customer, const CustomerHealth& health, const SurveyView& view,
                                        const Scene& scene) {
  if (has_left(customer) || !health.leaving) return std::nullopt;
  const std::vector<const Answer*> answers = recent_answers(customer, scene.today);
  const Answer* lowest = unhappiest(answers, view);
  const bool has_detractor = lowest != nullptr && band_of(*lowest->score) == ScoreBand::kDetractor;
  if (!has_detractor && health.leaving->value < kUnusual * scene.usual_chance) return std::nullopt;
  ContactResult row;
  row.account_id = customer.account_id;
  if (customer.account != nullptr) row.account_name = customer.account->name;
  row.reasons = health.reasons;
  row.churn_risk = health.leaving->value;
  row.health = Estimate{100 * (1 - health.leaving->value), 100 * (1 - health.leaving->high),
                        100 * (1 - health.leaving->low)};
  row.nps = nps_of(customer);
  row.arr = revenue_of(customer);
  if (lowest != nullptr) {
    row.respondent_id = respondent_of(*lowest, view);
    row.score = lowest->score;
    row.theme_id = worst_theme(complaints_of({lowest}));
  }
  if (row.theme_id.empty()) row.theme_id = worst_theme(complaints_of(answers));
  const Answer* last = customer.answers.empty() ? nullptr : &customer.answers.back();
  if (last != nullptr) row.last_response = date_of(*last);
  row.value = row.arr.value_or(scene.usual_revenue) * row.churn_risk * recency(last, scene.today);
  return row;
}

std::optional<BetaResult> offer_of(const Customer& customer, const CustomerHealth& health, const SurveyView& view,
                                   const Scene& scene, std::int64_t theme_no) {
  if (has_left(customer) || !health.leaving) return std::nullopt;
  const std::vector<const Answer*> answers = recent_answers(customer, scene.today);
  const Answer* last_mention = nullptr;
  bool complains = false;
  BetaResult row;
  for (const Answer* answer : answers)
    for (const AnswerTheme& theme : answer->themes) {
      if (theme.theme_no != theme_no) continue;
      complains = theme.negative > 0;
      if (!complains) continue;
      last_mention = answer;
      ++row.responses;
    }
  if (!complains) return std::nullopt;
  double all = 0;
  const std::map<std::int64_t, int> complaints = complaints_of(answers);
  for (const auto& [theme, count] : complaints) all += count;
  row.account_id = customer.account_id;
  row.respondent_id = respondent_of(*last_mention, view);
  row.last_response = date_of(*last_mention);
  row.arr = revenue_of(customer);
  row.value = row.arr.value_or(scene.usual_revenue) * health.leaving->value * (complaints.at(theme_no) / all) *
              recency(last_mention, scene.today);
  return row;
}

/// Highest value first, numbered.
template <typename Row>
void put_in_order(std::vector<Row>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.value > b.value; });
  int priority = 0;
  for (Row& row : rows) row.priority = ++priority;
}

}  // namespace

std::vector<ContactResult> contact_figures(const std::vector<Customer>& customers, const SurveyView& view,
                                           const HealthFigures& health) {
  const Scene scene = make_scene(customers, health);
  std::vector<ContactResult> rows;
  for (std::size_t i = 0; i < customers.size(); ++i)
    if (auto row = contact_of(customers[i], health.customers[i], view, scene)) rows.push_back(std::move(*row));
  put_in_order(rows);
  return rows;
}

std::vector<BetaResult> beta_figures(const std::vector<Customer>& customers, const SurveyView& view,
                                     const HealthFigures& health, const std::vector<ThemeResult>& themes) {
  const Scene scene = make_scene(customers, health);
  std::map<std::string, std::int64_t> number_of;
  for (const ThemeView& theme : view.themes) number_of[store::theme_id(theme.theme_no)] = theme.theme_no;
  std::vector<BetaResult> all;
  for (const ThemeResult& theme : themes) {
    if (theme.survey != SurveyKind::kNps || theme.rank > kTopThemes) continue;
    std::vector<BetaResult> rows;
    for (std::size_t i = 0; i < customers.size(); ++i)
      if (auto row = offer_of(customers[i], health.customers[i], view, scene, number_of.at(theme.theme_id)))
        rows.push_back(std::move(*row));
    put_in_order(rows);
    if (rows.size() > kOffers) rows.resize(kOffers);
    for (BetaResult& row : rows) {
      row.theme_id = theme.theme_id;
      row.theme_rank = theme.rank;
      all.push_back(std::move(row));
    }
  }
  return all;
}

}  // namespace koe::stages
