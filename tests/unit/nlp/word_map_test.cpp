#include "nlp/word_map.h"

#include <gtest/gtest.h>

namespace koe::nlp {
namespace {

TEST(WordMap, FindsWhatWasAddedAndNothingElse) {
  WordMap<int> map;
  EXPECT_EQ(map.find("0"), map.end());
  for (int i = 0; i < 5000; ++i) ASSERT_TRUE(map.add(std::to_string(i), i));
  for (int i = 0; i < 5000; ++i) {
    const auto* found = map.find(std::to_string(i));
    ASSERT_NE(found, map.end()) << i;
    EXPECT_EQ(found->second, i);
  }
  EXPECT_FALSE(map.contains("5000"));
  EXPECT_FALSE(map.contains(""));
}

TEST(WordMap, TellsWordsApartThatDifferOnlyInZeroBytesAtTheEnd) {
  WordMap<int> map;
  map.add("abc", 1);
  map.add(std::string("abc\0", 4), 2);
  EXPECT_EQ(map.find("abc")->second, 1);
  EXPECT_EQ(map.find(std::string_view("abc\0", 4))->second, 2);
}

TEST(WordMap, KeepsTheFirstValueOfAWord) {
  WordMap<int> map;
  EXPECT_TRUE(map.add("遅い", 1));
  EXPECT_FALSE(map.add("遅い", 2));
  EXPECT_EQ(map.find("遅い")->second, 1);
  map["遅い"] = 3;
  map["高い"] = 4;
  EXPECT_EQ(map.find("遅い")->second, 3);
  EXPECT_EQ(map.find("高い")->second, 4);
}

TEST(WordSet, HoldsItsWords) {
  WordSet set;
  EXPECT_TRUE(set.add("the"));
  EXPECT_FALSE(set.add("the"));
  EXPECT_TRUE(set.contains("the"));
  EXPECT_FALSE(set.contains("them"));
}

struct Text {
  std::u32string text;
};

TEST(FirstCharacterIndex, GivesTheEntriesOfACharacterInTheirOrder) {
  FirstCharacterIndex<Text> index;
  index.add({U"あa"});
  index.add({U"あab"});
  index.add({U"い"});
  index.sort([](const Text& a, const Text& b) { return a.text.size() > b.text.size(); });
  ASSERT_EQ(index.entries(U'あ').size(), 2U);
  EXPECT_EQ(index.entries(U'あ')[0].text, U"あab");
  EXPECT_EQ(index.entries(U'い').size(), 1U);
  EXPECT_TRUE(index.entries(U'う').empty());
  EXPECT_TRUE(index.entries(U'あ' + 4096).empty()) << "the same bit, another character";
}

TEST(BeginFilter, RulesOutMostPairsThatNothingListedBeginsWith) {
  BeginFilter filter;
  EXPECT_FALSE(filter.may_begin(U'で', U'も'));
  filter.add(U"でも");
  filter.add(U";");
  EXPECT_TRUE(filter.may_begin(U'で', U'も'));
  EXPECT_TRUE(filter.may_begin(U';', U' '));
  EXPECT_TRUE(filter.may_begin(U';', 0)) << "an entry of one character, at the end of a text";
  int others = 0;  // of 64 second characters one in 64 is expected to be taken for も
  for (char32_t second = U'ぁ'; second < U'ぁ' + 64; ++second)
    others += second != U'も' && filter.may_begin(U'で', second) ? 1 : 0;
  EXPECT_LE(others, 8);
}

TEST(WordMap, HandsOverItsEntriesInTheirOrder) {
  WordMap<int> map;
  map.add("b", 1);
  map.add("a", 2);
  const std::vector<WordMap<int>::Entry> entries = map.take_entries();
  EXPECT_EQ(entries, (std::vector<WordMap<int>::Entry>{{"b", 1}, {"a", 2}}));
  EXPECT_FALSE(map.contains("a"));
  EXPECT_TRUE(map.add("a", 3));
}

TEST(FirstCharacterIndex, FindsEveryCharacterOfALargeList) {
  FirstCharacterIndex<Text> index;
  EXPECT_TRUE(index.entries(U'a').empty());
  for (char32_t c = 0x3041; c < 0x3041 + 500; ++c) index.add({std::u32string(2, c)});
  for (char32_t c = 0x3041; c < 0x3041 + 500; ++c) {
    ASSERT_EQ(index.entries(c).size(), 1U);
    EXPECT_EQ(index.entries(c)[0].text, std::u32string(2, c));
  }
  EXPECT_TRUE(index.entries(0x3040).empty());
  EXPECT_TRUE(index.entries(0x3041 + 500).empty());
}

}  // namespace
}  // namespace koe::nlp
