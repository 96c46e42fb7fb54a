#include "pipeline/store/theme_edit_store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "pipeline/store/theme_store.h"

namespace koe::store {
namespace {

class ThemeEdits : public ::testing::Test {
 protected:
  void SetUp() override {
    for (int i = 0; i < 4; ++i) ThemeStore(database_).save(StoredTheme{});
  }
  Database database_ = Database::in_memory();
  ThemeEditStore store_{database_};
};

TEST_F(ThemeEdits, AreReadBackFieldByFieldInOrder) {
  EXPECT_EQ(store_.append({.kind = EditKind::kRename, .theme_no = 1, .label_ja = "料金", .label_en = "price",
                           .author = "hana", .at = "2026-07-01T09:00:00Z"}),
            1);
  store_.append({.kind = EditKind::kMerge, .theme_no = 1, .into_no = 2});
  store_.append({.kind = EditKind::kSplit, .theme_no = 2, .parts = {{3, {"a", "b"}}, {4, {"c"}}}});
  store_.append({.kind = EditKind::kPin, .theme_no = 3, .unit_key = "text", .said_by = "R-1:0"});
  store_.append({.kind = EditKind::kUndo, .undone_no = 4});
  store_.append({.kind = EditKind::kTeach, .theme_no = 4, .examples = {{"a", Language::kEnglish, "A"}, {"あ", Language::kJapanese, "あ"}}});
  const auto edits = store_.edits();
  ASSERT_EQ(edits.size(), 6U);
  EXPECT_EQ(edits[5].kind, EditKind::kTeach);
  EXPECT_EQ(edits[5].examples, (std::vector<ThemeExample>{{"a", Language::kEnglish, "A"}, {"あ", Language::kJapanese, "あ"}}));
  EXPECT_EQ(edits[0].label_ja, "料金");
  EXPECT_EQ(edits[0].label_en, "price");
  EXPECT_EQ(edits[0].author, "hana");
  EXPECT_EQ(edits[0].at, "2026-07-01T09:00:00Z");
  EXPECT_EQ(edits[1].kind, EditKind::kMerge);
  EXPECT_EQ(edits[1].into_no, 2);
  EXPECT_EQ(edits[2].parts, (std::vector<ThemePart>{{3, {"a", "b"}}, {4, {"c"}}}));
  EXPECT_EQ(edits[3].unit_key, "text");
  EXPECT_EQ(edits[3].said_by, "R-1:0");
  EXPECT_EQ(edits[4].kind, EditKind::kUndo);
  EXPECT_EQ(edits[4].undone_no, 4);
  EXPECT_EQ(edits[4].event_no, 5);
}

TEST_F(ThemeEdits, CanNeitherBeAlteredNorDeleted) {
  store_.append({.kind = EditKind::kSplit, .theme_no = 1, .parts = {{2, {"a"}}, {3, {"b"}}}});
  store_.append({.kind = EditKind::kTeach, .theme_no = 1, .examples = {{"a", Language::kEnglish, "A"}}});
  for (const char* sql : {"UPDATE theme_edit SET author = 'x'", "DELETE FROM theme_edit",
                          "UPDATE theme_edit_part SET theme_no = 1", "DELETE FROM theme_edit_part",
                          "UPDATE theme_edit_example SET normalized = 'x'", "DELETE FROM theme_edit_example"})
    EXPECT_THROW(database_.handle().exec(sql), SQLite::Exception) << sql;
}

}  // namespace
}  // namespace koe::store
