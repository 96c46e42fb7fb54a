// Do tests and intervals cry wolf as rarely as they say where nothing happens? A smaller version of
// koe_null_calibration (tests/bench), with fixed seeds, so that a failure is a change of the code and not bad
// luck.
#include <gtest/gtest.h>

#include "tests/support/null_alarms.h"

namespace koe::test {
namespace {

TEST(NullSurveys, RaiseFalseAlarmsInAboutFivePercentOfTests) {
  const auto alarms = count_null_alarms(1, 400, 0);
  for (const auto& [name, counted] : alarms) {
    EXPECT_GE(counted.rate(), 0.03) << name << " of " << counted.tests;
    EXPECT_LE(counted.rate(), 0.07) << name << " of " << counted.tests;
  }
  EXPECT_EQ(alarms.size(), 7U);
}

// The parts of a change hold back: a part is a product of two uncertain figures, whose chance result is near
// 0.
TEST(NullSurveys, BlameNoThemeForAChangeMoreOftenThanTheySay) {
  for (const auto& [name, counted] : count_null_alarms(5, 60, 60)) {
    if (name.starts_with("drivers")) {
      EXPECT_LE(counted.rate(), name == "drivers, base" ? 0.12 : 0.05) << name;
    }
  }
}

}  // namespace
}  // namespace koe::test
