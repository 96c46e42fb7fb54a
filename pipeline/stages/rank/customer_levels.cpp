#include "pipeline/stages/rank/customer_levels.h"

#include <algorithm>

#include "models/stats/felt_level.h"

namespace koe::stages {
namespace {

/// Half of what neither words nor customer explain is the mood of the moment: an answer to one question, asked again soon
/// after, repeats itself about so well. Stated, for a survey that asks once cannot tell.
constexpr double kMomentary = 0.5;
constexpr double kPenalty = 5;  ///< as if five answers with a theme had a score as everybody gives it

/// What an answer can be marked with beside its themes.
enum Mark : std::uint32_t { kSilent, kComplains, kPraises, kFirstTheme };

/// Numbers the themes that answers mention, from kFirstTheme on.
class ThemeMarks {
 public:
  std::vector<std::uint32_t> of(const Answer& answer) {
    std::vector<std::uint32_t> marks;
    if (answer.segments == 0) marks.push_back(kSilent);
    if (answer.tone < 0) marks.push_back(kComplains);
    if (answer.tone > 0) marks.push_back(kPraises);
    for (const AnswerTheme& theme : answer.themes)
      marks.push_back(number_of_.try_emplace(theme.theme_no, static_cast<std::uint32_t>(size())).first->second);
    return marks;
  }
  [[nodiscard]] std::size_t size() const { return kFirstTheme + number_of_.size(); }

 private:
  std::map<std::int64_t, std::uint32_t> number_of_;
};

}  // namespace

std::vector<std::optional<double>> customer_levels(const std::vector<Customer>& customers, Day day, bool with_undated) {
  std::vector<double> scores;
  std::vector<std::uint32_t> customer_of;
  std::vector<std::vector<std::uint32_t>> marks;
  ThemeMarks themes;
  for (std::uint32_t i = 0; i < customers.size(); ++i)
    for (const Answer* answer : latest_year(answers_before(customers[i], day, with_undated), day)) {
      if (!answer->score) continue;
      scores.push_back(*answer->score);
      customer_of.push_back(i);
      marks.push_back(themes.of(*answer));
    }
  const std::vector<double> expected = models::stats::expected_scores(scores, marks, themes.size(), kPenalty);
  return models::stats::felt_levels(scores, expected, customer_of, customers.size(), kMomentary);
}

}  // namespace koe::stages
