#include <algorithm>

#include "pipeline/report/account_reasons.h"
#include "pipeline/report/html/sections.h"
#include "pipeline/report/human_numbers.h"

namespace koe::report {
namespace {

constexpr std::size_t kShownContacts = 15;
constexpr double kCoin = 0.5;

std::string percent_interval(const Estimate& estimate) {
  return percent(estimate.low, 0) + " … " + percent(estimate.high, 0);
}

/// The chance to leave behind a health score, with its interval.
std::string chance_to_leave(const Page& page, const ContactResult& contact) {
  if (!contact.health) return page.say("figure.unknown");
  const Estimate leaving{contact.churn_risk, 1 - contact.health->high / 100, 1 - contact.health->low / 100};
  return percent(leaving.value, 0) + " (" + percent_interval(leaving) + ")";
}

std::vector<View> contacts_of(const Page& page) {
  std::vector<View> rows;
  for (const ContactResult& contact : page.run.contacts) {
    if (rows.size() == kShownContacts) break;
    View row;
    row.set("priority", count(contact.priority));
    row.set("account", contact.account_id.empty() ? page.say("figure.unknown") : contact.account_id);
    row.set("name", contact.account_name).set("person", contact.respondent_id);
    row.set("chance", chance_to_leave(page, contact));
    row.set("arr", contact.arr ? money(*contact.arr) : page.say("figure.unknown"));
    row.set("last", contact.last_response.empty() ? page.say("figure.unknown") : contact.last_response);
    row.set("why", words_of(contact, page.run, page.language));
    row.set("theme", theme_name(contact.theme_id, page.run, page.language));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<View> groups_of(const HealthResult& health) {
  std::vector<View> rows;
  for (const HealthGroup& group : health.groups) {
    View row;
    row.set("accounts", count(group.accounts)).set("left", count(group.left));
    row.set("expected", percent(group.expected, 0)).set("observed", percent(group.observed.value, 0));
    row.set("interval", percent_interval(group.observed));
    rows.push_back(std::move(row));
  }
  return rows;
}

/// What the chances rest on, and how far they can be believed.
std::string basis_of(const Page& page, const HealthResult& health) {
  const std::string days = count(health.horizon_days);
  if (health.basis == HealthBasis::kStated) return page.say("customers.basis_stated", {days});
  const std::string key = "customers.basis_" + std::string(name_of(health.basis));
  return page.say(key, {count(health.left), count(health.accounts), health.learned_on, days});
}

std::string quality_of(const Page& page, const HealthResult& health) {
  if (!health.auc) return "";
  std::string quality = page.say("customers.quality", {percent(health.auc->value, 0), percent_interval(*health.auc),
                                                       plain_number(health.expected_left, 1), count(health.left)});
  if (health.auc->low <= kCoin) quality += page.say("customers.coin");
  return quality;
}

}  // namespace

std::optional<View> customers_section(const Page& page) {
  if (!page.run.health) return std::nullopt;
  const HealthResult& health = *page.run.health;
  View view;
  view.set("basis", basis_of(page, health)).set("quality", quality_of(page, health));
  const std::size_t n = page.run.contacts.size();
  view.set("has_contacts", n > 0).set("contacts", contacts_of(page));
  view.set("more", n > kShownContacts ? page.say("customers.more", {count(static_cast<std::int64_t>(n))}) : "");
  view.set("has_groups", !health.groups.empty()).set("groups", groups_of(health));
  return view;
}

}  // namespace koe::report
