#include "nlp/near_copies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace koe::nlp {
namespace {

using Copies = std::vector<std::uint32_t>;

Copies copies(const std::vector<std::string>& texts) {
  return near_copies(std::vector<std::string_view>(texts.begin(), texts.end()));
}

TEST(NearCopies, DifferInCasePunctuationDigitsOrSpaces) {
  EXPECT_EQ(copies({"Please fix the export!!", "please fix the EXPORT", "fix the import", "Please fix, the export 3"}),
            (Copies{0, 0, 2, 0}));
  EXPECT_EQ(copies({"料金が高いです。", "料金が高いです！！", "料金が安いです。"}), (Copies{0, 0, 2}));
}

TEST(NearCopies, OfLongTextsMayDifferInAWord) {
  const std::string pasted = "We ask the board to withdraw the new price list before the summer and to talk with its customers";
  std::string word = pasted;
  word.replace(word.find("summer"), 6, "autumn");
  EXPECT_EQ(copies({pasted, word, "Reports take a minute to load and the whole team waits every single morning"}),
            (Copies{0, 0, 2}));
  const std::string japanese = "今回の価格改定は既存の契約者にとって負担が大きく、説明も不十分ですので、撤回を強く求めます。";
  std::string exchanged = japanese;
  exchanged.replace(exchanged.find("強く"), std::string("強く").size(), "直ちに");
  EXPECT_EQ(copies({japanese, exchanged}), (Copies{0, 0}));
}

TEST(NearCopies, OfShortTextsMayNot) {
  EXPECT_EQ(copies({"The price is too high", "The price is too low"}), (Copies{0, 1}));
  EXPECT_EQ(copies({"a 1", "a 2", "b"}), (Copies{0, 1, 2})) << "one letter tells nothing";
}

TEST(NearCopies, DoNotFormChains) {
  // Each text exchanges one word of the one before; the last has hardly anything in common with the first.
  std::vector<std::string> words = {"alphabetic", "brightness", "candlelight", "discovering", "earthquakes", "friendships",
                                    "generations", "hypothesis"};
  std::vector<std::string> texts;
  for (std::size_t changed = 0; changed <= words.size(); ++changed) {
    std::string text;
    for (std::size_t w = 0; w < words.size(); ++w) text += (w < changed ? "z" + std::string(words[w].rbegin(), words[w].rend()) : words[w]) + " ";
    texts.push_back(text);
  }
  const Copies found = copies(texts);
  EXPECT_EQ(found[1], 0U);
  EXPECT_NE(found.back(), 0U);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_LE(found[i], i);
    EXPECT_EQ(found[found[i]], found[i]) << "a copy is of an original";
  }
}

TEST(NearCopies, OfTenThousandPastedTextsAreOneText) {
  std::vector<std::string> texts;
  for (int i = 0; i < 10000; ++i) texts.push_back("Ticket " + std::to_string(i) + ": we want the old export back, as soon as possible.");
  EXPECT_EQ(copies(texts), Copies(10000, 0));
}

TEST(NearCopies, OfNothingAreNothing) {
  EXPECT_EQ(copies({}), Copies{});
  EXPECT_EQ(copies({"", "", "!!"}), (Copies{0, 1, 2}));
}

/// Letters of `length` in which some of the words of a small vocabulary stand in any order: many pairs nearly resemble.
std::vector<std::string> similar_texts(std::size_t count) {
  std::mt19937 random(11);  // its numbers are the same everywhere
  std::vector<std::string> words;
  for (int w = 0; w < 40; ++w) {
    words.emplace_back();
    for (int letter = 0; letter < 9; ++letter) words.back() += static_cast<char>('a' + random() % 26);
  }
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text;
    for (std::size_t w = 0; w < 8; ++w) text += words[(i % 5 * 8 + (random() % 9 == 0 ? random() : w)) % words.size()] + " ";
    texts.push_back(text);
  }
  return texts;
}

/// The definition, one text after the other: an original is compared with all originals before it.
TEST(NearCopies, AreCopiesOfOriginalsOnlyAndOriginalsResembleNoneBeforeThem) {
  const std::vector<std::string> texts = similar_texts(400);
  const Copies found = copies(texts);
  std::size_t copied = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(found[found[i]], found[i]);
    copied += found[i] != i ? 1U : 0U;
  }
  EXPECT_GT(copied, 100U);
  EXPECT_LT(copied, 390U);
}

TEST(NearCopies, AreTheSameInWhicheverOrderTheWorkIsDone) {
  const std::vector<std::string> texts = similar_texts(3000);
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  const ForEachIndex backwards = [](std::size_t count, const std::function<void(std::size_t)>& body) {
    for (std::size_t i = count; i-- > 0;) body(i);
  };
  EXPECT_EQ(near_copies(views, backwards), near_copies(views));
}

/// Shared part of the runs of four characters of two texts in lower-case letters.
double resemblance(const std::string& a, const std::string& b) {
  const auto runs = [](const std::string& text) {
    std::set<std::string> found;
    for (std::size_t i = 0; i + 4 <= text.size(); ++i) found.insert(text.substr(i, 4));
    return found;
  };
  const std::set<std::string> left = runs(a), right = runs(b);
  std::vector<std::string> shared;
  std::ranges::set_intersection(left, right, std::back_inserter(shared));
  return static_cast<double>(shared.size()) / static_cast<double>(left.size() + right.size() - shared.size());
}

TEST(NearCopies, ResembleTheirOriginalsByTheDefinition) {
  std::mt19937 random(7);  // its numbers are the same everywhere
  const auto letter = [&] { return static_cast<char>('a' + random() % 26); };
  int copies_found = 0, copies_missed = 0, others = 0;
  for (int pair = 0; pair < 2000; ++pair) {
    std::string text(60 + random() % 60, ' ');
    for (char& c : text) c = letter();
    std::string changed = text;
    for (std::uint32_t changes = random() % 8; changes > 0; --changes) changed[random() % changed.size()] = letter();
    const bool is_copy = copies({text, changed})[1] == 0;
    const bool resembles = resemblance(text, changed) >= 0.7;
    EXPECT_TRUE(resembles || !is_copy) << text << " " << changed;
    copies_found += is_copy ? 1 : 0;
    copies_missed += resembles && !is_copy ? 1 : 0;
    others += resembles ? 0 : 1;
  }
  EXPECT_GT(others, 200);
  EXPECT_GT(copies_found, 1000);
  EXPECT_LE(copies_missed, copies_found / 50);  // a chance below 2 % even for a pair at 70 %
}

}  // namespace
}  // namespace koe::nlp
