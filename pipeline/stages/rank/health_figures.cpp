#include "pipeline/stages/rank/health_figures.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "models/stats/logistic.h"
#include "models/stats/prediction_quality.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {
namespace {

namespace stats = models::stats;

constexpr std::size_t kColumns = kHealthSigns + 1;  ///< the constant comes first

/// What is believed before any churn is seen: log odds to leave per unit of each indicator (METHODS.md, Health). The
/// first is that of the revenue figures' stated chances: from 20 % at score 5 to 5 % at score 9.5 the log odds fall by
/// 1.56, or 0.35 a point. The others are by judgement, and as vague as that; tone and burden count what they say beyond the
/// level, which knows the words too. Whether silence of old is a good or a bad sign nobody can say beforehand.
constexpr std::array<stats::CoefficientBelief, kHealthSigns> kBeliefs = {{{0.35, 0.25},   // level, a point
                                                                          {0.15, 0.25},   // movement, a point
                                                                          {0.1, 0.25},    // tone, from neutral to bad
                                                                          {0.25, 0.5},    // burden, a full theme
                                                                          {0.3, 0.5},     // silence, a year
                                                                          {0.3, 0.5},     // quiet, all people
                                                                          {0.0, 2.0},     // never answered
                                                                          {0.5, 1.0},     // young, new against old
                                                                          {0.5, 0.5}}};   // renewal, tomorrow
constexpr std::array<double, 6> kBoldness = {1, 0.5, 0.25, 0.125, 0.0625, 0.03125};
constexpr double kStatedYearlyChance = 0.10;   ///< of a typical customer, as in the revenue figures
constexpr double kConstantDeviation = 0.75;    ///< log odds; what 20 accounts of known outcome would leave open
constexpr double kDaysPerYear = 365;
constexpr std::int64_t kFewestToValidate = 10;  ///< of those who left and of those who stayed
constexpr std::uint32_t kFolds = 10;
constexpr std::size_t kCalibrationGroups = 5;
constexpr double kToldLogOdds = 0.10;  ///< a reason is told when it raises the odds by a tenth at least
constexpr std::size_t kToldReasons = 3;

/// A day before which indicators are taken and after which customers leave, or not.
struct Landmark {
  Day day{};
  std::int64_t horizon_days = 0;  ///< to the end of what is known
  std::vector<std::size_t> rows;  ///< customers that were there on that day
  std::vector<std::uint8_t> left;
  std::int64_t n_left = 0, left_before = 0;
};

/// First and last day that anything is known of.
struct KnownTime {
  std::optional<Day> last_answer, last_fact;
};

KnownTime known_time(const std::vector<Customer>& customers) {
  KnownTime known;
  for (const Customer& customer : customers) {
    for (const Answer& answer : customer.answers) known.last_answer = std::max(known.last_answer, answer.day);
    if (has_left(customer)) known.last_fact = std::max(known.last_fact, day_of(customer.account->churned_on));
  }
  known.last_fact = std::max(known.last_fact, known.last_answer);
  return known;
}

Landmark landmark_at(Day day, Day last_fact, const std::vector<Customer>& customers) {
  Landmark landmark{.day = day, .horizon_days = days_between(day, last_fact)};
  for (std::size_t i = 0; i < customers.size(); ++i) {
    const Account* account = customers[i].account;
    if (account == nullptr) continue;  // what became of it is not known
    const auto left_on = day_of(account->churned_on);
    if (left_on && *left_on < day) {
      ++landmark.left_before;
      continue;
    }
    const auto started = day_of(account->started_on);
    if ((started && *started >= day) || (!left_on && !account->churned_on.empty())) continue;
    landmark.rows.push_back(i);
    landmark.left.push_back(left_on ? 1 : 0);
    landmark.n_left += left_on ? 1 : 0;
  }
  return landmark;
}

/// The quarter's beginning from which most can be learned: the one with the most customers that had answered before it
/// and left after it; the latest of several.
std::optional<Landmark> best_landmark(const std::vector<Customer>& customers, const SurveyView& view,
                                      const KnownTime& known) {
  std::optional<Landmark> best;
  std::int64_t most = 0;
  for (const Quarter& quarter : view.periods) {
    const Day day = begin_of(next(quarter));
    if (!known.last_fact || day >= *known.last_fact) break;
    Landmark landmark = landmark_at(day, *known.last_fact, customers);
    std::int64_t usable = 0;
    for (std::size_t i = 0; i < landmark.rows.size(); ++i)
      usable += landmark.left[i] != 0 && !answers_before(customers[landmark.rows[i]], day, false).empty();
    if (usable == 0 || usable < most) continue;
    most = usable;
    best = std::move(landmark);
  }
  return best;
}

void append_row(std::vector<double>& design, const Indicators& indicators) {
  design.push_back(1);
  design.insert(design.end(), indicators.value.begin(), indicators.value.end());
}

/// Beliefs that are never made more modest: the score is what the survey is for, and about "never" none is stated.
bool stands(AccountSign sign) { return sign == AccountSign::kLevel || sign == AccountSign::kNever; }

/// The beliefs as stated, then ever more modest about all other indicators: the accounts' own churn weighs them.
std::vector<stats::CoefficientBeliefs> beliefs_over(std::int64_t horizon_days) {
  const double chance = 1 - std::pow(1 - kStatedYearlyChance, static_cast<double>(horizon_days) / kDaysPerYear);
  std::vector<stats::CoefficientBeliefs> candidates;
  for (const double boldness : kBoldness) {
    stats::CoefficientBeliefs beliefs = {{std::log(chance / (1 - chance)), kConstantDeviation}};
    for (std::size_t sign = 0; sign < kHealthSigns; ++sign) {
      const double scale = stands(static_cast<AccountSign>(sign)) ? 1 : boldness;
      beliefs.push_back({scale * kBeliefs[sign].mean, scale * kBeliefs[sign].deviation});
    }
    candidates.push_back(std::move(beliefs));
  }
  return candidates;
}

Estimate plain(const stats::Estimate& estimate) { return {estimate.value, estimate.low, estimate.high}; }

std::optional<Estimate> plain(const std::optional<stats::Estimate>& estimate) {
  return estimate ? std::optional(plain(*estimate)) : std::nullopt;
}

/// How well held-out chances told who would leave.
void validate(HealthResult& model, const Landmark& landmark, const stats::HeldOutChances& held_out,
              const std::vector<bool>& answered) {
  model.basis = HealthBasis::kValidated;
  std::vector<double> chances, chances_answered;
  std::vector<std::uint8_t> left_answered;
  std::vector<std::uint32_t> fold_answered;
  for (std::size_t i = 0; i < held_out.chance.size(); ++i) {
    chances.push_back(held_out.chance[i].value);
    if (!answered[i]) continue;
    chances_answered.push_back(chances[i]);
    left_answered.push_back(landmark.left[i]);
    fold_answered.push_back(held_out.fold[i]);
  }
  model.auc = plain(stats::area_under_curve(landmark.left, chances, held_out.fold));
  model.auc_answering = plain(stats::area_under_curve(left_answered, chances_answered, fold_answered));
  const stats::Calibration fit = stats::calibration(landmark.left, chances, kCalibrationGroups);
  model.slope = plain(fit.slope);
  model.brier = fit.brier;
  model.expected_left = fit.expected_events;
  for (const stats::CalibrationGroup& group : fit.groups)
    model.groups.push_back({group.rows, group.events, group.expected, plain(group.observed)});
}

/// Learns from the landmark; customers that have left get the chance that a fit without them gave them.
stats::LogisticFit learn(HealthFigures& figures, const Landmark& landmark, const std::vector<Customer>& customers,
                         const SurveyView& view, std::uint64_t seed) {
  HealthResult& model = figures.model;
  model.basis = HealthBasis::kUnvalidated;
  model.learned_on = to_string(landmark.day);
  model.horizon_days = landmark.horizon_days;
  model.accounts = static_cast<std::int64_t>(landmark.rows.size());
  model.left = landmark.n_left;
  model.left_before = landmark.left_before;
  const SurveyState state = survey_state(customers, landmark.day, false);
  const std::vector<Indicators> indicators = indicators_of(customers, view, state);
  std::vector<double> values;
  std::vector<bool> answered;
  for (const std::size_t row : landmark.rows) {
    append_row(values, indicators[row]);
    answered.push_back(indicators[row].answered);
  }
  const stats::DesignView design{values, landmark.rows.size(), kColumns};
  const auto beliefs = beliefs_over(landmark.horizon_days);
  const stats::HeldOutChances held_out =
      stats::cross_validated_chances(design, landmark.left, beliefs, kFolds, seed);
  for (std::size_t i = 0; i < held_out.chance.size(); ++i)
    if (landmark.left[i] != 0) figures.customers[landmark.rows[i]].leaving = plain(held_out.chance[i]);
  if (landmark.n_left >= kFewestToValidate && model.accounts - landmark.n_left >= kFewestToValidate)
    validate(model, landmark, held_out, answered);
  return stats::averaged_fit(design, landmark.left, beliefs);
}

/// The indicators that set a customer apart from the typical one for the worse, strongest first.
std::vector<AccountReason> reasons_of(const Indicators& indicators, const stats::LogisticFit& fit,
                                      const std::array<double, kHealthSigns>& typical, const Customer& customer) {
  std::vector<std::pair<double, AccountReason>> found;
  for (std::size_t sign = 0; sign < kHealthSigns; ++sign) {
    const double excess = indicators.value[sign] - typical[sign];
    const double log_odds = fit.coefficients[sign + 1] * excess;
    if (excess <= 0 || log_odds < kToldLogOdds || !indicators.figure[sign]) continue;
    AccountReason reason{.sign = static_cast<AccountSign>(sign), .figure = *indicators.figure[sign], .detail = {}};
    if (reason.sign == AccountSign::kBurden) reason.detail = store::theme_id(indicators.heaviest_theme);
    if (reason.sign == AccountSign::kRenewal) reason.detail = customer.account->renewal_on;
    found.emplace_back(log_odds, std::move(reason));
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<AccountReason> reasons;
  for (std::size_t i = 0; i < std::min(found.size(), kToldReasons); ++i) reasons.push_back(std::move(found[i].second));
  return reasons;
}

/// Mean of each indicator over the customers that are still there.
std::array<double, kHealthSigns> typical_values(const std::vector<Indicators>& all,
                                                const std::vector<Customer>& customers) {
  std::array<double, kHealthSigns> mean{};
  double n = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (has_left(customers[i])) continue;
    ++n;
    for (std::size_t sign = 0; sign < kHealthSigns; ++sign) mean[sign] += all[i].value[sign];
  }
  for (double& value : mean) value = n > 0 ? value / n : 0;
  return mean;
}

void score_customers(HealthFigures& figures, const stats::LogisticFit& fit, const std::vector<Customer>& customers,
                     const SurveyView& view, const SurveyState& state) {
  const std::vector<Indicators> all = indicators_of(customers, view, state);
  const std::array<double, kHealthSigns> typical = typical_values(all, customers);
  for (std::size_t i = 0; i < customers.size(); ++i) {
    CustomerHealth& health = figures.customers[i];
    if (has_left(customers[i])) {
      health.reasons = {{.sign = AccountSign::kLeft, .figure = 0, .detail = customers[i].account->churned_on}};
      continue;
    }
    std::vector<double> row;
    append_row(row, all[i]);
    health.leaving = plain(stats::event_chance(fit, row));
    health.reasons = reasons_of(all[i], fit, typical, customers[i]);
  }
}

void add_weights(HealthResult& model, const stats::LogisticFit& fit) {
  constexpr double kTwoSided95 = 1.959964;
  for (std::size_t sign = 0; sign < kHealthSigns; ++sign) {
    const double weight = fit.coefficients[sign + 1];
    const double half_width = kTwoSided95 * std::sqrt(fit.covariance[(sign + 1) * (kColumns + 1)]);
    model.weights.push_back({weight, weight - half_width, weight + half_width});
  }
}

}  // namespace

