#include "pipeline/stages/rank/employee_answers.h"

#include <algorithm>
#include <set>

#include "pipeline/stages/rank/response_groups.h"

namespace koe::stages {
namespace {

using models::anonymity::Band;
using models::anonymity::Group;
using store::FigureKey;
using store::FigureKind;
using store::PublishedAnswer;

Band band_named(int score) { return static_cast<Band>(nps_value(score) + 1); }

}  // namespace

PublishedAnswer answer_of(const store::StoredResponse& response) {
  return {response.response_no, response.period ? to_string(*response.period) : "", *response.score};
}

EmployeeAnswers::EmployeeAnswers(const std::vector<const store::StoredResponse*>& responses,
                                 const std::vector<store::PublishedFigure>& ledger) {
  std::map<std::string, std::uint32_t> people;
  std::set<std::string> periods;
  for (const store::StoredResponse* response : responses) {
    periods.insert(response->period ? to_string(*response->period) : "");
    const bool is_named = !response->respondent_id.empty();
    const auto number = static_cast<std::uint32_t>(person_of_.size());  // grows with each response: never given twice
    const std::uint32_t person = is_named ? people.emplace(response->respondent_id, number).first->second : number;
    person_of_[response->response_no] = {person, is_named};
  }
  for (const store::PublishedFigure& figure : ledger)
    for (const PublishedAnswer& answer : figure.answers) periods.insert(answer.period);
  for (const std::string& period : periods) waves_.emplace(period, static_cast<std::uint32_t>(waves_.size()));
  for (auto figure = ledger.rbegin(); figure != ledger.rend(); ++figure) {
    Group members;
    for (const PublishedAnswer& answer : figure->answers) members.push_back(index_of(answer));
    std::sort(members.begin(), members.end());
    published_[figure->key].push_back(std::move(members));
  }
}

std::uint32_t EmployeeAnswers::index_of(const PublishedAnswer& answer) {
  const auto [found, is_new] = index_.emplace(answer, static_cast<std::uint32_t>(answers_.size()));
  if (!is_new) return found->second;
  // Of a response that is not here (its quarter is withheld now) nobody knows the person: that counts as one more.
  const auto [person_found, is_unknown] =
      person_of_.try_emplace(answer.response_no, static_cast<std::uint32_t>(person_of_.size()), false);
  const auto& [person, is_named] = person_found->second;
  answers_.push_back(
      {.person = person, .is_named = is_named, .wave = waves_.at(answer.period), .band = band_named(answer.score)});
  named_.push_back(answer);
  return found->second;
}

const std::vector<Group>& EmployeeAnswers::published(const FigureKey& key) const {
  static const std::vector<Group> kNever;
  const auto found = published_.find(key);
  return found == published_.end() ? kNever : found->second;
}

std::map<FigureKey, Group> groups_of_rows(const SurveyView& view, const std::vector<NpsResult>& rows,
                                          EmployeeAnswers& answers) {
  std::map<FigureKey, Group> groups;
  for (const NpsResult& row : rows)
    if (!row.period.empty())
      groups.emplace(FigureKey{.kind = FigureKind::kScore, .period = row.period, .by = row.by, .value = row.value}, Group{});
  for (std::uint32_t scored : view.scored) {
    const PublishedAnswer answer = answer_of(*view.responses[scored]);
    const std::uint32_t index = answers.index_of(answer);
    FigureKey key{.kind = FigureKind::kScore, .period = answer.period, .by = "", .value = ""};
    groups[key].push_back(index);
    for (const Attribute& attribute : attributes_of(view, scored)) {
      key.by = attribute.name;
      key.value = attribute.value;
      if (const auto found = groups.find(key); found != groups.end()) found->second.push_back(index);
    }
  }
  for (auto& [key, members] : groups) {
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
  }
  return groups;
}

}  // namespace koe::stages
