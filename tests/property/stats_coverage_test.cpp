// Do intervals hold the truth as often as they say, and do tests cry wolf as rarely as they say? Simulated
// surveys whose truth follows from their parameters; fixed seeds, so that a failure is a change of the code,
// not bad luck.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/stats/impact.h"
#include "models/stats/nps.h"
#include "models/stats/rng.h"
#include "models/stats/trend.h"

namespace koe::models::stats {
namespace {

/// A customer base with exact population figures: accounts with a mood of their own, one to four responses
/// each, themes mentioned independently with probability `kShare`, each lowering the chance to promote and
/// raising that to detract.
class Population {
 public:
  static constexpr std::size_t kThemes = 6;
  static constexpr double kShare[kThemes] = {0.02, 0.03, 0.04, 0.06, 0.08, 0.12};
  static constexpr double kPush[kThemes] = {0.9, -0.7, 0.6, 0.4, 0.0, 0.8};  // positive = towards detractor

  /// Leave-out impact of a theme in the endless population, in points. The value of a response is, before the
  /// cut at chances 0 and 1, linear in the themes; the cut is part of `mean_value`, so the mean is taken over
  /// all 2^6 sets.
  static double impact(std::size_t theme) {
    double all = 0;
    double without = 0;
    for (unsigned set = 0; set < 1U << kThemes; ++set) {
      double chance = 1;
      double push = 0;
      for (std::size_t t = 0; t < kThemes; ++t) {
        const bool met = (set >> t & 1U) != 0;
        chance *= met ? kShare[t] : 1 - kShare[t];
        if (met) push += kPush[t];
      }
      const double value = (mean_value(push, kMood) + mean_value(push, -kMood)) / 2;
      all += chance * value;
      if ((set >> theme & 1U) == 0) without += chance / (1 - kShare[theme]) * value;
    }
    return 100 * (all - without);
  }

  struct Sample {
    std::vector<std::int8_t> value;
    std::vector<std::uint32_t> cluster;
    std::vector<std::vector<std::uint32_t>> members{kThemes};
  };

  static Sample draw(Rng& rng, std::uint32_t accounts) {
    Sample sample;
    for (std::uint32_t a = 0; a < accounts; ++a) {
      const double mood = rng.uniform() < 0.5 ? kMood : -kMood;
      for (std::uint32_t people = 1 + rng.index(4); people > 0; --people) {
        double push = 0;
        for (std::size_t t = 0; t < kThemes; ++t) {
          if (rng.uniform() >= kShare[t]) continue;
          sample.members[t].push_back(static_cast<std::uint32_t>(sample.value.size()));
          push += kPush[t];
        }
        const double promoter = chance_of_promoter(push, mood);
        const double detractor = chance_of_detractor(push, mood);
        const double u = rng.uniform();
        sample.value.push_back(u < promoter               ? std::int8_t{1}
                               : u < promoter + detractor ? std::int8_t{-1}
                                                          : std::int8_t{0});
        sample.cluster.push_back(a);
      }
    }
    return sample;
  }

 private:
  static constexpr double kMood = 0.15;

