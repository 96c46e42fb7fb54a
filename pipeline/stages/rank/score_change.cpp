#include "pipeline/stages/rank/score_change.h"

#include <map>

#include "models/stats/panel_change.h"

namespace koe::stages {
namespace {

namespace stats = models::stats;

/// One side of the comparison; keeps the numbers that PersonAnswers looks at.
struct Side {
  std::vector<std::int8_t> value;
  std::vector<std::uint32_t> person, unit;
  [[nodiscard]] stats::PersonAnswers view() const { return {value, person, unit}; }
};

/// Gives every respondent id one number, and every answer without an id a number of its own.
class People {
 public:
  explicit People(const SurveyView& view) : view_(view) {}

  Side side(const std::vector<std::uint32_t>& rows) {
    Side out;
    for (std::uint32_t row : rows) {
      const std::string& id = view_.responses[view_.scored[row]]->respondent_id;
      std::uint32_t number = next_;
      const bool is_customer = view_.survey == SurveyKind::kNps;
      if (is_customer && !id.empty()) number = number_of_.emplace(id, next_).first->second;
      if (number == next_) ++next_;
      out.value.push_back(view_.value[row]);
      out.person.push_back(number);
      out.unit.push_back(is_customer ? view_.cluster[row] : number);
    }
    return out;
  }

 private:
  const SurveyView& view_;
  std::map<std::string, std::uint32_t> number_of_;
  std::uint32_t next_ = 0;
};

std::string_view name_of(stats::ChangeMethod method) {
  switch (method) {
    case stats::ChangeMethod::kIndependent:
      return "independent";
    case stats::ChangeMethod::kPaired:
      return "paired";
    case stats::ChangeMethod::kOverlapping:
      return "overlapping";
  }
  return "";
}

}  // namespace

void add_score_change(NpsResult& result, const SurveyView& view, const std::vector<std::uint32_t>& before,
                      const std::vector<std::uint32_t>& after) {
  People people(view);
  const Side first = people.side(before);
  const Side second = people.side(after);
  const auto panel = stats::panel_nps_change(first.view(), second.view());
  if (!panel) return;
  result.change = Estimate{panel->change.value, panel->change.low, panel->change.high};
  result.p_value = panel->change.p_value;
  result.change_method = name_of(panel->method);
  if (view.survey == SurveyKind::kNps) result.people_in_both = panel->people_on_both_sides;
}

}  // namespace koe::stages
