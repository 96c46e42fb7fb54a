// How do several threads fill a large array? Nobody sets it to zero first: the thread that fills a piece is the first to touch it.
#pragma once
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace koe::models {

/// std::allocator, but an element that is given no value is not set. (Large pages were tried: on virtual machines that hand unused
/// memory back to their host they cost five times as much as small ones.)
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
