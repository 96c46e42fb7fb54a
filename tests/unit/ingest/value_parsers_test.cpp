#include "pipeline/ingest/value_parsers.h"

#include <gtest/gtest.h>

#include <string>

namespace koe {
namespace {

TEST(ParseScore, ReadsScoresAsPeopleAndToolsWriteThem) {
  const std::pair<const char*, int> cases[] = {{"0", 0},
                                               {" 7 ", 7},
                                               {"10", 10},
                                               {"８", 8},
                                               {"１０", 10},
                                               {"9.0", 9},
                                               {"9点", 9},
                                               {"6 points", 6},
                                               {"10/10", 10},
                                               {"10 - Extremely likely", 10},
                                               {"0（まったく思わない）", 0},
                                               {"5: neutral", 5},
                                               {"3＝低い", 3}};
  for (const auto& [cell, score] : cases) {
    const auto parsed = parse_score(cell);
    ASSERT_TRUE(parsed) << cell;
    EXPECT_EQ(*parsed, score) << cell;
  }
}

TEST(ParseScore, ABlankCellIsNoAnswer) {
  for (const char* cell : {"", "  ", "\xE3\x80\x80"}) {
    const auto parsed = parse_score(cell);
    ASSERT_TRUE(parsed);
    EXPECT_FALSE(*parsed);
  }
}

TEST(ParseScore, TellsOutOfRangeFromNoNumber) {
  for (const char* cell : {"11", "-1", "100", "-99"})
    EXPECT_EQ(parse_score(cell).error(), IssueCode::kScoreOutOfRange) << cell;
  for (const char* cell : {"十", "9.5", "very likely", "9-10", "9 10", "NaN", "1e1", "0x5", "Promoter"})
    EXPECT_EQ(parse_score(cell).error(), IssueCode::kScoreNotANumber) << cell;
}

TEST(ParseMoney, ReadsAmountsInBothLanguages) {
  const std::pair<const char*, double> cases[] = {{"1200000", 1200000},
                                                  {"1,200,000", 1200000},
                                                  {"¥1,200,000", 1200000},
                                                  {"￥９８０，０００", 980000},
                                                  {"120万円", 1200000},
                                                  {"1.5億円", 150000000},
                                                  {"USD 12.5", 12.5},
                                                  {"$4,000", 4000},
                                                  {"-300", -300},
                                                  {"(250)", -250},
                                                  {"0", 0}};
  for (const auto& [cell, amount] : cases) {
    const auto parsed = parse_money(cell);
    ASSERT_TRUE(parsed) << cell;
    ASSERT_TRUE(*parsed) << cell;
    EXPECT_DOUBLE_EQ(**parsed, amount) << cell;
  }
  EXPECT_FALSE(*parse_money(""));
}

TEST(ParseMoney, DoesNotGuess) {
  for (const char* cell : {"1,5", "12,34,567", "about 5", "n/a", "1.2.3", "--5", "inf", "1e6", "¥"})
    EXPECT_FALSE(parse_money(cell)) << cell;
}

TEST(CurrencyOf, NamesTheCurrencyOrNone) {
  EXPECT_EQ(currency_of("¥1,200,000"), "JPY");
  EXPECT_EQ(currency_of("1.5億円"), "JPY");
  EXPECT_EQ(currency_of("USD 12.5"), "USD");
  EXPECT_EQ(currency_of("$12.5"), "USD");
  EXPECT_EQ(currency_of("gbp"), "GBP");
  EXPECT_EQ(currency_of("1200000"), "");
  EXPECT_EQ(currency_of("$5 or €4"), "");
}

TEST(IsNumber, IsStrict) {
  EXPECT_TRUE(is_number("12"));
  EXPECT_TRUE(is_number("-3.5"));
  EXPECT_TRUE(is_number("１２"));
  EXPECT_FALSE(is_number("12a"));
  EXPECT_FALSE(is_number("1."));
  EXPECT_FALSE(is_number(""));
}

}  // namespace
}  // namespace koe
