#include "pipeline/ingest/named_numbers_reader.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

auto read(std::string_view bytes) { return read_named_numbers_bytes(bytes, "weights.csv", {"--weights", "criterion", "weight"}); }

TEST(NamedNumbersReader, ReadsCsvAndTsvInAnyColumnOrder) {
  const auto csv = read("criterion,weight\nnps,0.5\narr,2\n");
  ASSERT_TRUE(csv);
  EXPECT_EQ(*csv, (std::map<std::string, double>{{"arr", 2}, {"nps", 0.5}}));
  const auto tsv = read("Weight\tnote\tCriterion\n3\tx\ttrend\n");
  ASSERT_TRUE(tsv);
  EXPECT_EQ(*tsv, (std::map<std::string, double>{{"trend", 3}}));
}

TEST(NamedNumbersReader, RefusesWhatIsWrongWithItsLine) {
  EXPECT_EQ(read("a,b\nnps,1\n").error().code, IssueCode::kOptionValue);
  const auto no_number = read("criterion,weight\nnps,1\narr,much\n");
  ASSERT_FALSE(no_number);
  EXPECT_EQ(no_number.error().code, IssueCode::kNumberUnreadable);
  EXPECT_EQ(no_number.error().line, 3U);
  EXPECT_EQ(no_number.error().severity, Severity::kRefused);
  EXPECT_EQ(read("criterion,weight\nnps,-1\n").error().code, IssueCode::kNumberUnreadable);
  EXPECT_EQ(read("criterion,weight\nnps,1\nnps,2\n").error().code, IssueCode::kDuplicateKey);
  EXPECT_EQ(read("criterion,weight\nnps,\n").error().code, IssueCode::kNumberUnreadable);
}

}  // namespace
}  // namespace koe
