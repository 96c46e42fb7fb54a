#include "pipeline/ingest/date_parser.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

std::string read(std::string_view cell, DateOrder order = DateOrder::kMonthFirst) {
  return parse_date_time(cell, order).value_or("unread");
}

TEST(ParseDateTime, Iso8601) {
  EXPECT_EQ(read("2026-07-01"), "2026-07-01T00:00:00");
  EXPECT_EQ(read("2026-07-02 18:52:45"), "2026-07-02T18:52:45");
  EXPECT_EQ(read("2026-07-03T09:08:07.654Z"), "2026-07-03T09:08:07+00:00");
  EXPECT_EQ(read("2026-07-04T09:08:07+09:00"), "2026-07-04T09:08:07+09:00");
  EXPECT_EQ(read("2026-07-05 09:08:07 -0330"), "2026-07-05T09:08:07-03:30");
}

TEST(ParseDateTime, GoogleFormsInJapanese) {
  EXPECT_EQ(read("2020/07/27 3:15:06 午後 GMT+9"), "2020-07-27T15:15:06+09:00");
  EXPECT_EQ(read("2020/07/28 12:30:00 午前 GMT+9"), "2020-07-28T00:30:00+09:00");
  EXPECT_EQ(read("2020/07/29 12:30:00 午後 GMT+9"), "2020-07-29T12:30:00+09:00");
  EXPECT_EQ(read("2024/01/07 19:41:41"), "2024-01-07T19:41:41");
  EXPECT_EQ(read("2024/1/7 午後 7:41"), "2024-01-07T19:41:00");
}

TEST(ParseDateTime, AmericanAndDayFirst) {
  EXPECT_EQ(read("8/20/25 12:51:45"), "2025-08-20T12:51:45");
  EXPECT_EQ(read("3/4/2026 1:02:03 PM"), "2026-03-04T13:02:03");
  EXPECT_EQ(read("3/4/2026 1:02:03 PM", DateOrder::kDayFirst), "2026-04-03T13:02:03");
  EXPECT_EQ(read("25.12.2026", DateOrder::kDayFirst), "2026-12-25T00:00:00");
}

TEST(ParseDateTime, JapaneseWords) {
  EXPECT_EQ(read("2026年7月1日"), "2026-07-01T00:00:00");
  EXPECT_EQ(read("2026年7月1日(水) 15時4分"), "2026-07-01T15:04:00");
  EXPECT_EQ(read("２０２６年７月２日午後３時"), "2026-07-02T15:00:00");
  EXPECT_EQ(read("令和8年4月1日"), "2026-04-01T00:00:00");
  EXPECT_EQ(read("令和元年5月1日"), "2019-05-01T00:00:00");
  EXPECT_EQ(read("平成31年4月30日"), "2019-04-30T00:00:00");
  EXPECT_EQ(read("R8.4.2"), "2026-04-02T00:00:00");
}

TEST(ParseDateTime, UnixTimeIsUtc) {
  EXPECT_EQ(read("1782864000"), "2026-07-01T00:00:00+00:00");  // date -u -d @1782864000
  EXPECT_EQ(read("1782867723000"), "2026-07-01T01:02:03+00:00");
}

TEST(ParseDateTime, KnowsImpossibleDatesAndOtherText) {
  for (const char* cell :
       {"2026-02-30", "2026/13/05 3:15:06 午後 GMT+9", "2026-8-32", "2026-07-01 25:00", "2026-07-01 13:00 PM",
        "yesterday", "7", "R0001", "2026", "20260701", "1/2", "2026-07-01 noon", "2026-07-01 10:00 Mars",
        "0000-01-01", "令和8年", "12345678901", ""})
    EXPECT_EQ(read(cell), "unread") << cell;
}

TEST(DateOrderVotes, OnlyUnambiguousCellsDecide) {
  DateOrderVotes votes;
  for (const char* cell : {"3/4/2026", "25/3/2026", "13/1/2026", "3/25/2026", "5/5/2026", "2026-03-04", "x"})
    add_vote(votes, cell);
  EXPECT_EQ(votes.day_first, 2U);
  EXPECT_EQ(votes.month_first, 1U);
  EXPECT_EQ(votes.either, 1U);
}

TEST(DateOrder, NamesReadBack) {
  EXPECT_EQ(parse_date_order(name_of(DateOrder::kDayFirst)), DateOrder::kDayFirst);
  EXPECT_EQ(parse_date_order(name_of(DateOrder::kMonthFirst)), DateOrder::kMonthFirst);
  EXPECT_FALSE(parse_date_order("year-first"));
}

}  // namespace
}  // namespace koe
