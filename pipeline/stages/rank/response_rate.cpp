#include "pipeline/stages/rank/response_rate.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "models/stats/nps.h"

namespace koe::stages {
namespace {

constexpr double kFewestSilent = 0.05;  ///< of the records, for them to be a list of everybody asked
constexpr double kLargeSegment = 0.10;  ///< of the accounts: its silence is worth a warning
constexpr double kPointsPerShare = 100;

/// What the answers of one account in the quarter say.
struct AccountAnswer {
  double sum = 0;
  double n = 0;
};

/// Whether the account was a customer at some time of the quarter.
bool is_customer_in(const Account& account, Quarter quarter) {
  const auto started = quarter_of(account.started_on);
  const auto left = quarter_of(account.churned_on);
  return !(started && *started > quarter) && !(left && *left < quarter);
}

struct Segment {
  double accounts = 0;
  double answering = 0;
  double mean_sum = 0;  ///< of the answering accounts' means
};

std::map<std::string, Segment> segments_of(const SurveyView& view, const StoredData& data,
                                           std::uint32_t quarter) {
  std::map<std::string, AccountAnswer> answers;
  for (std::uint32_t row = 0; row < view.scored.size(); ++row) {
    const std::uint32_t response = view.scored[row];
    if (view.period[response] != quarter || view.account[response] == nullptr) continue;
    AccountAnswer& answer = answers[view.account[response]->account_id];
    answer.sum += view.value[row];
    ++answer.n;
  }
  std::map<std::string, Segment> segments;
  for (const Account& account : data.accounts) {
    const auto answer = answers.find(account.account_id);
    if (answer == answers.end() && !is_customer_in(account, view.periods[quarter])) continue;
    Segment& segment = segments[account.segment];
    ++segment.accounts;
    if (answer == answers.end()) continue;
    ++segment.answering;
    segment.mean_sum += answer->second.sum / answer->second.n;
  }
  return segments;
}

/// Points between the score by the answering accounts and the score if every heard segment had its share of
/// them.
double shift_of(const std::map<std::string, Segment>& segments) {
  double plain = 0, answering = 0, adjusted = 0, accounts = 0;
  for (const auto& [name, segment] : segments) {
    if (segment.answering == 0) continue;
    plain += segment.mean_sum;
    answering += segment.answering;
    adjusted += segment.accounts * segment.mean_sum / segment.answering;
    accounts += segment.accounts;
  }
  return kPointsPerShare * (adjusted / accounts - plain / answering);
}

double half_width(const SurveyView& view, std::uint32_t quarter) {
  std::vector<std::int8_t> values;
  for (std::uint32_t row = 0; row < view.scored.size(); ++row)
    if (view.period[view.scored[row]] == quarter) values.push_back(view.value[row]);
  const auto score = models::stats::nps_estimate(models::stats::count_nps(values));
  return (score->high - score->low) / 2;
}

}  // namespace

bool has_answer(const SurveyView& view, std::uint32_t response) {
  return view.responses[response]->score.has_value() || view.has_text[response];
}

void add_response_rate(NpsResult& result, const Invitations& invitations) {
  const auto silent = static_cast<double>(invitations.asked - invitations.answered);
  if (invitations.asked == 0 || silent < kFewestSilent * static_cast<double>(invitations.asked)) return;
  result.invited = invitations.asked;
  result.response_rate = static_cast<double>(invitations.answered) / static_cast<double>(invitations.asked);
}

ParticipationResult participation(const SurveyView& view, const StoredData& data) {
  ParticipationResult result;
  if (!view.periods.empty()) result.period = to_string(view.periods.back());
  if (data.accounts.empty()) {
    result.reason = "no_accounts";
    return result;
  }
  std::map<std::string, Segment> segments;
  const auto latest = static_cast<std::uint32_t>(view.periods.size()) - 1;
  if (!view.periods.empty()) segments = segments_of(view, data, latest);
  if (std::none_of(segments.begin(), segments.end(), [](const auto& s) { return s.second.answering > 0; })) {
    result.reason = "no_answers";
    return result;
  }
  if (segments.size() < 2) {
    result.reason = "one_segment";
    return result;
  }
  double accounts = 0;
  for (const auto& [name, segment] : segments) accounts += segment.accounts;
  for (const auto& [name, segment] : segments) {
    result.segments.push_back({.segment = name,
                               .accounts = static_cast<std::int64_t>(segment.accounts),
                               .answering = static_cast<std::int64_t>(segment.answering)});
    if (segment.answering == 0 && segment.accounts >= kLargeSegment * accounts) result.warns = true;
  }
  result.shift = shift_of(segments);
  if (std::abs(result.shift) > half_width(view, latest)) result.warns = true;
  return result;
}

}  // namespace koe::stages
