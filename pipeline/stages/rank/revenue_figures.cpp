#include "pipeline/stages/rank/revenue_figures.h"

#include <algorithm>
#include <array>

#include "models/stats/nps.h"
#include "models/stats/revenue.h"

namespace koe::stages {
namespace {

namespace stats = models::stats;

/// Yearly churn chances assumed before any churn is seen: detractor, passive, promoter. An assumption, said so in the
/// report; worth as much as twenty accounts of known outcome, so that a year of own data outweighs it.
constexpr std::array<double, stats::kAccountBands> kStatedChurn = {0.20, 0.10, 0.05};
constexpr double kStatedWorth = 20;

/// One account as its people's answers show it.
struct AccountAnswers {
  std::string account_id;
  const Account* account = nullptr;
  std::vector<std::int8_t> values;
  double score_sum = 0;
  std::int64_t responses = 0;
  std::string last_response;
  std::map<std::int64_t, double> complaints;  ///< theme_no -> negative segments
};

stats::AccountBand band_of_account(const AccountAnswers& answers) {
  const double mean = answers.score_sum / static_cast<double>(answers.values.size());
  if (mean >= 8.5) return stats::AccountBand::kPromoter;
  return mean >= 6.5 ? stats::AccountBand::kPassive : stats::AccountBand::kDetractor;
}

std::map<std::string, AccountAnswers> collect(const SurveyView& view, const StoredData& data) {
  std::map<std::string, AccountAnswers> accounts;
  for (const Account& account : data.accounts) {
    accounts[account.account_id].account_id = account.account_id;
    accounts[account.account_id].account = &account;
  }
  for (std::size_t i = 0; i < view.responses.size(); ++i) {
    const store::StoredResponse& response = *view.responses[i];
    if (response.account_id.empty()) continue;
    AccountAnswers& answers = accounts[response.account_id];
    answers.account_id = response.account_id;
    ++answers.responses;
    answers.last_response = std::max(answers.last_response, response.responded_at.substr(0, 10));
    if (!response.score) continue;
    answers.values.push_back(static_cast<std::int8_t>(nps_value(*response.score)));
    answers.score_sum += *response.score;
  }
  for (const ThemeView& theme : view.themes)
    for (const Mention& mention : theme.mentions) {
      const std::string& account_id = view.responses[mention.response]->account_id;
      if (!account_id.empty() && mention.negative > 0)
        accounts[account_id].complaints[theme.theme_no] += mention.negative;
    }
  return accounts;
}

stats::ChurnBeliefs beliefs_from(const std::map<std::string, AccountAnswers>& accounts) {
  std::array<stats::ChurnCounts, stats::kAccountBands> observed{};
  const bool churn_known = std::any_of(accounts.begin(), accounts.end(), [](const auto& entry) {
    return entry.second.account != nullptr && !entry.second.account->churned_on.empty();
  });
  for (const auto& [id, answers] : accounts) {
    if (!churn_known || answers.account == nullptr || answers.values.empty()) continue;
    stats::ChurnCounts& counts = observed[static_cast<std::size_t>(band_of_account(answers))];
    ++(answers.account->churned_on.empty() ? counts.kept : counts.churned);
  }
  return stats::churn_beliefs(kStatedChurn, kStatedWorth, observed);
}

AccountResult account_row(const AccountAnswers& answers, const stats::ChurnBeliefs& beliefs, const StoredData& data,
                          Language language) {
  AccountResult row;
  row.account_id = answers.account_id;
  row.responses = answers.responses;
  row.last_response = answers.last_response;
  if (answers.account != nullptr) row.arr = answers.account->arr;
  row.nps = stats::net_promoter_score(stats::count_nps(answers.values));
  if (!answers.values.empty())
    row.churn_risk = stats::summary(beliefs[static_cast<std::size_t>(band_of_account(answers))]).value;
  const auto worst = std::max_element(answers.complaints.begin(), answers.complaints.end(),
                                      [](const auto& a, const auto& b) { return a.second < b.second; });
  if (worst != answers.complaints.end()) {
    const store::StoredTheme& theme = data.themes.at(worst->first);
    row.top_theme = store::theme_id(worst->first);
    row.reason = language == Language::kJapanese ? theme.shown_ja() : theme.shown_en();
  }
  return row;
}

}  // namespace

RevenueFigures revenue_figures(const SurveyView& view, const StoredData& data, Language language) {
  RevenueFigures figures;
  const auto accounts = collect(view, data);
  const stats::ChurnBeliefs beliefs = beliefs_from(accounts);
  std::map<std::int64_t, std::uint32_t> theme_index;
  for (const ThemeView& theme : view.themes)
    theme_index.emplace(theme.theme_no, static_cast<std::uint32_t>(theme_index.size()));

  std::vector<stats::RevenueAccount> at_stake;
  std::vector<std::string> ids;
  for (const auto& [id, answers] : accounts) {
    figures.accounts.push_back(account_row(answers, beliefs, data, language));
    if (answers.account == nullptr || !answers.account->arr || *answers.account->arr < 0 || answers.values.empty())
      continue;
    stats::RevenueAccount account{.arr = *answers.account->arr, .band = band_of_account(answers), .parts = {}};
    for (const auto& [theme_no, weight] : answers.complaints)
      account.parts.push_back({.theme = theme_index.at(theme_no), .weight = weight});
    figures.total_arr += account.arr;
    at_stake.push_back(std::move(account));
    ids.push_back(id);
  }
  figures.known = !at_stake.empty();
  if (!figures.known) return figures;
  const stats::RevenueAtRisk risk = stats::revenue_at_risk(at_stake, view.themes.size(), beliefs);
  figures.total_at_risk = risk.total.value;
  for (const auto& [theme_no, index] : theme_index) {
    const stats::Estimate& money = risk.themes[index];
    figures.by_theme[theme_no] = Estimate{money.value, money.low, money.high};
  }
  for (const stats::AccountThemeRisk& loss : stats::account_theme_risks(at_stake, beliefs))
    figures.losses.push_back({ids[loss.account], view.themes[loss.theme].theme_no, loss.amount});
  return figures;
}

}  // namespace koe::stages
