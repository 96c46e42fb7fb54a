#include "pipeline/stages/identity.h"

#include <gtest/gtest.h>

namespace koe::stages {
namespace {

Response make(const std::string& id, const std::string& at, const std::string& text) {
  Response response;
  response.response_id = id;
  response.responded_at = at;
  response.verbatim = text;
  return response;
}

std::string identity(IdentityRule& rule, const Response& response) {
  return rule.identity_of(response, content_hash(response));
}

TEST(Identity, OfALongIdDoesNotDependOnTheContent) {
  IdentityRule rule;
  EXPECT_EQ(identity(rule, make("R_3kx81", "2026-07-01T09:00:00", "before")),
            identity(rule, make("R_3kx81", "2026-07-02T10:00:00", "after the respondent came back")));
}

TEST(Identity, OfAFormsOwnCounterNeedsTheTime) {
  IdentityRule rule;
  EXPECT_NE(identity(rule, make("17", "2026-04-01T09:00:00", "second quarter")),
            identity(rule, make("17", "2026-07-01T09:00:00", "third quarter")));
  EXPECT_EQ(identity(rule, make("17", "2026-07-01T09:00:00", "typo")),
            identity(rule, make("17", "2026-07-01T09:00:00", "typo mended")));
}

TEST(Identity, WithoutIdCountsEqualRecordsOfAFileApart) {
  IdentityRule first_file, second_file;
  const Response same = make("", "2026-07-01T09:00:00", "特になし");
  const std::string one = identity(first_file, same);
  const std::string two = identity(first_file, same);
  EXPECT_NE(one, two);
  EXPECT_EQ(one, identity(second_file, same));
  EXPECT_EQ(two, identity(second_file, same));
}

TEST(Identity, IsNeverSharedBetweenCustomersAndEmployees) {
  IdentityRule rule;
  Response customer = make("R000001", "2026-07-01T09:00:00", "x");
  Response employee = customer;
  employee.survey = SurveyKind::kEnps;
  EXPECT_NE(identity(rule, customer), identity(rule, employee));
}

TEST(ContentHash, ChangesWithEveryFieldButNotWithThePlaceInTheFile) {
  Response response = make("R1", "2026-07-01T09:00:00", "good");
  response.score = 9;
  const std::string before = content_hash(response);
  response.line = 99;
  EXPECT_EQ(content_hash(response), before);
  response.score = 8;
  EXPECT_NE(content_hash(response), before);
  response.score = 9;
  response.attributes = {{"plan", "pro"}};
  EXPECT_NE(content_hash(response), before);
}

}  // namespace
}  // namespace koe::stages
