#include "pipeline/store/fix_store.h"

#include <gtest/gtest.h>

#include "pipeline/store/theme_store.h"

namespace koe::store {
namespace {

TEST(FixStore, KeepsFixesInOrderAndTheSameOneOnce) {
  Database database = Database::in_memory();
  const std::int64_t theme_no = ThemeStore(database).save(StoredTheme{});
  FixStore store(database);
  EXPECT_TRUE(store.add({theme_no, "2026-05-01", "v5.2"}));
  EXPECT_TRUE(store.add({theme_no, "2026-04-01", ""}));
  EXPECT_FALSE(store.add({theme_no, "2026-05-01", "v5.2"}));
  const std::vector<StoredFix> fixes = store.read_all();
  ASSERT_EQ(fixes.size(), 2U);
  EXPECT_EQ(fixes[0].fixed_on, "2026-05-01");
  EXPECT_EQ(fixes[0].note, "v5.2");
  EXPECT_EQ(fixes[1].theme_no, theme_no);
}

}  // namespace
}  // namespace koe::store
