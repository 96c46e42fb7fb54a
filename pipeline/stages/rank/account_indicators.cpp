#include "pipeline/stages/rank/account_indicators.h"

#include <algorithm>
#include <set>

#include "pipeline/stages/rank/customer_levels.h"

namespace koe::stages {
namespace {

constexpr double kDaysPerYear = 365;
constexpr std::int64_t kQuietDays = 182;    ///< two quarterly waves missed
constexpr double kLongestSilence = 2;       ///< years; beyond, more silence says nothing more
constexpr std::int64_t kRenewalDays = 180;  ///< decisions on a renewal are taken in the half-year before it
constexpr double kTypicalScore = 7.5;       ///< between passive 7 and 8: where a customer may still go either way
constexpr double kTypicalYouth = 0.4;       ///< 1 / (1 + years) of a customer of a year and a half
constexpr double kShrinkage = 1;            ///< of a movement: one answer against one tells half of it
constexpr double kToneShrinkage = 2;        ///< segments; the tone of one segment is often misread
constexpr double kWeightShrinkage = 10;     ///< mentions; below, a theme's effect is mostly noise

/// A running mean.
struct Mean {
  double sum = 0;
  double n = 0;
  void add(double value) {
    sum += value;
    ++n;
  }
  [[nodiscard]] double value() const { return n > 0 ? sum / n : 0; }
};

double& at(Indicators& out, AccountSign sign) { return out.value[static_cast<std::size_t>(sign)]; }

std::optional<double>& figure(Indicators& out, AccountSign sign) {
  return out.figure[static_cast<std::size_t>(sign)];
}

void add_scores(Indicators& out, const std::vector<const Answer*>& answers, std::optional<double> felt) {
  Mean level, latest, earlier;
  std::optional<Quarter> last_quarter;
  const auto quarter = [](const Answer& answer) {
    return answer.day ? quarter_of(to_string(*answer.day)) : std::nullopt;
  };
  for (const Answer* answer : answers)
    if (answer->score) last_quarter = std::max(last_quarter, quarter(*answer));
  for (const Answer* answer : answers) {
    if (!answer->score) continue;
    level.add(*answer->score);
    if (last_quarter) (quarter(*answer) == last_quarter ? latest : earlier).add(*answer->score);
  }
  out.answered = felt.has_value();
  if (!out.answered) return;
  at(out, AccountSign::kLevel) = kTypicalScore - *felt;
  figure(out, AccountSign::kLevel) = level.value();
  if (latest.n == 0 || earlier.n == 0) return;
  const double worth = latest.n * earlier.n / (latest.n + earlier.n);  // the variance of the difference is s^2 / worth
  const double fall = earlier.value() - latest.value();
  at(out, AccountSign::kMovement) = fall * worth / (worth + kShrinkage);
  figure(out, AccountSign::kMovement) = fall;
}

void add_words(Indicators& out, const std::vector<const Answer*>& answers, const ThemeWeights& weights) {
  double segments = 0, tone = 0;
  std::map<std::int64_t, bool> complaint;  // theme_no -> whether its latest mention complains
  for (const Answer* answer : answers) {
    segments += answer->segments;
    tone += answer->tone;
    for (const AnswerTheme& theme : answer->themes) complaint[theme.theme_no] = theme.negative > 0;
  }
  at(out, AccountSign::kTone) = -tone / (segments + kToneShrinkage);
  if (segments > 0) figure(out, AccountSign::kTone) = -tone;
  double heaviest = 0, unresolved = 0;
  for (const auto& [theme_no, complains] : complaint) {
    const auto weight = weights.find(theme_no);
    if (!complains || weight == weights.end() || weight->second <= 0) continue;
    at(out, AccountSign::kBurden) += weight->second;
    ++unresolved;
    if (weight->second <= heaviest) continue;
    heaviest = weight->second;
    out.heaviest_theme = theme_no;
  }
  if (unresolved > 0) figure(out, AccountSign::kBurden) = unresolved;
}

void add_silence(Indicators& out, const std::vector<const Answer*>& answers, const SurveyView& view, Day day) {
  if (!out.answered) {
    at(out, AccountSign::kNever) = 1;
    figure(out, AccountSign::kNever) = 0;
  }
  std::optional<Day> last;
  std::map<std::string, Day> last_by_person;
  for (const Answer* answer : answers) {
    if (!answer->day) continue;
    last = std::max(last, answer->day);
    const std::string& person = respondent_of(*answer, view);
    if (!person.empty()) last_by_person[person] = *answer->day;
  }
  if (!last) return;
  const auto days = static_cast<double>(days_between(*last, day));
  at(out, AccountSign::kSilence) = std::min(kLongestSilence, days / kDaysPerYear);
  figure(out, AccountSign::kSilence) = days;
  if (last_by_person.empty()) return;
  const auto quiet = std::count_if(last_by_person.begin(), last_by_person.end(),
                                   [&](const auto& entry) { return days_between(entry.second, day) > kQuietDays; });
  at(out, AccountSign::kQuiet) = static_cast<double>(quiet) / static_cast<double>(last_by_person.size());
  if (quiet > 0) figure(out, AccountSign::kQuiet) = static_cast<double>(quiet);
}

void add_contract(Indicators& out, const Account* account, Day day) {
  if (account == nullptr) return;
  if (const auto started = day_of(account->started_on); started && *started <= day) {
    const double years = static_cast<double>(days_between(*started, day)) / kDaysPerYear;
    at(out, AccountSign::kYoung) = 1 / (1 + years) - kTypicalYouth;
    figure(out, AccountSign::kYoung) = years;
  }
  const auto renewal = day_of(account->renewal_on);
  if (!renewal || *renewal < day) return;
  const std::int64_t days = days_between(day, *renewal);
  if (days > kRenewalDays) return;
  at(out, AccountSign::kRenewal) = 1 - static_cast<double>(days) / kRenewalDays;
  figure(out, AccountSign::kRenewal) = static_cast<double>(days);
}

}  // namespace

SurveyState survey_state(const std::vector<Customer>& customers, Day day, bool with_undated) {
  SurveyState state{.day = day, .with_undated = with_undated};
  Mean value;
  std::map<std::int64_t, Mean> mentioning;
  for (const Customer& customer : customers)
    for (const Answer* answer : answers_before(customer, day, with_undated)) {
      if (!answer->score) continue;
      value.add(nps_value(*answer->score));
      for (const AnswerTheme& theme : answer->themes) mentioning[theme.theme_no].add(nps_value(*answer->score));
    }
  for (const auto& [theme_no, with] : mentioning) {
    const Mean others{value.sum - with.sum, value.n - with.n};
    if (others.n == 0) continue;
    const double gap = (others.value() - with.value()) / 2;
    state.weights[theme_no] = std::max(0.0, gap) * with.n / (with.n + kWeightShrinkage);
  }
  return state;
}

std::vector<Indicators> indicators_of(const std::vector<Customer>& customers, const SurveyView& view,
                                      const SurveyState& state) {
  const std::vector<std::optional<double>> levels = customer_levels(customers, state.day, state.with_undated);
  std::vector<Indicators> all(customers.size());
  for (std::size_t i = 0; i < customers.size(); ++i) {
    const std::vector<const Answer*> answers = answers_before(customers[i], state.day, state.with_undated);
    const std::vector<const Answer*> lately = latest_year(answers, state.day);
    add_scores(all[i], lately, levels[i]);
    add_words(all[i], lately, state.weights);
    add_silence(all[i], answers, view, state.day);
    add_contract(all[i], customers[i].account, state.day);
  }
  return all;
}

}  // namespace koe::stages
