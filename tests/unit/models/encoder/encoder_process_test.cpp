#include "models/encoder/encoder_process.h"

#include <gtest/gtest.h>

#include <cmath>

namespace koe::models::encoder {
namespace {

constexpr std::size_t kDimensions = 4;  // of tests/support/fake_encoder.cpp

EncoderProcess encoder_that(const std::string& manner) {
  return {{KOE_FAKE_ENCODER, manner}, "/", kDimensions};
}

std::string failure_of(EncoderProcess& encoder, const std::vector<std::string>& texts) {
  try {
    (void)encoder.encode(texts);
  } catch (const EncoderFailure& failure) {
    return failure.what();
  }
  return "";
}

TEST(EncoderProcess, GivesARowOfLengthOneATextInTheirOrder) {
  EncoderProcess encoder = encoder_that("well");
  const Matrix vectors = encoder.encode(std::vector<std::string>{"値段が高い", "slow support", "nothing known"});
  ASSERT_EQ(vectors.rows(), 3U);
  EXPECT_FLOAT_EQ(vectors.row(0)[0], 1.0F);
  EXPECT_FLOAT_EQ(vectors.row(1)[1], std::sqrt(0.5F));
  EXPECT_FLOAT_EQ(vectors.row(1)[2], std::sqrt(0.5F));
  for (const float value : vectors.row(2)) EXPECT_EQ(value, 0.0F);
}

TEST(EncoderProcess, TakesALineBreakInsideATextForASpace) {
  EncoderProcess encoder = encoder_that("well");
  const Matrix vectors = encoder.encode(std::vector<std::string>{"price\nsupport", "slow"});
  EXPECT_GT(vectors.row(0)[0], 0.0F);
  EXPECT_GT(vectors.row(0)[2], 0.0F);
  EXPECT_FLOAT_EQ(vectors.row(1)[1], 1.0F);
}

TEST(EncoderProcess, TalksInSeveralTurnsAndAboutMoreThanAPipeHolds) {
  EncoderProcess encoder = encoder_that("well");
  const std::vector<std::string> many(20000, std::string(200, 'x') + " price");  // 4 MB there, 320 kB back
  EXPECT_EQ(encoder.encode(std::vector<std::string>{}).rows(), 0U);
  for (int turn = 0; turn < 2; ++turn) EXPECT_FLOAT_EQ(encoder.encode(many).row(19999)[0], 1.0F);
}

TEST(EncoderProcess, SaysWhichProgramCannotBeRun) {
  try {
    const EncoderProcess encoder({"/nowhere/encoder"}, "/", kDimensions);
    FAIL() << "a program that is not there was run";
  } catch (const EncoderFailure& failure) {
    EXPECT_NE(std::string(failure.what()).find("/nowhere/encoder"), std::string::npos) << failure.what();
  }
}

TEST(EncoderProcess, PassesOnTheLastWordsOfAProgramThatDies) {
  EncoderProcess encoder = encoder_that("dies");
  const std::string said = failure_of(encoder, {"a", "b", "c", "d"});
  EXPECT_NE(said.find("out of memory at text 3"), std::string::npos) << said;
  EXPECT_NE(said.find("exit code 1"), std::string::npos) << said;
  EXPECT_NE(failure_of(encoder, {"a"}), "") << "a dead program answered";
}

TEST(EncoderProcess, DoesNotWaitForAProgramThatReadsNothing) {
  EncoderProcess encoder = encoder_that("silent");
  const std::string said = failure_of(encoder, std::vector<std::string>(20000, std::string(200, 'x')));
  EXPECT_NE(said.find("exit code 3"), std::string::npos) << said;
}

TEST(EncoderProcess, RefusesWhatIsNoNumber) {
  EncoderProcess encoder = encoder_that("lies");
  EXPECT_NE(failure_of(encoder, {"a"}).find("not a number"), std::string::npos);
}

}  // namespace
}  // namespace koe::models::encoder
