#include "pipeline/ingest/codes_reader.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

TEST(ReadCodes, GivesEveryPairInFileOrder) {
  const auto reading =
      read_codes_bytes("Code,Response ID,note\nprice,R1,x\nspeed,R1,y\nprice,R2,z\n", "codes.csv");
  ASSERT_TRUE(reading);
  ASSERT_EQ(reading->codes.size(), 3U);
  EXPECT_EQ(reading->codes[1].response_id, "R1");
  EXPECT_EQ(reading->codes[1].code, "speed");
  EXPECT_EQ(reading->codes[2].line, 4U);
  EXPECT_TRUE(reading->issues.empty());
}

TEST(ReadCodes, RejectsARowThatLacksOneOfTheTwo) {
  const auto reading = read_codes_bytes("response_id,code\nR1,\n,price\nR3,speed\nR4\n", "codes.csv");
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->records, 4U);
  EXPECT_EQ(reading->codes.size(), 1U);
  ASSERT_EQ(reading->issues.size(), 3U);
  EXPECT_EQ(reading->issues[0].code, IssueCode::kCodeIncomplete);
  EXPECT_EQ(reading->issues[1].line, 3U);
  EXPECT_EQ(reading->issues[2].raw, "R4\n");
}

TEST(ReadCodes, RefusesATableWithoutTheTwoColumns) {
  const auto reading = read_codes_bytes("response_id,theme\nR1,price\n", "codes.csv");
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code, IssueCode::kCodesColumns);
  EXPECT_EQ(reading.error().severity, Severity::kRefused);
}

}  // namespace
}  // namespace koe
