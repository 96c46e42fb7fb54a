#include "pipeline/store/text_door.h"

#include <gtest/gtest.h>

#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"
#include "pipeline/store/theme_store.h"
#include "tests/unit/store/store_builders.h"

namespace koe::store {
namespace {

class TextDoor : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::int64_t source = add_survey_source(database_);
    ResponseStore responses(database_);
    Response employee = make_response("E1", 2, "上司がこわい");
    employee.survey = SurveyKind::kEnps;
    const auto employee_no = responses.offer(employee, "enps|E1", "v", source).response_no;
    const auto customer_no =
        responses.offer(make_response("C1", 8, "call 090-1234-5678"), "nps|C1", "v", source).response_no;
    SegmentStore(database_).replace_segments(
        {{employee_no, 0, 0, 6, Language::kJapanese, "上司", Polarity::kNegative, "上司がこわい", "上司がこわい"},
         {customer_no, 0, 0, 18, Language::kEnglish, "call", Polarity::kNeutral, "call [phone]", "call [phone]"}});
    StoredTheme theme;
    theme.label_en = "calls";
    theme.centroid = {16384};
    theme_no_ = ThemeStore(database_).save(theme);
    UnitThemeWriter(database_).add("call", {theme_no_, 0.5}, {theme_no_, 0.5});
  }

  Database database_ = Database::in_memory();
  std::int64_t theme_no_ = 0;
};

TEST_F(TextDoor, KeepsEmployeesWordsInside) {
  const auto out = released_segments(database_, {});
  ASSERT_EQ(out.size(), 1U);
  EXPECT_EQ(out[0].row.response_id, "C1");
}

TEST_F(TextDoor, OpensForEmployeeRowsOnlyWhenAsked) {
  const auto out = released_segments(database_, {.employee_rows = true});
  ASSERT_EQ(out.size(), 2U);
  EXPECT_EQ(out[0].row.response_id, "C1");  // customers first
  EXPECT_EQ(out[1].row.response_id, "E1");
  EXPECT_EQ(out[1].row.theme_id, "");
}

TEST_F(TextDoor, LetsOutTheRedactedTextWithItsTheme) {
  const auto out = released_segments(database_, {});
  EXPECT_EQ(out[0].row.text, "call [phone]");
  EXPECT_EQ(out[0].row.theme_id, theme_id(theme_no_));
  EXPECT_EQ(out[0].score, 8);
  EXPECT_EQ(out[0].period, "2026Q3");
  EXPECT_EQ(out[0].unit_key, "call");
}

}  // namespace
}  // namespace koe::store
