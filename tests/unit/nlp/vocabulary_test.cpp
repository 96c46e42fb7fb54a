#include "nlp/vocabulary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>

#include "tests/unit/nlp/nlp_fixtures.h"

namespace koe::nlp {
namespace {

const Word& add(Vocabulary& words, const std::string& surface, Reading reading, const std::string& lemma, Pos pos, Lang lang) {
  return words.add(surface, reading, std::span(&lemma, 1), pos, lang);
}

/// Two readings, as two entries of a dictionary would be.
constexpr std::array<char, 2> kReadings = {};

TEST(Vocabulary, FindsWhatWasAddedByTextAndReading) {
  Vocabulary words(test::lexicons());
  EXPECT_EQ(words.find("辛い", &kReadings[0]), nullptr);
  const Word& hot = add(words, "辛い", &kReadings[0], "辛い", Pos::kAdjective, Lang::kJa);
  const Word& hard = add(words, "辛い", &kReadings[1], "辛い", Pos::kAdjective, Lang::kJa);
  EXPECT_EQ(words.find("辛い", &kReadings[0]), &hot);
  EXPECT_EQ(words.find("辛い", &kReadings[1]), &hard);
  EXPECT_EQ(words.find("甘い", &kReadings[0]), nullptr);
}

TEST(Vocabulary, WordsStayWhereTheyAreWhileItGrows) {
  Vocabulary words(test::lexicons());
  std::vector<const Word*> added;
  for (int i = 0; i < 5000; ++i)  // grows several times
    added.push_back(&add(words, "word" + std::to_string(i), nullptr, "word", Pos::kWord, Lang::kEn));
  EXPECT_EQ(words.size(), 5000U);
  for (int i = 0; i < 5000; ++i) {
    ASSERT_EQ(words.find("word" + std::to_string(i), nullptr), added[static_cast<std::size_t>(i)]);
    ASSERT_EQ(added[static_cast<std::size_t>(i)]->number, static_cast<std::uint32_t>(i));
  }
}

TEST(Vocabulary, FindsManyWordsAsItFindsEach) {
  Vocabulary words(test::lexicons());
  std::vector<std::string> texts;
  for (int i = 0; i < 1000; ++i) texts.push_back(std::to_string(i));
  for (int i = 0; i < 1000; i += 2) add(words, texts[static_cast<std::size_t>(i)], nullptr, "0", Pos::kNumber, Lang::kEn);
  std::vector<Sighting> sightings;
  for (const std::string& text : texts) sightings.push_back({.surface = text});
  words.find(sightings);
  for (const Sighting& sighting : sightings) EXPECT_EQ(sighting.word, words.find(sighting.surface, nullptr));
  EXPECT_NE(sightings[0].word, nullptr);
  EXPECT_EQ(sightings[1].word, nullptr);
}

TEST(Vocabulary, LinksTheWordsOfAContraction) {
  Vocabulary words(test::lexicons());
  const std::array<std::string, 2> opened = {"can", "not"};
  const Word& first = words.add("can't", nullptr, opened, Pos::kWord, Lang::kEn);
  EXPECT_EQ(first.lemma, "can");
  ASSERT_NE(first.next, nullptr);
  EXPECT_EQ(first.next->lemma, "not");
  EXPECT_EQ(first.next->surface, "can't");
  EXPECT_EQ(first.next->next, nullptr);
  EXPECT_EQ(words.find("can't", nullptr), &first);
}

TEST(Vocabulary, KeepsWhatTheListsSayOfJapanese) {
  Vocabulary words(test::lexicons());
  const Word& able = add(words, "出来", &kReadings[0], "出来る", Pos::kVerb, Lang::kJa);
  EXPECT_EQ(able.spelling, "できる");  // variants_ja.tsv
  const Word& slow = add(words, "遅い", &kReadings[0], "遅い", Pos::kAdjective, Lang::kJa);
  ASSERT_NE(slow.value_ja, nullptr);
  EXPECT_EQ(*slow.value_ja, -2.0);  // polarity_ja.tsv
  EXPECT_EQ(slow.role, TermRole::kTerm);
  EXPECT_EQ(slow.term_keys->key, "j遅い");
  const Word& negation = add(words, "ない", &kReadings[0], "ない", Pos::kAuxiliary, Lang::kJa);
  EXPECT_TRUE(negation.is_negation);
  EXPECT_EQ(negation.role, TermRole::kNegation);
  EXPECT_EQ(add(words, "30", &kReadings[0], "30", Pos::kNumber, Lang::kJa).spelling, "0");
}

TEST(Vocabulary, KeepsWhatTheListsSayOfEnglish) {
  Vocabulary words(test::lexicons());
  const Word& the = add(words, "The", nullptr, "the", Pos::kWord, Lang::kEn);
  EXPECT_TRUE(the.is_stop_word);
  EXPECT_EQ(the.role, TermRole::kNone);
  const Word& crashed = add(words, "crashed", nullptr, "crashed", Pos::kWord, Lang::kEn);
  EXPECT_EQ(crashed.term_keys->key, "ecrashed");
  EXPECT_EQ(crashed.term_keys->candidates, (std::vector<std::string>{"ecrash", "ecrashe"}));
  const Word& never = add(words, "never", nullptr, "never", Pos::kWord, Lang::kEn);
  ASSERT_NE(never.modifier, nullptr);
  EXPECT_EQ(never.modifier->kind, ModifierKind::kNegator);
}

TEST(Vocabulary, KnowsTheListedTextsThatMayBeginWhereAWordDoes) {
  // ていただきた is of requests_ja.tsv, 画面が小さ of polarity_ja.tsv, nothing listed begins with 帳票.
  const auto holds = [](const std::vector<const ValuedText*>& texts, std::u32string_view text) {
    return std::ranges::any_of(texts, [&](const ValuedText* listed) { return listed->text == text; });
  };
  Vocabulary words(test::lexicons());
  const Word& te = add(words, "て", &kReadings[0], "て", Pos::kParticle, Lang::kJa);
  ASSERT_NE(te.texts_ja, nullptr);
  EXPECT_TRUE(holds(te.texts_ja->requests, U"ていただきた"));
  EXPECT_TRUE(std::ranges::is_sorted(te.texts_ja->requests, std::greater(), [](const ValuedText* text) { return text->text.size(); }));
  const Word& screen = add(words, "画面", &kReadings[0], "画面", Pos::kNoun, Lang::kJa);
  ASSERT_NE(screen.texts_ja, nullptr);
  EXPECT_TRUE(holds(screen.texts_ja->values, U"画面が小さ"));
  EXPECT_TRUE(screen.texts_ja->requests.empty());
  EXPECT_EQ(add(words, "帳票", &kReadings[0], "帳票", Pos::kNoun, Lang::kJa).texts_ja, nullptr);
}

TEST(Vocabulary, ForgetsAllWhenCleared) {
  Vocabulary words(test::lexicons());
  add(words, "slow", nullptr, "slow", Pos::kWord, Lang::kEn);
  words.clear();
  EXPECT_EQ(words.size(), 0U);
  EXPECT_EQ(words.find("slow", nullptr), nullptr);
  const Word& again = add(words, "fast", nullptr, "fast", Pos::kWord, Lang::kEn);
  EXPECT_EQ(again.number, 0U);
  EXPECT_GT(again.term_keys->number, wish_term().number) << "numbers of negation and wish are taken";
}

}  // namespace
}  // namespace koe::nlp
