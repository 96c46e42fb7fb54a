#include "pipeline/report/html_writer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "pipeline/base/sha256.h"
#include "pipeline/report/catalog.h"
#include "tests/support/run_result_builder.h"

namespace koe::report {
namespace {

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t at = text.find(begin);
  if (at == std::string::npos) return "";
  const std::size_t from = at + begin.size();
  return text.substr(from, text.find(end, from) - from);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The names inside all tags `open`...`close`, for example ids.
std::vector<std::string> all_between(const std::string& text, const std::string& open,
                                     const std::string& close) {
  std::vector<std::string> found;
  for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
    const std::size_t from = at + open.size();
    found.push_back(text.substr(from, text.find(close, from) - from));
  }
  return found;
}

/// A run in which every text that comes from outside is `text`.
RunResult run_saying(const std::string& text) {
  RunResult run = test::realistic_run();
  for (ThemeResult& theme : run.themes) {
    theme.label_ja = theme.label_en = theme.phase_reason = theme.family_reason = text;
    theme.terms_ja = theme.terms_en = {text};
    theme.quotes = {{Language::kOther, text, Polarity::kNegative, 3, text}};
    theme.theme_id = text;
    for (ThemePeriod& period : theme.course) period.period = text;
  }
  for (NpsResult& row : run.nps) row.value = text;
  for (SourceResult& source : run.sources)
    source.name = source.layout = source.encoding = source.sha256 = text;
  for (AssetResult& asset : run.assets) asset.name = asset.version = asset.sha256 = text;
  for (Attribute& setting : run.settings) setting.name = setting.value = text;
  for (Issue& reject : run.rejects) reject.args = {text, text};
  run.koe_version = text;
  return run;
}

TEST(Html, LetsNoForeignTextBecomeMarkup) {
  for (const std::string hostile : {"</style><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
                                    "' onload='x", "</title></textarea><svg/onload=x>"}) {
    const std::string html = render_html(run_saying(hostile));
    for (const std::string& part :
         {hostile, std::string("<script"), std::string("<img"), std::string("<svg/")}) {
      EXPECT_FALSE(has(html, part)) << part << " from " << hostile;
    }
    EXPECT_EQ(all_between(html, "<style", ">").size(), 1U) << hostile;
  }
}

TEST(Html, TakesForeignTextForNoTemplate) {
  const std::string html = render_html(run_saying("{{{style}}}"));
  EXPECT_TRUE(has(html, "{{{style}}}"));
  EXPECT_EQ(all_between(html, "<style", ">").size(), 1U);
}

TEST(Html, ShowsControlCharacters) {
  const std::string html = render_html(run_saying("a\u202Eb\u200B"));
  EXPECT_FALSE(has(html, "\u202E"));
  EXPECT_TRUE(has(html, "a[U+202E]b[U+200B]"));
}

TEST(Html, AllowsItsOwnStyleAndNothingElse) {
  const std::string html = render_html(test::realistic_run());
  const std::string policy = between(html, "Content-Security-Policy\" content=\"", "\"");
  EXPECT_TRUE(policy.starts_with("default-src 'none'; script-src 'none'; style-src 'sha256-")) << policy;
  EXPECT_TRUE(has(policy, "base-uri 'none'; form-action 'none'")) << policy;
  EXPECT_FALSE(has(html, " style=")) << "inline styles are not allowed by the policy";
  for (const std::string part :
       {"<script", "<link", "<img", "<iframe", "http://", "https://", "url(", "@import"}) {
    EXPECT_FALSE(has(html, part)) << part;
  }
}

TEST(Html, NamesTheHashOfTheStyleAsBrowsersComputeIt) {
  const std::string html = render_html(test::empty_run());
  const std::string hex = sha256_hex(between(html, "<style>", "</style>"));
  const std::string base64 = between(html, "style-src 'sha256-", "'");
  ASSERT_EQ(base64.size(), 44U);
  std::string decoded;  // base64 back to hex, six bits a letter
  std::string bits;
  const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (const char letter : base64.substr(0, 43)) {
    const std::size_t value = digits.find(letter);
    for (int bit = 5; bit >= 0; --bit) bits += ((value >> bit) & 1U) != 0 ? '1' : '0';
  }
  for (std::size_t at = 0; at + 4 <= 256; at += 4) {
    decoded += "0123456789abcdef"[std::stoul(bits.substr(at, 4), nullptr, 2)];
  }
  EXPECT_EQ(decoded, hex);
}

TEST(Html, HoldsBothLanguagesAndShowsTheRunsFirst) {
  RunResult run = test::realistic_run();
  const std::string japanese = render_html(run);
  EXPECT_TRUE(has(japanese, "id=\"show-ja\" aria-label=\"日本語\" checked"));
  EXPECT_TRUE(has(japanese, "<h2 id=\"en-stones-title\">Big stones</h2>"));
  run.language = "en";
  const std::string english = render_html(run);
  EXPECT_TRUE(has(english, "id=\"show-en\" aria-label=\"English\" checked"));
  EXPECT_FALSE(has(english, "aria-label=\"日本語\" checked"));
  EXPECT_TRUE(has(english, "<html lang=\"en\">"));
}

TEST(Html, ShowsNoEmployeeWordsEvenIfTheRunHoldsThem) {
  RunResult run = test::realistic_run();
  for (ThemeResult& theme : run.themes) {
    if (theme.survey != SurveyKind::kEnps) continue;
    theme.quotes = {{Language::kJapanese, "社員の言葉", Polarity::kNegative, 1, "2026Q3"}};
    theme.terms_ja = {"社員の言葉"};
  }
  run.enps_rows = true;
  EXPECT_FALSE(has(render_html(run), "社員の言葉"));
}

TEST(Html, ShowsNoRejectedContent) {
  RunResult run = test::realistic_run();
  for (Issue& reject : run.rejects) reject.args = {"secret", "secret", "secret"};
  EXPECT_FALSE(has(render_html(run), "secret"));
}

TEST(Html, UsesEveryIdOnceAndLinksOnlyToIds) {
  for (const RunResult& run : {test::realistic_run(), test::empty_run(), test::one_quarter_run(),
                               test::run_without(SurveyKind::kNps), test::many_themes_run(60)}) {
    const std::string html = render_html(run);
    std::set<std::string> ids;
    for (const std::string& id : all_between(html, " id=\"", "\"")) EXPECT_TRUE(ids.insert(id).second) << id;
    for (const std::string& link : all_between(html, "href=\"#", "\""))
      EXPECT_TRUE(ids.contains(link)) << link;
  }
}

TEST(Html, LeavesNothingUnfilled) {
  for (const RunResult& run : {test::realistic_run(), test::empty_run(), test::one_quarter_run()}) {
    const std::string html = render_html(run);
    EXPECT_FALSE(has(html, "{{"));
    EXPECT_FALSE(has(html, "nan"));
    for (const char digit : std::string("012345")) EXPECT_FALSE(has(html, std::string("{") + digit + "}"));
  }
}

TEST(Html, IsTheSameForTheSameRun) {
  EXPECT_EQ(render_html(test::realistic_run()), render_html(test::realistic_run()));
}

/// The templates by file name.
std::map<std::string, std::string> templates() {
  std::map<std::string, std::string> markup;
  const std::filesystem::path folder = std::filesystem::path(KOE_SOURCE_DIR) / "pipeline/report/templates";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".mustache") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    markup[entry.path().filename()] = {std::istreambuf_iterator<char>(in), {}};
  }
  return markup;
}

/// Only charts, sections and the style may be inserted unescaped: these names and no others have three
/// braces.
TEST(Templates, InsertOnlyOurOwnMarkupUnescaped) {
  for (const auto& [file, markup] : templates()) {
    EXPECT_FALSE(has(markup, "{{&")) << file;
    for (const std::string& name : all_between(markup, "{{{", "}}}")) {
      EXPECT_TRUE(name.ends_with("_svg") || name == "style" || name == "sections") << name << " in " << file;
    }
  }
}

/// A template's wrong key would show as nothing at all; and a text with places to fill must not be shown
/// unfilled.
TEST(Templates, UseOnlyWordsOfTheCatalogue) {
  for (const auto& [file, markup] : templates()) {
    for (const std::string& key : all_between(markup, "{{t.", "}}")) {
      EXPECT_NO_THROW(EXPECT_FALSE(has(std::string(text(key, Language::kEnglish)), "{0}")) << key)
          << key << " in " << file;
    }
  }
}

}  // namespace
}  // namespace koe::report
