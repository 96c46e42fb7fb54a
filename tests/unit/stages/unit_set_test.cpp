#include "pipeline/stages/theme/unit_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "pipeline/store/ledger_store.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/store/store_builders.h"

namespace koe::stages {
namespace {

/// What response `response_no` says. Responses 1 and 2 are customers'; 3 and 4 one employee's.
void say(Utterances& utterances, std::int64_t response_no, std::string_view text) {
  const store::Author author{.response_no = response_no,
                             .survey = response_no < 3 ? SurveyKind::kNps : SurveyKind::kEnps,
                             .respondent_id = response_no < 3 ? "" : "c",
                             .period = response_no % 2 == 0 ? "2026Q1" : "2026Q2"};
  utterances.add({.response_no = response_no, .language = Language::kEnglish, .unit_key = text, .normalized = text}, author);
}

std::map<SurveyKind, UnitSet> sets_of(const std::vector<std::pair<std::int64_t, std::string_view>>& said) {
  std::vector<Utterances> utterances(1);
  for (const auto& [response_no, text] : said) say(utterances.front(), response_no, text);
  return make_unit_sets(utterances, 1);
}

TEST(UnitSets, HoldEachTextOnceWithItsWeight) {
  const auto sets = sets_of({{1, "slow"}, {2, "slow"}, {2, "dear"}});
  const UnitSet& units = sets.at(SurveyKind::kNps);
  ASSERT_EQ(units.size(), 2U);
  EXPECT_EQ(units[0].key, "dear");
  EXPECT_EQ(units[1].key, "slow");
  EXPECT_EQ(units[1].weight, 2);
  EXPECT_EQ(units[1].code_points, 4U);
  EXPECT_EQ(units[1].first_quarter, "2026Q1");
  EXPECT_TRUE(units[1].people.empty()) << "nobody counts the customers behind a word";
}

TEST(UnitSets, GiveATextOfBothSurveysToTheOneThatSaysItMore) {
  const auto sets = sets_of({{1, "slow"}, {2, "fine"}, {3, "slow"}, {3, "fine"}, {4, "slow"}});
  EXPECT_EQ(sets.at(SurveyKind::kEnps)[0].key, "slow");
  EXPECT_EQ(sets.at(SurveyKind::kEnps)[0].people, (std::vector<std::string_view>{"pc"}));  // both times the same person
  EXPECT_EQ(sets.at(SurveyKind::kNps)[0].key, "fine");  // a tie is the customers'
}

TEST(UnitSets, OfNothingAreNone) { EXPECT_TRUE(make_unit_sets({}, 2).empty()); }

TEST(UnitSets, SortAsBytesDoAlsoBehindEqualBeginnings) {
  const auto sets = sets_of({{1, "the price is high"}, {1, "the price"}, {1, "the pric"}, {1, "高い"}, {1, "the price is"}});
  std::vector<std::string_view> keys;
  for (const Unit& unit : sets.at(SurveyKind::kNps)) keys.push_back(unit.key);
  EXPECT_EQ(keys, (std::vector<std::string_view>{"the pric", "the price", "the price is", "the price is high", "高い"}));
}

/// Utterances in `parts` parts, in which every text comes back and is spelled otherwise.
std::vector<Utterances> in_parts(std::size_t parts) {
  std::vector<Utterances> utterances(parts);
  for (std::size_t i = 0; i < 120; ++i) {
    const std::string key = "text " + std::to_string(i % 7);
    const std::string spelling = key + " " + std::to_string(i);
    utterances[i * parts / 120].add({.response_no = static_cast<std::int64_t>(i), .unit_key = key, .normalized = spelling},
                                  {.response_no = static_cast<std::int64_t>(i)});
  }
  return utterances;
}

TEST(UnitSets, TakeTheFirstSpellingHoweverTheUtterancesWereRead) {
  const auto whole = make_unit_sets(in_parts(1), 1), cut = make_unit_sets(in_parts(5), 3);
  const UnitSet& expected = whole.at(SurveyKind::kNps);
  const UnitSet& units = cut.at(SurveyKind::kNps);
  ASSERT_EQ(units.size(), 7U);
  for (std::size_t i = 0; i < units.size(); ++i) {
    EXPECT_EQ(units[i].normalized, "text " + std::to_string(i) + " " + std::to_string(i));
    EXPECT_EQ(units[i].normalized, expected[i].normalized);
    EXPECT_EQ(units[i].weight, expected[i].weight);
  }
}

TEST(UnitSets, KeepTheTextsOfCopies) {
  UnitSet copy;
  {
    const std::string text = "a text that is longer than any short string";
    const std::vector<std::uint32_t> rows = {7, 70000};
    const UnitSet units = {{.key = text, .normalized = text, .table_rows = rows}};
    copy = units;
  }
  copy.add({.key = "b"});
  EXPECT_EQ(copy[0].key, "a text that is longer than any short string");
  EXPECT_TRUE(std::ranges::equal(copy[0].table_rows, std::vector<std::uint32_t>{7, 70000}));
  EXPECT_EQ(copy.size(), 2U);
}

/// A database with so many answers that threads read ranges of them.
class ReadUtterances : public ::testing::Test {
 protected:
  static constexpr std::int64_t kResponses = 17000;

