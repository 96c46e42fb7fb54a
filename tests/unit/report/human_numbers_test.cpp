#include "pipeline/report/human_numbers.h"

#include <gtest/gtest.h>

namespace koe::report {
namespace {

TEST(HumanNumbers, UseARealMinusAndNeverMinusZero) {
  EXPECT_EQ(plain_number(-16.25, 1), "\u221216.2");
  EXPECT_EQ(plain_number(-0.04, 1), "0.0");
  EXPECT_EQ(signed_number(4.06, 1), "+4.1");
  EXPECT_EQ(signed_number(0.04, 1), "0.0");
  EXPECT_EQ(signed_number(-4.06, 0), "\u22124");
}

TEST(HumanNumbers, ShowIntervalsWithBothEnds) {
  EXPECT_EQ(plain_interval({-16.3, -21.4, -11.2}, 1), "\u221221.4\u00A0…\u00A0\u221211.2");
  EXPECT_EQ(signed_interval({1, -2, 4}, 0), "\u22122\u00A0…\u00A0+4");
}

TEST(HumanNumbers, GroupThousands) {
  EXPECT_EQ(count(0), "0");
  EXPECT_EQ(count(999), "999");
  EXPECT_EQ(count(-1000), "\u22121,000");
  EXPECT_EQ(count(1234567), "1,234,567");
  EXPECT_EQ(money(12'400'000.49), "12,400,000");
}

TEST(HumanNumbers, ShowSharesRatiosAndProbabilities) {
  EXPECT_EQ(percent(0.1237, 1), "12.4%");
  EXPECT_EQ(ratio(1.0), "×2.0");
  EXPECT_EQ(ratio(-1.0), "×0.5");
  EXPECT_EQ(probability(0.16431), "0.16");
  EXPECT_EQ(probability(0.0999), "0.10");
  EXPECT_EQ(probability(0.0123), "0.012");
  EXPECT_EQ(probability(0.00001), "<\u00A00.001");
  EXPECT_EQ(probability_relation(0.00001), "<\u00A00.001");
  EXPECT_EQ(probability_relation(0.5), "=\u00A00.50");
}

TEST(HumanNumbers,
     NameQuartersByTheirMonthsInJapanese) {  // a calendar quarter, not the company's business year
  EXPECT_EQ(period_name("2026Q3", Language::kJapanese), "2026年7〜9月期");
  EXPECT_EQ(period_name("2025Q4", Language::kJapanese), "2025年10〜12月期");
  EXPECT_EQ(period_name("2026Q3", Language::kEnglish), "Q3 2026");
  EXPECT_EQ(period_name("all", Language::kEnglish), "all");
}

}  // namespace
}  // namespace koe::report
