// Where do the texts of a survey stand? One behind the other in large pieces of memory that end together: hundreds of thousands
// of strings of their own would each be allocated and freed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace koe::stages {

/// Keeps copies of texts and of lists of numbers where they are until it ends. One owner at a time adds to it.
/// Checked in tests/unit/stages/unit_set_test.cpp.
class TextMemory {
 public:
  /// A copy of `text`.
  [[nodiscard]] std::string_view keep(std::string_view text);

  /// A copy of `numbers`.
  [[nodiscard]] std::span<const std::uint32_t> keep(std::span<const std::uint32_t> numbers);

 private:
  /// `bytes` of memory, aligned for numbers.
  std::byte* room_for(std::size_t bytes);

  std::vector<std::unique_ptr<std::byte[]>> pieces_;
  std::span<std::byte> free_;  ///< of the last piece
};

}  // namespace koe::stages
