#include "pipeline/stages/rank/response_groups.h"

#include "pipeline/stages/rank/calendar.h"

namespace koe::stages {
namespace {

constexpr int kOnboardingDays = 90;
constexpr int kFirstYearDays = 365;

}  // namespace

std::vector<Attribute> attributes_of(const SurveyView& view, std::uint32_t response) {
  std::vector<Attribute> attributes = view.responses[response]->attributes;
  if (const Account* account = view.account[response]) {
    if (!account->segment.empty()) attributes.push_back({"segment", account->segment});
    if (!account->region.empty()) attributes.push_back({"region", account->region});
    const std::string phase = tenure_phase(account, view.responses[response]->responded_at);
    if (!phase.empty()) attributes.push_back({"phase", phase});
  }
  if (view.has_content[response])
    attributes.push_back({"language", std::string(name_of(view.language[response]))});
  return attributes;
}

std::string tenure_phase(const Account* account, const std::string& responded_at) {
  if (account == nullptr) return "";
  const auto start = day_of(account->started_on);
  const auto answered = day_of(responded_at);
  if (!start || !answered) return "";
  const std::int64_t days = days_between(*start, *answered);
  if (days < kOnboardingDays) return std::string(name_of(Phase::kOnboarding));
  return std::string(name_of(days < kFirstYearDays ? Phase::kAdoption : Phase::kExpansionRenewal));
}

}  // namespace koe::stages
