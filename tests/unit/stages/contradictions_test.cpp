#include "pipeline/stages/rank/contradictions.h"

#include <gtest/gtest.h>

#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

TEST(Contradictions, AreCountedAmongResponsesWithScoreAndContent) {
  StoredData data;
  add_response(data, "A1", 9, "slow", {2026, 3}, Polarity::kNegative);    // 1: contradicts
  add_response(data, "A2", 10, "great", {2026, 3}, Polarity::kPositive);  // 2
  add_response(data, "A3", 2, "great", {2026, 3}, Polarity::kPositive);   // 3: contradicts
  add_response(data, "A4", 2, "slow", {2026, 3}, Polarity::kNegative);    // 4
  add_response(data, "A5", 10, "");                                       // 5: no comment
  add_response(data, "A6", 9, "slow", {2026, 3}, Polarity::kNegative);    // 6: no score
  data.responses.back().score.reset();
  const Contradictions found = find_contradictions(data);
  EXPECT_EQ(found.of_response, (std::map<std::int64_t, Contradiction>{{1, Contradiction::kComplainingPromoter},
                                                                      {3, Contradiction::kPraisingDetractor}}));
  EXPECT_EQ(found.counts.promoters, 2);
  EXPECT_EQ(found.counts.complaining_promoters, 1);
  EXPECT_EQ(found.counts.detractors, 2);
  EXPECT_EQ(found.counts.praising_detractors, 1);
}

TEST(Contradictions, ConsiderAllSegmentsOfAResponseWithContent) {
  StoredData data;
  add_response(data, "A1", 9, "slow", {2026, 3}, Polarity::kNegative);
  store::StoredSegment more = data.segments.back();
  more.ordinal = 1;
  more.unit_key = "great";
  more.polarity = Polarity::kPositive;
  data.segments.push_back(more);
  EXPECT_TRUE(find_contradictions(data).of_response.empty()) << "it praises, too";
  data.segments.back().unit_key.clear();
  EXPECT_EQ(find_contradictions(data).of_response.size(), 1U) << "without content it says nothing";
}

TEST(Contradictions, SayNothingOfEmployees) {
  StoredData data;
  for (int i = 0; i < 10; ++i) add_response(data, "", 10, "slow", {2026, 3}, Polarity::kNegative, SurveyKind::kEnps);
  const Contradictions found = find_contradictions(data);
  EXPECT_TRUE(found.of_response.empty());
  EXPECT_EQ(found.counts.promoters, 0);
}

}  // namespace
}  // namespace koe::stages
