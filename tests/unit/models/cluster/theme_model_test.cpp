#include "models/cluster/theme_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <set>
#include <stdexcept>

#include "models/cluster/agreement.h"
#include "tests/unit/models/cluster/planted_vectors.h"

namespace koe::models::cluster {
namespace {

using testing::plant;
using testing::Planted;

constexpr std::uint32_t kUnassigned = std::numeric_limits<std::uint32_t>::max();

std::vector<double> ones(std::size_t n) { return std::vector<double>(n, 1.0); }

ThemeFit fit(const neighbors::UnitVectors& units, const ThemeOptions& options = {},
             std::uint32_t first_id = 0, unsigned threads = 2) {
  return fit_themes(units, ones(units.rows()), options, first_id, threads);
}

std::vector<std::uint32_t> labels(const ThemeModel& model, const neighbors::UnitVectors& units) {
  std::vector<std::uint32_t> found;
  for (const Assignment& assignment : assign(model, units, 2))
    found.push_back(assignment.theme.value_or(kUnassigned));
  return found;
}

const Planted& twelve_groups() {
  static const Planted planted = plant({60, 50, 45, 40, 35, 30, 28, 25, 22, 20, 15, 12}, 64, 0.9, 7);
  return planted;
}

/// The model of these twelve, fitted once for all tests.
const ThemeModel& twelve_themes() {
  static const ThemeModel model = fit(twelve_groups().units).model;
  return model;
}

TEST(FitThemes, FindsPlantedGroupsOfUnequalSize) {
  const auto found = labels(twelve_themes(), twelve_groups().units);
  EXPECT_GE(adjusted_mutual_information(found, twelve_groups().group), 0.9);
}

TEST(FitThemes, NumbersThemesFromTheFirstIdBySizeAndGroupsAfterThem) {
  const ThemeModel model = fit(twelve_groups().units, {}, 100).model;
  const auto count = static_cast<std::uint32_t>(model.themes.size());
  std::uint32_t units = 0;
  for (std::uint32_t theme = 0; theme < count; ++theme) {
    EXPECT_EQ(model.themes[theme].id, 100 + theme);
    EXPECT_GE(model.themes[theme].group, 100 + count);
    EXPECT_LT(model.themes[theme].group, model.next_id);
    EXPECT_LE(model.themes[theme].typical_floor, model.themes[theme].cohesion);
    if (theme > 0) {
      EXPECT_LE(model.themes[theme].units, model.themes[theme - 1].units);
    }
    units += model.themes[theme].units;
  }
  EXPECT_EQ(units, twelve_groups().units.rows());
  EXPECT_EQ(model.centroids.rows(), count);
}

TEST(FitThemes, GivesTheSameBitsAtAnyNumberOfThreads) {
  EXPECT_EQ(fit(twelve_groups().units, {}, 0, 5).model, twelve_themes());
}

TEST(FitThemes, IdenticalVectorsGetTheIdenticalTheme) {
  const ThemeModel& model = twelve_themes();
  neighbors::UnitVectors twice = twelve_groups().units;
  twice.append(twelve_groups().units);
  const auto assignments = assign(model, twice, 3);
  const std::size_t n = twelve_groups().units.rows();
  for (std::size_t i = 0; i < n; ++i) EXPECT_EQ(assignments[i], assignments[i + n]);
}

TEST(FitThemes, LeavesAtMostTheStatedShareUnassigned) {
  const Planted noise = plant(std::vector<std::size_t>(300, 1), 128, 0.0, 5);  // no two alike
  ThemeOptions options;
  options.similarity_floor = 0.9;
  const ThemeModel model = fit(noise.units, options).model;
  const auto found = labels(model, noise.units);
  EXPECT_LE(std::ranges::count(found, kUnassigned), 6);
  EXPECT_LT(model.floor, 0.9);
}

TEST(FitThemes, LeavesAUnitUnassignedThatIsLikeNoTheme) {
  const ThemeModel& model = twelve_themes();
  neighbors::UnitVectors stranger(1, 64);
  std::vector<double> opposite(64, 0.0);
  for (std::size_t j = 0; j < 64; ++j) {
    for (std::size_t theme = 0; theme < model.themes.size(); ++theme) {
      opposite[j] -= static_cast<double>(model.centroids.row(theme)[j]);
    }
  }
  stranger.set_direction(0, opposite);
  const Assignment assignment = assign(model, stranger, 1)[0];
  EXPECT_FALSE(assignment.theme);
  EXPECT_LT(assignment.similarity, 0.15F);
}

TEST(FitThemes, UnitsWithoutDirectionAreIgnoredAndUnassigned) {
  neighbors::UnitVectors units = twelve_groups().units;
  units.append(neighbors::UnitVectors(40, 64));
  const ThemeModel model = fit(units).model;
  EXPECT_EQ(model, twelve_themes());
  const Assignment assignment = assign(model, units, 1).back();
  EXPECT_EQ(assignment, Assignment{});
}

TEST(FitThemes, HasNoThemeForTooFewUnits) {
  for (const std::size_t n : {0U, 1U, 4U}) {
    const Planted planted = plant({n}, 16, 0.5, 1);
    const ThemeModel model = fit(planted.units).model;
    EXPECT_TRUE(model.themes.empty()) << n;
    EXPECT_EQ(model.next_id, 0U);
    for (const Assignment& assignment : assign(model, planted.units, 1)) EXPECT_FALSE(assignment.theme);
  }
}

TEST(FitThemes, HasOneThemeForAHandfulOfAlikeUnits) {
  const Planted planted = plant({6}, 16, 0.3, 1);
  EXPECT_EQ(fit(planted.units).model.themes.size(), 1U);
}

TEST(FitThemes, NoThemeIsSmallerThanTheMinimum) {
  ThemeOptions options;
  options.min_units = 16;
  for (const Theme& theme : fit(twelve_groups().units, options).model.themes) EXPECT_GE(theme.units, 16U);
}

TEST(FitThemes, SplitsAThemeThatIsTooLargeWhereItHasParts) {
  // Three groups so blurred that their neighbour graph hangs together: the lowest resolution takes them for
  // one.
  const Planted planted = plant({100, 100, 100}, 64, 2.0, 3);
  ThemeOptions options;
  options.resolution.candidates = {0.01};
  options.settled_share = 0;
  options.max_share = 1.0;
  EXPECT_EQ(fit(planted.units, options).model.themes.size(), 1U);
  options.max_share = 0.4;
  for (const Theme& theme : fit(planted.units, options).model.themes) EXPECT_LE(theme.units, 120U);
}

TEST(FitThemes, FitsOnASampleAndAssignsEverything) {
  ThemeOptions options;
  options.sample = 150;
  const ThemeModel model = fit(twelve_groups().units, options).model;
  std::uint32_t fitted = 0;
  for (const Theme& theme : model.themes) fitted += theme.units;
  EXPECT_EQ(fitted, 150U);
  EXPECT_GE(adjusted_mutual_information(labels(model, twelve_groups().units), twelve_groups().group), 0.8);
}

TEST(FitThemes, WeightsPullTheCentroid) {
  const Planted planted = plant({10}, 16, 1.0, 9);
  std::vector<double> weights = ones(10);
  weights[3] = 1000.0;
  ThemeOptions options;
  options.settled_share = 0;
  const ThemeModel model = fit_themes(planted.units, weights, options, 0, 1).model;
  ASSERT_EQ(model.themes.size(), 1U);
  EXPECT_GT(assign(model, planted.units, 1)[3].similarity, 0.999F);
  EXPECT_THROW((void)fit_themes(planted.units, ones(9), options, 0, 1), std::invalid_argument);
}

/// Texts on a circle: a long theme from 0 to 100 degrees and a dense one at 130. The end of the long one, 95 degrees, lies
/// nearer to the middle of the dense one (35 degrees away) than to its own (50 degrees at 45).
neighbors::UnitVectors arc_and_cluster() {
  constexpr std::size_t kArc = 101, kCluster = 40;
  neighbors::UnitVectors units(kArc + kCluster, 16);
  std::vector<double> value(16, 0.0);
  for (std::size_t i = 0; i < kArc + kCluster; ++i) {
    const double degrees = i < kArc ? static_cast<double>(i) : 129.0 + 0.05 * static_cast<double>(i - kArc);
    value[0] = std::cos(degrees * std::numbers::pi / 180.0);
    value[1] = std::sin(degrees * std::numbers::pi / 180.0);
    units.set_direction(i, value);
  }
  return units;
}

TEST(FitThemes, AUnitStaysWhereItsNeighboursAreAlsoWhenAnotherCentroidIsNearer) {
  const neighbors::UnitVectors units = arc_and_cluster();
  ThemeOptions options;
  options.resolution.candidates = {0.02};
  options.max_share = 1.0;
  const ThemeFit found = fit(units, options);
  ASSERT_EQ(found.model.themes.size(), 2U);
  EXPECT_EQ(found.fitted[95], found.fitted[5]);
  EXPECT_NE(found.fitted[95], found.fitted[140]);
  options.settled_share = 1.5;  // nobody is settled: the nearest centroid decides
  const ThemeFit by_centroid = fit(units, options);
  EXPECT_EQ(by_centroid.fitted[95], by_centroid.fitted[140]);
}

TEST(AssignFitted, KeepsWhatWasFittedAndAssignsTheRest) {
  const neighbors::UnitVectors units = arc_and_cluster();
  ThemeOptions options;
  options.resolution.candidates = {0.02};
  options.max_share = 1.0;
  ThemeFit found = fit(units, options);
  found.fitted[96].reset();  // as if it had not been in the sample
  const std::vector<Assignment> kept = assign_fitted(found.model, found.fitted, units, 2);
  EXPECT_EQ(kept[95].theme, found.fitted[5]);
  EXPECT_NEAR(kept[95].similarity, std::cos(45.0 * std::numbers::pi / 180.0), 0.01);  // to its own centroid
  EXPECT_EQ(kept[96].theme, found.fitted[140]);
  EXPECT_THROW((void)assign_fitted(found.model, found.fitted, twelve_groups().units, 1), std::invalid_argument);
}

TEST(FitThemes, OneTextSaidByManyIsATheme) {
  const Planted said = plant({1}, 16, 0.9, 3);
  EXPECT_EQ(fit_themes(said.units, std::vector<double>{10000}, {}, 0, 1).model.themes.size(), 1U);
  EXPECT_TRUE(fit_themes(said.units, std::vector<double>{1}, {}, 0, 1).model.themes.empty());
}

TEST(FitThemes, TheAnswersOfAPicklistAreOneThemeEach) {
  const Planted answers = plant({1, 1, 1, 1, 1, 1}, 64, 0.9, 3);
  const ThemeModel model = fit_themes(answers.units, std::vector<double>{30, 30, 20, 12, 9, 1}, {}, 0, 1).model;
  EXPECT_EQ(model.themes.size(), 5U);
  const auto found = labels(model, answers.units);
  EXPECT_EQ(std::set<std::uint32_t>(found.begin(), found.begin() + 5).size(), 5U);
}

TEST(FitThemes, LanguagesThatLieApartStillShareThemes) {
  // Ten groups, each in two languages; a language adds its own direction to all its texts, as an imperfect
  // table does.
  constexpr std::size_t kDimensions = 64;
  stats::Rng rng(5);
  std::vector<double> offset(kDimensions);
  for (double& value : offset) value = 0.9 * rng.normal();
  neighbors::UnitVectors units(400, kDimensions);
  std::vector<Language> languages;
  std::vector<std::uint32_t> spoken;
  std::vector<double> value(kDimensions);
  for (std::uint32_t i = 0; i < 400; ++i) {
    const bool japanese = rng.index(3) == 0;
    stats::Rng direction(99, i % 10);
    for (std::size_t j = 0; j < kDimensions; ++j) {
      value[j] = direction.normal() + rng.normal() + (japanese ? offset[j] : -offset[j]);
    }
    units.set_direction(i, value);
    languages.push_back(japanese ? Language::kJapanese : Language::kEnglish);
    spoken.push_back(japanese ? 1 : 0);
  }
  const auto betrayal = [&](std::span<const Language> known) {
    const ThemeModel model = fit_themes(units, ones(400), {}, 0, 2, known).model;
    return normalised_mutual_information(spoken, labels(model, units));
  };
  EXPECT_LT(betrayal(languages), 0.6 * betrayal({}));
  EXPECT_THROW((void)fit_themes(units, ones(400), {}, 0, 1, std::span(languages).first(3)),
               std::invalid_argument);
}

TEST(ThemeTally, PartsAddUpToTheWhole) {
  const ThemeModel& model = twelve_themes();
  const auto assignments = assign(model, twelve_groups().units, 1);
  std::vector<double> weights;
  for (std::size_t i = 0; i < assignments.size(); ++i) weights.push_back(static_cast<double>(i % 3 + 1));
  const std::size_t themes = model.themes.size();
  ThemeTally parts = tally(themes, std::span(assignments).first(100), std::span(weights).first(100));
  parts += tally(themes, std::span(assignments).subspan(100), std::span(weights).subspan(100));
  const ThemeTally whole = tally(themes, assignments, weights);
  for (std::size_t theme = 0; theme < themes; ++theme) {
    EXPECT_EQ(parts.weight[theme], whole.weight[theme]);
    EXPECT_NEAR(parts.similarity_sum[theme], whole.similarity_sum[theme], 1e-9);
  }
  EXPECT_EQ(parts.unassigned_weight, whole.unassigned_weight);
  EXPECT_THROW(parts += ThemeTally{}, std::invalid_argument);
}

TEST(SampledRows, AreThoseThatAFitLooksAt) {
  neighbors::UnitVectors units = twelve_groups().units;
  units.set_direction(3, std::vector<double>(units.dimensions(), 0.0));
  ThemeOptions options;
  options.sample = 200;
  std::vector<std::uint32_t> all(units.rows());
  for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  const std::vector<std::uint32_t> rows = sampled_rows(units, all, options.sample);
  ASSERT_EQ(rows.size(), options.sample);
  EXPECT_EQ(std::ranges::count(rows, 3U), 0);
  const ThemeFit of_all = fit(units, options);
  const ThemeFit of_sample = fit(units.subset(rows), options);
  EXPECT_EQ(of_sample.model, of_all.model);
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(of_sample.fitted[i], of_all.fitted[rows[i]]);
}

}  // namespace
}  // namespace koe::models::cluster
