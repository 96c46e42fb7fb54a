#include "pipeline/report/catalog.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace koe::report {
namespace {

const std::vector<Language> kBoth = {Language::kJapanese, Language::kEnglish};

/// The placeholder numbers of a text, sorted.
std::vector<char> placeholders(std::string_view text) {
  std::vector<char> found;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{' && text[i + 2] == '}') found.push_back(text[i + 1]);
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

TEST(Catalog, EveryKeyHasBothLanguagesWithTheSamePlaceholders) {
  for (const std::string_view key : catalog_keys()) {
    const std::string_view japanese = text(key, Language::kJapanese);
    const std::string_view english = text(key, Language::kEnglish);
    EXPECT_FALSE(japanese.empty()) << key;
    EXPECT_FALSE(english.empty()) << key;
    EXPECT_EQ(placeholders(japanese), placeholders(english)) << key;
  }
}

TEST(Catalog, EveryIssueCodeHasAMessage) {
  const std::vector<std::string_view> keys = catalog_keys();
  for (const IssueCode code : all_issue_codes()) {
    EXPECT_TRUE(std::ranges::binary_search(keys, std::string_view(code_name(code)))) << code_name(code);
  }
}

TEST(Catalog, HasNoMessageWithoutAnIssueCode) {
  std::vector<std::string> names;
  for (const IssueCode code : all_issue_codes()) names.push_back(code_name(code));
  for (const std::string_view key : catalog_keys()) {
    const bool is_message = key.starts_with("KOE-");
    EXPECT_TRUE(!is_message || std::ranges::find(names, key) != names.end()) << key;
  }
}

TEST(Catalog, AnUnknownKeyIsAProgrammingError) {
  EXPECT_THROW((void)text("no.such.key", Language::kEnglish), std::logic_error);
}

TEST(Catalog, FillsPlaceholdersOnceAndNeverFails) {
  Issue issue{.code = IssueCode::kScoreOutOfRange};
  const std::string bare = message(issue, Language::kEnglish);
  EXPECT_EQ(bare.find('{'), std::string::npos) << bare;
  issue.args = {"{0}{1}", "b", "c", "d", "one too many"};
  for (const Language language : kBoth) {
    if (!placeholders(text("KOE-1105", language)).empty()) {
      EXPECT_NE(message(issue, language).find("{0}{1}"), std::string::npos)
          << "arguments are not searched again";
    }
  }
}

TEST(Catalog, OtherLanguagesReadAsEnglish) {
  EXPECT_EQ(catalog_language("ja"), Language::kJapanese);
  EXPECT_EQ(catalog_language("en"), Language::kEnglish);
  EXPECT_EQ(catalog_language("fr"), Language::kEnglish);
  EXPECT_EQ(text("KOE-1105", Language::kOther), text("KOE-1105", Language::kEnglish));
}

}  // namespace
}  // namespace koe::report
