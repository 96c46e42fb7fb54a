#include "pipeline/ingest/csv_sniffer.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

TEST(CsvSniffer, FindsEachDelimiter) {
  EXPECT_EQ(sniff_dialect("a,b,c\n1,2,3\n", {}).delimiter, ',');
  EXPECT_EQ(sniff_dialect("a;b;c\n1;2,5;3\n", {}).delimiter, ';');
  EXPECT_EQ(sniff_dialect("a\tb\tc\n1\t2, and more\t3\n", {}).delimiter, '\t');
  EXPECT_EQ(sniff_dialect("a|b\n1|2\n", {}).delimiter, '|');
}

TEST(CsvSniffer, DoesNotCountDelimitersInsideQuotes) {
  EXPECT_EQ(sniff_dialect("id;text\n1;\"a,b,c,d\"\n2;\"e,f,g,h\"\n3;\"i,j,k,l\"\n", {}).delimiter, ';');
}

TEST(CsvSniffer, ObeysExcelsHintAndSkipsItsLine) {
  const CsvDialect plain = sniff_dialect("sep=;\r\na;b\r\n1;2\r\n", {});
  EXPECT_EQ(plain.delimiter, ';');
  EXPECT_EQ(plain.begin, 7U);
  EXPECT_EQ(plain.line, 2U);
  EXPECT_EQ(sniff_dialect("\"sep=|\"\na|b\n", {}).begin, 8U);
}

TEST(CsvSniffer, ObeysTheUserAboveAll) {
  const CsvDialect dialect = sniff_dialect("sep=;\na;b,c\n1;2,3\n", ',');
  EXPECT_EQ(dialect.delimiter, ',');
  EXPECT_EQ(dialect.begin, 6U);
}

TEST(CsvSniffer, SkipsTitleLinesAboveAWideTable) {
  const CsvDialect dialect = sniff_dialect("NPS 2026Q3\n\nid,score,comment\nR1,9,good\n", {});
  EXPECT_EQ(dialect.begin, 12U);
  EXPECT_EQ(dialect.line, 3U);
}

TEST(CsvSniffer, TakesAListOfTextsAsOneColumn) {
  const CsvDialect dialect = sniff_dialect("comment\ngood\nbad\n", {});
  EXPECT_EQ(dialect.delimiter, ',');
  EXPECT_EQ(dialect.begin, 0U);
}

}  // namespace
}  // namespace koe
