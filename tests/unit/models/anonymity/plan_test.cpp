#include "models/anonymity/plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>

#include "tests/unit/models/anonymity/answer_builders.h"

namespace koe::models::anonymity {
namespace {

/// `size` answers of changing bands for each department, and the wave's figures.
struct Wave {
  std::vector<Answer> answers;
  std::vector<WaveFigures> figures;
};

Wave wave_of(const std::vector<std::uint32_t>& sizes) {
  Wave wave;
  std::uint32_t begin = 0;
  WaveFigures figures;
  figures.tables.resize(1);
  for (std::uint32_t size : sizes) {
    figures.tables[0].push_back({.current = range(begin, begin + size), .published = {}});
    begin += size;
  }
  figures.everybody.current = range(0, begin);
  std::string bands;
  for (std::uint32_t i = 0; i < begin; ++i) bands += "PND"[i % 3];
  wave.answers = answers_of(bands);
  wave.figures = {figures};
  return wave;
}

std::vector<bool> shown_departments(const Wave& wave, std::int64_t k = 5) {
  const auto versions = plan_waves(wave.answers, wave.figures, {}, k);
  std::vector<bool> shown;
  for (const Version& version : versions[0].tables[0]) shown.push_back(version.has_value());
  return shown;
}

TEST(Plan, ShowsEverythingWhenEveryGroupIsLargeEnough) {
  EXPECT_EQ(shown_departments(wave_of({5, 12, 40})), (std::vector{true, true, true}));
}

TEST(Plan, HidesTheNextSmallestWithASmallGroup) {
  EXPECT_EQ(shown_departments(wave_of({50, 7, 3})), (std::vector{true, false, false}));
}

TEST(Plan, HidesUntilTheHiddenNumbersAreOpenEnough) {
  // 2 + 2 + 9 = 13 hidden people in three groups: each is anything from 1 to 11.
  EXPECT_EQ(shown_departments(wave_of({2, 2, 9, 30})), (std::vector{false, false, false, true}));
  // 3 + 4 = 7 in two groups: anything from 1 to 6, a width of 5.
  EXPECT_EQ(shown_departments(wave_of({3, 4, 30})), (std::vector{false, false, true}));
  // 2 + 4 = 6: from 1 to 5, too narrow, so the next one goes too.
  EXPECT_EQ(shown_departments(wave_of({2, 4, 10, 30})), (std::vector{false, false, false, true}));
}

TEST(Plan, HidesTheOtherDepartmentToo) {
  EXPECT_EQ(shown_departments(wave_of({20, 3})), (std::vector{false, false}));
}

TEST(Plan, ShowsNothingOfFewerThanK) {
  const auto wave = wave_of({2, 2});
  const auto versions = plan_waves(wave.answers, wave.figures, {}, 5);
  EXPECT_FALSE(versions[0].everybody);
  EXPECT_EQ(shown_departments(wave), (std::vector{false, false}));
}

TEST(Plan, ShowsNothingWhenEverybodySaysTheSame) {
  Wave wave = wave_of({20, 20});
  for (Answer& answer : wave.answers) answer.band = Band::kPassive;
  EXPECT_FALSE(plan_waves(wave.answers, wave.figures, {}, 5)[0].everybody);
}

TEST(Plan, KeepsTheEarlierVersionUntilEnoughIsNew) {
  Wave wave = wave_of({20, 20});
  WaveFigures& figures = wave.figures[0];
  // Published were the first 38: two answers arrived late.
  figures.everybody.published = {range(0, 38)};
  figures.tables[0][0].published = {range(0, 20)};
  figures.tables[0][1].published = {range(20, 38)};
  auto versions = plan_waves(wave.answers, wave.figures, {}, 5);
  EXPECT_EQ(versions[0].everybody, Version(1));
  EXPECT_EQ(versions[0].tables[0][1], Version(1));
  EXPECT_EQ(versions[0].tables[0][0], Version(0));  // unchanged, so it is as it was
  // With seven late ones the update is safe.
  figures.everybody.published = {range(0, 33)};
  figures.tables[0][1].published = {range(20, 33)};
  versions = plan_waves(wave.answers, wave.figures, {}, 5);
  EXPECT_EQ(versions[0].everybody, Version(0));
  EXPECT_EQ(versions[0].tables[0][1], Version(0));
}

TEST(Plan, HidesMoreWhereAnOlderFigureLeavesTooLittleOver) {
  Wave wave = wave_of({8, 5, 3, 1, 1, 4, 1, 1});
  WaveFigures& figures = wave.figures[0];
  // The last answer, of the eighth department now, was published as the first one's: that one stays at 9 people.
  Group first = range(0, 8);
  first.push_back(23);
  figures.everybody.published = {range(0, 24)};
  figures.tables[0][0].published = {first};
  figures.tables[0][1].published = {range(8, 13)};
  const auto versions = plan_waves(wave.answers, wave.figures, {}, 5);
  // A reader computes 24 - 9 - 5 = 10 people in 6 hidden departments, each of 1 to 5: too narrow. Without the 5 it is
  // 15 in 7, each of 1 to 9.
  std::vector<Version> expected(8);
  expected[0] = 1;
  EXPECT_EQ(versions[0].tables[0], expected);
  EXPECT_TRUE(versions[0].may_name_hidden[0]);
}

TEST(Plan, HidesMoreWhenOneMoreGroupSharesTheRest) {
  Wave wave = wave_of({6, 6, 2, 2, 1});
  WaveFigures& figures = wave.figures[0];
  // Published were the first 16; one answer arrived late, in a department of its own: 16 - 12 = 4 people in 3 groups.
  figures.everybody.published = {range(0, 16)};
  figures.tables[0][0].published = {range(0, 6)};
  figures.tables[0][1].published = {range(6, 12)};
  const auto versions = plan_waves(wave.answers, wave.figures, {}, 5);
  EXPECT_EQ(versions[0].everybody, Version(1));
  // Without one of the two: 10 in 4, each of 1 to 7.
  EXPECT_EQ(std::count(versions[0].tables[0].begin(), versions[0].tables[0].end(), std::nullopt), 4);
}

TEST(Plan, NamesNoHiddenGroupsWhereTheirNumberBoundsThem) {
  // 12 people in 8 groups: each of 1 to 5.
  const Wave wave = wave_of({2, 2, 2, 2, 1, 1, 1, 1});
  EXPECT_FALSE(plan_waves(wave.answers, wave.figures, {}, 5)[0].may_name_hidden[0]);
  // 13 people in 8 groups: each of 1 to 6.
  const Wave larger = wave_of({3, 2, 2, 2, 1, 1, 1, 1});
  EXPECT_TRUE(plan_waves(larger.answers, larger.figures, {}, 5)[0].may_name_hidden[0]);
}

TEST(Plan, PublishesNothingNewForAStateThatWasDecided) {
  const Wave wave = wave_of({20, 20});
  EXPECT_FALSE(plan_waves(wave.answers, wave.figures, {}, 5, false)[0].everybody);
}

TEST(Plan, HidesAThemeThatAllButAFewMention) {
  const Wave wave = wave_of({30});
  const BesideThemes everybody{.everybody = {range(0, 30)}, .themes = {}};
  const std::vector<Figure> themes = {{.current = range(0, 27), .published = {}}, {.current = range(5, 15), .published = {}}};
  EXPECT_EQ(plan_themes(wave.answers, everybody, themes, 5), (std::vector<Version>{std::nullopt, 0}));
}

TEST(Plan, ShowsAThemeOfDetractorsAsABoundAndOneOfFewNotAtAll) {
  Wave wave = wave_of({40});
  for (std::uint32_t i : range(0, 12)) wave.answers[i].band = Band::kDetractor;
  const BesideThemes everybody{.everybody = {range(0, 40)}, .themes = {}};
  const std::vector<Figure> themes = {{.current = range(0, 12), .published = {}}, {.current = range(0, 7), .published = {}}};
  EXPECT_EQ(plan_themes(wave.answers, everybody, themes, 5), (std::vector<Version>{0, std::nullopt}));
}

TEST(Plan, KeepsAThemeAsItWasWhenOneMoreMentionsIt) {
  const Wave wave = wave_of({30});
  const BesideThemes everybody{.everybody = {range(0, 30)}, .themes = {range(5, 15)}};
  const std::vector<Figure> themes = {{.current = range(5, 16), .published = {range(5, 15)}}};
  EXPECT_EQ(plan_themes(wave.answers, everybody, themes, 5), (std::vector<Version>{1}));
}

}  // namespace
}  // namespace koe::models::anonymity
