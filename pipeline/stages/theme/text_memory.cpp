#include "pipeline/stages/theme/text_memory.h"

#include <algorithm>

namespace koe::stages {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 21U;

}  // namespace

std::string_view TextMemory::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* const copy = reinterpret_cast<char*>(room_for(text.size()));
  std::ranges::copy(text, copy);
  return {copy, text.size()};
}

std::span<const std::uint32_t> TextMemory::keep(std::span<const std::uint32_t> numbers) {
  if (numbers.empty()) return {};
  auto* const copy = reinterpret_cast<std::uint32_t*>(room_for(numbers.size_bytes()));
  std::ranges::copy(numbers, copy);
  return {copy, numbers.size()};
}

std::byte* TextMemory::room_for(std::size_t bytes) {
  constexpr std::size_t kAlignment = alignof(std::uint32_t);
  const std::size_t rounded = (bytes + kAlignment - 1) / kAlignment * kAlignment;
  if (rounded > free_.size()) {
    const std::size_t size = std::max(kPiece, rounded);
    pieces_.push_back(std::make_unique_for_overwrite<std::byte[]>(size));
    free_ = {pieces_.back().get(), size};
  }
  std::byte* const room = free_.data();
  free_ = free_.subspan(rounded);
  return room;
}

}  // namespace koe::stages
