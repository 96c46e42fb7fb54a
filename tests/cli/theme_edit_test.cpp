// An analyst edits themes: what the outputs show, that it lasts, that it can be taken back, and what is refused.
#include <set>

#include "tests/cli/analyst_test.h"

namespace koe::testing {
namespace {

class ThemeEdits : public AnalystTest {
 protected:
  [[nodiscard]] ProgramResult edit(const std::vector<std::string>& words) const { return as_hana(words); }

  /// The ranked themes, first rank first.
  [[nodiscard]] std::vector<CsvRow> themes() const { return rows_where(rows("themes.csv"), "survey", "nps"); }

  [[nodiscard]] std::string theme_at(std::size_t place) const { return themes().at(place).at("theme_id"); }

  [[nodiscard]] std::map<std::string, std::string> label_en() const {
    std::map<std::string, std::string> labels;
    for (const CsvRow& row : themes()) labels[row.at("theme_id")] = row.at("label_en");
    return labels;
  }

  [[nodiscard]] std::vector<CsvRow> assigned_to(const std::string& theme) const {
    return rows_where(rows("assignments.csv"), "theme_id", theme);
  }

  /// "R-1:0" of every row.
  static std::set<std::string> names_of(const std::vector<CsvRow>& rows) {
    std::set<std::string> names;
    for (const CsvRow& row : rows) names.insert(row.at("response_id") + ":" + row.at("segment"));
    return names;
  }
};

TEST_F(ThemeEdits, a_renamed_theme_keeps_its_name_in_the_next_quarter) {
  const std::string theme = theme_at(0);
  const std::string other = theme_at(1);
  const std::string others_name = label_en().at(other);
  ASSERT_EQ(edit({"rename", theme, "--ja", "請求まわり", "--en", "Billing"}).exit_code, kDone);
  ASSERT_EQ(run({exports("nps_2026Q1.tsv")}), kDone);
  EXPECT_EQ(label_en().at(theme), "Billing");
  EXPECT_EQ(rows_where(themes(), "theme_id", theme).at(0).at("label_ja"), "請求まわり");
  EXPECT_EQ(label_en().at(other), others_name);
}

TEST_F(ThemeEdits, a_merged_theme_shows_its_texts_under_the_surviving_number_also_in_the_next_quarter) {
  const std::string gone = theme_at(0), kept = theme_at(1);
  std::set<std::string> both = names_of(assigned_to(gone));
  both.merge(names_of(assigned_to(kept)));
  ASSERT_EQ(edit({"merge", gone, kept}).exit_code, kDone);
  ASSERT_EQ(run(), kDone);
  EXPECT_EQ(names_of(assigned_to(kept)), both);
  EXPECT_TRUE(rows_where(themes(), "theme_id", gone).empty());
  ASSERT_EQ(run({exports("nps_2026Q1.tsv")}), kDone);
  EXPECT_TRUE(assigned_to(gone).empty()) << "new texts of the old theme go along";
  EXPECT_GT(assigned_to(kept).size(), both.size());
}

TEST_F(ThemeEdits, a_split_theme_goes_on_in_parts_with_numbers_that_were_never_used) {
  const std::string theme = theme_at(0);
  const std::set<std::string> texts = names_of(assigned_to(theme));
  const auto before = label_en();
  ASSERT_EQ(edit({"split", theme}).exit_code, kDone);
  ASSERT_EQ(run(), kDone);
  EXPECT_TRUE(assigned_to(theme).empty());
  std::set<std::string> parts_texts;
  std::size_t parts = 0;
  for (const auto& [id, label] : label_en()) {
    if (before.contains(id)) continue;
    ++parts;
    EXPECT_NE(label, "") << "a part has a name of its own";
    parts_texts.merge(names_of(assigned_to(id)));
  }
  EXPECT_EQ(parts, 2U);
  EXPECT_EQ(parts_texts, texts);
  const auto numbers_used = label_en();
  ASSERT_EQ(edit({"undo"}).exit_code, kDone);
  ASSERT_EQ(edit({"split", theme}).exit_code, kDone);
  ASSERT_EQ(run(), kDone);
  for (const auto& [id, label] : label_en()) EXPECT_FALSE(numbers_used.contains(id) && !before.contains(id)) << id;
}

TEST_F(ThemeEdits, marked_responses_are_a_part_of_their_own) {
  const std::string theme = theme_at(0);
  const auto rows = assigned_to(theme);
  const std::string one = rows.at(0).at("response_id"), two = rows.back().at("response_id");
  const auto before = label_en();
  ASSERT_EQ(edit({"split", theme, "--responses", one + ", " + two}).exit_code, kDone);
  ASSERT_EQ(run(), kDone);
  std::map<std::string, std::string> theme_of;
  for (const CsvRow& row : this->rows("assignments.csv")) theme_of[row.at("response_id") + ":" + row.at("segment")] = row.at("theme_id");
  const std::string part = theme_of.at(one + ":" + rows.at(0).at("segment"));
  EXPECT_FALSE(before.contains(part));
  EXPECT_EQ(theme_of.at(two + ":" + rows.back().at("segment")), part);
  std::set<std::string> in_part;
  for (const CsvRow& row : assigned_to(part)) in_part.insert(row.at("text"));
  EXPECT_LE(in_part.size(), 4U) << "only the marked texts and their equals";
}

TEST_F(ThemeEdits, a_pinned_or_forbidden_text_takes_all_equal_texts_along) {
  const std::string theme = theme_at(0), other = theme_at(1);
  const CsvRow row = assigned_to(theme).at(0);
  const std::string name = row.at("response_id") + ":" + row.at("segment");
  work_.write("echo.csv", "response_id,responded_at,score,comment\nE1,2026-02-01,3,\"" + row.at("text") + "\"\n");
  ASSERT_EQ(edit({"pin", name, other}).exit_code, kDone);
  ASSERT_EQ(run({"echo.csv"}), kDone);
  EXPECT_TRUE(names_of(assigned_to(other)).contains(name));
  std::set<std::string> themes_of_text;
  for (const CsvRow& each : rows("assignments.csv"))
    if (each.at("text") == row.at("text")) themes_of_text.insert(each.at("theme_id"));
  EXPECT_EQ(themes_of_text, std::set<std::string>{other});

  ASSERT_EQ(edit({"forbid", name, other}).exit_code, kDone);
  ASSERT_EQ(run(), kDone);
  EXPECT_TRUE(names_of(assigned_to(theme)).contains(name)) << "without the pin it is back where it was found";
  ASSERT_EQ(edit({"forbid", name, theme}).exit_code, kDone);
  ASSERT_EQ(run(), kDone);
  EXPECT_FALSE(names_of(assigned_to(theme)).contains(name));
  EXPECT_FALSE(names_of(assigned_to(other)).contains(name));
}

TEST_F(ThemeEdits, taken_back_all_of_them_leave_every_file_as_it_was) {
  const auto before = files_in(work_ / "koe-report");
  const CsvRow row = assigned_to(theme_at(3)).at(0);
  ASSERT_EQ(edit({"rename", theme_at(0), "--en", "Name"}).exit_code, kDone);
  ASSERT_EQ(edit({"merge", theme_at(0), theme_at(1)}).exit_code, kDone);
  ASSERT_EQ(edit({"split", theme_at(2), "--parts", "3"}).exit_code, kDone);
  ASSERT_EQ(edit({"pin", row.at("response_id") + ":" + row.at("segment"), theme_at(4)}).exit_code, kDone);
  ASSERT_EQ(run(), kDone);
  EXPECT_FALSE(differing(before, files_in(work_ / "koe-report")).empty());
  for (int i = 0; i < 4; ++i) ASSERT_EQ(edit({"undo"}).exit_code, kDone);
  ASSERT_EQ(run(), kDone);
  EXPECT_EQ(differing(before, files_in(work_ / "koe-report")), std::vector<std::string>{});
}

TEST_F(ThemeEdits, the_log_says_who_when_and_what_and_the_outputs_do_not_say_when) {
  const std::string theme = theme_at(0);
  ASSERT_EQ(edit({"rename", theme, "--ja", "料金", "--en", "Price"}).exit_code, kDone);
  ASSERT_EQ(edit({"merge", theme_at(1), theme, "--author", "Kenji"}).exit_code, kDone);
  ASSERT_EQ(edit({"undo", "1"}).exit_code, kDone);
  const std::string merged = theme_at(1);
  EXPECT_EQ(edit({"log"}).out,
            "event\ttime\tauthor\tedit\ttheme_id\tdetail\tundone_by\n"
            "1\t2026-01-01T00:00:00Z\thana\trename\t" + theme + "\t料金 / Price\t3\n"
            "2\t2026-01-01T00:00:00Z\tKenji\tmerge\t" + merged + "\t" + theme + "\t\n"
            "3\t2026-01-01T00:00:00Z\thana\tundo\t\t1\t\n");
  ASSERT_EQ(run(), kDone);
  for (const auto& [name, bytes] : files_in(work_ / "koe-report"))
    EXPECT_EQ(bytes.find("2026-01-01T00:00:00Z"), std::string::npos) << name;
}

TEST_F(ThemeEdits, what_cannot_be_done_is_a_usage_error_and_changes_nothing) {
  const std::string one = theme_at(0), two = theme_at(1);
  ASSERT_EQ(edit({"merge", one, two}).exit_code, kDone);
  const std::string log = edit({"log"}).out;
  const CsvRow row = assigned_to(theme_at(2)).at(0);
  const std::string response = row.at("response_id");
  std::map<std::string, std::set<std::string>> texts_of;
  for (const CsvRow& each : rows("assignments.csv"))
    if (!each.at("theme_id").empty()) texts_of[each.at("response_id")].insert(each.at("text"));
  const auto talkative = std::ranges::find_if(texts_of, [](const auto& entry) { return entry.second.size() > 1; });
  ASSERT_NE(talkative, texts_of.end());
  const std::vector<std::pair<std::vector<std::string>, std::string>> refused = {
      {{"rename", "T9999", "--en", "x"}, "KOE-5101"},
      {{"merge", two, two}, "KOE-5108"},
      {{"merge", two, one}, "KOE-5109"},
      {{"pin", "no such response", two}, "KOE-5111"},
      {{"pin", response + ":99", two}, "KOE-5112"},
      {{"pin", talkative->first, two}, "KOE-5113"},
      {{"pin", response + ":" + row.at("segment"), one}, "KOE-5105"},
      {{"split", two, "--responses", "no such response"}, "KOE-5111"},
      {{"undo", "77"}, "KOE-5114"},
      {{"rename", one}, "koe themes rename ID"},
      {{"merge", one}, "koe themes merge ID INTO_ID"},
      {{"undo", "last"}, "koe themes undo [EVENT]"},
      {{"unite", one, two}, "unite"},
      {{"split", two, "--parts", "1"}, "2..9"}};
  for (const auto& [words, expected] : refused) {
    const ProgramResult result = edit(words);
    EXPECT_EQ(result.exit_code, kUsage) << words[0] << " " << result.err;
    EXPECT_NE(result.err.find(expected), std::string::npos) << words[0] << " " << result.err;
  }
  EXPECT_EQ(edit({"log"}).out, log);
  ASSERT_EQ(edit({"undo"}).exit_code, kDone);
  EXPECT_NE(edit({"undo", "1"}).err.find("KOE-5116"), std::string::npos);
  EXPECT_NE(edit({"undo", "2"}).err.find("KOE-5115"), std::string::npos);
  EXPECT_NE(edit({"undo"}).err.find("KOE-5117"), std::string::npos);
}

}  // namespace
}  // namespace koe::testing
