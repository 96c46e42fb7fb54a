#include "pipeline/ingest/csv_reader.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

using namespace std::string_view_literals;
using Fields = std::vector<std::string>;

std::vector<Record> read(std::string_view text, char delimiter = ',') {
  std::vector<Record> records;
  CsvReader reader(text, delimiter);
  for (Record record; reader.next(record);) records.push_back(record);
  return records;
}

TEST(CsvReader, SplitsFieldsAndDoublesBackTheQuotes) {
  const auto records = read("a,\"b,\"\"c\"\"\",\nd,,\"\"\n");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].fields, (Fields{"a", "b,\"c\"", ""}));
  EXPECT_EQ(records[1].fields, (Fields{"d", "", ""}));
}

TEST(CsvReader, EndsRecordsAtLfCrAndCrlfMixed) {
  const auto records = read("a\nb\rc\r\nd");
  ASSERT_EQ(records.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(records[i].fields, Fields{std::string(1, static_cast<char>('a' + i))});
    EXPECT_EQ(records[i].line, i + 1);
  }
}

TEST(CsvReader, KeepsLineEndsInsideQuotesAndCountsThem) {
  const auto records = read("1,\"x\r\ny\nz\"\n2,w\n");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].fields[1], "x\r\ny\nz");
  EXPECT_EQ(records[1].line, 4U);
  EXPECT_EQ(records[1].begin, 11U);
  EXPECT_EQ(records[1].end, 15U);
}

TEST(CsvReader, SkipsBlankLines) {
  const auto records = read("\n\na,b\n\r\n\nc,d\n\n");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].line, 3U);
  EXPECT_EQ(records[1].line, 6U);
}

TEST(CsvReader, TakesALooseQuoteInsideAnUnquotedFieldAsItIs) {
  EXPECT_EQ(read("2\" pipe,it's \"fine\"\n")[0].fields, (Fields{"2\" pipe", "it's \"fine\""}));
}

TEST(CsvReader, DropsPaddingAfterAClosingQuote) {
  EXPECT_EQ(read("\"a\" ,\"b\"\t\n")[0].fields, (Fields{"a", "b"}));
  EXPECT_EQ(read("\"a\"\t\"b\"\n", '\t')[0].fields, (Fields{"a", "b"}));  // here the TAB is the delimiter
}

TEST(CsvReader, RejectsTextAfterAClosingQuoteAndGoesOnWithTheNextLine) {
  const auto records = read("1,\"he said \"hi\" to me\"\n2,fine\n");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].fault, IssueCode::kTextAfterQuote);
  EXPECT_EQ(records[1].fields, (Fields{"2", "fine"}));
  EXPECT_FALSE(records[1].fault);
}

TEST(CsvReader, AnUnclosedQuoteCostsOneLineNotTheFile) {
  const auto records = read("1,\"never closed\n2,fine\n3,good\n");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].fault, IssueCode::kUnterminatedQuote);
  EXPECT_EQ(records[0].end, 16U);
  EXPECT_EQ(records[1].fields, (Fields{"2", "fine"}));
  EXPECT_EQ(records[2].line, 3U);
}

TEST(CsvReader, AStrayQuoteDoesNotSwallowTheRecordsUpToTheNextQuote) {
  const auto records = read("1,\"stray\n2,fine\n3,\"proper\"\n");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].fault, IssueCode::kTextAfterQuote);
  EXPECT_EQ(records[1].fields, (Fields{"2", "fine"}));
  EXPECT_EQ(records[2].fields, (Fields{"3", "proper"}));
}

TEST(CsvReader, RejectsNul) { EXPECT_EQ(read("a\0b,c\n"sv)[0].fault, IssueCode::kNulByte); }

TEST(CsvReader, RejectsARecordBeyondTheLimitAndReadsTheNext) {
  const std::string huge(kMaxRecordBytes, 'x');
  const auto records = read("1," + huge + "\n2,fine\n3,\"" + huge + "\"\n4,good\n");
  ASSERT_EQ(records.size(), 4U);
  EXPECT_EQ(records[0].fault, IssueCode::kRecordTooLarge);
  EXPECT_EQ(records[1].fields[0], "2");
  EXPECT_EQ(records[2].fault, IssueCode::kRecordTooLarge);
  EXPECT_EQ(records[3].fields[0], "4");
  EXPECT_EQ(read(std::string(kMaxFields, ','))[0].fault, IssueCode::kRecordTooLarge);
}

TEST(CsvReader, FaultDoesNotStickToTheNextRecord) {
  CsvReader reader("\"a\"b\nc\n", ',');
  Record record;
  ASSERT_TRUE(reader.next(record));
  EXPECT_TRUE(record.fault);
  ASSERT_TRUE(reader.next(record));
  EXPECT_FALSE(record.fault);
  EXPECT_EQ(record.fields, Fields{"c"});
}

TEST(CsvReader, ReadsNothingFromNothing) {
  EXPECT_TRUE(read("").empty());
  EXPECT_TRUE(read("\r\n\n").empty());
}

}  // namespace
}  // namespace koe
