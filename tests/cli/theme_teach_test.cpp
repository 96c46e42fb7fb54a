// An analyst teaches a theme by marked texts: what it gathers, in both languages, that it lasts, and that it can be undone.
#include <set>

#include "tests/cli/analyst_test.h"

namespace koe::testing {
namespace {

class ThemeTeach : public AnalystTest {
 protected:
  [[nodiscard]] ProgramResult themes(std::vector<std::string> words) const {
    words.insert(words.end(), {"--lang", "en"});
    return as_hana(words);
  }

  [[nodiscard]] ProgramResult teach(const std::string& examples) const {
    write_file(work_ / "examples.csv", examples);
    return themes({"teach", "examples.csv"});
  }

  /// Rows of the theme called `label_en`.
  [[nodiscard]] std::vector<CsvRow> texts_of(const std::string& label_en) const {
    const auto themes = rows_where(rows("themes.csv"), "label_en", label_en);
    return themes.empty() ? std::vector<CsvRow>() : rows_where(rows("assignments.csv"), "theme_id", themes[0].at("theme_id"));
  }

  /// None of these sentences is in the sample, and none of them is English.
  static constexpr const char* kSlowReplies =
      "theme,text\n"
      "返信の遅さ / Slow replies,問い合わせへの返信に三日かかりました\n"
      "返信の遅さ / Slow replies,サポートの回答が遅くて困っています\n"
      "返信の遅さ / Slow replies,質問しても返事がなかなか来ない\n"
      "返信の遅さ / Slow replies,サポートに連絡しても翌週まで返信がありませんでした\n"
      "返信の遅さ / Slow replies,もっと早く回答してほしいです\n";
};

TEST_F(ThemeTeach, examples_of_one_language_gather_texts_of_both) {
  const ProgramResult taught = teach(kSlowReplies);
  ASSERT_EQ(taught.exit_code, kDone) << taught.err;
  EXPECT_NE(taught.err.find("Slow replies"), std::string::npos);
  ASSERT_EQ(run(), kDone);
  std::map<std::string, int> languages;
  int about_replies = 0;
  const auto gathered = texts_of("Slow replies");
  for (const CsvRow& row : gathered) {
    ++languages[row.at("lang")];
    for (const char* word : {"返", "回答", "連絡", "eplies", "eply"})
      if (row.at("text").find(word) != std::string::npos) {
        ++about_replies;
        break;
      }
  }
  EXPECT_GT(languages["ja"], 0);
  EXPECT_GT(languages["en"], 0);
  EXPECT_GE(2 * about_replies, static_cast<int>(gathered.size())) << "the rest may say it in other words";
}

TEST_F(ThemeTeach, a_taught_theme_lasts_and_undoing_it_restores_every_byte) {
  const auto before = files_in(work_ / "koe-report");
  ASSERT_EQ(teach(kSlowReplies).exit_code, kDone);
  ASSERT_EQ(run(), kDone);
  const std::size_t texts = texts_of("Slow replies").size();
  EXPECT_FALSE(differing(before, files_in(work_ / "koe-report")).empty());
  const std::string list = themes({"list"}).out;
  EXPECT_NE(list.find("\ttaught\n"), std::string::npos);
  const std::string log = themes({"log"}).out;
  EXPECT_NE(log.find("1\t2026-01-01T00:00:00Z\thana\tteach\t"), std::string::npos) << log;
  EXPECT_NE(log.find("返信の遅さ / Slow replies, 5\t\n"), std::string::npos) << log;
  write_file(work_ / "next.csv",
             "response_id,responded_at,score,comment\n"
             "N1,2026-04-02,3,サポートの返信が遅くて三日も待ちました\n"
             "N2,2026-04-03,9,請求書の画面がとても見やすくなりました\n");
  ASSERT_EQ(run({"next.csv"}), kDone);
  const auto gathered = texts_of("Slow replies");
  EXPECT_EQ(gathered.size(), texts + 1) << "the next quarter's text joins";
  EXPECT_EQ(rows_where(gathered, "response_id", "N1").size(), 1U);

  ASSERT_EQ(themes({"undo"}).exit_code, kDone);
  EXPECT_EQ(themes({"list"}).out.find("\ttaught\n"), std::string::npos);
  EXPECT_NE(themes({"list"}).out.find("\tundone\n"), std::string::npos);
}

TEST_F(ThemeTeach, undone_before_new_texts_come_it_leaves_no_trace) {
  const auto before = files_in(work_ / "koe-report");
  ASSERT_EQ(teach(kSlowReplies).exit_code, kDone);
  ASSERT_EQ(themes({"undo"}).exit_code, kDone);
  ASSERT_EQ(run(), kDone);
  EXPECT_EQ(differing(before, files_in(work_ / "koe-report")), std::vector<std::string>());
}

TEST_F(ThemeTeach, marked_responses_belong_to_the_theme_they_are_marked_for) {
  const auto assigned = rows("assignments.csv");
  std::string examples = "theme,response_id\n";
  std::vector<std::string> marked;
  for (const CsvRow& row : assigned) {
    if (row.at("theme_id").empty() || row.at("lang") == "other") continue;
    marked.push_back(row.at("response_id") + ":" + row.at("segment"));
    examples += "My own," + marked.back() + "\n";
    if (marked.size() == 4) break;
  }
  ASSERT_EQ(teach(examples).exit_code, kDone);
  ASSERT_EQ(run(), kDone);
  std::set<std::string> shown;
  for (const CsvRow& row : texts_of("My own")) shown.insert(row.at("response_id") + ":" + row.at("segment"));
  for (const std::string& name : marked) EXPECT_TRUE(shown.contains(name)) << name;
  ASSERT_EQ(teach("theme,text\nMy own,The tenth example of it\n").exit_code, kDone) << "taught further by its name";
  ASSERT_EQ(run(), kDone);
  EXPECT_EQ(rows_where(rows("themes.csv"), "label_en", "My own").size(), 1U);
}

TEST_F(ThemeTeach, what_cannot_be_used_is_named_by_line_and_the_rest_is_taught) {
  const ProgramResult taught = teach(std::string(kSlowReplies) +
                                     ",without a theme\n"
                                     "T9999,this theme does not exist\n"
                                     "返信の遅さ / Slow replies,n/a\n"
                                     "Other,もっと早く回答してほしいです\n"
                                     "Other,two are too few\n"
                                     "Other,the second one\n");
  EXPECT_EQ(taught.exit_code, kWithRejects);
  for (const char* expected : {"examples.csv:7: ", "KOE-1117", "examples.csv:8: ", "KOE-5101", "examples.csv:9: ", "KOE-1118",
                               "examples.csv:10: ", "KOE-1119", "KOE-1210"})
    EXPECT_NE(taught.err.find(expected), std::string::npos) << expected << "\n" << taught.err;
  ASSERT_EQ(run(), kDone);
  EXPECT_FALSE(texts_of("Slow replies").empty());
  EXPECT_TRUE(rows_where(rows("themes.csv"), "label_en", "Other").empty());
  EXPECT_EQ(teach("label,comment\na,b\n").exit_code, kRefused);
  EXPECT_EQ(themes({"teach", "no such file.csv"}).exit_code, kRefused);
  EXPECT_EQ(themes({"teach"}).exit_code, kUsage);
}

}  // namespace
}  // namespace koe::testing
