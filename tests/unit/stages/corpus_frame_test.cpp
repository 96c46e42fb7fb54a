#include "pipeline/stages/theme/corpus_frame.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "pipeline/stages/theme/theme_space.h"

namespace koe::stages {
namespace {

const Assets& assets() {
  static const Assets loaded = Assets::load(KOE_SOURCE_DIR);
  return loaded;
}

class CorpusFrameTest : public ::testing::Test {
 protected:
  CorpusFrameTest() {
    for (const char* text : {"the invoice shows the wrong amount", "we cannot print the invoice", "search is slow"})
      units_.add({.key = text, .normalized = text, .language = Language::kEnglish, .weight = 1});
    read_table_rows(units_, assets(), 1);
  }
  CorpusFrame frame(unsigned threads) const { return learn_frame(vectors_.raw(units_), units_, vectors_, threads); }

  store::Database database_ = store::Database::in_memory();
  TextVectors vectors_{assets(), database_, "", 1};
  UnitSet units_;
};

TEST_F(CorpusFrameTest, HoldsAContextForEveryEntryThatTheTextsHold) {
  const CorpusFrame learnt = frame(1);
  const std::vector<std::uint32_t>& rows = learnt.contexts.table().rows;
  for (const Unit& unit : units_)
    for (const std::uint32_t row : unit.table_rows) EXPECT_TRUE(std::ranges::binary_search(rows, row)) << row;
}

TEST_F(CorpusFrameTest, BringsContextsOfBothLanguagesTogether) {
  // The same complaints in Japanese: alone, their words hear English ones only through the table.
  UnitSet both = units_;
  for (const char* text : {"請求書の金額が間違っている", "請求書を印刷できない", "検索が遅い"})
    both.add({.key = text, .normalized = text, .language = Language::kJapanese, .weight = 1});
  read_table_rows(both, assets(), 1);
  const CorpusFrame alone = frame(1), heard = learn_frame(vectors_.raw(both), both, vectors_, 1);
  const auto closeness = [&](const CorpusFrame& of_both) {
    // Of the last English text to the last Japanese one, "search is slow" in both languages.
    const ThemeSpace space(assets(), vectors_, SurveyKind::kNps, 1);
    const models::neighbors::UnitVectors placed = space.place(vectors_.raw(both), both, of_both).vectors;
    return models::neighbors::dot(placed, 2, placed, 5);
  };
  CorpusFrame bare = heard;
  bare.contexts = {};
  EXPECT_GT(closeness(heard), closeness(bare));
  EXPECT_NE(alone.contexts.table(), heard.contexts.table());
}

TEST_F(CorpusFrameTest, IsTheSameOnAnyNumberOfThreads) {
  const CorpusFrame one = frame(1), three = frame(3);
  EXPECT_EQ(one.means, three.means);
  EXPECT_EQ(one.contexts.table(), three.contexts.table());
}

TEST_F(CorpusFrameTest, ComesBackFromTheStoreAsItWas) {
  const CorpusFrame learnt = frame(1);
  store::StoredThemeModel model{.embedding = "space", .encoder = "", .floor = 0.2};
  keep_frame(learnt, model);
  store::ThemeStore store(database_);
  store.save_model(SurveyKind::kNps, model);
  const CorpusFrame kept = frame_of(store.model(SurveyKind::kNps).value());
  EXPECT_EQ(kept.means, learnt.means);
  EXPECT_EQ(kept.contexts.table(), learnt.contexts.table());
}

TEST_F(CorpusFrameTest, OfNoTextsLeavesVectorsAlone) {
  units_ = {};
  EXPECT_TRUE(frame(2).contexts.table().rows.empty());
}

}  // namespace
}  // namespace koe::stages
