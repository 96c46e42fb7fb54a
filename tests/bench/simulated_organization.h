// Made-up organisations for attacks on anonymity: who works where, who answers when, who joins, leaves, answers late or
// changes an answer. Everything follows from the seed.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

#include "models/anonymity/plan.h"
#include "models/stats/rng.h"

namespace koe::bench {

namespace anonymity = models::anonymity;

struct OrganizationSettings {
  std::uint32_t smallest = 30, largest = 3000;  ///< employees at the start, log-uniform
  std::uint32_t most_waves = 6;
};

/// One answer as the employer's survey tool holds it. `arrives`: the run that first sees it.
struct SurveyAnswer {
  std::uint32_t person = 0, wave = 0, arrives = 0;
  anonymity::Band band = anonymity::Band::kPassive;
  std::vector<std::uint32_t> values;  ///< one an attribute
  std::vector<std::uint32_t> themes;
};

/// Answers of all waves, sorted by arrival; a later answer of the same person and wave replaces the earlier one.
class SimulatedOrganization {
 public:
  SimulatedOrganization(std::uint64_t seed, std::uint64_t stream, const OrganizationSettings& settings)
      : rng_(seed, stream) {
    const double span = std::log(static_cast<double>(settings.largest) / settings.smallest);
    const auto size = static_cast<std::uint32_t>(settings.smallest * std::exp(span * rng_.uniform()));
    n_waves_ = 1 + rng_.index(settings.most_waves);
    n_attributes_ = 2 + rng_.index(3);
    for (std::uint32_t a = 0; a < n_attributes_; ++a) n_values_.push_back(3 + rng_.index(a == 0 ? 10 : 4));
    n_themes_ = std::clamp<std::uint32_t>(size / 20, 3, 30);
    mood_ = 0.6 * rng_.normal();
    for (std::uint32_t d = 0; d < n_values_[0]; ++d) mood_of_.push_back(0.5 * rng_.normal());
    while (people_.size() < size) hire();
    for (std::uint32_t wave = 0; wave < n_waves_; ++wave) hold_wave(wave);
  }

  [[nodiscard]] std::uint32_t waves() const { return n_waves_; }
  [[nodiscard]] std::uint32_t runs() const { return n_waves_ + 1; }  ///< one after each wave, one for the late answers
  [[nodiscard]] std::uint32_t attributes() const { return n_attributes_; }
  [[nodiscard]] std::uint32_t values(std::uint32_t attribute) const { return n_values_[attribute]; }
  [[nodiscard]] std::uint32_t themes() const { return n_themes_; }
  [[nodiscard]] std::size_t employees() const { return people_.size(); }
  [[nodiscard]] const std::vector<SurveyAnswer>& answers() const { return answers_; }

 private:
  struct Employee {
    std::vector<std::uint32_t> values;
    double mood = 0;
    bool has_left = false;
  };

  /// Zipf-like: the first values are common, the last ones rare.
  std::uint32_t skewed(std::uint32_t count) {
    const double u = rng_.uniform();
    return std::min(count - 1, static_cast<std::uint32_t>(std::pow(u, 1.7) * count));
  }

  void hire() {
    Employee employee;
    for (std::uint32_t a = 0; a < n_attributes_; ++a) employee.values.push_back(skewed(n_values_[a]));
    // Offices follow departments: the second attribute is mostly a function of the first.
    if (rng_.uniform() < 0.6) employee.values[1] = employee.values[0] % n_values_[1];
    employee.mood = mood_ + mood_of_[employee.values[0]] + rng_.normal();
    people_.push_back(std::move(employee));
  }

  anonymity::Band answer_of(const Employee& employee) {
    const double score = employee.mood + 0.6 * rng_.normal();
    if (score > 0.9) return anonymity::Band::kPromoter;
    return score > -0.1 ? anonymity::Band::kPassive : anonymity::Band::kDetractor;
  }

  void hold_wave(std::uint32_t wave) {
    if (wave > 0) move_staff();
    const double rate = 0.55 + 0.4 * rng_.uniform();
    for (std::uint32_t p = 0; p < people_.size(); ++p) {
      if (people_[p].has_left || rng_.uniform() > rate) continue;
      SurveyAnswer answer{.person = p, .wave = wave, .arrives = wave, .band = answer_of(people_[p]),
                          .values = people_[p].values, .themes = {}};
      for (std::uint32_t t = rng_.index(4); t > 0; --t) answer.themes.push_back(skewed(n_themes_));
      std::sort(answer.themes.begin(), answer.themes.end());
      answer.themes.erase(std::unique(answer.themes.begin(), answer.themes.end()), answer.themes.end());
      const double luck = rng_.uniform();
      if (luck < 0.02) answer.arrives = wave + 1;  // late
      answers_.push_back(answer);
      if (luck > 0.99) {  // thinks again, or is moved to another department in the records
        answer.arrives = wave + 1;
        if (rng_.uniform() < 0.5) answer.values[0] = skewed(n_values_[0]);
        answer.band = answer_of(people_[p]);
        answers_.push_back(answer);
      }
    }
  }

  void move_staff() {
    const double turnover = 0.01 + 0.06 * rng_.uniform();
    const std::size_t before = people_.size();
    for (std::size_t p = 0; p < before; ++p) {
      if (people_[p].has_left) continue;
      if (rng_.uniform() < turnover) people_[p].has_left = true;
      if (rng_.uniform() < turnover) hire();
      if (rng_.uniform() < 0.01) people_[p].values[0] = skewed(n_values_[0]);
    }
  }

  models::stats::Rng rng_;
  std::uint32_t n_waves_ = 0, n_attributes_ = 0, n_themes_ = 0;
  std::vector<std::uint32_t> n_values_;
  double mood_ = 0;
  std::vector<double> mood_of_;
  std::vector<Employee> people_;
  std::vector<SurveyAnswer> answers_;
};

}  // namespace koe::bench