  static double chance_of_promoter(double push, double mood) {
    return std::clamp(0.5 - 0.5 * push + mood, 0.02, 0.9);
  }
  static double chance_of_detractor(double push, double mood) {
    return std::clamp(0.2 + 0.5 * push - mood, 0.02, 1 - chance_of_promoter(push, mood));
  }
  static double mean_value(double push, double mood) {
    return chance_of_promoter(push, mood) - chance_of_detractor(push, mood);
  }
};

TEST(ImpactCoverage, IsNinetyFivePercentWhateverTheSizeOfTheSurvey) {
  for (const std::uint32_t accounts : {60U, 150U, 400U}) {
    int held = 0;
    int below = 0;
    int intervals = 0;
    for (std::uint64_t survey = 0; survey < 250; ++survey) {
      Rng rng(accounts, survey);
      const Population::Sample sample = Population::draw(rng, accounts);
      for (std::size_t t = 0; t < Population::kThemes; ++t) {
        std::vector<std::uint8_t> mentions(sample.value.size());
        for (const std::uint32_t i : sample.members[t]) mentions[i] = 1;
        const auto impact = leave_out_impact(sample.value, mentions, sample.cluster);
        if (!impact) continue;
        const double truth = Population::impact(t);
        held += impact->impact.low <= truth && truth <= impact->impact.high;
        below += truth < impact->impact.low;
        ++intervals;
      }
    }
    const double coverage = static_cast<double>(held) / intervals;
    EXPECT_GT(coverage, 0.93) << accounts << " accounts, " << intervals << " intervals";
    EXPECT_LT(coverage, 0.97) << accounts << " accounts, " << intervals << " intervals";
    EXPECT_LT(static_cast<double>(below) / intervals, 0.05) << accounts << " accounts";
  }
}

TEST(NpsCoverage, OfTheAdjustedWaldIntervalIsNinetyFivePercent) {
  for (const std::uint32_t n : {12U, 40U, 200U}) {
    int held = 0;
    constexpr int kSamples = 3000;
    Rng rng(n);
    for (int sample = 0; sample < kSamples; ++sample) {
      NpsCounts counts;
      for (std::uint32_t i = 0; i < n; ++i) {
        const double u = rng.uniform();
        ++(u < 0.5 ? counts.promoters : u < 0.8 ? counts.passives : counts.detractors);
      }
      const auto estimate = nps_estimate(counts);
      held += estimate->low <= 30 && 30 <= estimate->high;
    }
    EXPECT_NEAR(held / static_cast<double>(kSamples), 0.95, 0.015) << n;
  }
}

/// Mentions of `themes` themes in two periods whose shares differ by the factor e^(spread x normal).
std::vector<PeriodMentions> draw_periods(Rng& rng, std::size_t themes, std::int64_t before,
                                         std::int64_t after, double spread, std::vector<double>& log2_ratio) {
  std::vector<PeriodMentions> out;
  log2_ratio.clear();
  for (std::size_t t = 0; t < themes; ++t) {
    const double share = 0.01 + 0.09 * rng.uniform();
    const double change = spread * rng.normal();
    PeriodMentions mentions;
    for (std::int64_t i = 0; i < before; ++i)
      mentions.before += rng.uniform() < share * std::exp(-change / 2);
    for (std::int64_t i = 0; i < after; ++i) mentions.after += rng.uniform() < share * std::exp(change / 2);
    out.push_back(mentions);
    log2_ratio.push_back(change / std::log(2.0));
  }
  return out;
}

TEST(TrendFalseAlarms, AreFivePercentWhenNothingChanges) {
  int alarms = 0;
  int tests = 0;
  std::vector<double> unchanged;
  for (std::uint64_t survey = 0; survey < 150; ++survey) {
    Rng rng(21, survey);
    for (const auto& trend : share_trends(draw_periods(rng, 20, 240, 300, 0, unchanged), 240, 300)) {
      if (!trend) continue;
      alarms += trend->p_value < 0.05;
      ++tests;
    }
  }
  EXPECT_GT(static_cast<double>(alarms) / tests, 0.03);
  EXPECT_LT(static_cast<double>(alarms) / tests, 0.07);
}

// Above 0.95 where themes change by a fifth only: the belief that shares change by half is then too wide.
TEST(TrendCoverage, IsAboutNinetyFivePercentOnAverageOverThemes) {
  for (const double spread : {0.2, 0.4, 0.8}) {
    int held = 0;
    int intervals = 0;
    std::vector<double> truth;
    for (std::uint64_t survey = 0; survey < 100; ++survey) {
      Rng rng(22, survey);
      const auto trends = share_trends(draw_periods(rng, 20, 240, 300, spread, truth), 240, 300);
      for (std::size_t t = 0; t < trends.size(); ++t) {
        if (!trends[t]) continue;
        held += trends[t]->low <= truth[t] && truth[t] <= trends[t]->high;
        ++intervals;
      }
    }
    const double coverage = static_cast<double>(held) / intervals;
    EXPECT_GT(coverage, 0.93) << spread;
    EXPECT_LT(coverage, spread < 0.3 ? 0.99 : 0.97) << spread;
  }
}

}  // namespace
}  // namespace koe::models::stats
