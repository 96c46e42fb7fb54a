// How do several threads fill a large array, and how is it read fast? Nobody sets it to zero first: the thread that fills a piece is
// the first to touch it. It begins where a cache line does.
#pragma once
#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace koe::models {

/// A wide instruction that reads from two cache lines takes twice the time.
inline constexpr std::align_val_t kCacheLine{64};

/// std::allocator, but an element that is given no value is not set, and memory begins at a cache line. (Large pages were tried: on
/// virtual machines that hand unused memory back to their host they cost five times as much as small ones.)
template <typename Value>
class UnsetAllocator : public std::allocator<Value> {
 public:
  template <typename Other>
  struct rebind {
    using other = UnsetAllocator<Other>;
  };
  UnsetAllocator() = default;
  template <typename Other>
  explicit(false) UnsetAllocator(const UnsetAllocator<Other>& other) noexcept : std::allocator<Value>(other) {}

  /// Memory for `count` elements.
  [[nodiscard]] Value* allocate(std::size_t count) {
    return static_cast<Value*>(::operator new(count * sizeof(Value), kCacheLine));
  }
  /// Gives it back.
  void deallocate(Value* memory, std::size_t) noexcept { ::operator delete(memory, kCacheLine); }

  /// An element without a value: numbers are left as they are.
  template <typename Element>
  void construct(Element* element) noexcept(std::is_nothrow_default_constructible_v<Element>) {
    ::new (static_cast<void*>(element)) Element;
  }
  /// An element with one, as std::allocator makes it.
  template <typename Element, typename... Arguments>
  void construct(Element* element, Arguments&&... arguments) {
    ::new (static_cast<void*>(element)) Element(std::forward<Arguments>(arguments)...);
  }
};

/// A vector of numbers: those in UnsetVector(n) hold anything, UnsetVector(n, 0) sets them.
/// Checked in tests/unit/models/embedding/matrix_test.cpp.
template <typename Value>
using UnsetVector = std::vector<Value, UnsetAllocator<Value>>;

}  // namespace koe::models
