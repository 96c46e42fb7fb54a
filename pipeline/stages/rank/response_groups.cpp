#include "pipeline/stages/rank/response_groups.h"

#include <chrono>
#include <optional>

namespace koe::stages {
namespace {

constexpr int kOnboardingDays = 90;
constexpr int kFirstYearDays = 365;

std::optional<std::chrono::sys_days> day_of(const std::string& iso) {
  if (!quarter_of(iso)) return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year(std::stoi(iso.substr(0, 4))),
      std::chrono::month(static_cast<unsigned>(std::stoi(iso.substr(5, 2)))),
      std::chrono::day(static_cast<unsigned>(std::stoi(iso.substr(8, 2))))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

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
  const auto days = (*answered - *start).count();
  if (days < kOnboardingDays) return std::string(name_of(Phase::kOnboarding));
  return std::string(name_of(days < kFirstYearDays ? Phase::kAdoption : Phase::kExpansionRenewal));
}

}  // namespace koe::stages
