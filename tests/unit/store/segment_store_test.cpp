#include "pipeline/store/segment_store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

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

TEST(Segments, KeepWhatWasReadInThem) {
  Database database = Database::in_memory();
  const std::int64_t source = add_survey_source(database);
  const std::int64_t response_no =
      ResponseStore(database).offer(make_response("R1", 5, "遅い。"), "nps|R1", "v", source).response_no;
  const StoredLabelTerm slow{Language::kJapanese, "遅い", "j遅い", false};
  const StoredLabelTerm app{Language::kEnglish, "App", "eapp", true};
  SegmentStore store(database);
  {
    SegmentWriter writer(database);
    writer.add(slow);
    writer.add(app);
    writer.add(StoredSegment{.response_no = response_no, .table_rows = {70000, 3, 3}, .label_terms = {1, 0}});
    writer.add(StoredSegment{.response_no = response_no, .ordinal = 1});
  }
  const auto segments = store.segments();
  ASSERT_EQ(segments.size(), 2U);
  EXPECT_EQ(segments[0].table_rows, (std::vector<std::uint32_t>{70000, 3, 3}));
  EXPECT_EQ(segments[0].label_terms, (std::vector<std::uint32_t>{1, 0}));
  EXPECT_TRUE(segments[1].table_rows.empty());
  EXPECT_EQ(store.label_terms(), (std::vector<StoredLabelTerm>{slow, app}));
  { const SegmentWriter emptied(database); }
  EXPECT_TRUE(store.segments().empty());
  EXPECT_TRUE(store.label_terms().empty());
}

TEST(SegmentContents, AreThoseOfTheResponsesAskedFor) {
  Database database = Database::in_memory();
  const std::int64_t source = add_survey_source(database);
  ResponseStore responses(database);
  std::vector<std::int64_t> numbers;
  for (const char* id : {"R1", "R2", "R3"})
    numbers.push_back(responses.offer(make_response(id, 5, "x"), std::string("nps|") + id, "v", source).response_no);
  SegmentStore store(database);
  {
    SegmentWriter writer(database);
    for (const std::int64_t number : numbers) {
      const std::string text = "text " + std::to_string(number);
      writer.add(StoredSegment{.response_no = number, .language = Language::kJapanese, .unit_key = text, .polarity = Polarity::kNegative,
                  .text = text, .normalized = text + "。", .table_rows = {70000}, .label_terms = {2, 1}});
      writer.add(StoredSegment{.response_no = number, .ordinal = 1});  // without content
    }
  }
  std::vector<std::int64_t> seen;
  const std::size_t segments = store.for_each_content(numbers[1], numbers[2], [&](const SegmentContent& content) {
    seen.push_back(content.response_no);
    const std::string text = "text " + std::to_string(content.response_no);
    EXPECT_EQ(content.unit_key, text);
    EXPECT_EQ(content.normalized, text + "。");
    EXPECT_EQ(content.language, Language::kJapanese);
    EXPECT_EQ(content.polarity, Polarity::kNegative);
    EXPECT_TRUE(std::ranges::equal(content.table_rows, std::vector<std::uint32_t>{70000}));
    EXPECT_TRUE(std::ranges::equal(content.label_terms, std::vector<std::uint32_t>{2, 1}));
  });
  EXPECT_EQ(seen, (std::vector<std::int64_t>{numbers[1], numbers[2]}));
  EXPECT_EQ(segments, 4U);

  const std::vector<Author> authors = responses.authors(numbers[0], numbers[1]);
  ASSERT_EQ(authors.size(), 2U);
  EXPECT_EQ(authors[1].response_no, numbers[1]);
  EXPECT_EQ(authors[1].respondent_id, "person-R2");
  EXPECT_EQ(authors[1].period, "2026Q3");
  EXPECT_EQ(responses.last_response_no(), numbers[2]);
}

}  // namespace
}  // namespace koe::store
