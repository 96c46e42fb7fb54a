#include "pipeline/stages/segmentation.h"

#include <gtest/gtest.h>

namespace koe::stages {
namespace {

using Starts = std::vector<std::size_t>;

const std::vector<float> kPrice = {1.0F, 0.0F};
const std::vector<float> kPriceToo = {0.9F, 0.1F};
const std::vector<float> kSpeed = {0.0F, 1.0F};
const std::vector<float> kNotSpeed = {0.0F, -1.0F};
const std::vector<float> kVague = {0.0F, 0.2F};
const std::vector<float> kZero = {0.0F, 0.0F};

SentenceView sentence(const std::vector<float>& vector, Language language = Language::kJapanese) {
  return {.language = language, .has_content = true, .vector = vector};
}

Starts starts_of(const std::vector<SentenceView>& sentences) {
  const std::vector<std::span<const float>> mean = {kZero, kZero, kZero};
  return segment_starts(sentences, mean);
}

TEST(Segmentation, JoinsSentencesAboutTheSameThing) {
  EXPECT_EQ(starts_of({sentence(kPrice), sentence(kPriceToo)}), (Starts{0}));
}

TEST(Segmentation, SeparatesTwoTopics) {
  EXPECT_EQ(starts_of({sentence(kPrice), sentence(kSpeed)}), (Starts{0, 1}));
}

TEST(Segmentation, JoinsASentenceThatSaysTooLittleToHaveATopic) {
  EXPECT_EQ(starts_of({sentence(kPrice), sentence(kVague)}), (Starts{0}));
  EXPECT_EQ(starts_of({sentence(kVague), sentence(kPrice)}), (Starts{0}));
}

TEST(Segmentation, KeepsARestOfASentenceWithItsBeginning) {
  SentenceView rest = sentence(kSpeed);
  rest.continues = true;
  EXPECT_EQ(starts_of({sentence(kPrice), rest}), (Starts{0}));
  EXPECT_EQ(starts_of({sentence(kPrice), rest, sentence(kNotSpeed)}), (Starts{0, 2})) << "what follows is judged by itself";
}

TEST(Segmentation, JoinsCourtesyToWhatFollows) {
  SentenceView greeting = sentence(kZero);
  greeting.has_content = false;
  EXPECT_EQ(starts_of({greeting, sentence(kPrice)}), (Starts{0}));
}

TEST(Segmentation, SeparatesLanguages) {
  EXPECT_EQ(starts_of({sentence(kPrice), sentence(kPriceToo, Language::kEnglish)}), (Starts{0, 1}));
}

TEST(Segmentation, OfNothingIsNothing) { EXPECT_TRUE(starts_of({}).empty()); }

}  // namespace
}  // namespace koe::stages
