#include "pipeline/report/csv_writer.h"

#include <gtest/gtest.h>

#include <array>
#include <clocale>
#include <limits>

namespace koe::report {
namespace {

TEST(FormulaSafe,
     MarksEveryStartThatASpreadsheetMayRun) {  // OWASP's list, leading white space, full-width forms
  for (const std::string start :
       {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "  =", "　＝", "\u00A0@"}) {
    const std::string value = start + "SUM(A1)";
    EXPECT_EQ(formula_safe(value), "'" + value) << value;
  }
  EXPECT_EQ(formula_safe("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
  EXPECT_EQ(formula_safe("-2+3+cmd|' /C calc'!A0"), "'-2+3+cmd|' /C calc'!A0");
}

TEST(FormulaSafe, LeavesNumbersAndOrdinaryTextAlone) {
  for (const std::string value :
       {"", "-12", "+3.5", "-0.25", "a=b", "検索が遅い", "ー遅い", "　全角", "1-2", "'"}) {
    EXPECT_EQ(formula_safe(value), value);
  }
  for (const std::string value : {"-", "+", "-1-1", "-.5", "-1.", "--1", "-1e5"}) {
    EXPECT_EQ(formula_safe(value), "'" + value) << "not a plain number";
  }
}

TEST(FormulaSafe, ReplacesNul) { EXPECT_EQ(formula_safe(std::string("a\0b", 3)), "a\uFFFDb"); }

TEST(NumberCells, AreFixedAndNeverNegativeZeroOrNotANumber) {
  EXPECT_EQ(fixed_cell(-16.25, 4), "-16.2500");
  EXPECT_EQ(fixed_cell(-0.00001, 4), "0.0000");
  EXPECT_EQ(fixed_cell(1234567.891, 2), "1234567.89");
  EXPECT_EQ(fixed_cell(std::nullopt, 2), "");
  EXPECT_EQ(fixed_cell(std::numeric_limits<double>::quiet_NaN(), 2), "");
  EXPECT_EQ(fixed_cell(-std::numeric_limits<double>::infinity(), 2), "");
}

TEST(NumberCells, SmallProbabilitiesStayVisible) {
  EXPECT_EQ(probability_cell(0.16421), "0.1642");
  EXPECT_EQ(probability_cell(1.2344e-9), "1.234e-09");
  EXPECT_EQ(probability_cell(1.0), "1");
  EXPECT_EQ(probability_cell(-0.0), "0");
  EXPECT_EQ(probability_cell(std::numeric_limits<double>::quiet_NaN()), "");
}

TEST(NumberCells, DoNotDependOnTheLocale) {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr) GTEST_SKIP() << "no locale with a decimal comma here";
  EXPECT_EQ(fixed_cell(1.5, 2), "1.50");
  std::setlocale(LC_ALL, before.c_str());
}

TEST(CsvWriter, FollowsRfc4180) {
  static constexpr auto kColumns = std::to_array<std::string_view>({"id", "text", "n", "x", "p", "yes"});
  CsvWriter csv(kColumns);
  csv.text("a;b")
      .text("He said \"no\",\nthen left")
      .count(3)
      .number(-1.5, 2)
      .probability(0.5)
      .flag(true)
      .end_row();
  csv.text("")
      .text(" padded")
      .count(std::nullopt)
      .number(std::nullopt, 2)
      .probability({})
      .flag(false)
      .end_row();
  EXPECT_EQ(csv.bytes(),
            "id,text,n,x,p,yes\r\n"
            "\"a;b\",\"He said \"\"no\"\",\nthen left\",3,-1.50,0.5,true\r\n"
            ",\" padded\",,,,false\r\n");
}

}  // namespace
}  // namespace koe::report