  static void fill(store::Database& database) {
    store::Transaction transaction(database);
    store::LedgerStore ledger(database);
    const std::int64_t source = store::add_survey_source(database);
    store::ResponseStore responses(database);
    store::SegmentWriter writer(database);
    for (std::int64_t i = 1; i <= kResponses; ++i) {
      const std::string id = std::to_string(i);
      const auto offer = responses.offer(store::make_response(id, 5, "x"), "nps|" + id, "v", source);
      const std::string text = "text " + std::to_string(i % 100);
      writer.add(store::StoredSegment{.response_no = offer.response_no, .unit_key = text, .text = text, .normalized = text, .table_rows = {3, 4}});
      writer.add(store::StoredSegment{.response_no = offer.response_no, .ordinal = 1});  // without content
    }
    transaction.commit();
  }
};

TEST_F(ReadUtterances, IsTheSameOverOneConnectionAndOverSeveral) {
  const testing::TempDir folder;
  store::Database database = store::Database::open(folder.path() / "koe.db");
  fill(database);
  const std::vector<Utterances> alone = read_utterances(database, 1), together = read_utterances(database, 3);
  ASSERT_EQ(alone.size(), together.size());
  EXPECT_GT(together.size(), 2U);
  std::size_t segments = 0, utterances = 0;
  for (std::size_t part = 0; part < alone.size(); ++part) {
    segments += together[part].segments;
    utterances += together[part].all().size();
    ASSERT_EQ(alone[part].all().size(), together[part].all().size());
    for (std::size_t m = 0; m < alone[part].all().size(); ++m) {
      EXPECT_EQ(alone[part].all()[m].key, together[part].all()[m].key);
      EXPECT_EQ(together[part].all()[m].table_rows.size(), 2U);
    }
  }
  EXPECT_EQ(segments, 2 * std::size_t{kResponses});
  EXPECT_EQ(utterances, std::size_t{kResponses});
}

UnitSet letters(int versions) {
  UnitSet units = {{.key = "a", .normalized = "something else"}};
  for (int i = 0; i < versions; ++i)
    units.add({.key = "b" + std::to_string(i), .normalized = "withdraw the price list " + std::to_string(i)});
  return units;
}

TEST(Speakers, OfACampaignAreOneAndEveryOtherTextSpeaksForItself) {
  std::vector<std::uint32_t> expected(11, 1);
  expected[0] = 0;
  EXPECT_EQ(speakers_of(letters(10), std::vector<bool>(11, false), 2), expected);
  EXPECT_EQ(speakers_of(letters(3), std::vector<bool>(4, false), 2), (std::vector<std::uint32_t>{0, 1, 2, 3})) << "too few";
}

TEST(Speakers, AreTextsThatHaveAThemeWhereThereAreAny) {
  std::vector<bool> has_theme(11, false);
  has_theme[5] = has_theme[7] = true;
  std::vector<std::uint32_t> expected(11, 5);
  expected[0] = 0;
  EXPECT_EQ(speakers_of(letters(10), has_theme, 2), expected);
}

}  // namespace
}  // namespace koe::stages
