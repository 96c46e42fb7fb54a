// How often do the tests and intervals of models/stats cry wolf in null surveys? Counted once, for the
// property test and for the program that prints the full calibration.
#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "models/stats/decomposition.h"
#include "models/stats/impact.h"
#include "models/stats/multiple_testing.h"
#include "models/stats/panel_change.h"
#include "models/stats/trend.h"
#include "tests/support/null_survey.h"

namespace koe::test {

/// Tests made and alarms raised at 5 %.
struct Alarms {
  std::int64_t tests = 0, alarms = 0;

  void add(bool is_alarm) {
    ++tests;
    if (is_alarm) ++alarms;
  }
  [[nodiscard]] double rate() const {
    return tests == 0 ? 0 : static_cast<double>(alarms) / static_cast<double>(tests);
  }
};

inline bool excludes_zero(const models::stats::Estimate& estimate) {
  return estimate.low > 0 || estimate.high < 0;
}

/// The alarms of `surveys` null surveys, by the name of the figure. `decomposition_draws` 0 leaves the
/// decomposition out.
inline std::map<std::string, Alarms> count_null_alarms(std::uint64_t seed, std::uint64_t surveys,
                                                       std::uint32_t decomposition_draws) {
  using namespace models::stats;
  constexpr double kLevel = 0.05;
  constexpr std::size_t kFewestMentions = 10;  // as calibrate_stats.py: themes that are shown as sure
  std::map<std::string, Alarms> alarms;
  const struct {
    const char* name;
    double panel;
  } kinds[] = {{"change, strangers", 0}, {"change, some the same", 0.5}, {"change, all the same", 1}};
  for (std::uint64_t number = 0; number < surveys; ++number) {
    for (const auto& [name, panel] : kinds) {
      const NullSurvey survey =
          draw_null_survey(seed + static_cast<std::uint64_t>(10 * panel), number, {.panel = panel});
      const auto& [first, second] = survey.quarters;
      const auto change = panel_nps_change({first.value, first.person, first.account},
                                           {second.value, second.person, second.account});
      alarms[name].add(change->change.p_value < kLevel);
      if (panel != 0.5) continue;

      std::vector<PeriodMentions> mentions;
      for (std::size_t t = 0; t < first.members.size(); ++t)
        mentions.push_back({static_cast<std::int64_t>(first.members[t].size()),
                            static_cast<std::int64_t>(second.members[t].size())});
      std::vector<double> p_values;
      for (const auto& trend : share_trends(mentions, static_cast<std::int64_t>(first.value.size()),
                                            static_cast<std::int64_t>(second.value.size()))) {
        if (!trend) continue;
        p_values.push_back(trend->p_value);
        alarms["trend, p"].add(trend->p_value < kLevel);
      }
      bool any = false;
      for (const double q : benjamini_hochberg(p_values)) any = any || q <= kLevel;
      alarms["trend, any q of a survey"].add(any);

      const auto net = net_impacts(first.value, first.members, first.account);
      for (std::size_t t = 0; t < first.members.size(); ++t) {
        if (first.members[t].size() < kFewestMentions) continue;
        std::vector<std::uint8_t> mentioned(first.value.size(), 0);
        for (const std::uint32_t i : first.members[t]) mentioned[i] = 1;
        alarms["impact, gross"].add(
            excludes_zero(leave_out_impact(first.value, mentioned, first.account)->impact));
        alarms["impact, net"].add(excludes_zero(net[t]->impact));
      }

      if (decomposition_draws == 0) continue;
      const std::vector<std::uint32_t> no_groups_before(first.value.size(), 0),
          no_groups_after(second.value.size(), 0);
      const auto parts = explain_nps_change({first.value, no_groups_before, first.members},
                                            {second.value, no_groups_after, second.members}, 1, first.account,
                                            second.account, {.draws = decomposition_draws, .seed = number});
      alarms["drivers, base"].add(excludes_zero(parts->base));
      for (const Estimate& theme : parts->theme) alarms["drivers, theme"].add(excludes_zero(theme));
      for (const Estimate& part : parts->prevalence) alarms["drivers, prevalence"].add(excludes_zero(part));
      for (const Estimate& part : parts->severity) alarms["drivers, severity"].add(excludes_zero(part));
    }
  }
  return alarms;
}

}  // namespace koe::test
