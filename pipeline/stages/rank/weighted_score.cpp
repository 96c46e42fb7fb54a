#include "pipeline/stages/rank/weighted_score.h"

#include <map>
#include <set>

#include "models/stats/nps.h"

namespace koe::stages {
namespace {

/// Why these accounts' money cannot weigh answers; empty when it can.
std::string_view reason_against(const std::map<const Account*, double>& answers) {
  std::set<std::string_view> currencies;
  bool has_money = false;
  for (const auto& [account, count] : answers) {
    if (!account->arr) continue;
    if (*account->arr < 0) return "negative_arr";
    has_money = has_money || *account->arr > 0;
    if (!account->currency.empty()) currencies.insert(account->currency);
  }
  if (currencies.size() > 1) return "mixed_currencies";
  return has_money ? "" : "no_arr";
}

}  // namespace

void add_weighted_score(NpsResult& result, const SurveyView& view, const std::vector<std::uint32_t>& rows) {
  if (view.survey != SurveyKind::kNps) return;
  std::map<const Account*, double> answers;
  for (std::uint32_t row : rows)
    if (const Account* account = view.account[view.scored[row]]) ++answers[account];
  result.weighted_reason = reason_against(answers);
  if (!result.weighted_reason.empty()) return;
  std::vector<std::int8_t> value;
  std::vector<double> weight;
  for (std::uint32_t row : rows) {
    const Account* account = view.account[view.scored[row]];
    if (account == nullptr || !account->arr) continue;
    value.push_back(view.value[row]);
    weight.push_back(*account->arr / answers.at(account));
  }
  const auto score = models::stats::weighted_nps_estimate(value, weight);
  if (!score) return;
  result.weighted_nps = Estimate{score->value, score->low, score->high};
  result.effective_n = score->effective_n;
}

bool has_mixed_currencies(const std::vector<Account>& accounts) {
  std::set<std::string_view> currencies;
  for (const Account& account : accounts)
    if (account.arr && !account.currency.empty()) currencies.insert(account.currency);
  return currencies.size() > 1;
}

}  // namespace koe::stages
