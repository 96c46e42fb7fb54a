#include "pipeline/ingest/accounts_reader.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

const std::filesystem::path kFixtures = std::filesystem::path(KOE_SOURCE_DIR) / "tests/fixtures/ingest";

TEST(ReadAccounts, ReadsJapaneseHeadersMoneyAndEras) {
  const auto reading = read_accounts(kFixtures / "accounts_ja.csv", {});
  ASSERT_TRUE(reading);
  ASSERT_EQ(reading->accounts.size(), 2U);
  const Account& first = reading->accounts[0];
  EXPECT_EQ(first.account_id, "A-1");
  EXPECT_EQ(first.name, "架空商事");
  EXPECT_EQ(first.segment, "smb");
  EXPECT_EQ(first.region, "JP");
  EXPECT_EQ(first.arr, 1200000);
  EXPECT_EQ(first.started_on, "2024-04-01");
  EXPECT_EQ(first.renewal_on, "2027-04-01");
  EXPECT_EQ(first.churned_on, "");
  EXPECT_EQ(reading->accounts[1].arr, 2500000);
  EXPECT_EQ(reading->accounts[1].started_on, "2024-10-01");
  EXPECT_EQ(reading->accounts[1].churned_on, "2026-09-30");
}

TEST(ReadAccounts, RejectsNamelessRepeatedAndUnreadableOnes) {
  const auto reading = read_accounts(kFixtures / "accounts_ja.csv", {});
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->records, 6U);
  ASSERT_EQ(reading->issues.size(), 4U);
  const IssueCode codes[] = {IssueCode::kNoAccountId, IssueCode::kDuplicateKey, IssueCode::kNumberUnreadable,
                             IssueCode::kDateUnreadable};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(reading->issues[i].code, codes[i]);
    EXPECT_EQ(reading->issues[i].severity, Severity::kReject);
    EXPECT_EQ(reading->issues[i].line, i + 4);
  }
  EXPECT_EQ(reading->issues[1].args, std::vector<std::string>{"A-1"});
  EXPECT_EQ(reading->issues[2].args, std::vector<std::string>{"一千万"});
}

TEST(ReadAccounts, RefusesAFileWithoutIds) {
  const auto reading = read_accounts_bytes("segment,arr\nsmb,5\n", "accounts.csv", {});
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code, IssueCode::kNoAccountId);
}

TEST(ReadAccounts, TakesAPlainIdOrElseTheCompanyAsTheKey) {
  EXPECT_EQ(read_accounts_bytes("id,company\n7,Kakuu\n", "a.csv", {})->accounts[0].account_id, "7");
  EXPECT_EQ(read_accounts_bytes("company,arr\nKakuu,5\n", "a.csv", {})->accounts[0].account_id, "Kakuu");
}

TEST(ReadAccounts, DoesNotTakeMonthlyForAnnualRevenue) {
  EXPECT_FALSE(read_accounts_bytes("account_id,mrr\nA1,5\n", "a.csv", {})->accounts[0].arr);
}

TEST(ReadAccounts, KeepsTheCurrencyOfTheAmountOfItsColumnOrOfTheHeader) {
  const auto of = [](std::string_view bytes) { return read_accounts_bytes(bytes, "a.csv", {})->accounts[0].currency; };
  EXPECT_EQ(of("account_id,arr\nA1,$5\n"), "USD");
  EXPECT_EQ(of("account_id,arr,currency\nA1,5,EUR\n"), "EUR");
  EXPECT_EQ(of("account_id,arr_jpy\nA1,5\n"), "JPY");
  EXPECT_EQ(of("account_id,arr\nA1,5\n"), "");
  EXPECT_EQ(of("account_id,arr_jpy\nA1,\n"), "");  // no amount, no currency
}

}  // namespace
}  // namespace koe
