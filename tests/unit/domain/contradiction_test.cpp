#include "pipeline/domain/contradiction.h"

#include <gtest/gtest.h>

#include <vector>

namespace koe {
namespace {

constexpr auto kNeg = Polarity::kNegative, kNeu = Polarity::kNeutral, kPos = Polarity::kPositive, kReq = Polarity::kRequest;

Contradiction of(int score, const std::vector<Polarity>& tones) { return contradiction_of(score, tones); }

TEST(Contradiction, APromoterWhoDoesLittleButComplain) {
  EXPECT_EQ(of(9, {kNeg}), Contradiction::kComplainingPromoter);
  EXPECT_EQ(of(10, {kNeg, kNeg, kReq}), Contradiction::kComplainingPromoter);
  EXPECT_EQ(of(10, {kNeg, kReq}), Contradiction::kNone) << "half is not more than half";
  EXPECT_EQ(of(10, {kNeg, kNeg, kPos}), Contradiction::kNone) << "some praise goes with a high score";
  EXPECT_EQ(of(10, {kReq}), Contradiction::kNone) << "promoters may ask for more";
}

TEST(Contradiction, ADetractorWhoDoesLittleButPraise) {
  EXPECT_EQ(of(0, {kPos}), Contradiction::kPraisingDetractor);
  EXPECT_EQ(of(6, {kPos, kPos, kNeu}), Contradiction::kPraisingDetractor);
  EXPECT_EQ(of(6, {kPos, kNeu}), Contradiction::kNone);
  EXPECT_EQ(of(3, {kPos, kPos, kNeg}), Contradiction::kNone);
  EXPECT_EQ(of(3, {kPos, kPos, kReq}), Contradiction::kNone) << "what they ask for explains the score";
}

TEST(Contradiction, APassiveScoreOrNoCommentContradictsNothing) {
  for (int score : {7, 8})
    for (Polarity tone : {kNeg, kPos}) EXPECT_EQ(of(score, {tone}), Contradiction::kNone);
  for (int score = 0; score <= 10; ++score) EXPECT_EQ(of(score, {}), Contradiction::kNone);
}

TEST(Contradiction, NeitherSideCanBeBothAtOnceAndOpposedTonesExchangeTheSides) {
  // Turning the scale around and praise into complaints turns one kind into the other.
  const std::vector<std::vector<Polarity>> comments = {{kNeg}, {kPos}, {kNeg, kNeu}, {kPos, kPos, kNeu}, {kNeg, kNeg, kNeu}};
  for (const auto& tones : comments) {
    std::vector<Polarity> turned;
    for (Polarity tone : tones) turned.push_back(tone == kNeg ? kPos : tone == kPos ? kNeg : tone);
    EXPECT_EQ(of(10, tones) == Contradiction::kComplainingPromoter, of(0, turned) == Contradiction::kPraisingDetractor);
  }
}

}  // namespace
}  // namespace koe
