// Where do texts lie that are read together and forgotten together? In memory that is given out piece by piece and taken back
// at once: a text has several forms, and asking the system for each costs as much as making it.
#pragma once
#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace koe::nlp {

/// Memory for values that end together. A piece stays where it is until clear(). Not thread-safe.
/// Checked in tests/unit/nlp/arena_test.cpp.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// `count` values that are yet to be set. Cost: an addition, now and then a block of memory.
  template <typename T>
  [[nodiscard]] std::span<T> make(std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= alignof(std::max_align_t));
    const std::size_t bytes = count * sizeof(T);
    used_ = (used_ + alignof(T) - 1) / alignof(T) * alignof(T);
    if (block_ == blocks_.size() || used_ + bytes > blocks_[block_].size) go_to_next_block(bytes);
    last_ = used_;
    used_ += bytes;
    return {reinterpret_cast<T*>(blocks_[block_].memory.get() + last_), count};
  }

  /// Gives back what the last make() gave too much: only the first `count` values of T stay.
  template <typename T>
  void keep(std::size_t count) noexcept {
    used_ = last_ + count * sizeof(T);
  }

  /// A copy of `values`.
  template <typename T>
  [[nodiscard]] std::span<const T> copy(std::span<const T> values) {
    const std::span<T> piece = make<T>(values.size());
    std::ranges::copy(values, piece.begin());
    return piece;
  }

  /// Ends all pieces. Blocks of the usual size are kept for those to come.
  void clear() noexcept {
    std::erase_if(blocks_, [](const Block& block) { return block.size > kBlock; });
    block_ = used_ = last_ = 0;
  }

 private:
  static constexpr std::size_t kBlock = std::size_t{1} << 18;
  struct Block {
    std::unique_ptr<std::byte[]> memory;
    std::size_t size = 0;
  };

  void go_to_next_block(std::size_t bytes) {
    if (block_ < blocks_.size()) ++block_;
    if (block_ == blocks_.size() || blocks_[block_].size < bytes) {
      const std::size_t size = std::max(kBlock, bytes);
      blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(block_),
                     Block{std::make_unique_for_overwrite<std::byte[]>(size), size});
    }
    used_ = 0;
  }

  std::vector<Block> blocks_;
  std::size_t block_ = 0;  ///< the one that is being filled
  std::size_t used_ = 0;   ///< of its bytes
  std::size_t last_ = 0;   ///< where the last piece begins
};

}  // namespace koe::nlp
