#include "nlp/characters.h"

#include <gtest/gtest.h>

namespace koe::nlp {
namespace {

// The short ways of characters.h must say what ICU says.
TEST(Characters, InAsciiAreWhatIcuSays) {
  for (char32_t c = 0; c < 0x80; ++c) {
    EXPECT_EQ(is_letter(c), other::is_letter(c)) << std::uint32_t{c};
    EXPECT_EQ(is_latin_letter(c), other::is_latin_letter(c)) << std::uint32_t{c};
    EXPECT_EQ(is_mark(c), other::is_mark(c)) << std::uint32_t{c};
    EXPECT_EQ(is_digit(c), other::is_digit(c)) << std::uint32_t{c};
    EXPECT_EQ(is_space(c), other::is_space(c)) << std::uint32_t{c};
    EXPECT_EQ(is_emoji(c), other::is_emoji(c)) << std::uint32_t{c};
    EXPECT_EQ(to_lower(c), other::to_lower(c)) << std::uint32_t{c};
  }
}

TEST(Characters, ThatAreJapaneseLettersAreNothingElse) {
  std::size_t letters = 0;
  for (char32_t c = 0x80; c <= 0x10FFFF; ++c) {
    if (!is_japanese_letter(c)) continue;
    ++letters;
    EXPECT_FALSE(other::is_latin_letter(c)) << std::uint32_t{c};
    EXPECT_FALSE(other::is_mark(c)) << std::uint32_t{c};
    EXPECT_FALSE(other::is_digit(c)) << std::uint32_t{c};
    EXPECT_FALSE(other::is_space(c)) << std::uint32_t{c};
    EXPECT_FALSE(other::is_emoji(c)) << std::uint32_t{c};
    EXPECT_EQ(to_lower(c), other::to_lower(c)) << std::uint32_t{c};
  }
  EXPECT_GT(letters, 20000U);
}

}  // namespace
}  // namespace koe::nlp
