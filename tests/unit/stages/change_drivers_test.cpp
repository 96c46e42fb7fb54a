#include "pipeline/stages/rank/change_drivers.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

const RunConfig kConfig{.bootstrap_draws = 60};

ChangeDrivers drivers_of(const StoredData& data) {
  return change_drivers(make_survey_view(SurveyKind::kNps, data), data, kConfig);
}

/// Passives who say nothing, and detractors who complain of theme 1: 5 of 50, then 20 of 50.
StoredData a_theme_that_spreads() {
  StoredData data;
  place_unit(data, "slow", 1);
  for (const int quarter : {2, 3})
    for (int i = 0; i < 50; ++i) {
      const bool complains = i < (quarter == 2 ? 5 : 20);
      add_response(data, "A" + std::to_string(i), complains ? 3 : 8, complains ? "slow" : "",
                   {2026, quarter});
    }
  return data;
}

TEST(ChangeDrivers, NameTheThemeThatSpread) {
  const ChangeDrivers drivers = drivers_of(a_theme_that_spreads());
  EXPECT_EQ(drivers.reason, "");
  EXPECT_EQ(drivers.before, "2026Q2");
  EXPECT_EQ(drivers.after, "2026Q3");
  ASSERT_EQ(drivers.rows.size(), 4U);
  EXPECT_EQ(drivers.rows[0].cause, DriverCause::kChange);
  EXPECT_NEAR(drivers.rows[0].total.value, -30, 1e-9);
  const DriverResult& theme = drivers.rows[3];
  EXPECT_EQ(theme.theme_id, "T0001");
  EXPECT_EQ(theme.mentions_before, 5);
  EXPECT_EQ(theme.mentions_after, 20);
  EXPECT_LT(theme.prevalence->value, -20);
  EXPECT_LT(theme.total.high, 0);
}

// As written with four decimals the parts add up to the change, not only nearly.
TEST(ChangeDrivers, AddUpToTheLastPrintedDigit) {
  StoredData data;
  for (int theme = 1; theme <= 7; ++theme) place_unit(data, "u" + std::to_string(theme), theme);
  for (const int quarter : {2, 3})
    for (int i = 0; i < 61; ++i) {
      add_response(data, "A" + std::to_string(i % 23), (i * 7 + quarter * 3 + i / 5) % 11,
                   "u" + std::to_string(1 + (i * quarter) % 7), {2026, quarter});
      data.responses.back().attributes = {{"plan", i % 2 == 0 ? "free" : "paid"}};
    }
  const ChangeDrivers drivers = drivers_of(data);
  EXPECT_EQ(drivers.by, "plan");
  const auto units = [](double points) { return std::llround(points * 1e4); };
  std::int64_t sum = 0;
  for (std::size_t i = 1; i < drivers.rows.size(); ++i) {
    const DriverResult& row = drivers.rows[i];
    sum += units(row.total.value);
    EXPECT_NEAR(row.total.value * 1e4, static_cast<double>(units(row.total.value)), 1e-6);
    EXPECT_LE(row.total.low, row.total.value);
    EXPECT_GE(row.total.high, row.total.value);
    if (row.cause == DriverCause::kTheme) {
      EXPECT_EQ(units(row.prevalence->value) + units(row.severity->value), units(row.total.value));
    }
  }
  EXPECT_EQ(sum, units(drivers.rows[0].total.value));
}

TEST(ChangeDrivers, SayWhyThereAreNone) {
  StoredData data;
  EXPECT_EQ(drivers_of(data).reason, "one_quarter");
  for (int i = 0; i < 20; ++i) add_response(data, "A", 9, "", {2026, 2});
  EXPECT_EQ(drivers_of(data).reason, "one_quarter");
  for (int i = 0; i < 9; ++i) add_response(data, "A", 9, "", {2026, 3});
  EXPECT_EQ(drivers_of(data).reason, "too_few");
  EXPECT_TRUE(drivers_of(data).rows.empty());
}

TEST(ChangeDrivers, HoldTheSegmentConstantOnlyWhenMostAnswersHaveOne) {
  StoredData data = a_theme_that_spreads();
  EXPECT_EQ(drivers_of(data).by, "");
  EXPECT_EQ(drivers_of(data).rows[1].total.value, 0);  // no mix without groups
  for (int i = 0; i < 50; ++i)
    data.accounts.push_back(
        {.account_id = "A" + std::to_string(i), .segment = i % 2 == 0 ? "smb" : "enterprise"});
  EXPECT_EQ(drivers_of(data).by, "segment");
  data.accounts.resize(20);
  EXPECT_EQ(drivers_of(data).by, "");
}

}  // namespace
}  // namespace koe::stages
