#include "models/cluster/taught_themes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "models/cluster/centroid.h"

namespace koe::models::cluster {
namespace {

using neighbors::UnitVectors;

constexpr double kNever = -std::numeric_limits<double>::infinity();
constexpr double kBeyondOneDeviation = 0.1587;  // share of a normal distribution above its mean plus one deviation
constexpr double kLeastSpread = 1e-3;           // of cosines: where all texts are alike
constexpr std::size_t kOwnScale = 20;           // a language with fewer units is measured by all
constexpr double kPriorExamples = 8;            // weight of "as scattered as all texts" in the themes' common variance
constexpr int kPasses = 100;
constexpr double kSettled = 1e-6;               // change of a share after which it is left

/// Cosines to one centre as they are among all units of a language.
struct Scale {
  double middle = 0, spread = 1;
  [[nodiscard]] double operator()(double cosine) const { return (cosine - middle) / spread; }
};

/// By the upper side, where themes are told from others: cosines spread further upwards than downwards.
Scale scale_of(const std::vector<double>& cosines) {
  if (cosines.empty()) return {};
  const double middle = lower_quantile(cosines, 0.5);
  return {middle, std::max(kLeastSpread, lower_quantile(cosines, kBeyondOneDeviation) - middle)};
}

/// One theme as it is told from other texts.
struct Signal {
  std::array<Scale, 2> scale;  ///< by language
  double mean = 0;             ///< of a text of the theme, in standard deviations
  double squares = 0;          ///< of its examples around their mean
  std::size_t examples = 0;    ///< with a direction
};

double cosine_to(const UnitVectors& rows, std::size_t row, const UnitVectors& centres, std::size_t theme) {
  return neighbors::cosine(neighbors::dot(rows, row, centres, theme));
}

/// Cosine of each example of `theme` to the centre of the others, in standard deviations.
std::vector<double> held_out(const TaughtExamples& examples, std::uint32_t theme, const std::array<Scale, 2>& scale) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < examples.theme.size(); ++i)
    if (examples.theme[i] == theme && !examples.vectors.is_zero(i)) rows.push_back(i);
  std::vector<double> scores;
  const std::vector<double> weights(examples.vectors.rows(), 1.0);
  for (const std::uint32_t example : rows) {
    std::vector<std::uint32_t> others = rows;
    std::erase(others, example);
    const UnitVectors centre = centroid_of(examples.vectors, weights, others);
    scores.push_back(scale[index_of(examples.languages[example])](cosine_to(examples.vectors, example, centre, 0)));
  }
  return scores;
}

Signal signal_of(const TaughtExamples& examples, std::uint32_t theme, const std::vector<double>& cosines,
                 std::span<const Language> languages) {
  Signal signal;
  std::array<std::vector<double>, 2> by_language;
  for (std::size_t i = 0; i < cosines.size(); ++i) by_language[index_of(languages[i])].push_back(cosines[i]);
  for (std::size_t l = 0; l < by_language.size(); ++l)
    signal.scale[l] = scale_of(by_language[l].size() < kOwnScale ? cosines : by_language[l]);
  const std::vector<double> scores = held_out(examples, theme, signal.scale);
  signal.examples = scores.size();
  for (const double score : scores) signal.mean += score / static_cast<double>(scores.size());
  for (const double score : scores) signal.squares += (score - signal.mean) * (score - signal.mean);
  return signal;
}

/// Scatter of texts of a theme, common to all themes; a few examples cannot say more than that.
double common_variance(const std::vector<Signal>& signals) {
  double squares = kPriorExamples, freedom = kPriorExamples;
  for (const Signal& signal : signals) {
    if (signal.examples < kFewestExamples) continue;
    squares += signal.squares;
    freedom += static_cast<double>(signal.examples - 1);
  }
  return squares / freedom;
}

/// Log likelihood ratio of "a text of the theme" against "none" at `score`: of two normal densities, held constant beyond
/// its turning point, so that a closer text is never less likely.
double log_ratio(const Signal& signal, double variance, double score) {
  if (signal.examples < kFewestExamples || signal.mean <= 0.0) return kNever;
  const double turn = variance == 1.0 ? score : signal.mean / (1.0 - variance);
  if (variance > 1.0) score = std::max(score, turn);
  if (variance < 1.0) score = std::min(score, turn);
  const double distance = score - signal.mean;
  return 0.5 * (score * score - distance * distance / variance - std::log(variance));
}

/// Shares of the themes and, last, of "none" among all units, as logarithms. In: `ratios`, t + 1 a unit, 0 for "none".
std::vector<double> fit_shares(const std::vector<std::vector<double>>& ratios, std::size_t themes) {
  std::vector<double> share(themes + 1, -std::log(static_cast<double>(themes + 1)));
  std::vector<double> part(themes + 1);
  for (int pass = 0; pass < kPasses; ++pass) {
    std::vector<double> next(themes + 1, 0.0);
    for (const std::vector<double>& unit : ratios) {
      for (std::size_t t = 0; t <= themes; ++t) part[t] = share[t] + unit[t];
      const double highest = *std::ranges::max_element(part);
      double sum = 0.0;
      for (double& value : part) sum += value = std::exp(value - highest);
      for (std::size_t t = 0; t <= themes; ++t) next[t] += part[t] / sum;
    }
    double moved = 0.0;
    for (std::size_t t = 0; t <= themes; ++t) {
      next[t] /= static_cast<double>(ratios.size());
      moved = std::max(moved, std::abs(next[t] - std::exp(share[t])));
      share[t] = std::log(next[t]);
    }
    if (moved < kSettled) break;
  }
  return share;
}

}  // namespace

TaughtThemes recognise(const UnitVectors& units, std::span<const Language> languages, const TaughtExamples& examples,
                       std::size_t themes) {
  TaughtThemes taught;
  taught.theme_of.resize(units.rows());
  const std::vector<double> weights(examples.vectors.rows(), 1.0);
  taught.centres = centroids_of(examples.vectors, weights, examples.theme, themes);
  if (themes == 0 || units.rows() == 0) return taught;

  std::vector<std::vector<double>> cosines(themes, std::vector<double>(units.rows()));
  std::vector<Signal> signals;
  for (std::uint32_t t = 0; t < themes; ++t) {
    for (std::size_t i = 0; i < units.rows(); ++i) cosines[t][i] = cosine_to(units, i, taught.centres, t);
    signals.push_back(signal_of(examples, t, cosines[t], languages));
  }
  const double variance = common_variance(signals);
  std::vector<std::vector<double>> ratios(units.rows(), std::vector<double>(themes + 1, 0.0));
  for (std::size_t i = 0; i < units.rows(); ++i)
    for (std::size_t t = 0; t < themes; ++t)
      ratios[i][t] = log_ratio(signals[t], variance, signals[t].scale[index_of(languages[i])](cosines[t][i]));

  const std::vector<double> share = fit_shares(ratios, themes);
  for (std::size_t i = 0; i < units.rows(); ++i) {
    if (units.is_zero(i)) continue;
    std::uint32_t nearest = 0;
    for (std::uint32_t t = 1; t < themes; ++t)
      if (cosines[t][i] > cosines[nearest][i]) nearest = t;
    const double ratio = ratios[i][nearest];
    if (ratio != kNever && share[nearest] + ratio >= share[themes]) taught.theme_of[i] = nearest;
  }
  return taught;
}

}  // namespace koe::models::cluster
