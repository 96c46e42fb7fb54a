#include "pipeline/store/response_store.h"

#include <gtest/gtest.h>

#include "pipeline/store/account_store.h"
#include "tests/unit/store/store_builders.h"

namespace koe::store {
namespace {

TEST(Responses, AreReadBackFieldByField) {
  Database database = Database::in_memory();
  const std::int64_t source = add_survey_source(database);
  ResponseStore(database).offer(make_response("R1", 9, "助かっています"), "nps|R1", "hash-1", source);
  const auto all = ResponseStore(database).read_all();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].response_id, "R1");
  EXPECT_EQ(all[0].responded_at, "2026-07-01T09:30:00");
  EXPECT_EQ(all[0].period, (Quarter{2026, 3}));
  EXPECT_EQ(all[0].respondent_id, "person-R1");
  EXPECT_EQ(all[0].account_id, "account-R1");
  EXPECT_EQ(all[0].score, 9);
  EXPECT_EQ(all[0].verbatim, "助かっています");
  EXPECT_EQ(all[0].attributes, (std::vector<Attribute>{{"department", "Sales R1"}}));
}

TEST(Responses, TheSameVersionAgainIsADuplicate) {
  Database database = Database::in_memory();
  const std::int64_t source = add_survey_source(database);
  ResponseStore store(database);
  const Response response = make_response("R1", 9, "good");
  EXPECT_EQ(store.offer(response, "nps|R1", "v1", source).disposition, Disposition::kStored);
  EXPECT_EQ(store.offer(response, "nps|R1", "v1", source).disposition, Disposition::kDuplicate);
  EXPECT_EQ(store.read_all().size(), 1U);
}

TEST(Responses, ANewVersionRevisesAndAnOldOneThatReturnsDoesNot) {
  Database database = Database::in_memory();
  const std::int64_t source = add_survey_source(database);
  ResponseStore store(database);
  store.offer(make_response("R1", 9, "good"), "nps|R1", "v1", source);
  const std::string before = store.state_hash();
  EXPECT_EQ(store.offer(make_response("R1", 3, "bad now"), "nps|R1", "v2", source).disposition, Disposition::kRevised);
  EXPECT_NE(store.state_hash(), before);
  EXPECT_EQ(store.offer(make_response("R1", 9, "good"), "nps|R1", "v1", source).disposition, Disposition::kDuplicate);
  const auto all = store.read_all();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].score, 3);
  EXPECT_EQ(all[0].verbatim, "bad now");
}

TEST(Responses, AVersionAnsweredEarlierIsFiledButDoesNotReplace) {
  Database database = Database::in_memory();
  const std::int64_t source = add_survey_source(database);
  ResponseStore store(database);
  store.offer(make_response("R1", 3, "latest"), "nps|R1", "v2", source);
  Response earlier = make_response("R1", 9, "first draft");
  earlier.responded_at = "2026-06-30T00:00:00";
  EXPECT_EQ(store.offer(earlier, "nps|R1", "v1", source).disposition, Disposition::kRevised);
  EXPECT_EQ(store.read_all()[0].verbatim, "latest");
}

TEST(Responses, WithoutScoreOrDateStayWithout) {
  Database database = Database::in_memory();
  const std::int64_t source = add_survey_source(database);
  Response response;
  response.response_id = "R9";
  response.verbatim = "text only";
  ResponseStore(database).offer(response, "nps|R9", "v", source);
  const auto all = ResponseStore(database).read_all();
  EXPECT_FALSE(all[0].score);
  EXPECT_FALSE(all[0].period);
}

TEST(Accounts, LatestRowWinsAndMissingArrStaysMissing) {
  Database database = Database::in_memory();
  AccountStore store(database);
  EXPECT_TRUE(store.upsert({.account_id = "A2", .name = "Two", .segment = "smb", .region = "JP", .arr = 1200000.0,
                            .started_on = "2024-01-01", .renewal_on = "2027-01-01", .churned_on = ""}));
  EXPECT_TRUE(store.upsert({.account_id = "A1", .name = "One"}));
  EXPECT_FALSE(store.upsert({.account_id = "A2", .name = "Two renamed", .arr = 900000.0}));
  const auto accounts = store.read_all();
  ASSERT_EQ(accounts.size(), 2U);
  EXPECT_EQ(accounts[0].account_id, "A1");
  EXPECT_FALSE(accounts[0].arr);
  EXPECT_EQ(accounts[1].name, "Two renamed");
  EXPECT_EQ(accounts[1].arr, 900000.0);
}

}  // namespace
}  // namespace koe::store
