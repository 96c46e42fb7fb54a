// How is memory read that lies anywhere? It is asked for some steps before it is needed: a processor waits for one piece at a time,
// but can fetch many.
#pragma once
#include <cstddef>
#include <span>

namespace koe::models {

/// Steps ahead of the one at hand: as long as memory takes, and few enough for the nearest cache.
inline constexpr std::size_t kStepsAhead = 8;

/// Asks for `values`, for a kilobyte of them at most: the processor itself goes on where memory is read in order.
template <typename Value>
void prefetch(std::span<const Value> values) {
  constexpr std::size_t kLine = 64, kMost = 1024;
  const auto* const bytes = reinterpret_cast<const char*>(values.data());
  const std::size_t size = values.size_bytes() < kMost ? values.size_bytes() : kMost;
  for (std::size_t at = 0; at < size; at += kLine) __builtin_prefetch(bytes + at);
}

/// Asks for `values_of(i + kStepsAhead)` where it is one of `count`: at step `i` of a loop.
template <typename ValuesOf>
void prefetch_ahead(std::size_t i, std::size_t count, const ValuesOf& values_of) {
  if (i + kStepsAhead < count) prefetch(values_of(i + kStepsAhead));
}

}  // namespace koe::models
