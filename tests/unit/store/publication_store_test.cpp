#include "pipeline/store/publication_store.h"

#include <gtest/gtest.h>

#include "pipeline/store/response_store.h"
#include "tests/unit/store/store_builders.h"

namespace koe::store {
namespace {

/// A database with three responses, numbers 1 to 3.
Database with_responses() {
  Database database = Database::in_memory();
  const std::int64_t source = add_survey_source(database);
  ResponseStore responses(database);
  for (const char* id : {"A", "B", "C"})
    (void)responses.offer(make_response(id, 8, "fine"), std::string("identity-") + id, std::string("hash-") + id, source);
  return database;
}

TEST(PublicationStore, GivesBackEveryVersionInOrderOfPublication) {
  Database database = with_responses();
  PublicationStore ledger(database);
  EXPECT_TRUE(ledger.figures().empty());
  const FigureKey sales{.kind = FigureKind::kScore, .period = "2026Q3", .by = "department", .value = "Sales"};
  const FigureKey theme{.kind = FigureKind::kTheme, .period = "", .by = "", .value = "T0003"};
  ledger.add({{.key = sales, .answers = {{1, "2026Q3", 9}, {2, "2026Q3", 3}}}});
  ledger.add({{.key = sales, .answers = {{1, "2026Q3", 9}, {2, "2026Q3", 4}, {3, "2026Q3", 10}}},
              {.key = theme, .answers = {{2, "2026Q3", 4}}}});
  const auto figures = ledger.figures();
  ASSERT_EQ(figures.size(), 3u);
  EXPECT_EQ(figures[0].key, sales);
  EXPECT_EQ(figures[0].answers, (std::vector<PublishedAnswer>{{1, "2026Q3", 9}, {2, "2026Q3", 3}}));
  EXPECT_EQ(figures[1].answers.size(), 3u);
  EXPECT_EQ(figures[2].key, theme);
}

TEST(PublicationStore, RemembersStates) {
  Database database = Database::in_memory();
  PublicationStore ledger(database);
  EXPECT_FALSE(ledger.knows_state("a"));
  ledger.add_state("a");
  ledger.add_state("a");
  EXPECT_TRUE(ledger.knows_state("a"));
  EXPECT_FALSE(ledger.knows_state("b"));
}

}  // namespace
}  // namespace koe::store
