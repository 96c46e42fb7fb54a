#include "models/embedding/static_embedding.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "models/load_error.h"
#include "tests/unit/models/embedding/table_file.h"

namespace koe::models::embedding {
namespace {

using testing::Entry;
using testing::table_bytes;
using testing::TemporaryFile;

std::vector<Entry> small_table() {
  return {{"ebill", {1, 2, 3}, 0.5F, 0.25F},
          {"enot_work", {4, 5, 6}},
          {"ework", {7, 8, 9}},
          {"j請求", {-1, -2, -128}, 2.0F, 1.0F}};
}

/// Enough rows that no wrong number of rows or dimensions hides in the padding of a section.
std::vector<Entry> larger_table() {
  std::vector<Entry> entries;
  for (char first = 'a'; first <= 'z'; ++first) {
    for (char second = 'a'; second <= 'e'; ++second) entries.push_back({{'e', first, second}, {1, 2, 3}});
  }
  return entries;
}

std::string refusal(const std::string& bytes) {
  const TemporaryFile file(bytes);
  try {
    (void)StaticEmbedding::load(file.path());
  } catch (const LoadError& error) {
    EXPECT_EQ(error.path(), file.path());
    EXPECT_FALSE(error.hint().empty());
    return error.what();
  }
  return "";
}

TEST(StaticEmbedding, GivesBackWhatWasWritten) {
  const TemporaryFile file(table_bytes(small_table(), {1, 2, 3, 4, 5, 6}));
  const StaticEmbedding table = StaticEmbedding::load(file.path());
  EXPECT_EQ(table.rows(), 4U);
  EXPECT_EQ(table.dimensions(), 3U);
  for (std::uint32_t row = 0; row < table.rows(); ++row) {
    const Entry entry = small_table()[row];
    EXPECT_EQ(table.key(row), entry.key);
    EXPECT_EQ(table.find(entry.key), row);
    EXPECT_EQ(table.scale(row), entry.scale);
    EXPECT_EQ(table.weight(row), entry.weight);
    const auto vector = table.vector(row);
    EXPECT_EQ(std::vector<std::int8_t>(vector.begin(), vector.end()), entry.vector);
  }
  EXPECT_EQ(table.prior_mean(Language::kJapanese)[0], 1.0F);
  EXPECT_EQ(table.prior_mean(Language::kEnglish)[2], 6.0F);
}

TEST(StaticEmbedding, DoesNotFindPrefixesOtherLanguagesOrNothing) {
  const TemporaryFile file(table_bytes(small_table()));
  const StaticEmbedding table = StaticEmbedding::load(file.path());
  for (const char* key : {"", "e", "ebil", "ebills", "jbill", "enot", "請求"})
    EXPECT_FALSE(table.find(key)) << key;
}

TEST(StaticEmbedding, FindsEntriesOfTwoLemmasByBothKeys) {
  const TemporaryFile file(table_bytes({{"ebill", {1}}, {"enot_so_fast", {2}}, {"enot_work", {3}}, {"jwork", {4}}}));
  const StaticEmbedding table = StaticEmbedding::load(file.path());
  EXPECT_EQ(table.find_pair("enot", "ework"), 2U);
  EXPECT_EQ(table.find_pair("enot_so", "efast"), 1U);
  EXPECT_EQ(table.find_pair("enot", "eso_fast"), 1U);
  EXPECT_FALSE(table.find_pair("enot", "jwork")) << "two languages";
  EXPECT_FALSE(table.find_pair("enot", "ewor"));
  EXPECT_FALSE(table.find_pair("ebill", "ework"));
  EXPECT_FALSE(table.find_pair("", "ework"));
  EXPECT_FALSE(table.find_pair("enot", ""));
}

TEST(StaticEmbedding, StaysValidWhenMoved) {
  const TemporaryFile file(table_bytes(small_table()));
  StaticEmbedding first = StaticEmbedding::load(file.path());
  const StaticEmbedding second = std::move(first);
  EXPECT_EQ(second.find("ework"), 2U);
}

TEST(StaticEmbedding, RefusesAFileThatIsNotThere) {
  EXPECT_THROW((void)StaticEmbedding::load("/no/such/table"), LoadError);
  EXPECT_THROW((void)StaticEmbedding::load("/"), LoadError);
}

TEST(StaticEmbedding, RefusesEveryTruncation) {
  const std::string bytes = table_bytes(small_table());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_NE(refusal(bytes.substr(0, length)), "") << length;
  }
  EXPECT_NE(refusal(bytes + '\0'), "");
}

TEST(StaticEmbedding, RefusesEveryFlippedBitOfTheHeader) {
  const std::string bytes = table_bytes(larger_table());
  for (std::size_t bit = 0; bit < 96 * 8; ++bit) {
    std::string damaged = bytes;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_NE(refusal(damaged), "") << "bit " << bit;
  }
}

TEST(StaticEmbedding, RefusesAKeyIndexThatPointsElsewhere) {
  const std::string bytes = table_bytes(small_table());
  std::uint64_t begin = 0;
  std::memcpy(&begin, bytes.data() + 24, sizeof begin);
  for (std::size_t byte = begin; byte < begin + 5 * sizeof(std::uint32_t); ++byte) {
    // A key boundary that moves by a few bytes may leave sorted keys: that is for the file's SHA-256 to
    // notice.
    for (int bit = 3; bit < 8; ++bit) {
      std::string damaged = bytes;
      damaged[byte] = static_cast<char>(damaged[byte] ^ (1 << bit));
      EXPECT_NE(refusal(damaged), "") << "byte " << byte << " bit " << bit;
    }
  }
}

TEST(StaticEmbedding, SaysWhatIsWrong) {
  std::string bytes = table_bytes(small_table());
  bytes[7] = '2';
  EXPECT_NE(refusal(bytes).find("another version"), std::string::npos);
  EXPECT_NE(refusal(std::string(200, 'x')).find("not a vector table"), std::string::npos);
}

TEST(StaticEmbedding, RefusesKeysThatAreUnsortedRepeatedOrWithoutLanguage) {
  EXPECT_NE(refusal(table_bytes({{"eb", {1}}, {"ea", {1}}})), "");
  EXPECT_NE(refusal(table_bytes({{"ea", {1}}, {"ea", {1}}})), "");
  EXPECT_NE(refusal(table_bytes({{"xa", {1}}})), "");
  EXPECT_NE(refusal(table_bytes({{"", {1}}})), "");
}

TEST(StaticEmbedding, RefusesNumbersThatAreNone) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = std::numeric_limits<float>::infinity();
  EXPECT_NE(refusal(table_bytes({{"ea", {1}, nan, 1.0F}})), "");
  EXPECT_NE(refusal(table_bytes({{"ea", {1}, -1.0F, 1.0F}})), "");
  EXPECT_NE(refusal(table_bytes({{"ea", {1}, 1.0F, infinity}})), "");
  EXPECT_NE(refusal(table_bytes({{"ea", {1}}}, {0.0F, nan})), "");
}

}  // namespace
}  // namespace koe::models::embedding
