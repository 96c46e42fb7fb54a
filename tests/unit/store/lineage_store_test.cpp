#include "pipeline/store/lineage_store.h"

#include <gtest/gtest.h>

#include "pipeline/store/theme_store.h"

namespace koe::store {
namespace {

TEST(Lineage, IsReadBackFieldByFieldInOrder) {
  Database database = Database::in_memory();
  for (int i = 0; i < 3; ++i) ThemeStore(database).save(StoredTheme{});
  LineageStore store(database);
  store.append({.theme_no = 2, .kind = LineageKind::kOpened, .period = "2026Q3", .other_no = 1, .texts = 12,
                .cohesion = 0.5, .old_similarity = 0.25, .other_similarity = 0.125});
  store.append({.theme_no = 1, .kind = LineageKind::kMerged, .period = "", .other_no = 3});
  const auto events = store.events();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].theme_no, 2);
  EXPECT_EQ(events[0].kind, LineageKind::kOpened);
  EXPECT_EQ(events[0].period, "2026Q3");
  EXPECT_EQ(events[0].other_no, 1);
  EXPECT_EQ(events[0].texts, 12);
  EXPECT_EQ(events[0].cohesion, 0.5);
  EXPECT_EQ(events[0].old_similarity, 0.25);
  EXPECT_EQ(events[0].other_similarity, 0.125);
  EXPECT_EQ(events[1].kind, LineageKind::kMerged);
  EXPECT_EQ(events[1].other_no, 3);
  EXPECT_FALSE(events[1].texts || events[1].cohesion || events[1].old_similarity || events[1].other_similarity);
}

}  // namespace
}  // namespace koe::store