HealthFigures health_figures(const std::vector<Customer>& customers, const SurveyView& view, const RunConfig& config) {
  HealthFigures figures;
  figures.customers.resize(customers.size());
  const KnownTime known = known_time(customers);
  const auto landmark = best_landmark(customers, view, known);
  const stats::LogisticFit fit =
      landmark ? learn(figures, *landmark, customers, view, config.seed)
               : stats::averaged_fit({{}, 0, kColumns}, {}, beliefs_over(figures.model.horizon_days));
  add_weights(figures.model, fit);
  // The present is the day after the last answer: no clock, so that the same data give the same figures for ever.
  const Day today = known.last_answer ? *known.last_answer + std::chrono::days(1) : Day{};
  if (known.last_answer) figures.model.as_of = to_string(today);
  score_customers(figures, fit, customers, view, survey_state(customers, today, true));
  return figures;
}

void set_health(std::vector<AccountResult>& rows, const std::vector<Customer>& customers,
                const HealthFigures& figures) {
  std::map<std::string, std::size_t> index_of;
  for (std::size_t i = 0; i < customers.size(); ++i)
    if (!customers[i].account_id.empty()) index_of[customers[i].account_id] = i;
  for (AccountResult& row : rows) {
    const auto found = index_of.find(row.account_id);
    if (found == index_of.end()) continue;
    const CustomerHealth& health = figures.customers[found->second];
    row.reasons = health.reasons;
    row.churn_risk.reset();
    if (!health.leaving) continue;
    const Estimate& leaving = *health.leaving;
    row.health = Estimate{100 * (1 - leaving.value), 100 * (1 - leaving.high), 100 * (1 - leaving.low)};
    if (!has_left(customers[found->second])) row.churn_risk = leaving.value;
  }
}

}  // namespace koe::stages
