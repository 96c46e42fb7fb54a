#include "models/parallel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace koe::models {
namespace {

TEST(ParallelFor, VisitsEveryIndexOnceOnAnyNumberOfThreads) {
  for (const unsigned threads : {0U, 1U, 2U, 7U, 64U}) {
    std::vector<int> visits(1001);
    parallel_for(visits.size(), threads, [&](std::size_t i) { ++visits[i]; });
    EXPECT_EQ(std::count(visits.begin(), visits.end(), 1), 1001) << threads;
  }
}

TEST(ParallelFor, DoesNothingForNothing) {
  parallel_for(0, 4, [](std::size_t) { FAIL(); });
}

TEST(ParallelChunks, BordersFollowFromTheSizesAlone) {
  for (const unsigned threads : {1U, 3U}) {
    std::mutex mutex;
    std::vector<std::pair<std::size_t, std::size_t>> chunks;
    parallel_chunks(10, 4, threads, [&](std::size_t begin, std::size_t end) {
      const std::lock_guard lock(mutex);
      chunks.emplace_back(begin, end);
    });
    std::sort(chunks.begin(), chunks.end());
    const std::vector<std::pair<std::size_t, std::size_t>> expected = {{0, 4}, {4, 8}, {8, 10}};
    EXPECT_EQ(chunks, expected) << threads;
  }
}

TEST(ParallelFor, RethrowsTheFailureOfTheLowestIndexWhoeverFailsFirst) {
  for (int repetition = 0; repetition < 50; ++repetition) {
    try {
      parallel_for(100, 4, [](std::size_t i) {
        if (i % 10 == 7) throw std::runtime_error(std::to_string(i));
      });
      FAIL() << "no exception";
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "7");
    }
  }
}

TEST(ParallelFor, StopsClaimingWorkAfterAFailure) {
  std::atomic<int> visits{0};
  EXPECT_THROW(parallel_for(1000, 1,
                            [&](std::size_t i) {
                              ++visits;
                              if (i == 3) throw std::runtime_error("three");
                            }),
               std::runtime_error);
  EXPECT_EQ(visits, 4);
}

TEST(ParallelInOrder, ConsumesEveryChunkInOrderOnTheCallingThread) {
  for (const unsigned threads : {1U, 2U, 5U}) {
    std::vector<int> made(1003);
    std::vector<std::size_t> begins;
    const auto caller = std::this_thread::get_id();
    parallel_in_order(
        made.size(), 10, threads,
        [&](std::size_t begin, std::size_t end) { std::ranges::fill(std::span(made).subspan(begin, end - begin), 1); },
        [&](std::size_t begin, std::size_t end) {
          EXPECT_EQ(std::this_thread::get_id(), caller);
          EXPECT_EQ(std::ranges::count(std::span(made).subspan(begin, end - begin), 1), static_cast<std::ptrdiff_t>(end - begin));
          begins.push_back(begin);
        });
    EXPECT_EQ(begins.size(), 101U);
    EXPECT_TRUE(std::is_sorted(begins.begin(), begins.end()));
  }
}

TEST(ParallelInOrder, ProducesOnlySoFarAhead) {
  constexpr unsigned kThreads = 3;
  std::atomic<std::size_t> produced{0};
  std::size_t consumed = 0;
  parallel_in_order(
      500, 1, kThreads, [&](std::size_t, std::size_t) { ++produced; },
      [&](std::size_t, std::size_t) {
        EXPECT_LE(produced, consumed + kThreads * kChunksAhead);
        ++consumed;
      });
  EXPECT_EQ(consumed, 500U);
}

TEST(ParallelInOrder, RethrowsWhatEitherSideThrows) {
  const auto nothing = [](std::size_t, std::size_t) {};
  const auto fails = [](std::size_t begin, std::size_t) {
    if (begin == 40) throw std::runtime_error("forty");
  };
  std::size_t consumed = 0;
  EXPECT_THROW(parallel_in_order(100, 10, 3, fails, [&](std::size_t, std::size_t) { ++consumed; }), std::runtime_error);
  EXPECT_LE(consumed, 4U);
  EXPECT_THROW(parallel_in_order(100, 10, 3, nothing, fails), std::runtime_error);
}

}  // namespace
}  // namespace koe::models
