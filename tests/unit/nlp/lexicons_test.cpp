#include "nlp/lexicons.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "nlp/load_error.h"
#include "nlp/tsv.h"
#include "tests/unit/nlp/nlp_fixtures.h"

namespace koe::nlp {
namespace {

/// A file that is gone when the test is.
class TsvText {
 public:
  explicit TsvText(std::string_view text)
      : path_((std::filesystem::temp_directory_path() /
               ("koe_lexicon_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + ".tsv"))
                  .string()) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~TsvText() { std::filesystem::remove(path_); }
  TsvText(const TsvText&) = delete;
  TsvText& operator=(const TsvText&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// The line that `text` is refused at, 0 for none given; fails the test when it is accepted.
std::uint32_t refused_line(std::string_view text) {
  const TsvText file(text);
  try {
    static_cast<void>(read_tsv(file.path(), {"word", "value"}));
  } catch (const LoadError& error) {
    EXPECT_EQ(error.path(), file.path());
    EXPECT_FALSE(error.hint().empty());
    return error.line();
  }
  ADD_FAILURE() << "accepted: " << text;
  return 0;
}

TEST(ReadTsv, RowsKeepTheirLine) {
  const TsvText text("# Licence: CC0-1.0.\n# comment\nword\tvalue\n遅い\t-2\n# comment\n速い\t2\n");
  const TsvFile file = read_tsv(text.path(), {"word", "value"});
  ASSERT_EQ(file.rows.size(), 2U);
  EXPECT_EQ(file.rows[1].line, 6U);
  EXPECT_EQ(file.rows[1].cells, (std::vector<std::string>{"速い", "2"}));
  EXPECT_EQ(file.number(file.rows[1], 1, -3, 3), 2.0);
  EXPECT_THROW(static_cast<void>(file.number(file.rows[1], 0, -3, 3)), LoadError);
  EXPECT_THROW(static_cast<void>(file.number(file.rows[1], 1, -1, 1)), LoadError);
}

TEST(ReadTsv, RefusesMalformedFilesWithTheLine) {
  EXPECT_EQ(refused_line("word\tvalue\n"), 1U);                               // no licence
  EXPECT_EQ(refused_line("# Licence: x\n"), 0U);                              // no header
  EXPECT_EQ(refused_line("# Licence: x\nword\tscore\n"), 2U);                 // other columns
  EXPECT_EQ(refused_line("# Licence: x\nword\tvalue\na\n"), 3U);              // too few cells
  EXPECT_EQ(refused_line("# Licence: x\nword\tvalue\na\t1\t2\n"), 3U);        // too many
  EXPECT_EQ(refused_line("# Licence: x\nword\tvalue\na\t\n"), 3U);            // empty cell
  EXPECT_EQ(refused_line("# Licence: x\nword\tvalue\nb\t1\n\xFF\t1\n"), 4U);  // not UTF-8
}

TEST(Lexicons, ShippedFilesLoadAndAreListed) {
  const Lexicons& lexicons = test::lexicons();
  EXPECT_TRUE(lexicons.stop_words_ja.contains("する"));
  EXPECT_FALSE(lexicons.stop_words_ja.contains("できる"));
  EXPECT_FALSE(lexicons.stop_words_en.contains("not"));
  for (const std::string& file : lexicons.files) EXPECT_TRUE(std::filesystem::exists(file)) << file;
}

TEST(Lexicons, SpellingVariantsLeadToTheirEndAtOnce) {
  const TsvFile variants = read_tsv(KOE_SOURCE_DIR "/data/lexicons/variants_ja.tsv", {"variant", "canonical"});
  ASSERT_FALSE(variants.rows.empty());
  for (const TsvRow& row : variants.rows)
    EXPECT_FALSE(test::lexicons().variants_ja.contains(row.cells[1])) << row.cells[0] << " -> " << row.cells[1];
}

TEST(Lexicons, AMissingFolderIsRefused) {
  EXPECT_THROW(static_cast<void>(Lexicons::load("/nonexistent")), LoadError);
}

}  // namespace
}  // namespace koe::nlp
