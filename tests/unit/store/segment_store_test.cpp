#include "pipeline/store/segment_store.h"

#include <gtest/gtest.h>

#include "pipeline/store/response_store.h"
#include "tests/unit/store/store_builders.h"

namespace koe::store {
namespace {

TEST(Segments, AreReplacedWholeAndReadInOrder) {
  Database database = Database::in_memory();
  const std::int64_t source = add_survey_source(database);
  const std::int64_t response_no =
      ResponseStore(database).offer(make_response("R1", 5, "遅い。高い。"), "nps|R1", "v", source).response_no;
  SegmentStore store(database);
  store.replace_segments({{response_no, 0, 0, 6, Language::kOther, "old", Polarity::kNeutral, "old", "old"}});
  store.replace_segments({{response_no, 1, 3, 6, Language::kJapanese, "高い", Polarity::kNegative, "高い。", "高い。"},
                          {response_no, 0, 0, 3, Language::kEnglish, "", Polarity::kRequest, "遅い。", "遅い。"}});
  const auto segments = store.segments();
  ASSERT_EQ(segments.size(), 2U);
  EXPECT_EQ(segments[0].ordinal, 0);
  EXPECT_EQ(segments[0].language, Language::kEnglish);
  EXPECT_EQ(segments[0].polarity, Polarity::kRequest);
  EXPECT_EQ(segments[0].unit_key, "");
  EXPECT_EQ(segments[1].begin, 3);
  EXPECT_EQ(segments[1].end, 6);
  EXPECT_EQ(segments[1].text, "高い。");
}

TEST(Sentences, KeepTheirOffsetsAndLanguage) {
  Database database = Database::in_memory();
  const std::int64_t source = add_survey_source(database);
  const std::int64_t response_no =
      ResponseStore(database).offer(make_response("R1", 5, "x"), "nps|R1", "v", source).response_no;
  SegmentStore store(database);
  store.replace_sentences({{response_no, 0, 2, 9, Language::kOther, "Привет", "привет"}});
  const auto sentences = store.sentences();
  ASSERT_EQ(sentences.size(), 1U);
  EXPECT_EQ(sentences[0].begin, 2);
  EXPECT_EQ(sentences[0].end, 9);
  EXPECT_EQ(sentences[0].language, Language::kOther);
  EXPECT_EQ(sentences[0].text, "Привет");
  EXPECT_EQ(sentences[0].normalized, "привет");
}

}  // namespace
}  // namespace koe::store
