#include "nlp/arena.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace koe::nlp {
namespace {

TEST(Arena, PiecesStayWhereTheyAreWhileOthersAreMade) {
  Arena memory;
  std::vector<std::span<std::uint32_t>> pieces;
  for (std::uint32_t i = 0; i < 1000; ++i) {  // 2 MB: several blocks
    pieces.push_back(memory.make<std::uint32_t>(500));
    std::ranges::fill(pieces.back(), i);
    static_cast<void>(memory.make<char>(i % 7));  // the next number begins anywhere
  }
  for (std::uint32_t i = 0; i < pieces.size(); ++i) {
    EXPECT_TRUE(std::ranges::all_of(pieces[i], [&](std::uint32_t value) { return value == i; }));
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(pieces[i].data()) % alignof(std::uint32_t), 0U);
  }
}

TEST(Arena, WhatIsNotKeptIsGivenOutAgain) {
  Arena memory;
  const std::span<char> first = memory.make<char>(100);
  memory.keep<char>(3);
  EXPECT_EQ(memory.make<char>(1).data(), first.data() + 3);
}

TEST(Arena, HoldsAPieceLargerThanItsBlocks) {
  Arena memory;
  const std::span<char> small = memory.make<char>(1);
  small[0] = 'a';
  const std::span<char> large = memory.make<char>(std::size_t{1} << 20);
  std::ranges::fill(large, 'b');
  const std::span<char> after = memory.make<char>(1);
  after[0] = 'c';
  EXPECT_EQ(small[0], 'a');
  EXPECT_EQ(large.back(), 'b');
}

TEST(Arena, CopiesAndBeginsAnew) {
  Arena memory;
  const std::string_view word = "word";
  const std::span<const char> copy = memory.copy(std::span<const char>(word));
  EXPECT_NE(copy.data(), word.data());
  EXPECT_EQ(std::string_view(copy.data(), copy.size()), word);
  memory.clear();
  EXPECT_EQ(memory.make<char>(1).data(), copy.data());
}

}  // namespace
}  // namespace koe::nlp
